"""What is kept of the drafts, and where the keys stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.checks.paper import repeats
from question_bank.generation.norms.drafting import norm_items
from question_bank.generation.norms.making import DENIED
from question_bank.generation.selection import (
    LEAST_SPARE,
    LIGHT,
    MOST_QUOTED,
    MOST_SPARE,
    WANTED,
    chosen,
    fair,
    placed,
)
from question_bank.items import Item, SingleChoiceItem, TrueFalseItem
from tests.question_bank.made_up import draft_single, draft_statement, make_source
from tests.question_bank.made_up_regulation import reading, workshop_of

DRAFTS = tuple(norm_items(workshop_of(reading())))
SEEDS = st.integers(0, 1_000)
SOME_DRAFTS = st.sets(st.sampled_from(range(len(DRAFTS)))).map(
    lambda places: [DRAFTS[place] for place in sorted(places)]
)


def quoted(items: list[Item]) -> list[Item]:
    return [item for item in items if isinstance(item, TrueFalseItem) and item.key]


def is_denied(item: Item) -> bool:
    return item.template.endswith(DENIED)


def is_light(item: Item) -> bool:
    return item.template.endswith(LIGHT)


def per_article(items: list[Item]) -> Counter[int]:
    return Counter(item.source.article_ordinal for item in items)


@given(SOME_DRAFTS, SEEDS)
@settings(max_examples=40)
def test_each_draft_at_most_once_and_nothing_new(drafts: list[Item], seed: int) -> None:
    kept = chosen([*drafts, *drafts], seed)
    assert len({item.id for item in kept}) == len(kept)
    assert set(kept) <= set(drafts)
    assert not any(repeats(one, other) for one, other in combinations(kept, 2))


@given(SOME_DRAFTS, SEEDS)
@settings(max_examples=40)
def test_quoted_and_light_items_only_where_they_are_needed(drafts: list[Item], seed: int) -> None:
    kept = chosen(drafts, seed)
    false = [item for item in kept if isinstance(item, TrueFalseItem) and not item.key]
    assert max(per_article(quoted(kept)).values(), default=0) <= MOST_QUOTED
    full = per_article([item for item in kept if not is_light(item)])
    for article, count in per_article([item for item in kept if is_light(item)]).items():
        assert full[article] + count <= WANTED
    # Beyond the number of false ones a statement is quoted only for an article that lacks items.
    others = per_article([item for item in kept if item not in quoted(kept) and not is_light(item)])
    needed = sum(others[item.source.article_ordinal] < WANTED for item in quoted(kept))
    assert len(quoted(kept)) <= needed + len(false)


@given(SOME_DRAFTS, SEEDS)
@settings(max_examples=40)
def test_a_duty_is_denied_once_where_an_article_has_little_else(
    drafts: list[Item], seed: int
) -> None:
    kept = chosen(drafts, seed)
    firm = per_article(
        [item for item in kept if not (item in quoted(kept) or is_light(item) or is_denied(item))]
    )
    denied = per_article([item for item in kept if is_denied(item)])
    for article, count in denied.items():
        assert count == 1
        assert firm[article] < WANTED
    for item in filter(is_denied, drafts):
        article = item.source.article_ordinal
        assert denied[article] or firm[article] >= WANTED


@given(SOME_DRAFTS, SEEDS)
@settings(max_examples=20)
def test_all_other_drafts_stay(drafts: list[Item], seed: int) -> None:
    def others(items: list[Item]) -> list[Item]:
        return [
            item
            for item in items
            if not (item in quoted(items) or is_light(item) or is_denied(item))
        ]

    kept = others(chosen(drafts, seed))
    assert kept == [item for item in others(drafts) if item in kept]
    assert all(any(repeats(item, one) for one in kept) for item in set(others(drafts)) - set(kept))


def test_an_article_with_little_else_gets_its_quoted_statements() -> None:
    lonely = next(item for item in quoted(list(DRAFTS)) if item.source.article == "十一")
    assert lonely in chosen(DRAFTS, 3)


def test_the_seed_decides_which_statements_are_quoted() -> None:
    plan = make_source()
    false = draft_statement(plan, "各支部坚持每月开展一次档案开放日。", "每季度", key=False)
    others = [replace(false, id=f"false-{word}", stem=word * 9) for word in "卷宗索引"]
    true = [replace(false, id=f"true-{word}", key=True, stem=word * 9) for word in "护识用查编借"]
    picks = {tuple(item.id for item in quoted(chosen([*others, *true], seed))) for seed in range(9)}
    assert len(picks) > 1
    assert all(len(pick) == MOST_QUOTED for pick in picks)


def test_what_is_merely_encouraged_is_quoted_last() -> None:
    plan = make_source()
    plain = draft_statement(plan, "各支部坚持公开馆藏目录。", "每季度", key=True)
    words = ("鼓励各馆交换目录", "国家保护旧籍善本", "馆员轮流校对卷宗", "每卷附上索引一份")
    items = [replace(plain, id=word, stem=word) for word in words]
    for seed in range(6):
        assert {item.id for item in chosen(items, seed)} == set(words[2:])


@pytest.mark.parametrize(("full", "light"), [(0, 2), (1, 1), (2, 0), (5, 0)])
def test_light_items_fill_an_article_up_and_no_more(full: int, light: int) -> None:
    items = [
        replace(item, stem=word * 9)
        for item, word in zip(single(full, 4), "卷宗索引录", strict=False)
    ]
    extra = [
        replace(item, id=f"light-{word}", stem=word * 9, template="norm.fill_in.aside")
        for item, word in zip(single(4, 4), "护识用查", strict=True)
    ]
    kept = chosen([*extra, *items], 1)
    assert sum(map(is_light, kept)) == light and len(kept) == full + light


def single(count: int, size: int, *, fixed: bool = False) -> list[Item]:
    plan = make_source()
    wrong = ("每月", "每半年", "每年", "每周", "每旬")[: size - 1]
    item = draft_single(
        plan, "各支部坚持（　）开展一次档案开放日。", "每季度", wrong, fixed_order=fixed
    )
    return [replace(item, id=f"item-{size}-{place}") for place in range(count)]


@pytest.mark.parametrize("size", [3, 4])
@given(seed=SEEDS, count=st.integers(0, 30))
def test_keys_are_spread_evenly_over_the_places(size: int, seed: int, count: int) -> None:
    keys = [i.key for i in placed(single(count, size), seed) if isinstance(i, SingleChoiceItem)]
    runs = [keys[start : start + size] for start in range(0, count, size)]
    assert all(len(set(run)) == len(run) for run in runs)
    counts = Counter(keys)
    assert len(counts) in (0, min(size, count)) and max(counts.values(), default=0) <= (
        count // size + 1
    )


def test_three_and_four_options_take_turns_of_their_own() -> None:
    mixed = [item for pair in zip(single(12, 3), single(12, 4), strict=True) for item in pair]
    found = [item for item in placed(mixed, 5) if isinstance(item, SingleChoiceItem)]
    keys = Counter((len(item.options), item.key) for item in found)
    assert set(keys.values()) == {4, 3}
    assert len(keys) == 7


@given(SOME_DRAFTS, SEEDS)
@settings(max_examples=20)
def test_placing_moves_the_key_and_nothing_else(drafts: list[Item], seed: int) -> None:
    for before, after in zip(drafts, placed(drafts, seed), strict=True):
        if not isinstance(before, SingleChoiceItem) or before.fixed_order:
            assert after == before
            continue
        assert isinstance(after, SingleChoiceItem)
        told = {option.id: option.text for option in before.options}
        now = {option.id: option.text for option in after.options}
        assert now[after.key] == told[before.key]
        assert [now[i] for i in now if i != after.key] == [told[i] for i in told if i != before.key]
        assert list(now) == list(told)
        assert replace(after, options=before.options, key=before.key) == before


def test_values_in_their_natural_order_stay() -> None:
    fixed = single(8, 4, fixed=True)
    assert placed(fixed, 3) == fixed


def test_another_seed_other_places() -> None:
    items = single(16, 4)
    assert placed(items, 1) == placed(items, 1) != placed(items, 2)


def light_statements(ordinal: int) -> list[Item]:
    """Light true statements of one article, all different."""
    item = draft_statement(make_source(), "各支部坚持公开馆藏目录。", "每季度", key=True)
    place = replace(item.source, article_ordinal=ordinal)
    template = "true_false.true" + LIGHT
    return [
        replace(item, id=f"{ordinal}-{word}", stem=word * 9, template=template, source=place)
        for word in ("护识用查" if ordinal == 1 else "编借晾晒")
    ]


@pytest.mark.parametrize(("full", "light"), [(0, 2), (1, 1), (2, 0), (4, 0)])
def test_light_statements_stand_only_where_little_else_does(full: int, light: int) -> None:
    false = draft_statement(make_source(), "各支部坚持每月开放。", "每季度", key=False)
    # False statements call for true ones beside them, but not for light ones.
    others = [replace(false, id=word, stem=word * 9) for word in "卷宗索引"[:full]]
    kept = chosen([*light_statements(1), *light_statements(2), *others], 4)
    counts = per_article([item for item in kept if is_light(item)])
    assert (counts[1], counts[2]) == (light, WANTED)
    assert len(kept) == full + light + WANTED


def test_firm_statements_go_before_light_ones() -> None:
    light = light_statements(1)
    firm = [replace(item, id=f"firm-{item.id}", template="true_false.true") for item in light]
    firm = [replace(item, stem=word * 9) for item, word in zip(firm[:2], "卷宗", strict=True)]
    for seed in range(6):
        assert chosen([*light, *firm], seed) == firm


@given(st.lists(st.integers(0, 3), max_size=40), SEEDS)
def test_no_place_among_values_in_order_holds_many_more_keys(places: list[int], seed: int) -> None:
    items = [
        replace(item, key=item.options[place].id)
        for item, place in zip(single(len(places), 4, fixed=True), places, strict=True)
        if isinstance(item, SingleChoiceItem)
    ]
    kept = [item for item in fair(items, seed) if isinstance(item, SingleChoiceItem)]
    assert set(kept) <= set(items)
    most = max(Counter(item.key for item in kept).values(), default=0)
    assert most <= len(kept) / 4 + max(LEAST_SPARE, MOST_SPARE * len(kept))


def test_places_that_are_even_lose_nothing() -> None:
    items = [
        replace(item, key=item.options[turn % 4].id)
        for turn, item in enumerate(single(16, 4, fixed=True))
        if isinstance(item, SingleChoiceItem)
    ]
    assert fair(items, 3) == items
