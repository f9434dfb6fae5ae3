"""Rules on the options of a choice item: L02, L10, L11, L12, L13, L15.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from question_bank.checks.findings import Finding, finding
from question_bank.checks.values import (
    exclude_each_other,
    fold,
    noun_class,
    one_contains_other,
    same_meaning,
    sort_value,
    value_type,
)
from question_bank.items import Item, MultipleChoiceItem, SingleChoiceItem
from question_bank.source import Source

FEWEST_SINGLE = 3
MOST_OPTIONS = 6


def key_stands_alone(item: Item, source: Source | None) -> Iterator[Finding]:
    """L02"""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    right, wrong = _sides(item)
    for option_id, text in wrong:
        if value_type(text) in {"number", "frequency"}:
            continue
        if any(same_meaning(text, key) or one_contains_other(text, key) for _, key in right):
            yield finding("L02", f"option {option_id}")


def options_are_of_a_kind(item: Item, source: Source | None) -> Iterator[Finding]:
    """L10"""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    right, wrong = _sides(item)
    if not right or not wrong or not FEWEST_SINGLE <= len(item.options) <= MOST_OPTIONS:
        yield finding("L10", "options")
        return
    types = {value_type(text) for _, text in right}
    classes = {noun_class(text) for _, text in right}
    for option_id, text in wrong:
        if value_type(text) not in types or noun_class(text) not in classes:
            yield finding("L10", f"option {option_id}")


def options_are_of_a_length(item: Item, source: Source | None) -> Iterator[Finding]:
    """L11; titles and lists of people have the lengths they have."""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    right, wrong = _sides(item)
    texts = [text for _, text in (*right, *wrong)]
    if (
        not right
        or not wrong
        or value_type(texts[0]) == "title"
        or noun_class(texts[0]) == "person"
    ):
        return
    lengths = [len(fold(text)) for text in texts]
    if max(lengths) > 2 * min(lengths) + 2:
        yield finding("L11", "options")
    if isinstance(item, SingleChoiceItem):
        key = lengths[0]
        second = max(lengths[1:])
        if key > 1.25 * second and key - second >= 2:
            yield finding("L11", "key")


def options_exclude_each_other(item: Item, source: Source | None) -> Iterator[Finding]:
    """L12"""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    for left, right in combinations(item.options, 2):
        numeric = value_type(left.text) in {"number", "frequency"}
        equal = fold(left.text) == fold(right.text) or same_meaning(left.text, right.text)
        if equal or (numeric and not exclude_each_other(left.text, right.text)):
            yield finding("L12", f"option {right.id}")


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


def _sides(
    item: SingleChoiceItem | MultipleChoiceItem,
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Right and wrong options as pairs of id and text."""
    keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
    right = [(option.id, option.text) for option in item.options if option.id in keys]
    wrong = [(option.id, option.text) for option in item.options if option.id not in keys]
    return right, wrong
