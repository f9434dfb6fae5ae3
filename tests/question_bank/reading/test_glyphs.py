"""Radicals and ligatures become the characters they stand for, nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.reading.glyphs import as_written


@pytest.mark.parametrize(
    ("seen", "written"),
    [("⼯作作⻛", "工作作风"), ("部⻔⻋⻓", "部门车长"), ("ﬁle", "file"), ("⼾⸺⿈", "户——黄"), ("人⺠", "人民"), ("２．５Ａ：，", "２．５Ａ：，")],
)  # fmt: skip
def test_signs(seen: str, written: str) -> None:
    assert as_written(seen) == written


@given(st.text(max_size=60))
def test_what_is_written_stays(text: str) -> None:
    written = as_written(text)
    assert as_written(written) == written
    common = text.encode("gb2312", "ignore").decode("gb2312")
    assert as_written(common) == common
