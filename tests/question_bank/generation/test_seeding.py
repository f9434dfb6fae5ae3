"""Order without chance."""

from __future__ import annotations

from question_bank.generation.seeding import rank, shuffled

WORDS = tuple("甲乙丙丁戊己")


def test_same_seed_same_order() -> None:
    assert shuffled(1, WORDS, about="x") == shuffled(1, reversed(WORDS), about="x")


def test_seed_and_subject_change_the_order() -> None:
    orders = {shuffled(seed, WORDS, about=about) for seed in (1, 2, 3) for about in "xy"}
    assert len(orders) > 3
    assert all(sorted(order) == sorted(WORDS) for order in orders)


def test_rank_tells_words_apart() -> None:
    assert rank(1, "ab", "c") != rank(1, "a", "bc")
