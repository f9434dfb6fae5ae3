"""A name for a document.

Owns how it is found: a heading before the text, else the first sentence. Empty when neither says.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.reading.words import words

_KINDS: Final = "|".join(
    (*words().kinds, *words().prose_kinds, *words().rules_kinds, *words().law_kinds)
)
_TOPICS: Final = "|".join(sorted(words().topics, key=len, reverse=True))
_HEADING: Final = re.compile(
    rf"^《?(?P<label>[^。；：，]{{4,56}}?(?:{_KINDS}))》?(?P<note>[（(][^）)]{{1,10}}[）)])?$"
)
_PLAIN: Final = re.compile(r"(?!\d|[（(第一])[^。；：，！？:;,!?]{3,40}(?<![”…])$")
"""A first line that no mark ends: what a reader or a booklet is called."""
_LETTERHEAD: Final = re.compile(r".{2,30}文件|[^，。]{1,12}[〔\[（(]\d{4}[〕\]）)][^，。]{0,6}号")
_HIGHEST: Final = 6
"""Lines from the top among which the title stands."""
_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}}年(?:度)?)(?P<whose>[^，。；：]{{0,24}}?)(?P<topic>(?:机关)?(?:{_TOPICS}))?工作的?"
    r"(?:总体|总|指导)?(?:思路和|目标和)?(?:要求|思路|思想|目标)"
)


def title_in(preamble: str) -> str:
    """The heading above the text, in one or two lines; empty when there is none."""
    lines = [line for line in _lines(preamble)[:_HIGHEST] if not _LETTERHEAD.fullmatch(line)]
    for place in range(len(lines)):
        for count in (1, 2):
            joined = "".join(lines[place : place + count])
            match = _HEADING.match(joined)
            if match:
                return (match["label"] + (match["note"] or "")).strip()
    return lines[0] if lines and _PLAIN.match(lines[0]) else ""


def is_title(line: str) -> bool:
    """Whether this one line is what a document is called."""
    return _HEADING.match(line) is not None


def label_of_first_sentence(preamble: str) -> str:
    """A name such as 某局2022年机关党建工作计划 made of what the first sentence says; else empty.

    Without an organisation in that sentence the name begins with the year.
    """
    for line in _lines(preamble):
        match = _FIRST.search(line)
        if match:
            return _of_first_sentence(match)
    return ""


def _lines(preamble: str) -> list[str]:
    return [line.strip() for line in preamble.split("\n") if line.strip()]


def _of_first_sentence(match: re.Match[str]) -> str:
    whose, topic = match["whose"] or "", (match["topic"] or "").replace("党的建设", "党建")
    whose = whose.removesuffix("的")
    if whose.endswith("直") and topic.startswith("机关"):
        whose, topic = whose + "机关", topic.removeprefix("机关")
    return f"{whose}{match['year']}{topic}工作计划"
