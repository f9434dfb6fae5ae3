"""Which words are hard: numbers with their units, periods, dates; and which only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.numbers import HardToken, hard_tokens


def only(text: str) -> tuple[str, str, str]:
    (token,) = hard_tokens(text)
    return token.slot, text[token.start : token.end], token.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("馆长每半年听取汇报", ("frequency", "每半年", "")),
        ("每两个月召开例会", ("frequency", "每两个月", "")),
        ("每周五下午整理库房", ("frequency", "每周五", "")),
        ("理事会一年一次换届酝酿", ("frequency", "一年一次", "")),
        ("自收到申请之日起十五日内答复", ("deadline", "十五日", "内")),
        ("应当在三十日以内移交", ("deadline", "三十日", "以内")),
        ("24小时内上报", ("deadline", "24小时", "内")),
        ("五个工作日内办结", ("deadline", "五个工作日", "内")),
        ("应当提前三十日告知读者", ("deadline", "三十日", "提前")),
        ("自损坏发生之日起二年", ("deadline", "二年", "")),
        ("处五千元以上二万元以下罚款", ("amount", "五千元以上二万元以下", "")),
        ("借阅期不得超过三年", ("amount", "三年", "不得超过")),
        ("馆长每届任期五年".replace("每届", ""), ("amount", "五年", "")),
        ("扣减百分之五", ("amount", "百分之五", "")),
        ("经三分之二以上理事同意", ("amount", "三分之二", "以上")),
        ("经全体理事过半数同意", ("amount", "半数", "过")),
        ("入藏率达到95%", ("amount", "95%", "达到")),
        ("年满十八周岁的读者", ("amount", "十八周岁", "年满")),
        ("由3至5人组成", ("amount", "3至5人", "")),
        ("设三个以上阅览室", ("amount", "三个", "以上")),
        ("90分以上为优秀", ("score", "90分", "以上")),
        ("噪声不得超过85分贝", ("amount", "85分贝", "不得超过")),
        ("9月上旬整理书目", ("month", "9月", "上旬")),
        ("6月底前完成", ("month", "6月", "底前")),
        ("3月15日前报送", ("date", "3月15日", "前")),
        ("每月5日前报送", ("date", "每月5日", "前")),
        ("洗手不少于20秒", ("amount", "20秒", "不少于")),
        ("通道净宽不得小于一点四米", ("amount", "一点四米", "小于")),
        ("预报风力达到八级以上", ("amount", "八级", "达到")),
        ("由一名馆员全程陪同", ("amount", "一名", "")),
        ("得分九十分以上为优秀", ("score", "九十分", "以上")),
        ("七十分以上不满九十分为合格", ("score", "七十分以上不满九十分", "")),
        ("晚上22时前闭馆", ("when", "晚上22时", "前")),
        ("上午8:30至下午5:00开馆", ("when", "上午8:30至下午5:00", "")),
        ("库房二十二时至次日六时断电", ("when", "二十二时至次日六时", "")),
        ("晾晒期为5月1日十二时至8月16日十二时", ("date", "5月1日十二时至8月16日十二时", "")),
        ("自2032年秋季学期起开放", ("date", "2032年秋季学期", "起")),
        ("自2031年9月1日起施行", ("date", "2031年9月1日", "起")),
        ("第二季度开展清点", ("when", "第二季度", "")),
        ("上半年完成编目", ("when", "上半年", "")),
        ("“七一”前夕慰问老馆员", ("when", "七一", "")),
        ("开放日不少于12次", ("count", "12次", "不少于")),
        ("举办2-3次书展", ("count", "2-3次", "")),
        ("集中学习不少于12学时", ("count", "12学时", "不少于")),
        ("分4批次整理", ("count", "4批次", "")),
        ("实行一季一评", ("frequency", "一季一评", "")),
        ("每处配备1名讲解员", ("amount", "1名", "")),
        ("夜间开放不少于全部场次的三成。", ("amount", "三成", "")),
        ("本办法自公布之日起施行", ("when", "自公布之日起", "")),
        ("国际护士节前慰问", ("when", "护士节", "前")),
    ],
)
def test_hard(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "依照第三条第二款办理",
        "馆发〔2031〕6号",
        "2031年工作计划",
        "“十四五”规划",
        "一是读书，二是用书",
        "压实一把手责任，落实三会一课",
        "一切为了读者，一体推进",
        "第一责任人",
        "馆六届二次全会",
        "一个书架、一批书目、一系列讲座、各项工作",
        "上一年度的账目",
        "五年规划",
        "关注八小时之外的表现",
        "一次性告知读者",
        "三轮汽车",
        "两轮自行车",
        "设区的市一级以上馆",
        "按年级入场，同时登记",
        "第十五日之后",
    ],
)
def test_soft(text: str) -> None:
    assert [one for one in hard_tokens(text) if not one.weak] == []


def test_two_months_are_two_tokens() -> None:
    text = "6月、12月各清点一次"
    assert [text[one.start : one.end] for one in hard_tokens(text)] == ["6月", "12月", "一次"]


def test_the_whole_year_is_a_frequency_beside_a_count() -> None:
    slots = [(one.slot, one.weak) for one in hard_tokens("全年开放日不少于12次")]
    assert slots == [("frequency", True), ("count", False)]
    assert list(hard_tokens("全年推进编目")) == []


@given(st.text(alphabet="每第一二三十百3年月日次个元以上至内分之“”七《》。，", max_size=60))
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    tokens: list[HardToken] = list(hard_tokens(text))
    places = [place for one in tokens for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(one.start < one.end for one in tokens)
