"""What a sign of life is held against."""

from __future__ import annotations

from datetime import timedelta

from quizapp.attempts.queries.presence import presence
from quizapp.extensions import db
from quizapp.models import AttemptWatch
from tests.conftest import People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import sit_down


def test_the_last_sign_is_the_newer_of_save_and_sign(people: People) -> None:
    exam = make_published(people.root, [people.member], record_focus=True)
    sitting = sit_down(exam, people.member)
    fresh = presence(sitting.attempt_id)
    assert fresh is not None and fresh.last_sign is None and fresh.records_facts
    assert fresh.session_version == people.member.session_version and not fresh.account_closed
    assert fresh.now.tzinfo is not None

    later = make_published(people.root, [people.stranger])
    saved = sit_down(later, people.stranger, answers={1: ["a"], 2: ["b"]})
    at = saved.attempt.started_at
    assert at is not None
    found = presence(saved.attempt_id)
    assert found is not None and found.last_sign == at and not found.records_facts
    for shift, newest in ((-5, at), (5, at + timedelta(seconds=5))):
        db.session.merge(
            AttemptWatch(attempt_id=saved.attempt_id, seen_at=at + timedelta(seconds=shift))
        )
        db.session.commit()
        found = presence(saved.attempt_id)
        assert found is not None and found.last_sign == newest


def test_there_is_none_of_no_attempt(people: People) -> None:
    assert presence(10**6) is None
