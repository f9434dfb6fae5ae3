"""The trial counts what the solver got right and names the rest."""

from __future__ import annotations

from dataclasses import replace

from question_bank.generation.pipeline import generate_items
from question_bank.items import BLANK, Blank, SingleChoiceItem
from question_bank.trial.report import is_right, trial
from tests.question_bank.made_up import all_facts, draft_fill_in, make_source

PLAN = make_source()
ITEMS = generate_items(PLAN, all_facts(PLAN), 2)


def test_good_bank() -> None:
    report = trial(ITEMS, PLAN)
    assert report.solver_right == report.solver_total == len(ITEMS)
    assert report.wrong == ()
    assert {bot.name for bot in report.bots} >= {"single: longest", "single: position"}


def test_an_item_with_another_key_is_named() -> None:
    item = next(item for item in ITEMS if isinstance(item, SingleChoiceItem))
    other = next(option.id for option in item.options if option.id != item.key)
    report = trial((*ITEMS, replace(item, id="item-spoiled", key=other)), PLAN)
    assert report.wrong == ("item-spoiled",)
    right = next(option.text for option in item.options if option.id == item.key)
    assert report.misses[0].answer == right
    assert report.solver_total - report.solver_right == 1


def test_accepted_writings_and_free_order_count() -> None:
    stem = f"持续推进“{BLANK}、识档、{BLANK}”三大行动。"
    item = replace(
        draft_fill_in(PLAN, stem, "护档"), blanks=(Blank("用档"), Blank("护档")), ordered=False
    )
    assert is_right(("护档", "用档"), item)
    assert not is_right(("护档", "用档"), replace(item, ordered=True))
    assert not is_right(None, item)
    assert is_right(("护 档",), replace(item, blanks=(Blank("护档"),)))


def test_empty_bank() -> None:
    report = trial((), PLAN)
    assert (report.solver_right, report.solver_total, report.bots) == (0, 0, ())
