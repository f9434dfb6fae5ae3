"""Codes that stand on paper slips and the last digits of phone numbers, as they are typed and stored.

Only keyed digests are stored: whoever reads the database alone learns neither codes nor digits.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which are mistaken for each other on paper."""

CODE_LENGTH: Final = 8
"""31^8 codes, about 40 bits: guessing one of a thousand valid ones takes some 10^9 tries."""


def new_code(choose: Callable[[str], str]) -> str:
    """Make a code by choosing from the alphabet, `secrets.choice` for real ones."""
    return "".join(choose(ALPHABET) for _ in range(CODE_LENGTH))


def printed_code(code: str) -> str:
    """Give the code as it stands on the slip, in two groups: "K7MQ-2XPA"."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def normal_code(typed: str) -> str:
    """Give a typed code as it was made: half-width, upper case, without the sign between groups."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def code_digest(code: str, *, key: str) -> str:
    """Give the keyed digest under which a slip's code is stored."""
    return _digest(f"slip:{normal_code(code)}", key)


def last_four(number: str) -> str:
    """Give the last four digits of a phone number, or "" when it has fewer."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", number) if sign in "0123456789")
    return digits[-4:] if len(digits) >= 4 else ""


def phone_digest(digits: str, *, member_id: int, key: str) -> str:
    """Give the keyed digest of the last four digits.

    It is bound to the member, so that equal digits of two people do not look alike.
    """
    return _digest(f"phone:{member_id}:{digits}", key)


def same_digest(one: str, other: str) -> bool:
    """Compare two digests in constant time; an empty one never fits."""
    return bool(one) and hmac.compare_digest(one, other)


def same_code(typed: str, code: str) -> bool:
    """Compare a typed entry code with an exam's, in constant time, ignoring width and case."""
    return hmac.compare_digest(_plain(typed).encode(), _plain(code).encode())


def _plain(code: str) -> str:
    return "".join(unicodedata.normalize("NFKC", code).split()).casefold()


def _digest(text: str, key: str) -> str:
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
