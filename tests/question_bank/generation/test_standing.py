"""What is right in every word and yet not asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Genre
from question_bank.generation.standing import is_listed, pattern, stands
from question_bank.items import BLANK
from question_bank.numerals import chinese_numeral
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_source,
)

NAMES = ("晒卷", "理卷", "缝卷", "点卷", "锁卷")


def stated(body: str) -> bool:
    """Whether a statement stands that is made of this body."""
    source = make_source(f"1.要点。{body}\n")
    return stands(draft_statement(source, body, body, key=True), source)


def asked(sentence: str, value: str, *, genre: Genre = Genre.PLAN) -> bool:
    """Whether a blank stands in the place of the value."""
    source = replace(make_source(f"1.要点。{sentence}\n"), genre=genre)
    stem = sentence.replace(value, BLANK, 1)
    return stands(draft_fill_in(source, stem, value), source)


@pytest.mark.parametrize(
    ("body", "good"),
    [
        ("库房每周通风一次，由保管员记录温度。", True),
        ("但库房仍缺两台除湿机，部分案卷受潮。", False),
        ("但凡进入库房的馆员，都要登记姓名和时间。", True),
        ("借阅人违法所得五万元以上的，处三千元罚款。", False),
        ("借阅人倒卖案卷，违法所得五万元以上的，处三千元罚款。", True),
        ("一是库房每周通风一次，由保管员记录温度。", False),
        ("库房每周通风一次；二是窗帘每季清洗一次。", False),
        ("库房温度的记录要求第二是准确、第一是及时。", True),
        ("4.6库房门口张贴开放时间，方便读者查询。", False),
        ("抄录员、修补员和装订员，以下统称匠人。", False),
        ("云岭市档案馆对私人信札的收存，适用本办法。", False),
        ("本办法自2031年5月1日起施行。", False),
        ("馆员自2031年5月1日起实施交接登记，每日一次。", True),
        ("抄录员利用外馆案卷的，适用本办法的有关规定。", False),
        ("本办法对库房的高度另有规定的，适用其规定。", False),
        ("案卷移交所需的运费，依照有关法律、行政法规的规定执行。", False),
        ("案卷移交所需的运费，依照预算的规定由移交单位承担。", True),
        ("来馆的读者应当遵守法律、法规。", False),
        ("来馆的读者应当遵守阅览室的钟点。", True),
        ("保管部门、修复部门应当及时核实、处理。", False),
        ("保管部门应当及时核实、处理受潮的案卷。", True),
        ("对受潮的案卷，保管部门应当及时核实、处理。", True),
    ],
)
def test_statements(body: str, good: bool) -> None:
    assert stated(body) is good


@pytest.mark.parametrize(
    ("sentence", "value", "good"),
    [
        ("4月在修复室举办两期装订班，每期三天半。", "三", False),
        ("4月在修复室举办两期装订班，每期三天。", "三", True),
        ("装订班为期两个半月，学员自带工具。", "两", False),
        ("库房的灯具每半年检修一次，由电工记录。", "半年", True),
        ("案卷入库前做到初检、复检两次检查。", "两", False),
        ("案卷入库前做到初检、复检三次检查。", "三", True),
        ("案卷入库前初检和复检，全年两次盘点。", "两", True),
        ("上一轮评比中有3个支部落后，要帮助他们。", "3", False),
        ("借阅量比去年增加3成以上，由各室落实。", "3", True),
        ("借阅量自2029年起每年增加3成，由各室落实。", "3", False),
        ("借阅量到2033年底增加3成以上，由各室落实。", "3", True),
        ("每人可以发言两次，第一次十分钟，第二次五分钟。", "两", False),
        ("每人可以发言三次，第一次十分钟，第二次五分钟。", "三", True),
        ("5月4日前评出五四青年修复标兵，张榜公布。", "5月", False),
        ("6月4日前评出五四青年修复标兵，张榜公布。", "6月", True),
        ("修复室由装订组、档案局、消毒组三方轮值。", "档案局", False),
        ("修复室由装订组、图书馆、消毒组三方轮值。", "图书馆", True),
    ],
)
def test_blanks(sentence: str, value: str, good: bool) -> None:
    assert asked(sentence, value) is good


def test_no_option_is_right_that_the_name_of_the_document_holds() -> None:
    sentence = "修复室由装订组、档案局、消毒组三方轮值。"
    source = make_source(f"1.要点。{sentence}\n")
    stem = sentence.replace("档案局", GAP)
    assert not stands(draft_single(source, stem, "档案局", ("图书馆", "博物馆")), source)


def test_a_month_beside_a_feast_is_not_changed() -> None:
    said, stated = "5月4日前评出五四青年修复标兵。", "4月4日前评出五四青年修复标兵。"
    source = make_source(f"1.要点。{said}\n")
    draft = draft_statement(source, stated, "5月", key=False, correction="5月")
    assert not stands(draft, source)
    assert stands(draft_statement(source, said, "5月", key=True), source)


def test_the_heading_of_an_article_is_no_statement() -> None:
    source = make_source("1.依法执行移交制度、强化案卷责任。馆员应当登记案卷。\n")
    heading, said = "依法执行移交制度、强化案卷责任。", "馆员应当登记案卷。"
    assert not stands(draft_statement(source, heading, heading, key=True), source)
    assert stands(draft_statement(source, said, said, key=True), source)


def test_a_number_inside_closing_brackets_is_not_asked() -> None:
    assert not asked("修复知识网上答题（5月15日）。", "5")
    assert asked("修复知识网上答题（笔试）于5月15日举行。", "5")


def test_a_norm_may_measure_by_the_year_before() -> None:
    sentence = "库房按去年入库案卷数的三倍配备箱柜。"
    assert asked(sentence, "三倍", genre=Genre.REGULATION)
    assert not asked(sentence, "三倍")


def test_several_right_options_need_two_wrong_ones() -> None:
    sentence = "修复案卷要备齐竹刀、棕刷、浆糊。"
    source = make_source(f"1.要点。{sentence}\n")
    keys = ("竹刀", "棕刷", "浆糊")
    stem = f"修复案卷要备齐{GAP}。"
    one, two = (
        draft_multiple(source, stem, keys, wrong, asked="竹刀、棕刷、浆糊")
        for wrong in (("铁钳",), ("铁钳", "砂轮"))
    )
    assert not stands(one, source)
    assert stands(two, source)


def test_a_choice_is_not_cut_out_of_a_quantity() -> None:
    sentence = "装订班每期三天半，学员自带工具。"
    source = make_source(f"1.要点。{sentence}\n")
    stem = f"装订班每期{GAP}半，学员自带工具。"
    assert not stands(draft_single(source, stem, "三天", ("两天", "四天")), source)


@given(count=st.integers(2, 5), number=st.integers(2, 9))
def test_a_number_is_told_exactly_when_it_counts_the_names_before(count: int, number: int) -> None:
    numeral = chinese_numeral(number)
    sentence = f"馆员每日{'、'.join(NAMES[:count])}{numeral}道手续都要登记。"
    assert asked(sentence, numeral) is (count != number)


@given(st.sampled_from("一二三四五六七八九"))
def test_every_mark_of_a_line_is_seen(numeral: str) -> None:
    assert is_listed(f"{numeral}是通风。") and is_listed(f"第{numeral}，通风。")
    assert not is_listed(f"{numeral}次通风，万众{numeral}心。")


@pytest.mark.parametrize(
    ("core", "bare"), [("赛，以修补为主要内容。", True), ("全年，馆员都要登记。", False)]
)
def test_a_word_of_a_list_is_no_clause(core: str, *, bare: bool) -> None:
    assert (pattern("bare_words", at_start=True).match(core) is not None) is bare


@pytest.mark.parametrize(
    ("stem", "alone"),
    [
        (f"闭馆期间馆员把登记簿通读一遍；{GAP}初。", True),
        (f"计划在{GAP}馆员应知应会测验。", True),
        (f"计划在{GAP}组织馆员应知应会测验。", False),
        (f"{GAP}中旬，馆员参加一次测验。", False),
    ],
)
def test_a_date_needs_a_deed(stem: str, *, alone: bool) -> None:
    source = make_source("1.要点。馆里6月组织馆员应知应会测验。\n")
    item = draft_single(source, stem, "6月", ("7月", "8月", "9月"))
    assert stands(item, source) is not alone


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        pattern("nothing of this name")
