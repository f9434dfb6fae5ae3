"""What is checked at the door of a test, beside window and roster: place, browser, code, honour.

Place and browser are looked at whenever somebody comes in: at the start, when a page takes the
attempt over, and when the test page is loaded. They are not looked at when answers are saved: a
phone may change from Wi-Fi to the mobile network in the middle of a test, and an answer that was
given is never refused for that. Code and honour statement are asked once, at the start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from quizapp.domain.codes import is_rotating_code, same_code
from quizapp.domain.networks import is_allowed
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.safe_browser import Shown, is_accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a test asks of those who come in. The default asks for nothing."""

    networks: tuple[str, ...] = ()
    config_key: str = ""
    exam_keys: tuple[str, ...] = ()
    fixed_code: str = ""
    rotating_seed: str = ""
    """What the code that changes every minute follows from; empty when there is none."""
    asks_honour: bool = False

    @property
    def asks_browser(self) -> bool:
        """Whether Safe Exam Browser is asked for."""
        return bool(self.config_key or self.exam_keys)


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a request comes from. The default is nobody knows where, which no list allows."""

    address: str = ""
    """IP address, as the trusted proxies say."""
    browser: Shown = field(default_factory=Shown)


class WrongNetwork(Refusal):
    """The address is in none of the allowed ranges."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_network",
            N_(
                "This test can only be taken on the network named for it, such as the Wi-Fi of the"
                " room. Connect to that network and reload; answers that were saved are kept."
            ),
            kind=RefusalKind.FORBIDDEN,
        )


class WrongBrowser(Refusal):
    """The request does not come from the browser that is asked for."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_browser",
            N_(
                "This test is taken in Safe Exam Browser with the settings file of this test. Open"
                " that file on a computer, or ask the test organizer; answers that were saved are"
                " kept."
            ),
            kind=RefusalKind.FORBIDDEN,
        )


class NotGiven(Refusal):
    """Something is asked for on the page before the start and was not given as it should be."""


class WrongEntryCode(NotGiven):
    """The entry code is not the exam's."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_entry_code",
            N_("The entry code is not right. Look at the notice of the test, or ask there."),
            kind=RefusalKind.INVALID,
        )


class OldRoomCode(NotGiven):
    """The changing code is wrong, or no longer the one on the screen."""

    def __init__(self) -> None:
        super().__init__(
            "old_room_code",
            N_(
                "This is not the code on the screen now. It changes every minute: type the new one."
            ),
            kind=RefusalKind.INVALID,
        )


class HonourNotGiven(NotGiven):
    """The honour statement was not ticked."""

    def __init__(self) -> None:
        super().__init__(
            "honour_not_given",
            N_("Read the statement and tick it; then the test can be started."),
            kind=RefusalKind.INVALID,
        )


def check_place(door: Door, visit: Visit) -> None:
    """Raise WrongNetwork or WrongBrowser when somebody may not come in from there."""
    if door.networks and not is_allowed(visit.address, door.networks):
        raise WrongNetwork()
    if not is_accepted(visit.browser, config_key=door.config_key, exam_keys=door.exam_keys):
        raise WrongBrowser()


def check_start(
    door: Door, *, code: str, code_given: bool, honoured: bool, key: bytes, now: datetime
) -> None:
    """Raise the refusal that fits when code or honour statement are missing at the start.

    `code_given` is for those who typed the fixed code at the test's entry page; a changing code is
    asked of them too, because it says that they are in the room now.
    """
    if door.rotating_seed:
        if not is_rotating_code(code, key, door.rotating_seed, now=now):
            raise OldRoomCode()
    elif not code_given and not same_code(code, door.fixed_code):
        raise WrongEntryCode()
    if door.asks_honour and not honoured:
        raise HonourNotGiven()
