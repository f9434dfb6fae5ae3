"""L05, L07, L18, L19, L20 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.checks import blanks
from question_bank.items import BLANK, Blank
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import draft_fill_in, draft_single, make_source

PLAN = make_source()
STEM = f"全面推行“{BLANK}”工作法，破解条块分割难题。"
ITEM = draft_fill_in(PLAN, STEM, "四联四评")


def test_unique_blank() -> None:
    assert not list(blanks.blank_is_unique(ITEM, PLAN))


def test_blank_with_two_fillers() -> None:
    plan = make_source(
        "1.甲。定期晾晒“善本古籍”目录，做好防潮。定期晾晒“地方志书”目录，做好防虫。\n"
    )
    item = draft_fill_in(plan, f"定期晾晒“{BLANK}”目录，做好防潮。", "善本古籍")
    assert [found.place for found in blanks.blank_is_unique(item, plan)] == ["blank 1"]


def test_lines_of_a_list_that_begin_alike() -> None:
    plan = make_source(
        "1.甲。馆藏有下列情形的，报馆长批准：（一）变更库房；（二）变更保管人；（三）对外展出。\n"
    )
    stem = f"馆藏有下列情形的，报馆长批准：变更{BLANK}。"
    assert list(blanks.blank_is_unique(draft_fill_in(plan, stem, "库房"), plan))
    shown = f"馆藏有下列情形的，报馆长批准：对外{BLANK}。"
    assert not list(blanks.blank_is_unique(draft_fill_in(plan, shown, "展出"), plan))


def test_a_stem_of_nothing_but_its_topic_fits_anything() -> None:
    item = draft_fill_in(PLAN, f"在提高组织生活质量与晾晒馆藏方面，{BLANK}。", "四联四评")
    assert "blank 1" in [found.place for found in blanks.blank_is_unique(item, PLAN)]


def test_months_are_told_apart_by_what_follows() -> None:
    stem = f"{BLANK}月，结合馆藏整理举办业务比武。"
    assert not list(blanks.blank_is_unique(draft_fill_in(PLAN, stem, "6", slot="date"), PLAN))


def test_common_words_alone_are_no_context() -> None:
    item = draft_fill_in(PLAN, f"深入开展“{BLANK}”活动，加强党建工作。", "四联四评")
    assert list(blanks.blank_is_unique(item, None))


def test_key_in_the_stem_of_a_choice() -> None:
    wrong = ("《某馆考勤规定》", "《某馆借阅规定》")
    stem = f"认真执行{GAP}，考评细则另发各支部。"
    item = draft_single(PLAN, stem, "《云岭市档案局支部考评细则》", wrong)
    assert list(blanks.key_is_not_in_stem(item, PLAN))


def test_words_that_all_options_share_give_nothing_away() -> None:
    wrong = ("农村社区支部", "城市社区支部")
    item = draft_single(PLAN, f"各社区共建单位与{GAP}结对。", "老旧社区支部", wrong, asked="各支部")
    assert not list(blanks.key_is_not_in_stem(item, PLAN))


@pytest.mark.parametrize(
    ("key", "stem", "cut"),
    [
        ("四联四评", STEM, False),
        ("联四评", f"全面推行“四{BLANK}”工作法，破解条块分割难题。", True),
        ("四联", f"全面推行“{BLANK}四评”工作法，破解条块分割难题。", True),
        ("识档", f"持续推进“护档、{BLANK}、用档”三大行动，擦亮窗口形象。", False),
        ("传承性", f"大力弘扬兰台工匠的严谨性、{BLANK}、服务性，提升编研水平。", False),
    ],
)
def test_edges_of_a_blank(key: str, stem: str, cut: bool) -> None:
    assert bool(list(blanks.blank_is_whole(draft_fill_in(PLAN, stem, key), PLAN))) is cut


@pytest.mark.parametrize(
    ("stem", "key", "cut"),
    [
        (f"申请后1{BLANK}日内答复申请人。", "5", True),
        (f"申请后{BLANK}月内答复申请人。", "5个", True),
        (f"申请后{BLANK}内答复申请人。", "5个月", False),
        (f"申请后{BLANK}日内答复申请人。", "15", False),
        (f"每次活动{BLANK}钟以上。", "90分", True),
    ],
)
def test_an_amount_is_blanked_whole(stem: str, key: str, cut: bool) -> None:
    item = draft_fill_in(PLAN, stem, key, asked="百分制", slot="number")
    assert bool(list(blanks.blank_is_whole(item, None))) is cut


def test_the_place_of_a_key_is_told_by_the_words_before_it() -> None:
    plan = make_source("1.甲。落实联系读者服务制度，主动服务馆员、服务读者。\n")
    item = draft_fill_in(plan, f"落实制度，主动服务馆员、{BLANK}。", "服务读者")
    vague = replace(item, source=replace(item.source, span_start=item.source.start))
    assert not list(blanks.blank_is_whole(vague, None))


@pytest.mark.parametrize(("action", "cut"), [("负责修复", False), ("的意见修复", True)])
def test_an_actor_in_running_text(action: str, cut: bool) -> None:
    plan = make_source(f"1.甲。破损案卷由县级档案馆{action}，费用列入预算。\n")
    item = draft_fill_in(plan, f"破损案卷由{BLANK}{action}，费用列入预算。", "县级档案馆")
    assert bool(list(blanks.blank_is_whole(item, plan))) is cut


def test_same_frame_in_another_matter_is_no_rival() -> None:
    text = "1.甲。擅自涂改库藏地图的馆员，罚扣奖金一百元。\n2.乙。延误开馆时间十分钟以上的，罚扣奖金五十元。\n"
    plan = make_source(text)
    stem = f"擅自涂改库藏地图的馆员，罚扣奖金{BLANK}元。"
    assert not list(blanks.blank_is_unique(draft_fill_in(plan, stem, "一百", slot="number"), plan))
    short = f"有违规行为的馆员，罚扣奖金{BLANK}元。"
    assert list(blanks.blank_is_unique(draft_fill_in(plan, short, "一百", slot="number"), plan))


@pytest.mark.parametrize(("rest", "leaks"), [("每15日通报", False), ("满5日通报", True)])
def test_number_of_the_key_in_the_stem(rest: str, leaks: bool) -> None:
    item = draft_fill_in(
        PLAN, f"收到申请后{BLANK}内答复，{rest}进度。", "5日", asked="6月", slot="number"
    )
    assert bool(list(blanks.key_is_not_in_stem(item, None))) is leaks


def test_a_key_of_common_words_told_whole() -> None:
    key = "党员教育管理工作条例"
    told = draft_fill_in(PLAN, f"认真执行《{BLANK}》，学习{key}的要点。", key, asked="百分制")
    assert list(blanks.key_is_not_in_stem(told, None))


def test_an_amount_told_in_a_choice() -> None:
    wrong = ("十个工作日", "二十个工作日")
    item = draft_single(
        PLAN, f"收到申请后{GAP}内答复，逾五个工作日的通报。", "五个工作日", wrong, asked="百分制"
    )
    assert list(blanks.key_is_not_in_stem(item, None))


def test_load() -> None:
    assert not list(blanks.load_is_bearable(ITEM, PLAN))
    assert list(blanks.load_is_bearable(replace(ITEM, blanks=()), PLAN))
    assert list(blanks.load_is_bearable(replace(ITEM, blanks=ITEM.blanks * 2), PLAN))
    long = replace(ITEM, blanks=(Blank("甲" * 60),))
    assert list(blanks.load_is_bearable(long, PLAN))


@pytest.mark.parametrize(
    ("key", "slot", "dull"),
    [
        ("工作", "text", True),
        ("深入", "text", True),
        ("2031年", "text", True),
        ("甲", "text", True),
        ("6", "date", False),
        ("四联四评", "text", False),
    ],
)
def test_worth_of_a_key(key: str, slot: str, dull: bool) -> None:
    item = replace(ITEM, blanks=(Blank(key, (), slot),))
    assert bool(list(blanks.key_is_worth_asking(item, PLAN))) is dull
