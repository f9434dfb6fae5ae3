"""Writings of one term or title are told to be one; different ones are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.aliases import canonical_term, canonical_title, overlap


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("查档服务若干准则", "查档服务的若干准则"),
        ("查档服务办法（试行）", "查档服务办法(试行)"),
        ("查档服务办法（试行）", "查档服务办法"),
        ("党组（党委）议事规则", "党委(党组)议事规则"),
        ("中华人民共和国查档法", "查档法"),
        ("关于修订〈查档规范〉的决定", "关于修订《查档规范》的决定"),
    ],
)
def test_titles_that_are_one(one: str, other: str) -> None:
    assert canonical_title(one) == canonical_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("查档服务办法", "查档服务细则"), ("查档办法（甲类）", "查档办法"), ("中国法", "国法")],
)
def test_titles_that_are_two(one: str, other: str) -> None:
    assert canonical_title(one) != canonical_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("过“紧日子”", "紧日子"), ("大学习•走在前", "大学习·走在前"), ("互联网＋查档", "互联网+查档")],
)
def test_terms_that_are_one(one: str, other: str) -> None:
    assert canonical_term(one) == canonical_term(other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("四强", "四亮四强", True),
        ("四强", "四联四评", False),
        ("第一议题", "第一议题制度", True),
        ("四强", "三强", False),
        ("一核两电", "一核三新两电", True),
        ("", "四强", False),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


@given(st.text(alphabet="中国共产党的（）()试行党组党委四强·•", max_size=20))
def test_canonical_forms_are_stable(text: str) -> None:
    assert canonical_term(canonical_term(text)) == canonical_term(text)
