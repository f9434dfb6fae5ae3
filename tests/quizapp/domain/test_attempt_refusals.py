"""Each refusal says what happened and what to do, with its values filled in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain import attempt_refusals as refused
from quizapp.domain.refusals import Refusal

MOMENT = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
ALL = [
    refused.NotOpenYet(MOMENT),
    refused.WindowClosed(MOMENT),
    refused.NotOnRoster(),
    refused.NoTriesLeft(1),
    refused.StillOpen(),
    refused.NotStarted(),
    refused.AlreadyStarted(),
    refused.AlreadySubmitted(MOMENT),
    refused.TimeIsUp(MOMENT),
    refused.Collected(MOMENT),
    refused.TimeIsNotUp(MOMENT),
    refused.TakenOver(),
    refused.AttemptLocked(),
    refused.AttemptVoided(),
]


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: refusal.code)
def test_sentence(refusal: Refusal) -> None:
    text = str(refusal)
    assert text.endswith(".")
    assert "%" not in text
    assert "!" not in text


def test_codes_differ() -> None:
    assert len({refusal.code for refusal in ALL}) == len(ALL)
