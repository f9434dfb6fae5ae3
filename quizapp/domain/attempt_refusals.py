"""What a member is told when an attempt cannot be started, saved or handed in.

Owns the sentences; when each of them holds is decided in `attempt`.
"""

from __future__ import annotations

from datetime import datetime

from quizapp.domain.refusals import N_, Refusal, RefusalKind


class NotOpenYet(Refusal):
    """The window has not opened."""

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(
            "not_open_yet",
            N_("The test opens at %(opens_at)s. Come back then; this page will let you start."),
            values={"opens_at": opens_at},
        )


class WindowClosed(Refusal):
    """The window is over."""

    def __init__(self, closes_at: datetime) -> None:
        super().__init__(
            "window_closed",
            N_("The test ended at %(closes_at)s. Ask the test organizer about a make-up test."),
            values={"closes_at": closes_at},
        )


class NotOnRoster(Refusal):
    """The member is not among those who take part."""

    def __init__(self) -> None:
        super().__init__(
            "not_on_roster",
            N_("You are not on the list of this test. If you should be, tell the test organizer."),
            kind=RefusalKind.FORBIDDEN,
        )


class NoTriesLeft(Refusal):
    """All attempts are used."""

    def __init__(self, tries: int) -> None:
        super().__init__(
            "no_tries_left",
            N_(
                "You have used all attempts at this test (%(tries)s). Your results stay as they are."
            ),
            values={"tries": tries},
        )


class StillOpen(Refusal):
    """An earlier attempt is not closed yet."""

    def __init__(self) -> None:
        super().__init__(
            "still_open",
            N_("You have an attempt that is not handed in yet. Continue it instead of a new one."),
        )


class NotStarted(Refusal):
    """The clock of the attempt does not run yet."""

    def __init__(self) -> None:
        super().__init__(
            "not_started",
            N_("This attempt has not been started. Open the test's page and start it there."),
        )


class AlreadyStarted(Refusal):
    """The clock of the attempt runs already."""

    def __init__(self) -> None:
        super().__init__(
            "already_started",
            N_("This attempt has been started before. Open it to go on with the same clock."),
        )


class AlreadySubmitted(Refusal):
    """The attempt was handed in."""

    def __init__(self, closed_at: datetime) -> None:
        super().__init__(
            "already_submitted",
            N_("This attempt was handed in at %(closed_at)s. Answers cannot be changed any more."),
            values={"closed_at": closed_at},
        )


class TimeIsUp(Refusal):
    """The deadline is over."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(
            "time_is_up",
            N_(
                "The time for this attempt ended at %(deadline)s. What was saved until then is"
                " handed in and counts."
            ),
            values={"deadline": deadline},
        )


class TimeIsNotUp(Refusal):
    """The attempt still runs and cannot expire."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(
            "time_is_not_up",
            N_("This attempt runs until %(deadline)s and was left open."),
            values={"deadline": deadline},
        )


class TakenOver(Refusal):
    """Another page holds the attempt."""

    def __init__(self) -> None:
        super().__init__(
            "taken_over",
            N_(
                "This attempt is open on another page or device, so nothing is saved from here."
                " To go on here, choose Continue on this device."
            ),
        )


class ItemLeft(Refusal):
    """The test only goes forward, and the item was left before."""

    def __init__(self) -> None:
        super().__init__(
            "item_left",
            N_(
                "This test only goes forward: items you have left cannot be changed. What you had"
                " answered there is kept; go on with the next items."
            ),
        )


class AttemptLocked(Refusal):
    """An invigilator holds the attempt."""

    def __init__(self) -> None:
        super().__init__(
            "locked",
            N_("This attempt is locked. Your saved answers are kept; speak to the invigilator."),
            kind=RefusalKind.FORBIDDEN,
        )


class AttemptVoided(Refusal):
    """The attempt does not count."""

    def __init__(self) -> None:
        super().__init__(
            "voided",
            N_("This attempt was declared void. Ask the test organizer what happens next."),
            kind=RefusalKind.FORBIDDEN,
        )


class NotBegunYet(Refusal):
    """The start is given by hand, and has not been."""

    def __init__(self) -> None:
        super().__init__(
            "not_begun_yet",
            N_("The test has not been started yet. Wait here: it begins for everybody at once."),
        )


class EntryClosed(Refusal):
    """Too long after the beginning to start."""

    def __init__(self, enters_until: datetime) -> None:
        super().__init__(
            "entry_closed",
            N_("Entry closed at %(enters_until)s. Ask the invigilator about a make-up test."),
            values={"enters_until": enters_until},
        )


class TooEarlyToSubmit(Refusal):
    """Nobody hands in before a set time has passed."""

    def __init__(self, submits_from: datetime) -> None:
        super().__init__(
            "too_early_to_submit",
            N_("This test can be handed in from %(submits_from)s on. Your answers are saved."),
            values={"submits_from": submits_from},
        )
