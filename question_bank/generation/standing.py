"""Whether an item is worth asking by itself: it leans on nothing, tells nothing away, and teaches.

Owns what is declined though every word of it is right. The words are data, in `standing.json`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.bundle import Genre
from question_bank.items import BLANK, Item, MultipleChoiceItem, TrueFalseItem
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value
from question_bank.source import Source
from question_bank.stem_parts import GAP, core_of

FEWEST_WRONG: Final = 2
"""One wrong option among several right ones is found at sight."""
_NUMBER: Final = re.compile(r"\d+|[一二两三四五六七八九十]+")
_NUMBERED: Final = re.compile(r"\d{1,2}[.．]\d{1,2}[一-鿿]")
"""4.6门诊: the number of a line has grown together with its first word."""
_CLAUSE_MARKS: Final = re.compile(r"[，。；：,;:\n]")
_BETWEEN_NAMES: Final = re.compile("[、和与及]")
_LONGEST_NAME: Final = 12


def stands(item: Item, source: Source) -> bool:
    """Whether a reader of the item alone knows what is meant, cannot count or shut out the key, and
    learns something by it."""
    core = core_of(item.stem)
    if pattern("turns", at_start=True).match(core) or _NUMBERED.match(core) or is_listed(core):
        return False
    if isinstance(item, MultipleChoiceItem) and len(item.options) - len(item.keys) < FEWEST_WRONG:
        return False
    if isinstance(item, TrueFalseItem):
        if pattern("empty_statements").search(core):
            return False
    elif any(pattern("half_behind").search(rest) for rest in _behind_gaps(core)):
        return False
    return not (_is_counted_out(item, source) or _is_bygone(item, source))


def is_listed(core: str) -> bool:
    """Whether a stem keeps a mark of a list whose other lines it does not show, or shows many: 一是."""
    marker = pattern("list_markers").pattern
    return re.search(rf"(?:^|[，；。])(?:{marker})", core) is not None


@cache
def pattern(name: str, *, at_start: bool = False) -> re.Pattern[str]:
    """One list of `standing.json` as a pattern. Raises KeyError for an unknown list."""
    joined = "|".join(lists("standing")[name])
    return re.compile(f"^(?:{joined})" if at_start else f"(?:{joined})")


def _behind_gaps(core: str) -> list[str]:
    return core.replace(GAP, BLANK).split(BLANK)[1:]


def _is_counted_out(item: Item, source: Source) -> bool:
    """Whether the number asked for counts names that stand right before it: 初检、复检两次."""
    start = item.source.span_start
    number = _NUMBER.match(source.text, start, item.source.span_end)
    if number is None:
        return False
    before = _CLAUSE_MARKS.split(source.text[source.sentence_at(start).start : start])[-1]
    names = _BETWEEN_NAMES.split(before)
    short = all(0 < len(name) <= _LONGEST_NAME for name in names[1:])
    return len(names) > 1 and short and numeral_value(number[0]) == len(names)


def _is_bygone(item: Item, source: Source) -> bool:
    """Whether a number is asked for that only tells how things were."""
    if source.genre in (Genre.REGULATION, Genre.RULES):
        return False
    start, end = item.source.span_start, item.source.span_end
    if not _NUMBER.search(source.text, start, end):
        return False
    said = source.text[source.sentence_at(start).start : end]
    return re.search(rf"(?<![比较于同与]){pattern('looks_back').pattern}", said) is not None
