"""Codes on paper, read back, and what is stored of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.codes import (
    ALPHABET,
    ROTATION,
    SLIP_LENGTH,
    bound_phone_digest,
    code_digest,
    code_from,
    is_rotating_code,
    last_four,
    phone_digest,
    printed,
    read_code,
    rotating_code,
    rotation_left,
    same_code,
    same_digest,
    unbound_phone_digest,
)

KEY = b"k" * 32


@given(st.binary(min_size=16, max_size=32))
def test_codes_have_clear_letters_and_are_read_back(chance: bytes) -> None:
    code = code_from(chance, SLIP_LENGTH)
    assert len(code) == SLIP_LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set("01ILO") & set(code)
    assert read_code(printed(code).lower()) == code


@pytest.mark.parametrize(
    ("typed", "same"),
    [("abcd-efgh", True), ("ＡＢＣＤ EFGH", True), ("ABCDEFGX", False), ("", False)],
)
def test_codes_are_compared_as_people_write_them(typed: str, same: bool) -> None:
    assert same_code(typed, "ABCDEFGH") is same


def test_a_code_needs_enough_chance() -> None:
    with pytest.raises(ValueError, match="random"):
        code_from(b"x" * (SLIP_LENGTH + 7), SLIP_LENGTH)
    assert code_from(bytes(SLIP_LENGTH + 8), SLIP_LENGTH) == "2" * SLIP_LENGTH


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("abcd-efgh", "ABCDEFGH"),
        (" ＡＢＣＤ　ｅｆｇｈ ", "ABCDEFGH"),
        ("AB—CD", "ABCD"),
        ("", ""),
        ("--", ""),
    ],
)
def test_reading(typed: str, read: str) -> None:
    assert read_code(typed) == read


def test_printed_in_groups_of_four() -> None:
    assert printed("ABCDEFGH") == "ABCD-EFGH"
    assert printed("ABCDEF") == "ABCD-EF"
    assert printed("") == ""


def test_digest_of_what_was_typed_is_that_of_what_was_printed() -> None:
    stored = code_digest(KEY, "slip", "ABCDEFGH")
    assert same_digest(stored, code_digest(KEY, "slip", "abcd-efgh"))
    assert not same_digest(stored, code_digest(KEY, "slip", "ABCDEFGJ"))
    assert not same_digest(stored, code_digest(KEY, "entry/1", "ABCDEFGH"))
    assert not same_digest(stored, code_digest(b"x" * 32, "slip", "ABCDEFGH"))


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("13800001234", "1234"),
        ("138-0000-12 34", "1234"),
        ("１２３４", "1234"),
        ("+86 138 0000 1234", "1234"),
        ("123", ""),
        ("", ""),
        ("无", ""),
    ],
)
def test_last_four(phone: str, digits: str) -> None:
    assert last_four(phone) == digits


def test_phone_digest_is_bound_to_the_member_and_hides_the_digits() -> None:
    stored = phone_digest(KEY, 1, "13800001234")
    assert "1234" not in stored or len(stored) == 64
    assert same_digest(stored, phone_digest(KEY, 1, "1234"))
    assert not same_digest(stored, phone_digest(KEY, 2, "1234"))
    assert phone_digest(KEY, 1, "12") == ""
    assert not same_digest("", "")


def test_a_phone_is_bound_to_its_member_when_the_number_is_known() -> None:
    unbound = unbound_phone_digest(KEY, "138 0000 1234")
    assert "1234" not in unbound
    assert bound_phone_digest(KEY, 1, unbound) == phone_digest(KEY, 1, "1234")
    assert bound_phone_digest(KEY, 1, unbound_phone_digest(KEY, "12")) == ""


START = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_changing_code_is_six_digits_and_another_for_each_minute_and_exam() -> None:
    codes = {rotating_code(KEY, "7.1", now=START + ROTATION * step) for step in range(200)}
    assert len(codes) >= 198 and all(len(code) == 6 and code.isdecimal() for code in codes)
    assert rotating_code(KEY, "7.1", now=START) == rotating_code(
        KEY, "7.1", now=START + 59 * SECOND
    )
    assert rotating_code(KEY, "7.1", now=START) != rotating_code(KEY, "8.1", now=START)
    assert rotating_code(KEY, "7.1", now=START) != rotating_code(b"other", "7.1", now=START)


@pytest.mark.parametrize(
    ("later", "accepted"), [(-1, False), (0, True), (60, True), (119, True), (120, False)]
)
def test_the_code_before_is_accepted_too_and_no_other(later: int, accepted: bool) -> None:
    code = rotating_code(KEY, "7.1", now=START)
    assert is_rotating_code(code, KEY, "7.1", now=START + later * SECOND) is accepted
    typed = f" {code[:3]} {code[3:]} ".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )
    assert is_rotating_code(typed, KEY, "7.1", now=START + later * SECOND) is accepted


@given(st.integers(0, 10**10))
def test_what_is_shown_is_accepted_until_the_end_of_the_next_minute(milliseconds: int) -> None:
    now = START + timedelta(milliseconds=milliseconds)
    code, left = rotating_code(KEY, "7.1", now=now), rotation_left(now)
    assert timedelta(0) < left <= ROTATION
    assert rotating_code(KEY, "7.1", now=now + left - timedelta(microseconds=1)) == code
    assert is_rotating_code(code, KEY, "7.1", now=now + left + ROTATION - timedelta(microseconds=1))
