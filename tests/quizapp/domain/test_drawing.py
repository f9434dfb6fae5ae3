"""Drawing papers: families, enemies, spread, shortages; and what freezing copies."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.items import Blank, FillInItem, Item, Kind, MultipleChoiceItem, SingleChoiceItem
from quizapp.domain.drawing import (
    Draw,
    PoolItem,
    SectionWish,
    Shortage,
    build_form,
    draw,
    pool_of,
)
from tests.quizapp.domain.building import item

SINGLE, MULTIPLE, TRUE_FALSE, FILL_IN = (
    Kind.SINGLE_CHOICE,
    Kind.MULTIPLE_CHOICE,
    Kind.TRUE_FALSE,
    Kind.FILL_IN,
)


def wish(kind: Kind, count: int) -> SectionWish:
    return SectionWish(kind, count, 200)


def pool(*items: Item) -> list[PoolItem]:
    return [PoolItem(entry) for entry in items]


def ids(result: Draw) -> list[list[str]]:
    return [[entry.id for entry in section] for section in result.sections]


def test_same_seed_same_paper_in_whatever_order_the_pool_comes() -> None:
    items = pool(*(item(SINGLE, f"s{n}", article=n % 5) for n in range(30)))
    first = draw([wish(SINGLE, 10)], items, seed="1")
    assert first.is_complete
    assert draw([wish(SINGLE, 10)], items[::-1], seed="1") == first
    assert draw([wish(SINGLE, 10)], items, seed="2") != first


def test_items_of_one_family_never_share_a_paper() -> None:
    items = pool(*(item(SINGLE, f"s{n}", family=f"f{n // 2}") for n in range(8)))
    result = draw([wish(SINGLE, 5)], items, seed="1")
    families = [entry.family for entry in result.sections[0]]
    assert len(families) == len(set(families)) == 4
    assert result.shortages == (Shortage(1, SINGLE, 5, 4),)


def test_an_item_gives_way_when_its_family_is_needed_elsewhere() -> None:
    """Two families can be a fill-in or a choice, and one of them a fill-in only."""
    items = pool(
        *(item(SINGLE, f"s{n}", family=f"f{n}") for n in range(2)),
        item(FILL_IN, "b0", family="f0"),
        item(FILL_IN, "b2", family="f2"),
    )
    for seed in map(str, range(20)):
        result = draw([wish(SINGLE, 2), wish(FILL_IN, 1)], items, seed=seed)
        assert ids(result)[1] == ["b2"], seed
        assert result.is_complete


def test_enemies_never_share_a_paper() -> None:
    items = [
        PoolItem(item(SINGLE, "s0"), frozenset({"b0"})),
        PoolItem(item(SINGLE, "s1")),
        PoolItem(item(FILL_IN, "b0")),
    ]
    for seed in map(str, range(20)):
        result = draw([wish(SINGLE, 1), wish(FILL_IN, 1)], items, seed=seed)
        assert ids(result) == [["s1"], ["b0"]]
    short = draw([wish(SINGLE, 2), wish(FILL_IN, 1)], items, seed="1")
    assert sum(shortage.wanted - shortage.found for shortage in short.shortages) == 1


def test_pool_of_asks_each_pair_of_different_families_once() -> None:
    asked: list[tuple[str, str]] = []

    def are_enemies(one: Item, other: Item) -> bool:
        asked.append((one.id, other.id))
        return {one.id, other.id} == {"a", "c"}

    items = [item(SINGLE, "a"), item(SINGLE, "b", family="a"), item(SINGLE, "c")]
    assert [entry.enemies for entry in pool_of(items, are_enemies)] == [
        frozenset({"c"}),
        frozenset(),
        frozenset({"a"}),
    ]
    assert asked == [("a", "c"), ("b", "c")]


def test_articles_are_spread() -> None:
    items = pool(*(item(SINGLE, f"s{n}", article=n % 6) for n in range(60)))
    result = draw([wish(SINGLE, 12)], items, seed="1")
    assert set(Counter(entry.source.article_ordinal for entry in result.sections[0]).values()) == {
        2
    }


def test_true_and_false_are_balanced() -> None:
    items = pool(*(item(TRUE_FALSE, f"t{n}", key=n % 5 != 0) for n in range(40)))
    for seed in map(str, range(10)):
        result = draw([wish(TRUE_FALSE, 10)], items, seed=seed)
        assert sum(getattr(entry, "key", False) for entry in result.sections[0]) == 5


def test_two_sections_of_one_kind_share_the_pool() -> None:
    items = pool(*(item(SINGLE, f"s{n}") for n in range(5)))
    result = draw([wish(SINGLE, 3), wish(SINGLE, 3)], items, seed="1")
    assert sum(len(section) for section in result.sections) == 5
    assert len({name for section in ids(result) for name in section}) == 5
    assert [shortage.section for shortage in result.shortages] == [2]


def test_an_empty_pool_names_every_section() -> None:
    result = draw([wish(SINGLE, 2), wish(FILL_IN, 1)], [], seed="1")
    assert result.sections == ((), ())
    assert result.shortages == (Shortage(1, SINGLE, 2, 0), Shortage(2, FILL_IN, 1, 0))


kinds = st.sampled_from([SINGLE, TRUE_FALSE, FILL_IN])


@given(
    st.lists(st.tuples(kinds, st.integers(0, 5)), max_size=9),
    st.lists(st.tuples(kinds, st.integers(1, 3)), min_size=1, max_size=3),
    st.text(max_size=3),
)
def test_a_draw_is_complete_whenever_families_allow_it(
    made: list[tuple[Kind, int]], wanted: list[tuple[Kind, int]], seed: str
) -> None:
    """Checked against a plain search over all assignments of families to sections."""
    items = pool(
        *(item(kind, f"i{n}", family=f"f{family}") for n, (kind, family) in enumerate(made))
    )
    wishes = [wish(kind, count) for kind, count in wanted]
    result = draw(wishes, items, seed=seed)
    chosen = [entry for section in result.sections for entry in section]
    assert len({entry.family for entry in chosen}) == len(chosen)
    assert all(
        entry.kind is wanted_kind
        for section, (wanted_kind, _) in zip(result.sections, wanted, strict=True)
        for entry in section
    )
    slots = [kind for kind, count in wanted for _ in range(count)]
    assert len(chosen) == _most_filled(slots, frozenset(made))


def _most_filled(slots: list[Kind], offers: frozenset[tuple[Kind, int]]) -> int:
    if not slots:
        return 0
    best = _most_filled(slots[1:], offers)
    for kind, family in offers:
        if kind is slots[0]:
            left = frozenset(offer for offer in offers if offer[1] != family)
            best = max(best, 1 + _most_filled(slots[1:], left))
            if best == len(slots):
                return best
    return best


def test_freezing_copies_texts_and_keys() -> None:
    wishes = [wish(SINGLE, 1), wish(MULTIPLE, 1), wish(TRUE_FALSE, 1), wish(FILL_IN, 1)]
    single, multiple = item(SINGLE, "s"), item(MULTIPLE, "m")
    false = item(TRUE_FALSE, "t", key=False, correction="应为乙组")
    blank = item(FILL_IN, "b", blanks=(Blank("甲组"), Blank("乙组")), ordered=False)
    assert isinstance(single, SingleChoiceItem)
    assert isinstance(multiple, MultipleChoiceItem)
    assert isinstance(blank, FillInItem)
    made = build_form(wishes, [[single], [multiple], [false], [blank]], seed="1")
    text_of = [{option.id: option.text for option in entry.options} for entry in made.form.items]
    keys = made.key_sheet.entries
    assert [text_of[0][key] for key in keys[0].keys] == ["甲组"]
    assert {text_of[1][key] for key in keys[1].keys} == {"甲组", "丙组"}
    assert keys[1].keys == tuple(sorted(keys[1].keys))
    assert (keys[2].keys, keys[2].correction) == (("false",), "应为乙组")
    assert (keys[3].blanks, keys[3].ordered) == (blank.blanks, False)
    assert (made.form.items[3].blank_count, made.form.items[3].word_bank) == (2, blank.word_bank)
    assert [entry.item_id for entry in keys] == ["s", "m", "t", "b"]
    assert all(entry.source == single.source and entry.explanation for entry in keys)
    assert [sorted(entry) for entry in text_of[:2]] == [list("abcd"), list("abcd")]


def test_letters_say_nothing_of_the_key() -> None:
    """The key is "a" in every item of the bank, and lands on each letter about equally often."""
    items = [item(SINGLE, f"s{n}") for n in range(200)]
    made = build_form([wish(SINGLE, 200)], [items], seed="1")
    found = Counter(entry.keys[0] for entry in made.key_sheet.entries)
    assert set(found) == set("abcd")
    assert min(found.values()) >= 30


def test_levels_keep_their_natural_order() -> None:
    fixed = item(SINGLE, "s", fixed_order=True, key="c")
    made = build_form([wish(SINGLE, 1)], [[fixed]], seed="1")
    assert made.form.items[0].fixed_order
    assert [option.text for option in made.form.items[0].options] == [
        "甲组",
        "乙组",
        "丙组",
        "丁组",
    ]
    assert made.key_sheet.entries[0].keys == ("c",)


@pytest.mark.parametrize("drawn", [[[]], [[item(FILL_IN, "b")]]])
def test_a_section_holds_items_of_its_kind(drawn: list[list[Item]]) -> None:
    with pytest.raises(ValueError, match="section 1"):
        build_form([wish(SINGLE, 1)], drawn, seed="1")
