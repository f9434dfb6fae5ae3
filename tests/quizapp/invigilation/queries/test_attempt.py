"""One attempt for its invigilator: times, facts and acts, but no answers and no score."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from quizapp.domain.invigilation import FactKind, Watched
from quizapp.extensions import db
from quizapp.invigilation.operations import extend, lock
from quizapp.invigilation.queries.attempt import AttemptPage, attempt_page
from quizapp.models import AttemptEvent
from tests.conftest import People
from tests.factories.exams import make_published
from tests.factories.viewers import viewer_of
from tests.quizapp.invigilation.conftest import Scene


def test_gives_times_facts_and_acts(scene: Scene) -> None:
    start = scene.attempt.started_at
    assert start is not None
    for number, kind, shift in ((2, FactKind.OFFLINE, 20), (1, FactKind.TAKEN_OVER, 40)):
        db.session.add(
            AttemptEvent(
                attempt_id=scene.attempt_id,
                number=number,
                kind=kind,
                at=start + timedelta(seconds=shift),
                seconds=7 if kind is FactKind.OFFLINE else None,
            )
        )
    db.session.commit()
    extend(scene.exam.id, scene.attempt_id, 5, viewer=scene.organizer)
    lock(scene.exam.id, scene.attempt_id, viewer=scene.organizer)
    page = attempt_page(scene.exam.id, scene.attempt_id, scene.organizer)
    assert page is not None
    assert (page.member, page.branch, page.state) == ("member", "Branch 1", Watched.ANSWERING)
    assert (page.saved, page.items, page.extra_seconds) == (2, 8, 300)
    assert page.is_open and page.locked_at is not None and page.note == ""
    assert [(fact.kind, fact.seconds) for fact in page.facts] == [
        (FactKind.OFFLINE, 7),
        (FactKind.TAKEN_OVER, None),
    ]
    assert [(act.act, act.actor, act.minutes) for act in page.done] == [
        ("attempt.extended", "organizer", 5),
        ("attempt.locked", "organizer", None),
    ]


def test_knows_no_answer_and_no_score() -> None:
    names = {field.name for field in fields(AttemptPage)}
    assert not names & {"answers", "responses", "score", "total", "points", "receipt_number"}


@pytest.mark.parametrize("person", ["member", "secretary", "stranger"])
def test_is_for_organizers_of_the_test(scene: Scene, people: People, person: str) -> None:
    viewer = viewer_of(getattr(people, person))
    assert attempt_page(scene.exam.id, scene.attempt_id, viewer) is None


def test_not_by_way_of_another_test(scene: Scene, people: People) -> None:
    other = make_published(people.root, [people.member])
    assert attempt_page(other.id, scene.attempt_id, scene.organizer) is None
