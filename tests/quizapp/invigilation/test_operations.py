"""More time, locks and notes: what is stored, recorded and told, and who may."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from quizapp.attempts.operations.closing import close_overdue
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import AlreadySubmitted, NotStarted, TimeIsUp
from quizapp.domain.timing import GRACE
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.invigilation.operations import NotWatched, extend, lock, unlock, write_note
from quizapp.models import Attempt, AttemptWatch, AuditEntry, LiveEvent, Member
from tests.conftest import People, make_people
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.factories.viewers import viewer_of
from tests.quizapp.invigilation.conftest import Scene

Act = Callable[[int, int, Viewer], None]
ACTS: dict[str, Act] = {
    "extend": lambda exam, attempt, viewer: extend(exam, attempt, 5, viewer=viewer),
    "lock": lambda exam, attempt, viewer: lock(exam, attempt, viewer=viewer),
    "unlock": lambda exam, attempt, viewer: unlock(exam, attempt, viewer=viewer),
    "note": lambda exam, attempt, viewer: write_note(exam, attempt, "ill", viewer=viewer),
}


def acts() -> list[tuple[str, int | None]]:
    """Recorded acts with who did them."""
    rows = db.session.execute(db.select(AuditEntry).order_by(AuditEntry.id)).scalars()
    return [(row.act, row.actor_id) for row in rows]


def told() -> list[tuple[str, str, dict[str, int]]]:
    """Events for pages that are open."""
    rows = db.session.execute(db.select(LiveEvent).order_by(LiveEvent.id)).scalars()
    return [(row.topic, row.kind, row.payload) for row in rows]


def test_more_time_moves_deadline_and_grace(scene: Scene) -> None:
    before = scene.attempt.deadline_at
    assert before is not None
    for _ in range(2):
        extend(scene.exam.id, scene.attempt_id, 7, viewer=scene.organizer)
    after = scene.attempt
    assert after.deadline_at == before + timedelta(minutes=14)
    assert after.accept_until == before + timedelta(minutes=14) + GRACE
    assert after.extra_seconds == 14 * 60
    assert acts() == [("attempt.extended", scene.organizer.member_id)] * 2
    details = db.session.execute(db.select(AuditEntry.details)).scalars().first()
    assert details is not None and details["minutes"] == 7
    assert told() == [(f"exam:{scene.exam.id}", "changed", {"attempt": scene.attempt_id})] * 2


def test_an_extended_attempt_is_closed_at_its_new_deadline(scene: Scene) -> None:
    attempt = scene.attempt
    assert attempt.started_at and attempt.deadline_at and attempt.accept_until
    back = attempt.deadline_at - attempt.started_at - timedelta(minutes=1)
    attempt.started_at -= back
    attempt.deadline_at -= back
    attempt.accept_until -= back
    db.session.commit()
    extend(scene.exam.id, scene.attempt_id, 60, viewer=scene.organizer)
    assert close_overdue(key=b"only-for-tests") == 0
    assert scene.attempt.state is AttemptState.OPEN


def test_no_more_time_for_what_is_over(scene: Scene, people: People) -> None:
    attempt = scene.attempt
    assert attempt.started_at and attempt.deadline_at and attempt.accept_until
    for name in ("started_at", "deadline_at", "accept_until"):
        setattr(attempt, name, getattr(attempt, name) - timedelta(hours=2))
    db.session.commit()
    with pytest.raises(TimeIsUp):
        extend(scene.exam.id, scene.attempt_id, 5, viewer=scene.organizer)
    done = make_attempt(scene.exam, people.stranger, state=AttemptState.SUBMITTED)
    with pytest.raises(AlreadySubmitted):
        extend(scene.exam.id, done.id, 5, viewer=scene.organizer)
    ready = make_attempt(scene.exam, people.secretary, state=AttemptState.READY)
    with pytest.raises(NotStarted):
        extend(scene.exam.id, ready.id, 5, viewer=scene.organizer)
    assert acts() == [] and told() == []


def test_lock_and_unlock_are_recorded_once_each(scene: Scene) -> None:
    for _ in range(2):
        lock(scene.exam.id, scene.attempt_id, viewer=scene.organizer)
    assert scene.attempt.locked_at is not None
    for _ in range(2):
        unlock(scene.exam.id, scene.attempt_id, viewer=scene.organizer)
    assert scene.attempt.locked_at is None
    assert [act for act, _who in acts()] == ["attempt.locked", "attempt.unlocked"]
    assert len(told()) == 2


def test_a_note_is_replaced_and_stands_in_one_place_only(scene: Scene, people: People) -> None:
    for text in ("the phone broke", "the phone broke", "has another phone", ""):
        write_note(scene.exam.id, scene.attempt_id, text, viewer=scene.organizer)
        watch = db.session.get_one(AttemptWatch, scene.attempt_id)
        assert watch.note == text
    details = db.session.execute(db.select(AuditEntry.details)).scalars().all()
    assert details == [{"length": 15}, {"length": 17}, {"length": 0}]
    done = make_attempt(scene.exam, people.stranger, state=AttemptState.SUBMITTED)
    write_note(scene.exam.id, done.id, "left early", viewer=scene.organizer)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("person", ["member", "secretary", "other_organizer"])
def test_only_an_organizer_of_the_test_may(
    scene: Scene, people: People, other_organizer: Member, act: str, person: str
) -> None:
    who = other_organizer if person == "other_organizer" else getattr(people, person)
    with pytest.raises(NotWatched):
        ACTS[act](scene.exam.id, scene.attempt_id, viewer_of(who))
    assert acts() == [] and told() == []


@pytest.mark.parametrize("act", ACTS)
def test_not_by_way_of_another_test(scene: Scene, people: People, act: str) -> None:
    other = make_published(people.root, [people.member])
    for exam_id, attempt_id in ((other.id, scene.attempt_id), (scene.exam.id, 10**6), (10**6, 1)):
        with pytest.raises(NotWatched):
            ACTS[act](exam_id, attempt_id, scene.organizer)


def test_ten_extensions_at_once_all_count(live_app: Flask) -> None:
    with live_app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member])
        attempt_id, exam_id = make_attempt(exam, people.member).id, exam.id
        organizer = viewer_of(people.organizer)
        before = db.session.get_one(Attempt, attempt_id).deadline_at
        db.session.remove()

    def more(_number: int) -> None:
        with live_app.app_context():
            extend(exam_id, attempt_id, 1, viewer=organizer)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(more, range(10)))
    with live_app.app_context():
        row = db.session.get_one(Attempt, attempt_id)
        assert before is not None and row.deadline_at == before + timedelta(minutes=10)
        db.session.remove()
