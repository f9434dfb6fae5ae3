"""Rules on the options of a choice item and the word bank of a fill-in: L02, L10-L13, L15.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from question_bank.checks.findings import Finding, finding, warning
from question_bank.checks.values import (
    MEASURED,
    exclude_each_other,
    fold,
    noun_class,
    one_contains_other,
    same_meaning,
    sort_value,
    value_type,
)
from question_bank.items import FillInItem, Item, MultipleChoiceItem, SingleChoiceItem
from question_bank.source import Source

FEWEST_OPTIONS = 3
MOST_OPTIONS = 6
_LONGEST_NOUN = 12


def key_stands_alone(item: Item, source: Source | None) -> Iterator[Finding]:
    """L02: no wrong option, and no wrong word of a word bank, is the key in other words, a wider or
    a narrower one."""
    del source
    right, wrong = sides(item)
    for place, text in wrong:
        if value_type(text) in MEASURED:
            continue
        if any(same_meaning(text, key) or one_contains_other(text, key) for _, key in right):
            yield finding("L02", place)


def options_are_of_a_kind(item: Item, source: Source | None) -> Iterator[Finding]:
    """L10: three to six options, some right and some wrong, all of one type and class of noun."""
    del source
    right, wrong = sides(item)
    if isinstance(item, SingleChoiceItem | MultipleChoiceItem) and not (
        right and wrong and FEWEST_OPTIONS <= len(item.options) <= MOST_OPTIONS
    ):
        yield finding("L10", "options")
        return
    kinds = {(_kind(text), _class(text)) for _, text in right}
    for place, text in wrong:
        if not fold(text) or (_kind(text), _class(text)) not in kinds:
            yield finding("L10", place)


def options_are_of_a_length(item: Item, source: Source | None) -> Iterator[Finding]:
    """L11: the longest has at most twice the characters of the shortest and two, and the key is not
    alone the longest by a quarter. Titles and people have the lengths they have: a warning."""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    right, wrong = sides(item)
    texts = [text for _, text in (*right, *wrong)]
    if not right or not wrong:
        return
    tell = finding
    if value_type(texts[0]) == "title" or noun_class(texts[0]) == "person":
        tell = warning
    lengths = [len(fold(text)) for text in texts]
    if max(lengths) > 2 * min(lengths) + 2:
        yield tell("L11", "options")
    if isinstance(item, SingleChoiceItem):
        key = lengths[0]
        second = max(lengths[1:])
        if key > 1.25 * second and key - second >= 2:
            yield tell("L11", "key")


def options_exclude_each_other(item: Item, source: Source | None) -> Iterator[Finding]:
    """L12: no two options are equal, amounts and times do not overlap."""
    del source
    right, wrong = sides(item)
    for (_, left), (place, text) in combinations(sorted((*right, *wrong)), 2):
        measured = value_type(left) in MEASURED and value_type(text) in MEASURED
        both_right = left in texts_of(right) and text in texts_of(right)
        equal = fold(left) == fold(text) if both_right else same_meaning(left, text)
        if equal or (measured and not exclude_each_other(left, text)):
            yield finding("L12", place)


def options_are_in_order(item: Item, source: Source | None) -> Iterator[Finding]:
    """L13"""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    values = [sort_value(option.text) for option in item.options]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and (known != sorted(known) or not item.fixed_order):
        yield finding("L13", "options")


def options_do_not_converge(item: Item, source: Source | None) -> Iterator[Finding]:
    """L15"""
    del source
    if not isinstance(item, SingleChoiceItem) or item.fixed_order:
        return
    shared = {
        option.id: sum(
            len(set(fold(option.text)) & set(fold(other.text)))
            for other in item.options
            if other.id != option.id
        )
        for option in item.options
    }
    key = shared.pop(item.key, 0)
    if shared and key > max(shared.values()):
        yield finding("L15", "key")


def sides(item: Item) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Right and wrong answers that a reader can choose from, as pairs of place and text.

    Of a fill-in the words of its bank; two equal words of it are one right and one wrong.
    """
    match item:
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            right = [(f"option {one.id}", one.text) for one in item.options if one.id in keys]
            wrong = [(f"option {one.id}", one.text) for one in item.options if one.id not in keys]
        case FillInItem(word_bank=bank) if bank:
            missing = [blank.key for blank in item.blanks]
            right, wrong = [], []
            for number, text in enumerate(bank, start=1):
                if text in missing:
                    missing.remove(text)
                    right.append((f"word {number}", text))
                else:
                    wrong.append((f"word {number}", text))
        case _:
            return [], []
    return right, wrong


def texts_of(side: Sequence[tuple[str, str]]) -> list[str]:
    """The texts of one side."""
    return [text for _, text in side]


def _class(text: str) -> str:
    """The class of noun; whole sentences about what is done have none."""
    if value_type(text) == "plain" and len(fold(text)) > _LONGEST_NOUN:
        return ""
    return noun_class(text)


def _kind(text: str) -> str:
    """The type; a frequency such as 季度 and a period such as 三个月 are of one kind."""
    found = value_type(text)
    return "period" if found == "frequency" else found
