"""Refusals of this feature; those of the attempt's own rules are in `domain.attempt_refusals`."""

from __future__ import annotations

from quizapp.domain.refusals import N_, Refusal, RefusalKind


class NoSuchTest(Refusal):
    """There is no such exam for this member."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_test",
            N_("There is no such test, or it is not open to you. Start from your home page."),
            kind=RefusalKind.NOT_FOUND,
        )


class NoSuchAttempt(Refusal):
    """There is no such attempt, or it is another member's."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_attempt",
            N_("There is no such attempt, or it is not yours. Start from your home page."),
            kind=RefusalKind.NOT_FOUND,
        )


class SessionEnded(Refusal):
    """The account was closed or signed out everywhere since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "session_ended",
            N_("You are not signed in any more. Sign in again; answers on this device are kept."),
            kind=RefusalKind.FORBIDDEN,
        )


class UnreadableAnswers(Refusal):
    """What was sent is no answer to this paper."""

    def __init__(self) -> None:
        super().__init__(
            "unreadable_answers",
            N_("The answers could not be read. Reload the page; what was saved is kept."),
            kind=RefusalKind.INVALID,
        )


class TryAgain(Refusal):
    """The attempt changed between two looks at it."""

    def __init__(self) -> None:
        super().__init__(
            "try_again", N_("The attempt was changed at this very moment. It is sent once more.")
        )


class AnswersMissing(Refusal):
    """The page has counted answers that have not arrived."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(
            "answers_missing",
            N_(
                "Answers that have not reached the server yet: %(count)s. Nothing was handed in; keep"
                " this page open, they are sent again."
            ),
            values={"count": len(numbers)},
        )
        self.numbers = numbers
