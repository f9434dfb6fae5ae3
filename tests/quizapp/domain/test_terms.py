"""Terms of one member: the more particular rule goes first, and nobody gets less than granted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.terms import (
    Allowance,
    CommonRules,
    SittingTime,
    Terms,
    may_enter,
    personal_terms,
    with_extended,
)
from quizapp.domain.timing import ExamWindow, personal_deadline

NINE = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALF = 30 * MINUTE
RULES = CommonRules(window=ExamWindow(NINE, NINE + 480 * MINUTE, HALF), tries=1)


def at(minutes: int) -> datetime:
    return NINE + minutes * MINUTE


def window(opens: int, closes: int) -> ExamWindow:
    return ExamWindow(at(opens), at(closes), HALF)


@pytest.mark.parametrize(
    ("sitting", "branch", "own", "expected"),
    [
        (None, Allowance(), Allowance(), window(0, 480)),
        (
            SittingTime(opens_at=at(60), closes_at=at(120)),
            Allowance(),
            Allowance(),
            window(60, 120),
        ),
        # A branch's window goes before the sitting, a member's before the branch's.
        (
            SittingTime(opens_at=at(60), closes_at=at(120)),
            Allowance(closes_at=at(900)),
            Allowance(),
            window(60, 900),
        ),
        (None, Allowance(closes_at=at(900)), Allowance(closes_at=at(700)), window(0, 700)),
        (None, Allowance(opens_at=at(500)), Allowance(closes_at=at(600)), window(500, 600)),
        # Half a window that would end before it begins ends with the answering time.
        (None, Allowance(), Allowance(opens_at=at(500)), window(500, 530)),
        # So does an end that a seat given later has overtaken.
        (
            SittingTime(opens_at=at(60), closes_at=at(120)),
            Allowance(),
            Allowance(closes_at=at(50)),
            window(60, 90),
        ),
        # Collected papers: the sitting is over then.
        (
            SittingTime(opens_at=at(60), closes_at=at(120), ended_at=at(80)),
            Allowance(),
            Allowance(),
            window(60, 80),
        ),
    ],
)
def test_windows(
    sitting: SittingTime | None, branch: Allowance, own: Allowance, expected: ExamWindow
) -> None:
    assert personal_terms(RULES, sitting=sitting, branch=branch, own=own).window == expected


def test_begun_by_hand_ends_for_everybody_at_once() -> None:
    rules = CommonRules(window=RULES.window, tries=1, start_by_hand=True)
    sitting = SittingTime(opens_at=at(0), closes_at=at(120))
    assert personal_terms(rules, sitting=sitting).waits
    begun = SittingTime(opens_at=at(0), closes_at=at(120), begun_at=at(7))
    terms = personal_terms(rules, sitting=begun)
    assert not terms.waits
    assert terms.window == window(7, 37)
    assert personal_deadline(terms.window, at(20), terms.extra) == at(37)


def test_by_hand_without_sittings_the_exam_itself_is_begun() -> None:
    rules = CommonRules(window=RULES.window, tries=1, start_by_hand=True)
    assert personal_terms(rules).waits
    begun = CommonRules(window=RULES.window, tries=1, start_by_hand=True, begun_at=at(3))
    assert personal_terms(begun).window == window(3, 33)


def test_who_has_a_beginning_of_their_own_waits_for_no_hand() -> None:
    rules = CommonRules(window=RULES.window, tries=1, start_by_hand=True)
    assert not personal_terms(rules, own=Allowance(opens_at=at(10))).waits


def test_a_later_end_alone_shows_nobody_the_paper_before_the_others() -> None:
    rules = CommonRules(window=RULES.window, tries=1, start_by_hand=True)
    later = Allowance(closes_at=at(900))
    assert personal_terms(rules, own=later).waits
    begun = SittingTime(opens_at=at(0), closes_at=at(120), begun_at=at(7))
    terms = personal_terms(rules, sitting=begun, own=later)
    assert not terms.waits
    assert terms.window == window(7, 900)


@pytest.mark.parametrize(
    ("own", "minute", "enters"),
    [
        (Allowance(), 14, True),
        (Allowance(), 15, False),
        (Allowance(closes_at=at(900)), 15, True),
        (Allowance(closes_at=at(120)), 15, False),
        (Allowance(opens_at=at(100)), 114, True),
        (Allowance(opens_at=at(100)), 115, False),
    ],
)
def test_entry_closes(own: Allowance, minute: int, *, enters: bool) -> None:
    rules = CommonRules(window=RULES.window, tries=1, late_entry=15 * MINUTE)
    assert may_enter(personal_terms(rules, own=own), at(minute)) is enters


@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_what_an_invigilator_gave_comes_on_top(granted: int, extended: int, given: int) -> None:
    extra = with_extended(granted * MINUTE, extended * MINUTE, given=given * MINUTE)
    assert extra >= given * MINUTE
    assert extra in (given * MINUTE, (granted + extended) * MINUTE)


def test_nobody_is_late_for_what_has_yet_to_begin() -> None:
    rules = CommonRules(window=RULES.window, tries=1, start_by_hand=True, late_entry=15 * MINUTE)
    sitting = SittingTime(opens_at=at(0), closes_at=at(120))
    assert may_enter(personal_terms(rules, sitting=sitting), at(40))
    begun = SittingTime(opens_at=at(0), closes_at=at(120), begun_at=at(40))
    assert may_enter(personal_terms(rules, sitting=begun), at(54))
    assert not may_enter(personal_terms(rules, sitting=begun), at(55))


def test_without_a_limit_entry_stays_open() -> None:
    assert may_enter(Terms(window=RULES.window), at(479))


def test_as_many_tries_as_wanted_stay_so() -> None:
    rules = CommonRules(window=RULES.window, tries=0)
    assert personal_terms(rules, own=Allowance(further_tries=2)).tries == 0


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 3), st.integers(0, 3))
def test_the_more_generous_counts(branch: int, own: int, tries: int, more: int) -> None:
    terms = personal_terms(
        RULES,
        branch=Allowance(extra=branch * MINUTE, further_tries=tries),
        own=Allowance(extra=own * MINUTE, further_tries=more),
    )
    assert terms.extra == max(branch, own) * MINUTE
    assert terms.tries == 1 + max(tries, more)
