"""The months and quarters that headings give to what stands below them.

Owns finding these headings, and where the reach of each ends. A line that begins with its month, as
in a calendar, gives it to its own sentences only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.event_times import Times, times_in
from question_bank.extraction.rule_words import one_of
from question_bank.source import Span

_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_NUMBER: Final = rf"(?:第?{_CHINESE}[、章节部分]+|[（(]{_CHINESE}[)）]|\d{{1,2}}[.．、])?[ 　]*"
_PERIOD: Final = rf"(?:(?:\d{{1,2}}|{_CHINESE})(?:月?[-—~～至、](?:\d{{1,2}}|{_CHINESE}))?月|第?[一二三四1-4]季度|[上下]半年)"
_HEADING: Final = re.compile(
    rf"^[ 　]*(?:【(?P<framed>{_PERIOD})份?】[^\n]{{0,20}}$|{_NUMBER}(?P<time>{_PERIOD})"
    rf"份?(?:[（(][^）)\n]{{0,12}}[)）])?(?:(?:主要|重点|工作|活动|学习|任务|安排|计划|要点)*[：:]?[ 　]*$"
    # A motto goes with the time, unless the lines below have times of their own: a schedule.
    rf"|[：:](?P<motto>[^，。；：:\n]{{1,20}})$(?!\n[ 　]*{_PERIOD})"
    rf"|[：:](?P<line>[^\n]+)$)|{_CHINESE}、|附件|附：)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Headings:
    """The places where the time that holds for the text changes, in order, and what it is then."""

    places: tuple[int, ...]
    times: tuple[Times | None, ...]

    def above(self, place: int) -> Times | None:
        """The time that a heading gives to this place."""
        index = bisect_right(self.places, place) - 1
        return self.times[index] if index >= 0 else None

    def is_heading(self, text: str, place: int) -> bool:
        """Whether what begins here is the heading of a time itself."""
        index = bisect_right(self.places, place) - 1
        return (
            index >= 0
            and self.times[index] is not None
            and not text[self.places[index] : place].strip()
        )


def headings_of(text: str, tables: Iterable[Span]) -> Headings:
    """Find the headings of a text that stand outside of its tables."""
    spans = tuple(tables)
    found: dict[int, Times | None] = {}
    for match in sorted(
        [*_HEADING.finditer(text), *_heading_end().finditer(text)], key=re.Match.start
    ):
        if any(span.start <= match.start() < span.end for span in spans):
            continue
        named = match.re is _HEADING and (match["time"] or match["framed"])
        found[match.start()] = times_in(named) if named else None
        if named and match["line"]:
            found.setdefault(match.end(), None)
    return Headings(tuple(sorted(found)), tuple(found[place] for place in sorted(found)))


@cache
def _heading_end() -> re.Pattern[str]:
    return re.compile(
        rf"^[ 　]*[^，。；：\d\n]{{0,6}}{one_of('heading_ends')}[^，。；：\d\n]{{0,6}}[：:]?[ 　]*$",
        re.MULTILINE,
    )
