"""Passwords as argon2id hashes, computed a few at a time.

Owns the cost of hashing. Which passwords are too weak is said in `weak_passwords.py`.
"""

from __future__ import annotations

import os
import threading
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# 19 MiB and two passes: 22 ms alone and 5 s for a hundred people who sign in at once; the
# library's default took 28 s and 2.9 GB for the same hundred.
_hasher: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once: Final = threading.BoundedSemaphore(os.cpu_count() or 1)
_DUMMY: Final = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Give the hash to store. Full-width letters count as their usual form."""
    with _at_once:
        return _hasher.hash(_normal(password))


def is_password(stored: str, password: str) -> bool:
    """Say whether the password belongs to the stored hash.

    An empty hash (nobody, or no password set) takes the same time and never fits.
    """
    with _at_once:
        try:
            fits = _hasher.verify(stored or _DUMMY, _normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return fits and bool(stored)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
