"""The roster of a running test: states, counters, filters, and one statement for any size."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.domain.invigilation import FactKind, Watched
from quizapp.extensions import db
from quizapp.invigilation.queries.roster import Filters, WatchPage, may_watch, watch_page
from quizapp.models import (
    AttemptEvent,
    AttemptWatch,
    Member,
    RosterEntry,
    Seat,
    Sitting,
    Unit,
)
from tests.conftest import People, Statements
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_exam, make_published
from tests.factories.people import JOINED
from tests.factories.viewers import viewer_of
from tests.quizapp.invigilation.conftest import Scene

EVERYBODY = Filters()


def page_of(scene: Scene, filters: Filters = EVERYBODY) -> WatchPage:
    """The organizer's page."""
    page = watch_page(scene.exam.id, scene.organizer, filters)
    assert page is not None
    return page


def states(scene: Scene) -> dict[str, Watched]:
    """State by name."""
    return {row.name: row.state for row in page_of(scene).rows}


def test_shows_each_member_with_the_newest_attempt(scene: Scene, people: People) -> None:
    page = page_of(scene)
    assert (page.name, page.items, page.called) == (scene.exam.name, 8, 3)
    assert [(row.name, row.branch) for row in page.rows] == [
        ("member", "Branch 1"),
        ("secretary", "Branch 1"),
        ("stranger", "Branch 2"),
    ]
    mine = page.rows[0]
    assert (mine.state, mine.saved, mine.attempt_id) == (Watched.ANSWERING, 2, scene.attempt_id)
    assert mine.last_saved_at == scene.attempt.started_at
    assert page.rows[1].attempt_id is None and page.rows[1].state is Watched.NOT_STARTED
    assert page.counts == {Watched.ANSWERING: 1, Watched.NOT_STARTED: 2}


def test_every_state_and_mark(scene: Scene, people: People) -> None:
    old = scene.attempt
    old.state, old.closed_at = AttemptState.SUBMITTED, old.deadline_at
    db.session.commit()
    start = old.started_at
    assert start is not None
    newer = make_attempt(
        scene.exam, people.member, number=2, started_at=start - timedelta(minutes=5)
    )
    assert states(scene)["member"] is Watched.SILENT
    db.session.add(AttemptWatch(attempt_id=newer.id, seen_at=start, note="n"))
    newer.extra_seconds, newer.locked_at = 300, start
    for number, seconds in ((1, 20), (2, None), (3, 15)):
        db.session.add(
            AttemptEvent(
                attempt_id=newer.id,
                number=number,
                kind=FactKind.HIDDEN,
                at=start,
                seconds=seconds,
            )
        )
    entry = db.session.get_one(RosterEntry, (scene.exam.id, people.secretary.id))
    entry.exempt_reason = "on leave"
    make_attempt(scene.exam, people.stranger, state=AttemptState.SUBMITTED)
    db.session.commit()
    page = page_of(scene)
    rows = {row.name: row for row in page.rows}
    assert states(scene) == {
        "member": Watched.ANSWERING,
        "secretary": Watched.EXEMPT,
        "stranger": Watched.SUBMITTED,
    }
    mine = rows["member"]
    assert mine.locked and mine.noted and page.locked == 1
    assert (mine.facts, mine.noticed_seconds, mine.extra_seconds) == (3, 35, 300)
    assert (page.called, mine.sign_at) == (2, start)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(state=Watched.ANSWERING), ["member"]),
        (Filters(state=Watched.SUBMITTED), []),
        (Filters(name="STR"), ["stranger"]),
        (Filters(name="r", state=Watched.NOT_STARTED), ["secretary", "stranger"]),
    ],
)
def test_filters_rows_and_never_counters(scene: Scene, filters: Filters, names: list[str]) -> None:
    page = page_of(scene, filters)
    assert [row.name for row in page.rows] == names
    assert sum(page.counts.values()) == 3
    assert [name for _id, name in page.branches] == ["Branch 1", "Branch 2"]


def test_filters_by_branch(scene: Scene, people: People) -> None:
    page = page_of(scene, Filters(unit_id=people.other_branch))
    assert [row.name for row in page.rows] == ["stranger"]


def test_filters_by_room_in_the_order_of_the_seats(scene: Scene, people: People) -> None:
    for number, seats in (
        (1, [("401", 9, people.member), ("401", 2, people.stranger)]),
        (2, [("401", 1, people.secretary)]),
    ):
        sitting = Sitting(
            exam_id=scene.exam.id,
            number=number,
            opens_at=scene.exam.opens_at,
            closes_at=scene.exam.closes_at,
            rooms="401",
        )
        db.session.add(sitting)
        db.session.flush()
        db.session.add_all(
            Seat(
                exam_id=scene.exam.id,
                member_id=member.id,
                sitting_id=sitting.id,
                room=room,
                number=seat,
            )
            for room, seat, member in seats
        )
    db.session.commit()
    page = page_of(scene)
    assert [place.room_key for place in page.rooms] == ["1 401", "2 401"]
    first = page_of(scene, Filters(room="1 401"))
    assert [row.name for row in first.rows] == ["stranger", "member"]
    assert first.rows[0].place is not None and first.rows[0].place.seat == 2
    assert page_of(scene, Filters(room="3 401")).rows == ()


@pytest.mark.parametrize("person", ["member", "secretary", "other"])
def test_is_for_organizers_of_the_test(
    scene: Scene, people: People, other_organizer: Member, person: str
) -> None:
    viewer = viewer_of(other_organizer if person == "other" else getattr(people, person))
    assert watch_page(scene.exam.id, viewer, EVERYBODY) is None
    assert not may_watch(scene.exam.id, viewer)
    assert may_watch(scene.exam.id, scene.organizer)


def test_a_draft_and_no_test_cannot_be_watched(scene: Scene, people: People) -> None:
    draft = make_exam(people.root)
    for exam_id in (draft.id, 10**6):
        assert watch_page(exam_id, scene.organizer, EVERYBODY) is None
        assert not may_watch(exam_id, scene.organizer)


def test_a_test_without_a_roster_has_a_page(scene: Scene, people: People) -> None:
    empty = make_published(people.root, [])
    page = watch_page(empty.id, scene.organizer, EVERYBODY)
    assert page is not None and page.rows == () and page.called == 0


def test_six_hundred_members_are_one_statement(
    scene: Scene, people: People, statements: Statements
) -> None:
    unit = db.session.get_one(Unit, people.branch)
    members = [
        Member(sign_in_name=f"m{number}", name=f"m{number}", unit_id=unit.id, created_at=JOINED)
        for number in range(597)
    ]
    db.session.add_all(members)
    db.session.flush()
    db.session.add_all(
        RosterEntry(exam_id=scene.exam.id, member_id=member.id, unit_id=unit.id)
        for member in members
    )
    db.session.commit()
    exam_id, organizer = scene.exam.id, scene.organizer
    db.session.rollback()
    statements.seen.clear()
    page = watch_page(exam_id, organizer, EVERYBODY)
    assert page is not None and len(page.rows) == 600
    assert len([text for text in statements.seen if not text.startswith("BEGIN")]) == 1
