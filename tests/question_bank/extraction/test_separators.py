"""Stretches are split at marks outside of quotations, and at counting words in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.separators import (
    Part,
    counted_members,
    counted_parts,
    pieces,
    trimmed,
)


def shown(text: str, parts: list[Part]) -> list[str]:
    return [text[part.start : part.end] for part in parts]


@pytest.mark.parametrize(
    ("text", "separators", "found"),
    [
        ("编目、修复、开放", "、", ["编目", "修复", "开放"]),
        ("“收、管”、修复（纸、绢）、开放", "、", ["“收、管”", "修复（纸、绢）", "开放"]),
        ("“收、管", "、", ["“收", "管"]),
        ("编目", "、", ["编目"]),
    ],
)
def test_pieces(text: str, separators: str, found: list[str]) -> None:
    assert shown(text, pieces(text, 0, len(text), separators)) == found


@given(st.text(alphabet="甲乙、；“”（）", max_size=40))
def test_pieces_and_separators_make_up_the_text(text: str) -> None:
    parts = pieces(text, 0, len(text), "、；")
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    for one, other in pairwise(parts):
        assert other.start == one.end + 1
        assert text[one.end] in "、；"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("编目。", "编目"),
        (" 以及编目；", "编目"),
        ("和谐", "和谐"),
        ("和开放工作", "开放工作"),
        ("。", ""),
    ],
)
def test_trimmed(text: str, found: str) -> None:
    assert shown(text, [trimmed(text, Part(0, len(text)), ("以及", "和"))]) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是收；二是管；三是用", ["收；", "管；", "用"]),
        ("第一，收；第二，管", ["收；", "管"]),
        ("（1）收；（2）管", ["收；", "管"]),
        ("①收②管", []),
        ("一是收；三是管", []),
        ("这一是收；二是管", []),
        ("1.收；2.5万卷", []),
    ],
)
def test_parts_behind_counting_words(text: str, found: list[str]) -> None:
    assert shown(text, counted_parts(text, 0, len(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是收好；二是管好。另行通知。", ["收好", "管好"]),
        ("一是收好。二是管好。另行通知。", ["收好", "管好"]),
        ("一是收好。收全。二是管好。", []),
    ],
)
def test_last_counted_member_ends_with_its_sentence(text: str, found: list[str]) -> None:
    assert shown(text, counted_members(text, 0, len(text))) == found
