"""The heads of lists, such as 应当载明下列事项：, as questions.

Owns which heads can be a question, and which two list the same kind of thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from question_bank.generation.stems import tidy
from question_bank.lexicon import lists

LONGEST_HEAD: Final = 62
_VERB: Final = 2
_HEAD: Final = re.compile(
    r"(?:下列|以下)(?P<noun>[一-鿿]{1,14}?)(?P<one>之一)?(?P<end>的?)(?=，|$)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The noun a head lists with the verb before it, and the head as a question for several lines and
    for one."""

    noun: str = ""
    verb: str = ""
    several: str = ""
    one: str = ""


@lru_cache(maxsize=4_000)
def question_of(head: str) -> Head:
    """Read a head; without a noun when it cannot be a question.

    有下列情形之一的，劳动合同终止 becomes 有下列哪些情形的，劳动合同终止.
    """
    text = tidy(head).strip("：:，。 ")
    match = _HEAD.search(text)
    if match is None or len(text) > LONGEST_HEAD or text.endswith(("的", "时")):
        return Head()
    words = lists("regulations")
    if any(
        word in text for word in (*words["never_in_heads"], *words["sanctions"], "（", "；", "。")
    ):
        return Head()
    if re.search(r"第[一二三四五六七八九十百\d]+[条款项]", text):
        return Head()
    before, after = text[: match.start()], match["end"] + text[match.end() :]
    noun, verb = match["noun"], before[-_VERB:]
    if verb.endswith("有"):
        # What happens to whom is no option for what happens to others.
        return Head()
    return Head(noun, verb, f"{before}下列哪些{noun}{after}", f"{before}下列哪一{noun}{after}")


def are_alike(one: str, other: str) -> bool:
    """Whether two nouns name lists of one build: 事项 and 内容, 情形 and 行为."""
    if one == other:
        return bool(one)
    return any(
        one.endswith(tuple(group)) and other.endswith(tuple(group))
        for group in lists("regulations")["head_groups"]
    )
