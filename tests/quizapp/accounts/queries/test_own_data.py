"""What invigilators have of a person's attempts belongs to the person's own data."""

from __future__ import annotations

from datetime import UTC, datetime

from quizapp.accounts.own_data import own_file
from quizapp.domain.invigilation import FactKind
from quizapp.extensions import db
from quizapp.models import AttemptEvent, AttemptWatch
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.factories.viewers import viewer_of


def test_holds_notes_and_facts_of_the_own_attempts_alone(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger], record_focus=True)
    now = datetime.now(UTC)
    for member, note in ((people.member, "broken phone"), (people.stranger, "somebody else's")):
        attempt = make_attempt(exam, member)
        db.session.add(
            AttemptWatch(attempt_id=attempt.id, note=note, collected_for="ill", seen_at=now)
        )
        db.session.add(
            AttemptEvent(attempt_id=attempt.id, number=1, kind=FactKind.OFFLINE, at=now, seconds=40)
        )
    db.session.commit()
    (own,) = own_file(viewer_of(people.member), now=now)["attempts"]
    assert (own["invigilator_note"], own["handed_in_because"]) == ("broken phone", "ill")
    assert own["noticed"] == [{"what": "offline", "at": now.isoformat(), "seconds": 40}]
    (plain,) = own_file(viewer_of(people.stranger), now=now)["attempts"]
    assert plain["invigilator_note"] == "somebody else's"
