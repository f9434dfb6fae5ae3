"""Who sees what, and from which moment on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.domain.disclosure import (
    BoardAccess,
    BoardReader,
    Release,
    ReleasePolicy,
    board_reader,
    knows_roster,
    scores_are_out,
    what_member_sees,
    who_sees_board,
)
from quizapp.domain.people import Role
from quizapp.domain.timing import GRACE, ExamWindow
from quizapp.domain.viewer import Grant, Viewer

OPENS = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=90)
WINDOW = ExamWindow(OPENS, CLOSES, timedelta(minutes=30))
TICK = timedelta(microseconds=1)
OVER = CLOSES + GRACE
DURING = OPENS + timedelta(minutes=50)
NOW, AFTER, HAND, NEVER = Release.AT_ONCE, Release.AFTER_CLOSE, Release.BY_HAND, Release.NEVER


@pytest.mark.parametrize(
    ("score", "answers", "released_at", "moment", "sees"),
    [
        (NOW, NOW, None, DURING, (True, True)),
        (NOW, AFTER, None, DURING, (True, False)),
        (NOW, AFTER, None, CLOSES, (True, False)),
        (NOW, AFTER, None, OVER - TICK, (True, False)),
        (NOW, AFTER, None, OVER, (True, True)),
        (AFTER, AFTER, None, OVER - TICK, (False, False)),
        (AFTER, AFTER, None, OVER, (True, True)),
        (AFTER, NOW, None, DURING, (False, False)),
        (HAND, HAND, None, OVER, (False, False)),
        (HAND, HAND, OVER, OVER - TICK, (False, False)),
        (HAND, HAND, OVER, OVER, (True, True)),
        (NOW, HAND, None, OVER, (True, False)),
        (NOW, NEVER, OVER, OVER, (True, False)),
        (NEVER, AFTER, OVER, OVER, (False, False)),
    ],
)
def test_what_a_member_sees(
    score: Release,
    answers: Release,
    released_at: datetime | None,
    moment: datetime,
    sees: tuple[bool, bool],
) -> None:
    visible = what_member_sees(
        ReleasePolicy(score, answers),
        WINDOW,
        state=AttemptState.SUBMITTED,
        released_at=released_at,
        now=moment,
    )
    assert (visible.score, visible.answers) == sees
    assert visible.place is visible.score


@pytest.mark.parametrize("state", [AttemptState.READY, AttemptState.OPEN])
def test_nothing_of_an_attempt_that_is_not_closed(state: AttemptState) -> None:
    visible = what_member_sees(
        ReleasePolicy(NOW, NOW), WINDOW, state=state, released_at=OPENS, now=OVER
    )
    assert not visible.score
    assert not visible.answers


def test_nothing_of_a_voided_attempt() -> None:
    visible = what_member_sees(
        ReleasePolicy(NOW, NOW),
        WINDOW,
        state=AttemptState.EXPIRED,
        released_at=None,
        now=OVER,
        voided=True,
    )
    assert not visible.score


def test_extra_time_of_others_delays_the_key() -> None:
    late = CLOSES + timedelta(minutes=20)

    def seen(moment: datetime) -> bool:
        return what_member_sees(
            ReleasePolicy(NOW, AFTER),
            WINDOW,
            state=AttemptState.EXPIRED,
            released_at=None,
            now=moment,
            latest_deadline=late,
        ).answers

    assert not seen(late + GRACE - TICK)
    assert seen(late + GRACE)


@pytest.mark.parametrize(
    ("score", "answers", "moment", "score_at", "answers_at"),
    [
        (NOW, AFTER, DURING, None, OVER),
        (AFTER, AFTER, DURING, OVER, OVER),
        (AFTER, AFTER, OVER, None, None),
        (HAND, HAND, DURING, None, None),
        (NEVER, AFTER, DURING, None, None),
    ],
)
def test_when_it_will_be_there(
    score: Release,
    answers: Release,
    moment: datetime,
    score_at: datetime | None,
    answers_at: datetime | None,
) -> None:
    visible = what_member_sees(
        ReleasePolicy(score, answers),
        WINDOW,
        state=AttemptState.SUBMITTED,
        released_at=None,
        now=moment,
    )
    assert (visible.score_at, visible.answers_at) == (score_at, answers_at)


@pytest.mark.parametrize(
    ("score", "released_at", "moment", "out"),
    [
        (NOW, None, OVER - TICK, False),
        (NOW, None, OVER, True),
        (AFTER, None, OVER, True),
        (HAND, None, OVER, False),
        (HAND, DURING, DURING, False),
        (HAND, DURING, OVER, True),
        (NEVER, DURING, OVER, False),
    ],
)
def test_when_scores_are_out_for_everybody(
    score: Release, released_at: datetime | None, moment: datetime, out: bool
) -> None:
    policy = ReleasePolicy(score, NEVER)
    assert scores_are_out(policy, WINDOW, released_at=released_at, now=moment) is out


@pytest.mark.parametrize(
    ("reader", "on", "out", "over", "access"),
    [
        (BoardReader.MEMBER, False, True, True, (False, False, False)),
        (BoardReader.MEMBER, True, False, True, (False, False, False)),
        (BoardReader.MEMBER, True, True, True, (True, False, False)),
        (BoardReader.SECRETARY, False, False, False, (False, False, False)),
        (BoardReader.SECRETARY, False, False, True, (False, True, False)),
        (BoardReader.SECRETARY, True, True, True, (True, True, False)),
        (BoardReader.ORGANIZER, False, False, False, (False, True, True)),
        (BoardReader.ORGANIZER, True, True, True, (True, True, True)),
    ],
)
def test_boards(
    reader: BoardReader, on: bool, out: bool, over: bool, access: tuple[bool, bool, bool]
) -> None:
    found = who_sees_board(reader, switched_on=on, scores_out=out, over=over)
    assert found == BoardAccess(published=access[0], own_branch=access[1], everything=access[2])
    assert found.anything is any(access)


def viewer(*grants: Grant) -> Viewer:
    return Viewer(
        member_id=1,
        name="甲",
        unit_id=4,
        unit_name="第一支部",
        unit_path="/1/4/",
        session_version=1,
        grants=grants,
    )


def test_in_which_capacity_somebody_looks() -> None:
    organizer = viewer(Grant(Role.ORGANIZER, 1, "/1/"))
    secretary = viewer(Grant(Role.SECRETARY, 4, "/1/4/"))
    assert board_reader(organizer, "/1/4/") is BoardReader.ORGANIZER
    assert board_reader(organizer, "/2/") is BoardReader.MEMBER
    assert board_reader(secretary, "/1/") is BoardReader.SECRETARY
    assert board_reader(viewer(), "/1/") is BoardReader.MEMBER


def test_who_knows_who_has_taken_part() -> None:
    organizer = viewer(Grant(Role.ORGANIZER, 1, "/1/"))
    secretary = viewer(Grant(Role.SECRETARY, 4, "/1/4/"))
    assert knows_roster(organizer, exam_unit_path="/1/", branch_id=9)
    assert not knows_roster(organizer, exam_unit_path="/2/", branch_id=9)
    assert knows_roster(secretary, exam_unit_path="/1/", branch_id=4)
    assert not knows_roster(secretary, exam_unit_path="/1/", branch_id=9)
    assert not knows_roster(viewer(), exam_unit_path="/1/", branch_id=4)


def test_every_choice_has_a_label() -> None:
    assert len({release.label for release in Release}) == len(Release)
