"""Parts are members when they differ and are whole; marks around one are no part of it."""

from __future__ import annotations

import pytest

from question_bank.extraction.members import (
    are_members,
    before_open_end,
    joined,
    sentence_end,
    shared_ending,
    unquoted,
)
from question_bank.extraction.separators import Part, pieces


def shown(text: str, *parts: Part) -> list[str]:
    return [text[one.start : one.end] for one in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收、管、用", True),
        ("收、收、用", False),
        ("收、、用", False),
        ("收、”、用", False),
        ("收\n、管", False),
    ],
)
def test_are_members(text: str, expected: bool) -> None:
    assert are_members(text, pieces(text, 0, len(text), "、")) is expected


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("修复和开放", (), ["修复", "开放"]),
        ("修复与开放和征集", (), ["修复与开放", "征集"]),
        ("和谐校园", (), ["和谐校园"]),
        ("修复和开放和征集", (), ["修复和开放和征集"]),
        ("修复", (), ["修复"]),
    ],
)
def test_joined(text: str, others: tuple[Part, ...], found: list[str]) -> None:
    assert shown(text, *joined(text, Part(0, len(text)), others)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("“四清”", "四清"), ("《查档办法》", "查档办法"), ("“收”“管”", "“收”“管”"), ("四清", "四清")],
)
def test_unquoted(text: str, found: str) -> None:
    assert shown(text, unquoted(text, Part(0, len(text)))) == [found]


@pytest.mark.parametrize(
    ("text", "found"), [("修复等工作", "修复"), ("修复", "修复"), ("平等待人", "平等待人")]
)
def test_before_open_end(text: str, found: str) -> None:
    assert shown(text, before_open_end(text, Part(0, len(text)))) == [found]


def test_sentence_end() -> None:
    assert sentence_end("收好。管好", 0) == 2
    assert sentence_end("收好", 0) == 2


@pytest.mark.parametrize(
    ("shown", "expected"),
    [(["人民调解", "行政调解"], "调解"), (["编目", "修复"], ""), (["编目"], "编目")],
)
def test_shared_ending(shown: list[str], expected: str) -> None:
    assert shared_ending(shown) == expected
