"""Marks find their partners; those without one are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.marks import marks_in


def inside(text: str) -> list[str]:
    return [text[pair.inside.start : pair.inside.end] for pair in marks_in(text).pairs]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("开展“馆藏夜话”活动", ["馆藏夜话"]),
        ("学习《修复〈规程〉汇编》（试行)", ["修复〈规程〉汇编", "规程", "试行"]),
        ("“党组‘第一议题’制度”", ["党组‘第一议题’制度", "第一议题"]),
        ("“馆里“第一课”制度”", ["馆里“第一课”制度", "第一课"]),
        ('推行"四清"和"五查"', ["四清", "五查"]),
        ("「兰台」讲堂", ["兰台"]),
    ],
)
def test_pairs(text: str, pairs: list[str]) -> None:
    assert inside(text) == pairs
    assert marks_in(text).unmatched == ()


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("增强“四有意识、开展“馆藏夜话”活动", [2]),
        ("抓实“馆藏夜话”“微讲堂实践", [8]),
        ("抓实馆藏夜话”实践", [6]),
        ("（见附表", [0]),
        ("执行《修复规程和《查档办法》", [2]),
        ('推行"四清', [2]),
        ("“编目（一”、修复）", [3, 9]),
    ],
)
def test_marks_without_partner(text: str, lone: list[int]) -> None:
    assert list(marks_in(text).unmatched) == lone


def test_long_nested_quotation_is_two_lone_marks() -> None:
    text = (
        "增强“四有意识、开展“馆藏夜话”活动，"
        + "做好修复、编目、征集和开放等各项工作，" * 2
        + "办好”"
    )
    assert inside(text) == ["馆藏夜话"]
    assert list(marks_in(text).unmatched) == [2, len(text) - 1]


@pytest.mark.parametrize("label", ["1)", "a)", "三）", "①）", "12）"])
def test_bracket_of_a_number_needs_no_partner(label: str) -> None:
    assert marks_in(f"{label}做好编目").unmatched == ()


def test_quotation_of_several_paragraphs_is_no_fault() -> None:
    assert marks_in("改为：“第一款。\n“第二款。\n“第三款。”\n其余不变。").unmatched == ()
    assert marks_in('改为："第一款。\n"第二款。\n"第三款。"\n其余不变。').unmatched == ()
    assert marks_in("改为：“第一款。\n其余不变。").unmatched == (3,)


@given(st.text(alphabet='“”‘’《》（）()"甲乙1\n', max_size=60))
def test_every_mark_is_in_a_pair_or_lone(text: str) -> None:
    marks = marks_in(text)
    ends = [place for pair in marks.pairs for place in (pair.start, pair.end - 1)]
    assert len(set(ends)) == len(ends)
    assert not set(ends) & set(marks.unmatched)
    for pair in marks.pairs:
        assert "\n" not in text[pair.start : pair.end]
