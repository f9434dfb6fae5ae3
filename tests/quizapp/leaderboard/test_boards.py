"""Who sees which standings, and what they are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.people import Role
from quizapp.domain.viewer import Grant, Viewer
from quizapp.extensions import db
from quizapp.leaderboard.queries import BoardPage, Scope, board_page
from quizapp.models import Exam, Member, RosterEntry, Unit
from tests.conftest import PageClient, People, Statements
from tests.factories.attempts import make_attempt, make_sheet
from tests.factories.exams import make_published
from tests.factories.people import make_member

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def closed_exam(people: People, members: list[Member], **values: object) -> Exam:
    return make_published(people.root, members, opens_in=-2 * DAY, closes_in=-DAY, **values)


def take(exam: Exam, member: Member, total: int, *, number: int = 1) -> None:
    attempt = make_attempt(
        exam, member, number=number, state=AttemptState.SUBMITTED, started_at=NOW - 1.5 * DAY
    )
    make_sheet(attempt, total)


def viewer_of(member: Member, people: People, *roles: Role) -> Viewer:
    unit = db.session.get_one(Unit, member.unit_id)
    root = f"/{people.root}/"
    grants = tuple(
        Grant(role, unit.id, unit.path)
        if role is Role.SECRETARY
        else Grant(role, people.root, root)
        for role in roles
    )
    return Viewer(
        member_id=member.id,
        name=member.name,
        unit_id=unit.id,
        unit_name=unit.name,
        unit_path=unit.path,
        session_version=1,
        grants=grants,
    )


def page(exam: Exam, viewer: Viewer, scope: Scope = Scope.MEMBER) -> BoardPage:
    found = board_page(exam.id, scope, viewer, now=NOW)
    assert found is not None
    return found


def test_boards_are_off_and_the_own_place_is_private(people: People) -> None:
    exam = closed_exam(people, [people.member, people.stranger])
    take(exam, people.member, 6000)
    take(exam, people.stranger, 8000)
    seen = page(exam, viewer_of(people.member, people))
    assert seen.members == ()
    assert seen.own is not None and seen.own.place == 2
    assert page(exam, viewer_of(people.member, people), Scope.BRANCH).branches is None


def test_the_own_place_waits_for_the_score(people: People) -> None:
    exam = closed_exam(people, [people.member], score_release=Release.BY_HAND)
    take(exam, people.member, 6000)
    assert page(exam, viewer_of(people.member, people)).own is None


@pytest.mark.parametrize(("closes_in", "shown"), [(DAY, False), (-DAY, True)])
def test_a_board_that_is_on_waits_for_the_close(
    people: People, closes_in: timedelta, shown: bool
) -> None:
    exam = make_published(
        people.root,
        [people.member, people.stranger],
        opens_in=-2 * DAY,
        closes_in=closes_in,
        member_board=True,
    )
    take(exam, people.stranger, 8000)
    assert bool(page(exam, viewer_of(people.member, people)).members) is shown
    organizer = viewer_of(people.organizer, people, Role.ORGANIZER)
    assert page(exam, organizer).members


def test_equal_scores_share_a_place(people: People) -> None:
    members = [people.member, people.secretary, people.organizer, people.stranger]
    exam = closed_exam(people, members)
    for member, total in zip(members, (9000, 8000, 8000, 7000), strict=True):
        take(exam, member, total)
    organizer = viewer_of(people.organizer, people, Role.ORGANIZER)
    assert [row.place for row in page(exam, organizer).members] == [1, 2, 2, 4]


def test_small_branches_stand_without_figures_for_others(people: People) -> None:
    unit = db.session.get_one(Unit, people.branch)
    many = [make_member(f"m{place}", unit=unit) for place in range(6)]
    exam = closed_exam(people, [*many, people.stranger], branch_board=True)
    for place, member in enumerate([*many, people.stranger]):
        take(exam, member, 5000 + 300 * place)
    seen = page(exam, viewer_of(many[0], people), Scope.BRANCH).branches
    assert seen is not None
    small = next(row for row in seen.standings if row.id == people.other_branch)
    assert small.mean is None and small.adjusted is None and small.takers == 1
    organizer = viewer_of(people.organizer, people, Role.ORGANIZER)
    full = page(exam, organizer, Scope.BRANCH).branches
    assert full is not None
    assert next(row for row in full.standings if row.id == people.other_branch).mean == 6800


def test_the_secretary_sees_the_own_branch_when_boards_are_off(people: People) -> None:
    exam = closed_exam(people, [people.member, people.stranger])
    take(exam, people.member, 6000)
    secretary = viewer_of(people.secretary, people, Role.SECRETARY)
    seen = page(exam, secretary, Scope.BRANCH)
    assert seen.branches is None
    assert seen.own_branch is not None and seen.own_branch.mean == 6000


def test_absent_and_exempt_are_no_zeros(people: People) -> None:
    exam = closed_exam(people, [people.member, people.secretary, people.administrator])
    entry = db.session.get_one(RosterEntry, (exam.id, people.administrator.id))
    entry.exempt_reason = "ill"
    db.session.commit()
    take(exam, people.member, 6000)
    organizer = viewer_of(people.organizer, people, Role.ORGANIZER)
    board = page(exam, organizer, Scope.BRANCH).branches
    assert board is not None
    (row,) = board.standings
    assert (row.roster, row.takers, row.mean) == (2, 1, 6000)


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        (CountingRule.BEST, 7000),
        (CountingRule.FIRST, 5000),
        (CountingRule.LAST, 6000),
        (CountingRule.MEAN, 6000),
    ],
)
def test_the_attempt_that_counts(people: People, rule: CountingRule, points: int) -> None:
    exam = closed_exam(people, [people.member], counting=rule, tries=3)
    for number, total in enumerate((5000, 7000, 6000), start=1):
        take(exam, people.member, total, number=number)
    own = page(exam, viewer_of(people.member, people)).own
    assert own is not None and own.result.points == points


def test_the_newest_sheet_counts(people: People) -> None:
    exam = closed_exam(people, [people.member])
    attempt = make_attempt(
        exam, people.member, state=AttemptState.SUBMITTED, started_at=NOW - 1.5 * DAY
    )
    make_sheet(attempt, 5000)
    make_sheet(attempt, 6500, number=2)
    own = page(exam, viewer_of(people.member, people)).own
    assert own is not None and own.result.points == 6500


def test_people_the_exam_does_not_concern_find_nothing(people: People, client: PageClient) -> None:
    exam = closed_exam(people, [people.member])
    address = f"/exams/{exam.id}/leaderboard"
    assert client.get(address).status_code == 302
    assert client.sign_in(people.stranger).get(address).status_code == 404
    assert client.sign_in(people.member).get(f"{address}?scope=everything").status_code == 404
    assert client.sign_in(people.member).get(address).status_code == 200


def test_each_scope_has_a_page_for_each_reader(people: People, client: PageClient) -> None:
    exam = closed_exam(
        people, [people.member, people.stranger], member_board=True, branch_board=True
    )
    take(exam, people.member, 6000)
    take(exam, people.stranger, 8000)
    for person in (people.member, people.secretary, people.organizer):
        client.sign_in(person)
        for scope in Scope:
            answer = client.get(f"/exams/{exam.id}/leaderboard?scope={scope}")
            assert answer.status_code == 200


def test_asks_the_same_whatever_the_number_of_people(
    people: People, statements: Statements
) -> None:
    unit = db.session.get_one(Unit, people.branch)
    organizer = viewer_of(people.organizer, people, Role.ORGANIZER)
    counts = []
    for size in (1, 12):
        members = [make_member(f"s{size}-{place}", unit=unit) for place in range(size)]
        exam = closed_exam(people, members)
        for member in members:
            take(exam, member, 5000)
        db.session.expire_all()
        exam_id = exam.id
        statements.seen.clear()
        board_page(exam_id, Scope.BRANCH, organizer, now=NOW)
        counts.append(len(statements))
    assert counts[0] == counts[1]
