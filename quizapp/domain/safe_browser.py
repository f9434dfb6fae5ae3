"""Safe Exam Browser: whether a request shows one of the keys that a test asks for.

The browser sends, for each request, the SHA-256 of the address and a key, so that the key itself
never travels. The configuration key says that the test's settings file is in use, on every
system; the exam keys say which program it is, one for each version and system. A test may ask for
either or for both. Whoever knows a key can make the value without the browser: this deters and
proves nothing. Phones other than iPhones have no such browser.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_KEY: Final = re.compile("[0-9a-f]{64}")
MOST_KEYS: Final = 20


class UnreadableKey(ValueError):
    """A key that is not 64 hexadecimal digits; the text is what was typed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request shows of its browser: the address it went to, without fragment, and the two
    values, empty when there are none."""

    url: str = ""
    config_hash: str = ""
    exam_hash: str = ""


def read_keys(text: str) -> tuple[str, ...]:
    """Read keys set apart by lines, commas or spaces. UnreadableKey names the first that is none."""
    parts = [part.lower() for part in re.split(r"[\s,;，；]+", text) if part]
    for place, part in enumerate(parts):
        if place >= MOST_KEYS or not _KEY.fullmatch(part):
            raise UnreadableKey(part)
    return tuple(dict.fromkeys(parts))


def request_hash(url: str, key: str) -> str:
    """Give what the browser sends for an address and a key: hexadecimal, small letters."""
    address, _, _fragment = url.partition("#")
    return hashlib.sha256((address + key).encode()).hexdigest()


def is_accepted(shown: Shown, *, config_key: str, exam_keys: Iterable[str]) -> bool:
    """Say whether the request comes from the browser that is asked for; "" and () ask for nothing.

    Compared in constant time.
    """
    fits = not config_key or _same(shown.config_hash, request_hash(shown.url, config_key))
    allowed = [_same(shown.exam_hash, request_hash(shown.url, key)) for key in exam_keys]
    return fits and (not allowed or any(allowed))


def _same(sent: str, wanted: str) -> bool:
    return hmac.compare_digest(sent.lower().encode(), wanted.encode())
