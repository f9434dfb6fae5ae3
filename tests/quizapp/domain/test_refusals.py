"""Refusals and reasons carry their own sentence."""

from __future__ import annotations

from quizapp.domain.refusals import N_, ManyReasons, Reason, Refusal, RefusalKind


def test_marker_changes_nothing() -> None:
    assert N_("Nothing was stored.") == "Nothing was stored."


def test_refusal_fills_its_values() -> None:
    refusal = Refusal(
        "full", "Room %(room)s is full.", kind=RefusalKind.INVALID, values={"room": 3}
    )
    assert (refusal.code, refusal.kind, str(refusal)) == ("full", "invalid", "Room 3 is full.")


def test_a_sentence_without_values_may_hold_a_percent_sign() -> None:
    assert str(Refusal("half", "Only 50% is there.")) == "Only 50% is there."
    assert str(Reason("half", "Only 50% is there.")) == "Only 50% is there."


def test_many_reasons_are_kept_in_order() -> None:
    reasons = (Reason("a", "First."), Reason("b", "Second."))
    refusal = ManyReasons("not_ready", "%(count)s things are in the way.", reasons)
    assert refusal.reasons == reasons
    assert str(refusal) == "2 things are in the way."
