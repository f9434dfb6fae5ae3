"""A receipt belongs to exactly one attempt, set of answers and moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from quizapp.domain.receipts import make_receipt, verify

KEY = b"k" * 32
MOMENT = datetime(2026, 12, 1, 6, 0, 0, 5, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "attempt_id": 7,
    "answers": {1: ("a",), 2: ("人民", "")},
    "submitted_at": MOMENT,
}
RECEIPT = make_receipt(KEY, **GOOD)


def test_number_is_short_and_the_receipt_stable() -> None:
    assert re.fullmatch(r"\d{5}-\d{5}", RECEIPT.number)
    assert re.fullmatch(r"[0-9a-f]{64}", RECEIPT.digest)
    assert make_receipt(KEY, **GOOD) == RECEIPT


def test_old_receipts_stay_valid() -> None:
    """The digest of a stored receipt: a change of the canonical form would break every old one."""
    assert RECEIPT.digest.startswith("c20e64b41f4ec0fcd9a6f39047a1427f")
    assert RECEIPT.number == "78141-14556"


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {2: ("人民", ""), 1: ("a",)}},
        {"answers": {1: ("a",), 2: ("人民", ""), 3: ()}},
        {"answers": {1: ("a",), 2: ("人民", ""), 3: ("", " ")}},
        {"submitted_at": MOMENT.astimezone(timezone(timedelta(hours=8)))},
    ],
)
def test_what_is_the_same(change: dict[str, Any]) -> None:
    assert verify(KEY, RECEIPT.digest, **(GOOD | change))


@pytest.mark.parametrize(
    "change",
    [
        {"attempt_id": 8},
        {"answers": {1: ("b",), 2: ("人民", "")}},
        {"answers": {1: ("a",)}},
        {"answers": {1: ("a",), 2: ("", "人民")}},
        {"answers": {1: ("a",), 3: ("人民", "")}},
        {"submitted_at": MOMENT + timedelta(microseconds=1)},
    ],
)
def test_what_is_another(change: dict[str, Any]) -> None:
    assert not verify(KEY, RECEIPT.digest, **(GOOD | change))
    assert make_receipt(KEY, **(GOOD | change)).number != RECEIPT.number


def test_another_key_does_not_verify() -> None:
    assert not verify(b"x" * 32, RECEIPT.digest, **GOOD)
    assert not verify(KEY, "", **GOOD)


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_receipt(KEY, **(GOOD | {"submitted_at": MOMENT.replace(tzinfo=None)}))
