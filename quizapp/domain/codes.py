"""Codes that people read from paper and type: slips, entry codes, last digits of a phone.

Owns their letters, how they are read back, and the keyed digests that are stored instead of them;
and the entry code that changes every minute. Randomness, keys and the moment are passed in.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which look alike in print."""

SLIP: Final = "slip"
"""Purpose of the digest of a slip's code."""
SLIP_LENGTH: Final = 8
PHONE_DIGITS: Final = 4
ROTATION: Final = timedelta(minutes=1)
"""How long a changing code is shown; it is accepted for as long again."""
ROTATING_DIGITS: Final = 6


def code_from(random_bytes: bytes, length: int) -> str:
    """Write random bytes as a code of that length, all codes equally likely.

    Needs eight bytes more than letters so that no letter is favoured noticeably (ValueError).
    """
    if len(random_bytes) < length + 8:
        raise ValueError("too few random bytes for the code")
    number = int.from_bytes(random_bytes, "big")
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def printed(code: str) -> str:
    """Give a code as it stands on paper, in groups of four: "ABCD-EFGH"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str:
    """Read what somebody typed: width, case, spaces and dashes do not matter."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in folded if letter.isalnum())


def same_code(typed: str, wanted: str) -> bool:
    """Say whether somebody typed the wanted code; compared in constant time."""
    return hmac.compare_digest(read_code(typed).encode(), read_code(wanted).encode())


def rotating_code(key: bytes, seed: str, *, now: datetime) -> str:
    """Give the six digits that are shown at a moment; another seed has other codes."""
    return _rotating(key, seed, _step(now))


def rotation_left(now: datetime) -> timedelta:
    """Give how long the code of this moment is still shown."""
    since = datetime.fromtimestamp(0, UTC)
    return ROTATION - (now - since) % ROTATION


def is_rotating_code(typed: str, key: bytes, seed: str, *, now: datetime) -> bool:
    """Say whether somebody typed the code of now or the one before, both always compared."""
    step = _step(now)
    fits = [same_code(typed, _rotating(key, seed, known)) for known in (step, step - 1)]
    return any(fits)


def code_digest(key: bytes, purpose: str, code: str) -> str:
    """Give the keyed digest of a code as typed or printed; only this is stored."""
    return _digest(key, purpose, read_code(code))


def last_four(phone: str) -> str:
    """Give the last four digits of a phone number, or "" when there are fewer."""
    digits = [char for char in unicodedata.normalize("NFKC", phone) if char in "0123456789"]
    return "".join(digits[-PHONE_DIGITS:]) if len(digits) >= PHONE_DIGITS else ""


def phone_digest(key: bytes, member_id: int, phone: str) -> str:
    """Give the keyed digest of the last four digits, or "" when there are fewer than four.

    Bound to the member, so that equal digits of two people do not look equal.
    """
    return bound_phone_digest(key, member_id, unbound_phone_digest(key, phone))


def unbound_phone_digest(key: bytes, phone: str) -> str:
    """Give the first half of `phone_digest`, for somebody whose number is not known yet."""
    digits = last_four(phone)
    return _digest(key, "phone", digits) if digits else ""


def bound_phone_digest(key: bytes, member_id: int, unbound: str) -> str:
    """Bind what `unbound_phone_digest` gave to its member; "" stays ""."""
    return _digest(key, f"phone/{member_id}", unbound) if unbound else ""


def same_digest(one: str, other: str) -> bool:
    """Compare two digests in constant time; empty ones are never the same."""
    return bool(one) and hmac.compare_digest(one, other)


def _step(now: datetime) -> int:
    return (now - datetime.fromtimestamp(0, UTC)) // ROTATION


def _rotating(key: bytes, seed: str, step: int) -> str:
    digest = _digest(key, "rotating", f"{seed}\x00{step}")
    return f"{int(digest[:16], 16) % 10**ROTATING_DIGITS:0{ROTATING_DIGITS}d}"


def _digest(key: bytes, purpose: str, text: str) -> str:
    return hmac.new(key, f"{purpose}\x00{text}".encode(), hashlib.sha256).hexdigest()
