"""Names of lists are found with the counts they state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.labels import labels_in, units_of


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("打造“四强”支部", {"四强": 4}),
        ("推进“四亮四强”", {"四亮四强": 8}),
        ("开展“五个一”活动", {"五个一": 5}),
        ("落实“三会一课”", {"三会一课": 4}),
        ("完善“三位一体”体系", {"三位一体": 3}),
        ("履行“一岗双责”", {"一岗双责": 2}),
        ("细化三个领域党建工作标准", {"三个领域": 3}),
        ("持续推进四大行动，", {"四大行动": 4}),
        ("抓好十二项重点工作，", {"十二项重点工作": 12}),
        ("做好四个方面工作", {"四个方面": 4}),
        ("自受理起两个月内，三个工作日，第三项规定，一百零三条，开展三次", {}),
        ("坚持“一体推进”，发挥“一把手”作用，破解“卡脖子”难题", {}),
        ("馆里写成三篇文章。", {"三篇文章": 3}),
    ],
)
def test_labels(text: str, labels: dict[str, int]) -> None:
    found = {text[one.start : one.end]: one.total for one in labels_in(text)}
    assert found == labels


@pytest.mark.parametrize(
    ("term", "units"),
    [
        ("四亮四强", [(4, "亮"), (4, "强")]),
        ("三管三必须", [(3, "管"), (3, "必须")]),
        ("四个一", [(4, "个一")]),
        ("三三制", [(3, "三制")]),
        ("五双", [(5, "双")]),
        ("二十条", [(20, "条")]),
        ("一二三四", [(4, "一二三四")]),
        ("馆藏夜话", []),
        ("第一议题", []),
    ],
)
def test_units(term: str, units: list[tuple[int, str]]) -> None:
    assert [(unit.count, unit.noun) for unit in units_of(term)] == units


@given(st.text(alphabet="“”二三四个项大方面领域行动，", max_size=30))
def test_labels_come_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for label in labels_in(text):
        assert end <= label.outer_start <= label.start < label.end <= label.outer_end
        end = label.outer_end
