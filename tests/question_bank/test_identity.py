"""Stable ids."""

from __future__ import annotations

from question_bank.identity import item_id, stable_id


def test_same_parts_give_the_same_id() -> None:
    assert stable_id("fact", "a", 1) == stable_id("fact", "a", 1)
    assert stable_id("fact", "a", 1).startswith("fact-")


def test_parts_are_told_apart() -> None:
    assert stable_id("x", "ab", "c") != stable_id("x", "a", "bc")
    assert stable_id("x", "a") != stable_id("y", "a")


def test_item_ids_depend_on_every_part() -> None:
    first = item_id("s" * 64, 5, "fact-1", kind="fill_in", template="t")
    others = {
        item_id("t" * 64, 5, "fact-1", kind="fill_in", template="t"),
        item_id("s" * 64, 6, "fact-1", kind="fill_in", template="t"),
        item_id("s" * 64, 5, "fact-2", kind="fill_in", template="t"),
        item_id("s" * 64, 5, "fact-1", kind="true_false", template="t"),
        item_id("s" * 64, 5, "fact-1", kind="fill_in", template="u"),
    }
    assert first not in others and len(others) == 5
