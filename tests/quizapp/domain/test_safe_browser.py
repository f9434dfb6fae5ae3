"""Safe Exam Browser: keys as they are pasted, and what a request shows of them."""

from __future__ import annotations

import pytest

from quizapp.domain.safe_browser import (
    MOST_KEYS,
    Shown,
    UnreadableKey,
    is_accepted,
    read_keys,
    request_hash,
)

URL = "https://exam.example/attempts/7?page=2"
KEY = "ab" * 32
OTHER = "cd" * 32
HASH = "dbc2f4408100b6033329edca79a432e269fce1b078d13bfae5822725278cdab1"
"""From sha256sum, over the address and the key."""


def test_the_hash_is_over_the_address_without_its_fragment() -> None:
    assert request_hash(URL, KEY) == HASH
    assert request_hash(URL + "#q3", KEY) == HASH
    assert request_hash(URL.replace("https", "http"), KEY) != HASH


@pytest.mark.parametrize(
    ("config_key", "exam_keys", "shown", "accepted"),
    [
        ("", (), Shown(URL), True),
        (KEY, (), Shown(URL, HASH), True),
        (KEY, (), Shown(URL, HASH.upper()), True),
        (KEY, (), Shown(URL), False),
        (KEY, (), Shown(URL, "", HASH), False),
        (KEY, (), Shown(URL + "1", HASH), False),
        (OTHER, (), Shown(URL, HASH), False),
        ("", (OTHER, KEY), Shown(URL, "", HASH), True),
        ("", (OTHER,), Shown(URL, "", HASH), False),
        ("", (KEY,), Shown(URL, HASH), False),
        (KEY, (KEY,), Shown(URL, HASH, HASH), True),
        (KEY, (OTHER,), Shown(URL, HASH, HASH), False),
        (OTHER, (KEY,), Shown(URL, HASH, HASH), False),
        (KEY, (), Shown(URL, "\u00e9" * 64), False),
    ],
)
def test_accepts_the_browser_that_shows_what_is_asked_for(
    config_key: str, exam_keys: tuple[str, ...], shown: Shown, accepted: bool
) -> None:
    assert is_accepted(shown, config_key=config_key, exam_keys=exam_keys) is accepted


def test_reads_keys_as_they_are_pasted() -> None:
    assert read_keys(f" {KEY.upper()}\n{OTHER},{KEY} ") == (KEY, OTHER)
    assert read_keys("") == ()


@pytest.mark.parametrize("typed", ["ab", "g" * 64, KEY + "0", "é" * 64])
def test_names_what_is_no_key(typed: str) -> None:
    with pytest.raises(UnreadableKey, match=typed):
        read_keys(f"{OTHER}\n{typed}")


def test_refuses_more_keys_than_there_are_versions() -> None:
    with pytest.raises(UnreadableKey):
        read_keys("\n".join([KEY] * (MOST_KEYS + 1)))
