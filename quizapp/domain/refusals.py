"""What a person is told when something cannot be done.

Owns `Refusal`, which stops an operation, `Reason`, which only lists what is in the way, and the
marker by which their sentences are found for translation. Knows nothing of HTTP or languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def N_(message: str) -> str:
    """Mark a message id for the translators and give it back unchanged."""
    return message


class RefusalKind(StrEnum):
    """What sort of obstacle it is; the web layer turns it into a status."""

    INVALID = "invalid"
    """What was sent cannot be used."""
    FORBIDDEN = "forbidden"
    """This person may not."""
    NOT_FOUND = "not_found"
    """There is no such thing, or it is not this person's."""
    CONFLICT = "conflict"
    """Not in the present state, or not at this moment."""


class Refusal(Exception):
    """Stop an operation and say why.

    `code` is stable and for programs, `message` an English message id with %(name)s places, and
    `values` fills them. Moments among the values are aware datetimes; whoever shows the sentence
    writes them in the reader's time zone.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        kind: RefusalKind = RefusalKind.CONFLICT,
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.kind = kind
        self.values: Mapping[str, object] = dict(values or {})

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in the way, listed beside others instead of stopping at the first."""

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class ManyReasons(Refusal):
    """A refusal that lists everything in the way at once."""

    def __init__(self, code: str, message: str, reasons: tuple[Reason, ...]) -> None:
        super().__init__(code, message, kind=RefusalKind.CONFLICT, values={"count": len(reasons)})
        self.reasons = reasons
