"""The labelled writings of answers: enough of them, judged as a person judged them."""

from __future__ import annotations

from collections import Counter

import pytest

from question_bank.answers import near_miss
from tests.question_bank.answer_variants import Variant, labelled

VARIANTS = labelled()


def test_the_set_is_large_and_has_many_to_refuse() -> None:
    assert len(VARIANTS) >= 2000
    assert sum(not one.right for one in VARIANTS) >= 0.4 * len(VARIANTS)
    assert {one.blanks[0].slot for one in VARIANTS} >= {
        *("number", "interval", "amount", "period", "deadline", "money", "share"),
        *("text", "title", "date", "frequency"),
    }


def test_no_variant_stands_there_twice() -> None:
    repeated = Counter((one.blanks, one.answers, one.ordered) for one in VARIANTS).most_common(1)
    assert repeated[0][1] == 1, repeated


@pytest.mark.parametrize("file", sorted({one.file for one in VARIANTS}))
def test_answers_are_judged_as_a_person_judged_them(file: str) -> None:
    mistakes = [
        f"{one} wrongly {'refused' if one.right else 'accepted'}"
        for one in VARIANTS
        if one.file == file and one.is_accepted() != one.right
    ]
    assert mistakes == []


def test_no_refused_number_or_time_is_called_near() -> None:
    def is_exact(one: Variant) -> bool:
        return one.blanks[0].slot not in ("text", "title")

    assert not any(near_miss(one.answers[0], one.blanks[0]) for one in VARIANTS if is_exact(one))
