"""Only what can be closed is looked for: a sweep takes so many, and others would be in their way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from quizapp.attempts.queries.overdue import overdue_ids
from quizapp.domain.attempt import AttemptState
from quizapp.domain.timing import GRACE
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import SetClock

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_open_ones_whose_grace_is_over_the_oldest_first(
    people: People, set_clock: SetClock
) -> None:
    everybody = [people.member, people.secretary, people.stranger, people.organizer]
    exam = make_published(people.root, [*everybody, people.administrator])
    ends = [NOW - TICK, NOW - TICK * 2, NOW, NOW + GRACE - TICK]
    open_ones = [
        make_attempt(exam, member, started_at=NOW - timedelta(hours=1), deadline_at=end - GRACE)
        for member, end in zip(everybody, ends, strict=True)
    ]
    make_attempt(
        exam,
        people.administrator,
        state=AttemptState.SUBMITTED,
        started_at=NOW - timedelta(hours=2),
        deadline_at=NOW - timedelta(hours=1),
    )
    set_clock(NOW)
    assert overdue_ids() == [open_ones[1].id, open_ones[0].id]
