"""The roster follows the members until the opening, then stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.exams.operations import rosters
from quizapp.extensions import db
from quizapp.models import AudiencePart, Exam, ExamAudience, Member, RosterEntry, Unit
from tests.conftest import People
from tests.factories.exams import make_published
from tests.factories.people import make_member
from tests.quizapp.exams.operations.test_publishing import viewer_of

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def coming(people: People) -> Exam:
    exam = make_published(people.root, [people.member])
    exam.opens_at, exam.closes_at = NOW + timedelta(hours=1), NOW + timedelta(days=1)
    exam.roster_frozen_at = None
    db.session.add(
        ExamAudience(exam_id=exam.id, part=AudiencePart.UNIT, reference=people.other_branch)
    )
    db.session.commit()
    return exam


def on_roster(exam_id: int) -> set[int]:
    return {row.member_id for row in db.session.query(RosterEntry).filter_by(exam_id=exam_id)}


def test_follows_joiners_leavers_and_movers_before_the_opening(people: People) -> None:
    exam_id = coming(people).id
    rosters.follow_rosters(now=NOW)
    assert on_roster(exam_id) == {people.stranger.id}
    newcomer = make_member("newcomer", unit=db.session.get_one(Unit, people.other_branch))
    rosters.follow_rosters(now=NOW)
    assert on_roster(exam_id) == {people.stranger.id, newcomer.id}
    db.session.get_one(Member, people.stranger.id).closed_at = NOW
    db.session.commit()
    rosters.follow_rosters(now=NOW)
    assert on_roster(exam_id) == {newcomer.id}


def test_stays_after_the_opening(people: People) -> None:
    exam_id = coming(people).id
    opened = NOW + timedelta(hours=1)
    assert rosters.follow_rosters(now=opened) == 1
    make_member("late", unit=db.session.get_one(Unit, people.other_branch))
    assert rosters.follow_rosters(now=opened + timedelta(seconds=10)) == 0
    assert on_roster(exam_id) == {people.stranger.id}


def test_an_exemption_survives_following_and_ends_at_the_opening(people: People) -> None:
    exam_id = coming(people).id
    viewer = viewer_of(people)
    rosters.follow_rosters(now=NOW)
    rosters.exempt(exam_id, people.stranger.id, "ill", viewer=viewer, now=NOW)
    rosters.follow_rosters(now=NOW + timedelta(hours=1))
    assert db.session.get_one(RosterEntry, (exam_id, people.stranger.id)).exempt_reason == "ill"
    with pytest.raises(rosters.AlreadyOpened):
        rosters.exempt(exam_id, people.stranger.id, "", viewer=viewer, now=NOW)
    with pytest.raises(rosters.AlreadyOpened):
        rosters.exempt(exam_id, people.member.id, "x", viewer=viewer, now=NOW)
