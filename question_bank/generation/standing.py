"""Whether an item is worth asking by itself: it leans on nothing, tells nothing away, and teaches.

Owns what is declined though every word of it is right. The words are data, in `standing.json`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.bundle import Genre
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value
from question_bank.source import Source
from question_bank.stem_parts import GAP, core_of

FEWEST_WRONG: Final = 2
"""One wrong option among several right ones is found at sight."""
_LEANING: Final = ("turns", "bare_grades", "bare_words", "bullets", "unnamed_events")
_DATE: Final = rf"(?:{re.escape(GAP)}|{re.escape(BLANK)}|\d+)(?:月?(?:份|[初底末]|[上中下]旬)|月)?"
_NUMBER: Final = re.compile(r"\d+|[一二两三四五六七八九十]+")
_NUMBERED: Final = re.compile(r"\d{1,2}[.．]\d{1,2}[一-鿿]")
"""4.6门诊: the number of a line has grown together with its first word."""
_CLAUSE_MARKS: Final = re.compile(r"[，。；：,;:\n]")
_BETWEEN_NAMES: Final = re.compile("[、和与及]")
_LONGEST_NAME: Final = 12
_SHORTEST_NAME: Final = 2
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_MONTH: Final = re.compile(r"(\d{1,2})月")
_ORDINAL: Final = "第"


def stands(item: Item, source: Source) -> bool:
    """Whether a reader of the item alone knows what is meant, cannot count or shut out the key, and
    learns something by it."""
    core = core_of(item.stem)
    leans = any(
        pattern(name, at_start=True).match(core) for name in ("turns", "bare_grades", "bare_words")
    )
    if leans or _NUMBERED.match(core) or is_listed(core) or _is_date_alone(core):
        return False
    if isinstance(item, MultipleChoiceItem) and len(item.options) - len(item.keys) < FEWEST_WRONG:
        return False
    if isinstance(item, TrueFalseItem):
        if pattern("empty_statements").search(core) or _is_heading(core, item, source):
            return False
    elif any(pattern("half_behind").search(rest) for rest in _behind_gaps(core)):
        return False
    return not (
        _is_counted_out(item, source)
        or _is_bygone(item, source)
        or _is_named(item, source.label)
        or _is_told_by_feast(item, source)
        or _is_aside(item, core, source)
    )


def is_listed(core: str) -> bool:
    """Whether a stem keeps a mark of a list whose other lines it does not show, or shows many: 一是."""
    marker = pattern("list_markers").pattern
    return re.search(rf"(?:^|[，；。])(?:{marker})", core) is not None


def _is_date_alone(core: str) -> bool:
    """Whether a date has no deed: it ends a sentence whose rest was left out, or names an event and
    not that it is held (4月应知应会测验。)."""
    if re.search(rf"[，；]{_DATE}。$", core):
        return True
    named = re.match(rf"(?:计划在)?{_DATE}(?P<rest>[^，。；]+)。$", core)
    rest = named["rest"] if named else ""
    return rest.endswith(tuple(lists("standing")["event_names"])) and not any(
        pattern(name).search(rest) for name in ("asking_verbs", "doing")
    )


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
    sentence = source.sentence_at(start)
    unit = source.text[number.end() : number.end() + 1]
    if f"{_ORDINAL}{number[0]}{unit}" in source.text[sentence.start : sentence.end].replace(
        "二", "两"
    ):
        # 发言两次，第一次不超过十分钟，第二次不超过五分钟.
        return True
    before = _CLAUSE_MARKS.split(source.text[sentence.start : start])[-1]
    names = _BETWEEN_NAMES.split(before)
    short = all(0 < len(name) <= _LONGEST_NAME for name in names[1:])
    return len(names) > 1 and short and numeral_value(number[0]) == len(names)


def _is_heading(core: str, item: TrueFalseItem, source: Source) -> bool:
    """Whether a statement is only the heading of an article: 依法执行移交制度、强化案卷责任."""
    article = source.article_of(item.source.article_ordinal)
    return article is not None and core.rstrip("。") == article.title.rstrip("。")


def _is_named(item: Item, label: str) -> bool:
    """Whether the name of the document, which every stem gives, holds the key."""
    match item:
        case FillInItem():
            keys = [blank.key for blank in item.blanks]
        case SingleChoiceItem() | MultipleChoiceItem():
            right = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            keys = [option.text for option in item.options if option.id in right]
        case _:
            return False
    return any(len(key) >= _SHORTEST_NAME and key in label for key in keys)


def _is_told_by_feast(item: Item, source: Source) -> bool:
    """Whether a month is asked for, or changed, that a feast in its sentence names: 5月 beside 助残日."""
    month = _MONTH.match(source.text, item.source.span_start)
    if month is None or (isinstance(item, TrueFalseItem) and item.key):
        return False
    sentence = source.sentence_at(item.source.span_start)
    said = source.text[sentence.start : sentence.end]
    return any(month[1] == known and feast in said for feast, known in _feasts())


@cache
def _feasts() -> tuple[tuple[str, str], ...]:
    return tuple((feast, month) for feast, month in lists("standing")["feast_months"])


def _is_aside(item: Item, core: str, source: Source) -> bool:
    """Whether a number is asked for inside the brackets that end a stem, as cells of a table do."""
    asked = _NUMBER.match(source.text, item.source.span_start)
    return (
        asked is not None and re.search(rf"（[^）]*(?:{BLANK}|{GAP})[^）]*）。$", core) is not None
    )


def _is_bygone(item: Item, source: Source) -> bool:
    """Whether a number is asked for that only tells how things were."""
    if source.genre in (Genre.REGULATION, Genre.RULES):
        return False
    start, end = item.source.span_start, item.source.span_end
    if not _NUMBER.search(source.text, start, end):
        return False
    said = source.text[source.sentence_at(start).start : end]
    own = _YEAR.search(source.label)
    if own and any(year[1] < own[1] for year in _YEAR.finditer(said)):
        return True
    return re.search(rf"(?<![比较于同与]){pattern('looks_back').pattern}", said) is not None
