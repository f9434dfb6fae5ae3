"""The estimate of difficulty."""

from __future__ import annotations

from question_bank.generation.difficulty import estimate, likeness
from question_bank.items import Difficulty


def test_short_numbers_are_easier_than_long_lists() -> None:
    easy = estimate("frequency", rivals=3, key_length=2, parts=1, similarity=0.3)
    hard = estimate("members", rivals=3, key_length=5, parts=4, similarity=0.6)
    assert easy is Difficulty.EASY
    assert hard is Difficulty.HARD


def test_likeness() -> None:
    assert likeness("甲乙", ("甲丙", "乙甲")) == 0.75
    assert likeness("甲乙", ()) == likeness("", ("甲",)) == 0.0
