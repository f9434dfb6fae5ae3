"""Bots find the cues they look for, and none where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.items import Item, SingleChoiceItem
from question_bank.stem_parts import GAP
from question_bank.trial.bots import BotScore, bot_scores
from tests.question_bank.made_up import (
    draft_multiple,
    draft_single,
    draft_statement,
    make_options,
    make_source,
)

PLAN = make_source()


def single(stem: str, *texts: str, key: int = 0, number: int = 0) -> SingleChoiceItem:
    item = draft_single(PLAN, stem, texts[0], texts[1:], asked="每季度")
    return replace(item, key="abcdef"[key], id=f"item-{number}")


def score(name: str, items: list[Item]) -> BotScore:
    return next(found for found in bot_scores(items) if found.name == name)


@pytest.mark.parametrize(
    ("bot", "stem", "texts"),
    [
        ("longest", f"推行{GAP}。", ("甲乙丙丁戊", "己庚", "辛壬")),
        ("stem overlap", f"推行晒卷办法，落实{GAP}。", ("晒卷会", "比武会", "夜校班")),
        ("convergence", f"推行{GAP}。", ("甲乙", "甲丙", "丁乙")),
    ],
)
def test_a_cue_is_used(bot: str, stem: str, texts: tuple[str, ...]) -> None:
    told = score(f"single: {bot}", [single(stem, *texts)])
    assert (told.right, told.total) == (1, 1)
    misled = score(f"single: {bot}", [single(stem, *texts, key=1)])
    assert misled.right == 0
    assert told.chance == pytest.approx(1 / 3)
    assert told.above_chance == pytest.approx(200 / 3)


def test_ties_count_as_chance() -> None:
    found = score("single: longest", [single(f"推行{GAP}。", "甲乙", "丙丁", "戊己")])
    assert found.right == pytest.approx(found.chance)


def test_place_of_the_keys() -> None:
    texts = ("甲乙", "丙丁", "戊己")
    alike: list[Item] = [single(f"推行{GAP}。", *texts, key=2, number=n) for n in range(6)]
    assert score("single: position", alike).right == 6
    spread: list[Item] = [single(f"推行{GAP}。", *texts, key=n % 3, number=n) for n in range(90)]
    found = score("single: position", spread)
    assert abs(found.above_chance) < 12


def test_option_that_other_items_show() -> None:
    items: list[Item] = [
        single(f"推行{GAP}。", "甲乙", "丙丁", "戊己", number=1),
        single(f"推行{GAP}。", "庚辛", "甲乙", "壬癸", key=2, number=2),
    ]
    assert score("single: frequency", items).right == pytest.approx(1)


def test_pairs_of_a_multiple_choice() -> None:
    item = draft_multiple(PLAN, f"弘扬{GAP}。", ("严谨又务实", "传承性"), ("新性",), asked="严谨性")
    found = score("multiple: longest", [item])
    assert (found.right, found.total, found.chance) == (2, 2, 1)


def test_numbers_in_statements() -> None:
    items: list[Item] = [
        replace(
            draft_statement(
                PLAN, f"各组每年办{n}次。" if n % 4 < 2 else "各组常办。", "档", key=n % 4 >= 2
            ),
            id=f"item-{n}",
        )
        for n in range(8)
    ]
    found = score("true/false: numbers", items)
    assert (found.right, found.chance) == (8, 4)


def test_no_bank_no_score() -> None:
    assert bot_scores([]) == ()


def test_options_of_other_order_change_nothing_but_the_place() -> None:
    item = single(f"推行{GAP}。", "甲乙丙丁戊", "己庚", "辛壬")
    turned = replace(item, options=make_options("己庚", "辛壬", "甲乙丙丁戊"), key="c")
    for bot in ("longest", "stem overlap", "convergence", "frequency"):
        assert score(f"single: {bot}", [item]) == score(f"single: {bot}", [turned])
