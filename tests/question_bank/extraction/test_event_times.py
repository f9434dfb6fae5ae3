"""Months, frequencies and counts of planned events."""

from __future__ import annotations

import pytest

from question_bank.extraction.event_times import times_in


@pytest.mark.parametrize(
    ("text", "months", "when", "per_year"),
    [
        ("6月、12月各组织一次闭卷测试", (6, 12), "6月、12月", 2),
        ("9月至10月，组织竞赛", (9, 10), "9月至10月", 0),
        ("9-10月开展竞赛", (9, 10), "9-10月", 0),
        ("分别在3、6、9、12月测试", (3, 6, 9, 12), "3、6、9、12月", 0),
        ("国家宪法日，举办竞赛", (12,), "宪法日", 0),
        ("五四青年节前举办竞赛", (5,), "五四青年节前", 0),
        ("每人有两次答题机会", (), "", 0),
        ("第二季度举办一次竞赛", (4, 5, 6), "第二季度", 1),
        ("下半年组织测试", (7, 8, 9, 10, 11, 12), "下半年", 0),
        ("“七一”前后开展测试", (7,), "“七一”前后", 0),
        ("国庆节前夕开展测试", (10,), "国庆节前夕", 0),
        ("年底前组织测试", (12,), "年底前", 0),
        ("12月底前完成测试", (12,), "12月底前", 0),
        ("2031年6月18日举行测试", (6,), "2031年6月18日", 0),
        ("每季度测试一次", (), "每季度", 4),
        ("每两个月测试", (), "每两个月", 6),
        ("自3月起，每月测试", (), "每月", 12),
        ("每年测试两次", (), "每年", 2),
        ("一季度一次测试", (), "一季度一次", 4),
        ("全年测试不少于4次", (), "全年", 4),
        ("全年测试2-3次", (), "全年", 0),
        ("每月集中学习，全年不少于12次", (), "每月", 12),
        ("及时组织测试", (), "", 0),
        ("按月考核", (), "按月", 12),
        ("按季进行测试", (), "按季", 4),
        ("按月公布名单", (), "", 0),
        ("各室工作半年考核一次", (), "半年", 2),
    ],
)
def test_times(text: str, months: tuple[int, ...], when: str, per_year: int) -> None:
    times = times_in(text)
    assert (times.months, times.when, times.per_year) == (months, when, per_year)


def test_words_of_frequency_and_count() -> None:
    times = times_in("每半年开展1次测试")
    assert (times.frequency, times.count, times.is_dated) == ("每半年", "1次", False)


def test_impossible_months_are_left_open() -> None:
    assert times_in("13月、0月组织测试").months == ()


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("培训不少于24学时", "24学时"),
        ("集中培训3天", "3天"),
        ("培训后3天内提交总结", ""),
        ("培训20人", ""),
    ],
)
def test_how_much_is_studied(text: str, lasting: str) -> None:
    assert times_in(text).lasting == lasting
