"""The receipt of a hand-in: proof that these answers arrived at that moment.

A keyed digest over attempt, answers and moment; who holds the key can check later whether stored
answers are still those of the receipt. The key is passed in. Knows nothing of points.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from quizapp.domain.paper import canonical_json


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the member is shown, and what is stored to check it."""

    number: str
    """Ten digits in two groups, "12345-67890": short enough to read out."""
    digest: str
    """HMAC-SHA256 in hexadecimal."""


def make_receipt(
    key: bytes, *, attempt_id: int, answers: Mapping[int, tuple[str, ...]], submitted_at: datetime
) -> Receipt:
    """Make the receipt. The same attempt, answers and moment give the same receipt.

    Items left blank count as not answered, in whatever way they were stored. `submitted_at` is
    aware and taken in UTC to the microsecond.
    """
    if submitted_at.tzinfo is None:
        raise ValueError("a receipt needs a moment with a time zone")
    text = canonical_json(
        {
            "attempt": attempt_id,
            "answers": {
                str(number): list(response)
                for number, response in answers.items()
                if any(part.strip() for part in response)
            },
            "submitted_at": submitted_at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
    )
    digest = hmac.new(key, b"receipt\x00" + text.encode(), hashlib.sha256).hexdigest()
    short = f"{int(digest[:16], 16) % 10**10:010d}"
    return Receipt(f"{short[:5]}-{short[5:]}", digest)


def verify(
    key: bytes,
    digest: str,
    *,
    attempt_id: int,
    answers: Mapping[int, tuple[str, ...]],
    submitted_at: datetime,
) -> bool:
    """Say whether the digest belongs to exactly these answers and this moment."""
    made = make_receipt(key, attempt_id=attempt_id, answers=answers, submitted_at=submitted_at)
    return hmac.compare_digest(made.digest, digest)
