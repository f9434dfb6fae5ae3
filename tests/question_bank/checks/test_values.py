"""What kind of value an option is, and which values exclude each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.answers import canonical
from question_bank.checks.values import (
    exclude_each_other,
    fold,
    noun_class,
    numeric_range,
    one_contains_other,
    same_meaning,
    sort_value,
    value_type,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《某条例》", "title"),
        ("“四联四评”", "quoted"),
        ("“十项措施”", "quoted"),
        ("每季度", "frequency"),
        ("每三个月", "frequency"),
        ("半年", "frequency"),
        ("三个月", "period"),
        ("十五日", "period"),
        ("十个工作日内", "period"),
        ("三年以上七年以下", "period"),
        ("五千元以上二万元以下", "money"),
        ("三分之二", "share"),
        ("百分之五", "share"),
        ("十八周岁", "age"),
        ("一倍以上五倍以下", "times"),
        ("2021年9月1日", "date"),
        ("“七一”前夕", "date"),
        ("十一名", "number"),
        ("县级以上人民政府", "plain"),
        ("2-3期", "number"),
        ("两批次", "number"),
        ("12月", "date"),
        ("处级", "level"),
        ("支部书记", "plain"),
    ],
)
def test_types(text: str, expected: str) -> None:
    assert value_type(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-3期", (2, 3)),
        ("两次", (2, 2)),
        ("1至2期", (1, 2)),
        ("至少三次", (3, 3)),
        ("书记", None),
        ("百分之零点五", None),
        ("五千元以上二万元以下", (5000, 20000)),
    ],
)
def test_ranges(text: str, expected: tuple[int, int] | None) -> None:
    assert numeric_range(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("每季度", "每半年", True),
        ("每季度", "每三个月", False),
        ("1-2期", "2-3期", False),
        ("1-2期", "3-4期", True),
        ("两次", "2次", False),
        ("效果导向", "结果导向", False),
        ("问题导向", "目标导向", True),
        ("支部书记", "纪检委员", True),
        ("分管领导", "领导班子成员", False),
        ("四强", "四亮四强", False),
        ("闭卷测试", "书面测试", False),
        ("1月", "11月", True),
        ("6月", "6月15日", False),
        ("2021年9月1日", "2021年10月1日", True),
        ("“七一”前夕", "“五一”前夕", True),
        ("“七一”前夕", "7月", False),
        ("季度", "三个月", False),
        ("半年", "一年", True),
        ("十五日", "五日", True),
        ("十日", "二十日内", False),
        ("九十日", "三个月", False),
        ("三十日", "三个月", True),
        ("十日", "十个工作日", False),
        ("一年", "十二个月", False),
        ("三次", "五千元", False),
        ("至少三次", "至少四次", True),
        ("三年以上七年以下", "七年以上", True),
        ("三年以上七年以下", "五年以上十年以下", False),
        ("五千元以上二万元以下", "二万元以上五万元以下", True),
        ("县级以上人民政府", "省级人民政府", False),
        ("县级以上地方人民政府水行政部门", "省级人民政府水行政部门", False),
        ("国务院", "县级以上地方人民政府", True),
        ("事业单位", "国有企业", True),
    ],
)
def test_exclusion(left: str, right: str, expected: bool) -> None:
    assert exclude_each_other(left, right) is expected
    assert exclude_each_other(right, left) is expected


def test_meaning_and_containment() -> None:
    assert same_meaning("《某条例（试行）》", "《某条例》")
    assert same_meaning("因公牺牲党员家属", "因公殉职党员家属")
    assert not same_meaning("严谨性", "创新性")
    assert one_contains_other("机关科级干部", "科级干部")


def test_natural_order() -> None:
    assert [sort_value(text) for text in ("3月", "11月")] == [3, 11]
    rates = [sort_value(text) or 0 for text in ("每周", "每月", "每季度", "每半年", "每年")]
    assert rates == sorted(rates)
    assert sort_value("科级") == 1
    periods = [
        sort_value(text) or 0 for text in ("五日", "十五日", "一个月", "季度", "半年", "一年")
    ]
    assert periods == sorted(periods)
    fines = ("五千元以下", "五千元以上二万元以下", "二万元以上五万元以下")
    assert [sort_value(text) for text in fines] == sorted(sort_value(text) or 0 for text in fines)
    assert sort_value("严谨性") is None


def test_noun_classes() -> None:
    assert noun_class("支部书记") == "person"
    assert noun_class("《某条例（试行）》") == "norm"
    assert noun_class("严谨性") == ""


@given(
    st.text(
        st.sampled_from("甲一年月19０aBＣ“”《》（）()、，。：;-—－～至·•+＋ \n\t\u3000①㎡…/.．％%")
    )
)
def test_folding_is_the_canonical_text(text: str) -> None:
    assert fold(text) == canonical(text)


@given(st.text(max_size=20))
def test_folding_is_the_canonical_text_of_anything(text: str) -> None:
    assert fold(text) == canonical(text)
