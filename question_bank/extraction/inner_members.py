"""Members of lists whose edges are marks: between two 、, 、 and 和, 、 and the end of the clause.

Owns these alone: the first member of a list may be longer or shorter than it looks, these are exact.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.actors import is_actor
from question_bank.extraction.cuts import tagged
from question_bank.extraction.making import FactMaker
from question_bank.lexicon import lists

_INNER: Final = re.compile(r"(?<=、)(?P<one>[一-鿿]{2,8})(?=、)")
_KINDS: Final = {
    "vn": "v", "v": "v", "n": "n", "nz": "n", "l": "n", "j": "n", "a": "a", "an": "a",
}  # fmt: skip
_LAST_BUT_ONE: Final = re.compile(r"(?<=、)(?P<one>[一-鿿]{2,6}?)(?=(?:和|以及|或者)[一-鿿]{2})")


_LAST: Final = re.compile(r"(?<=、)(?P<one>[一-鿿]{2,8})(?=[，。；])")
_JOINED: Final = re.compile(r"(?:(?<=和)|(?<=以及)|(?<=或者))(?P<one>[一-鿿]{2,6})(?=[，。；])")

_SOFT: Final = frozenset({_LAST_BUT_ONE, _JOINED})
"""An edge of these is 和, which may be part of a word: they hold one word of the dictionary."""


def add_inner_members(maker: FactMaker) -> None:
    """Keep the inner members with their kind of word"""
    text = maker.source.text
    for pattern in (_INNER, _LAST_BUT_ONE, _LAST, _JOINED):
        for match in pattern.finditer(text):
            name = match["one"]
            if not _is_member(name):
                continue
            kind = kind_of(name)
            if not kind or (pattern in _SOFT and not _is_one_word(name)):
                continue
            maker.add(
                FactKind.TERM,
                "name:member",
                match.start("one"),
                match.end("one"),
                head=maker.clause_of(match.start()).strip("，。；：, \n"),
                detail={"kind": kind},
            )


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> str:
    """Actor, or noun, verb or adjective by the last word with the number of characters; empty for
    others."""
    if is_actor(name):
        return "actor"
    tags = [tag for _, tag in tagged(name)]
    kind = _KINDS.get(tags[-1], "")
    # 单位确定 between two 、 is the end of one list and the beginning of another.
    if not kind or (kind == "v" and len(tags) > 1):
        return ""
    return f"{kind}{len(name)}"


def _is_one_word(name: str) -> bool:
    return len(tagged(name)) == 1


@lru_cache(maxsize=20_000)
def _is_member(name: str) -> bool:
    words = lists("regulations")
    return not (
        any(word in name for word in words["never_in_members"])
        or name.endswith(tuple(words["never_last_in_members"]))
    )
