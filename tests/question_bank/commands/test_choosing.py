"""The best N of many."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import FactKind
from question_bank.commands.choosing import best, worth_of
from question_bank.items import Item, Knowledge, TrueFalseItem
from tests.question_bank.formats.drafts import FALSE, FILL_IN, SOURCE
from tests.question_bank.made_up import make_fact


def items_of(articles: int, each: int) -> list[Item]:
    made: list[Item] = []
    for article in range(articles):
        for number in range(each):
            item: Item = FILL_IN if number % 2 else FALSE
            source = replace(item.source, article_ordinal=article)
            made.append(replace(item, id=f"{article}-{number}", source=source))
    return made


@given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 30), st.data())
def test_a_choice_holds_no_enemies_and_repeats_itself(
    articles: int, each: int, count: int, data: st.DataObject
) -> None:
    items = items_of(articles, each)
    ids = [item.id for item in items]
    pairs = data.draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=20))
    enemies = {
        one: frozenset(
            {b for a, b in pairs if a == one != b} | {a for a, b in pairs if b == one != a}
        )
        for one in ids
    }
    chosen = best(items, enemies, count, 1)
    assert len(chosen) <= count
    assert chosen == [item for item in items if item in chosen]
    names = {item.id for item in chosen}
    assert all(not enemies[one] & names for one in names)
    assert chosen == best(list(items), enemies, count, 1)
    if len(chosen) < count:
        left = [one for one in ids if one not in names]
        assert all(enemies[one] & names for one in left), "something more would fit"


def test_each_article_has_its_turn_before_any_has_two() -> None:
    chosen = best(items_of(5, 4), {}, 5, 1)
    assert [item.source.article_ordinal for item in chosen] == [0, 1, 2, 3, 4]
    assert len({item.kind for item in chosen}) == 2


def test_few_items_lie_far_apart() -> None:
    chosen = best(items_of(8, 2), {}, 2, 1)
    assert [item.source.article_ordinal for item in chosen] == [0, 4]


def test_arrangements_come_last() -> None:
    plain, *others = items_of(1, 3)
    scheduled = [replace(item, knowledge=Knowledge.SCHEDULE) for item in others]
    assert best([*scheduled, plain], {}, 1, 1) == [plain]


def test_what_is_worth_more_and_without_warning_comes_first() -> None:
    items = items_of(1, 3)
    last = items[-1]
    assert best(items, {}, 1, 1, worth=lambda item: 2 if item is last else 1) == [last]
    assert best(items, {}, 1, 1, is_clean=lambda item: item is last) == [last]
    assert best(items, {}, 1, 1, is_clean=lambda item: item is None) == best(items, {}, 1, 1)


def test_true_and_false_statements_stay_in_balance() -> None:
    statements = [
        replace(
            FALSE,
            id=f"{article}-{holds}",
            key=holds,
            source=replace(FALSE.source, article_ordinal=article),
        )
        for article in range(6)
        for holds in (True, False)
    ]
    chosen = best(statements, {}, 6, 1)
    assert sum(isinstance(item, TrueFalseItem) and item.key for item in chosen) == 3


def test_a_rule_is_worth_more_than_a_term() -> None:
    rule, term = (make_fact(SOURCE, "四联四评", kind) for kind in (FactKind.RULE, FactKind.TERM))
    assert worth_of(rule) > worth_of(None) > worth_of(term)
