"""Who may see what, and from which moment on.

The rules in words: a member sees score and answers of the own closed attempt as the exam's release
policy says; answers never before the score. "After the close" means when nobody can save any more,
extra time and grace included. Boards are off until the organizer switches them on, and other
people see them only after the close and the release of scores; the own place is private and comes
with the score. Organizers in charge see everything, a secretary the own branch. In published
boards, figures of a branch with fewer than five takers are withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from quizapp.domain.attempt import CLOSED, AttemptState
from quizapp.domain.refusals import N_
from quizapp.domain.timing import ExamWindow, all_closed_at
from quizapp.domain.viewer import Viewer


class Release(StrEnum):
    """When something is shown to those who took the test."""

    AT_ONCE = "at_once"
    """As soon as the own attempt is closed."""
    AFTER_CLOSE = "after_close"
    BY_HAND = "by_hand"
    """When the organizer says so."""
    NEVER = "never"

    @property
    def label(self) -> str:
        """The choice in a form, as a message id."""
        return _LABELS[self]


_LABELS: Final = {
    Release.AT_ONCE: N_("At once after handing in"),
    Release.AFTER_CLOSE: N_("After the test has ended"),
    Release.BY_HAND: N_("When the organizer releases it"),
    Release.NEVER: N_("Not at all"),
}


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """When scores and answers are shown."""

    score: Release
    answers: Release
    """Right answers, explanations and sources."""

    @property
    def waits_for_the_end(self) -> bool:
        """Whether something is shown only when nobody answers any more."""
        return Release.AFTER_CLOSE in (self.score, self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """What a member sees of one own attempt."""

    score: bool
    answers: bool
    score_at: datetime | None = None
    """When the score will be there, if that is known and still ahead."""
    answers_at: datetime | None = None

    @property
    def place(self) -> bool:
        """Whether the own place is shown, to the member alone."""
        return self.score


class BoardReader(StrEnum):
    """In which capacity somebody looks at the boards of an exam."""

    ORGANIZER = "organizer"
    SECRETARY = "secretary"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAccess:
    """Which figures of a board a person sees."""

    published: bool
    """The board as everybody sees it: small branches without figures."""
    own_branch: bool
    """Full figures of the own branch."""
    everything: bool
    """Full figures of all."""

    @property
    def anything(self) -> bool:
        """Whether there is something to show at all."""
        return self.published or self.own_branch or self.everything


def what_member_sees(
    policy: ReleasePolicy,
    window: ExamWindow,
    *,
    state: AttemptState,
    released_at: datetime | None,
    now: datetime,
    latest_deadline: datetime | None = None,
    voided: bool = False,
) -> Visible:
    """Say what a member sees of an own attempt at this moment.

    `released_at` is when the organizer released by hand, which opens whatever waits for that.
    `latest_deadline` is the last personal deadline of the exam, when extra time was granted.
    """
    if voided or state not in CLOSED:
        return Visible(score=False, answers=False)
    closed = all_closed_at(window, latest_deadline)
    score = _is_out(policy.score, closed=closed, released_at=released_at, now=now)
    answers = _is_out(policy.answers, closed=closed, released_at=released_at, now=now)
    return Visible(
        score=score,
        answers=score and answers,
        score_at=closed if policy.score is Release.AFTER_CLOSE and not score else None,
        answers_at=closed
        if policy.answers is Release.AFTER_CLOSE
        and not answers
        and policy.score is not Release.NEVER
        else None,
    )


def scores_are_out(
    policy: ReleasePolicy,
    window: ExamWindow,
    *,
    released_at: datetime | None,
    now: datetime,
    latest_deadline: datetime | None = None,
) -> bool:
    """Say whether everybody may know scores: the test is over for all and its scores are released."""
    closed = all_closed_at(window, latest_deadline)
    return now >= closed and _is_out(policy.score, closed=closed, released_at=released_at, now=now)


def board_reader(viewer: Viewer, exam_unit_path: str) -> BoardReader:
    """Say in which capacity the viewer looks at the boards of an exam that this unit runs."""
    if viewer.organizes(exam_unit_path):
        return BoardReader.ORGANIZER
    return BoardReader.SECRETARY if viewer.is_secretary else BoardReader.MEMBER


def who_sees_board(
    reader: BoardReader, *, switched_on: bool, scores_out: bool, over: bool
) -> BoardAccess:
    """Say which figures of a board a person sees.

    `scores_out` is `scores_are_out`; `over` says that nobody can save any more. The secretary sees
    the own branch when the test is over, whether the board is switched on or not.
    """
    published = switched_on and scores_out
    match reader:
        case BoardReader.ORGANIZER:
            return BoardAccess(published=published, own_branch=True, everything=True)
        case BoardReader.SECRETARY:
            return BoardAccess(published=published, own_branch=over, everything=False)
        case BoardReader.MEMBER:
            return BoardAccess(published=published, own_branch=False, everything=False)


def knows_roster(viewer: Viewer, *, exam_unit_path: str, branch_id: int) -> bool:
    """Say whether the viewer may see who of a branch has taken part: organizer or its secretary."""
    return viewer.organizes(exam_unit_path) or viewer.is_secretary_of(branch_id)


def _is_out(
    release: Release, *, closed: datetime, released_at: datetime | None, now: datetime
) -> bool:
    match release:
        case Release.AT_ONCE:
            return True
        case Release.AFTER_CLOSE:
            return now >= closed
        case Release.BY_HAND:
            return released_at is not None and now >= released_at
        case Release.NEVER:
            return False
