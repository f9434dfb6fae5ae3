"""Stems are the document's own clauses, shortened."""

from __future__ import annotations

import pytest

from question_bank.generation.stems import Replacement, bodies, is_topic, stems, tidy
from question_bank.items import BLANK
from tests.question_bank.made_up import PREFIX, make_source, whole_span


def first_body(text: str, asked: str) -> str:
    source = make_source(text)
    span = whole_span(source, asked)
    return next(bodies(source, source.sentence_at(span.start), [Replacement(span, BLANK)]), "")


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("条例(试行)", "条例（试行）"),
        ("甲,乙:丙", "甲，乙：丙"),
        ("1,000元 整", "1,000元整"),
        ("比为3:2", "比为3:2"),
    ],
)
def test_widths(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_every_stem_names_the_plan_and_ends() -> None:
    source = make_source()
    span = whole_span(source, "四联四评")
    found = list(stems(source, source.sentence_at(span.start), [Replacement(span, BLANK)]))
    assert found[0] == f"{PREFIX}全面推行“{BLANK}”工作法，破解条块分割难题。"
    assert all(stem.startswith(PREFIX) and stem.endswith("。") for stem in found)
    assert any("在提高组织生活质量方面，" in stem for stem in found)


@pytest.mark.parametrize(
    ("text", "asked", "body"),
    [
        (
            "同时，要推行“甲乙丙”制度，压实馆藏管理责任链条。",
            "甲乙丙",
            f"推行“{BLANK}”制度，压实馆藏管理责任链条。",
        ),
        (
            "以落实《某馆细则》为主线，规范借阅登记和库房巡查。",
            "某馆细则",
            f"以落实《{BLANK}》为主线，规范借阅登记和库房巡查。",
        ),
        (
            "着重对各馆每年至少两次听取汇报，以及落实“甲乙丙”等情况开展检查。",
            "每年",
            f"着重对各馆{BLANK}至少两次听取汇报，以及落实“甲乙丙”等情况开展检查。",
        ),
    ],
)
def test_context_stands_alone(text: str, asked: str, body: str) -> None:
    assert first_body(text, asked) == body


@pytest.mark.parametrize(
    ("text", "asked", "begins"),
    [
        ("聘请老馆员担任讲解员，把旧事讲透、把家底讲明，每个展室不少于5人。", "5", "聘请"),
        ("绘制库房防潮图，把防潮区分为高、中、低三级，每半年更新一次。", "半年", "绘制"),
        ("举办青年修复大比武，设托裱、镶接两个项目，前三名代表本馆外出。", "三", "举办"),
        ("归档岗位每月小测一次；连续三个月满分的，推荐进入市馆师资库。", "三", "归档岗位"),
        ("开通夜间借阅线路，馆员轮流值守，每季度张榜公布借阅前20名。", "季度", "开通"),
        ("开通夜间借阅线路；每季度张榜公布借阅人次最多的20名读者姓名。", "季度", "每"),
    ],
)
def test_a_stem_says_of_what(text: str, asked: str, begins: str) -> None:
    assert first_body(text, asked).startswith(begins)


def test_a_line_of_an_arrangement_needs_its_head() -> None:
    said = "全年馆内技能考核安排：5月上旬集中进行托裱考核；每半年馆员镶接技能考核。"
    assert not first_body(said, "半年").startswith("每")
    told = "馆里今年办好两件事；每半年组织全体馆员参加一次镶接技能考核和现场点评。"
    assert first_body(told, "半年").startswith("每")


@pytest.mark.parametrize(("title", "led"), [("用好读者建议", False), ("用好夜间时段", True)])
def test_a_title_that_tells_does_not_lead(title: str, led: bool) -> None:
    source = make_source(f"1.{title}。开通“一键建议”小程序。\n")
    span = whole_span(source, "一键建议")
    found = stems(source, source.sentence_at(span.start), [Replacement(span, BLANK)])
    assert any(title in stem for stem in found) is led


def test_members_of_a_counted_list_stay_together() -> None:
    text = "着力实现“四个明显”，即库房明显整洁，借阅明显便利，编研明显增多，馆风明显好转。"
    source = make_source(text)
    span = whole_span(source, "四个明显")
    found = [*bodies(source, source.sentence_at(span.start), [Replacement(span, "四个明显")])]
    assert text in found
    assert all(body == text or "即" not in body for body in found)


def test_a_clause_before_a_colon_is_no_end() -> None:
    assert first_body("重点整治“睡眠卷”现象：逐卷登记，限期销号。", "睡眠卷") == ""


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("提高组织生活质量", True),
        ("一体推进“三查”", True),
        ("坚持“三查，三改", False),
        ("当好先锋的践行者", False),
        ("短", False),
    ],
)
def test_topics(title: str, fits: bool) -> None:
    assert is_topic(title) is fits


@pytest.mark.parametrize(
    "text",
    [
        "推行“三查”办法，即查库房、查台账、查标签。",
        "每周巡查采用三种办法：查库房、查台账、查标签。",
    ],
)
def test_an_explanation_is_not_torn_from_its_head(text: str) -> None:
    assert not first_body(text, "查台账").startswith(("即", "查"))


def bodies_of(text: str, asked: str) -> list[str]:
    source = make_source(text)
    span = whole_span(source, asked)
    return list(bodies(source, source.sentence_at(span.start), [Replacement(span, BLANK)]))


def stated(text: str, asked: str) -> list[str]:
    """What is said as true around these words."""
    source = make_source(text)
    span = whole_span(source, asked)
    replaced = [Replacement(span, asked)]
    return list(bodies(source, source.sentence_at(span.start), replaced, stated=True))


def test_a_statement_begins_at_the_head_of_its_sentence() -> None:
    text = "各馆清点库房书架，馆员核对卷宗标签，志愿者修补“甲乙丙”封皮。"
    assert stated(text, "甲乙丙") == [text]
    assert any(body.startswith("馆员核对") for body in bodies_of(text, "甲乙丙"))


@pytest.mark.parametrize("mark", ["；", ";"])
def test_a_statement_may_begin_behind_a_semicolon(mark: str) -> None:
    text = f"各馆清点库房书架和账册{mark}馆员核对卷宗标签，志愿者修补“甲乙丙”封皮。"
    assert set(stated(text, "甲乙丙")) == {
        text.replace(";", "；"),
        "馆员核对卷宗标签，志愿者修补“甲乙丙”封皮。",
    }


@pytest.mark.parametrize(("end", "given"), [("", False), ("。", True), ("！", True), ("；", True)])
def test_a_cell_of_a_table_is_no_statement(end: str, given: bool) -> None:
    text = f"各馆清点库房书架，馆员核对“甲乙丙”标签，修补旧书封皮{end}"
    assert bool(stated(text, "甲乙丙")) is given
    assert bodies_of(text, "甲乙丙")


@pytest.mark.parametrize(("word", "given"), [("什么", False), ("哪些", True)])
def test_a_question_of_the_document_gives_no_stem(word: str, given: bool) -> None:
    text = f"馆员要弄清“甲乙丙”制度管{word}，逐卷核对库房标签。"
    assert bool(bodies_of(text, "甲乙丙")) is given
    assert bool(stated(text, "甲乙丙")) is given


@pytest.mark.parametrize(
    ("opening", "closing", "given"), [("（（", "）", False), ("((", ")", False), ("（", "", True)]
)
def test_a_bracket_that_opens_twice_gives_no_stem(opening: str, closing: str, given: bool) -> None:
    text = f"馆员评选最佳书架{opening}甲乙丙{closing}等三类书架）并张榜公布结果。"
    assert bool(bodies_of(text, "甲乙丙")) is given


@pytest.mark.parametrize(
    "hollow",
    [
        "3月底前全部完成",
        "年内基本完成",
        "10日内签订",
        "6月底前要全面结束",
        "9月底完成",
        "一周内到位",
    ],
)
def test_a_clause_that_only_says_when_it_is_done_is_no_end(hollow: str) -> None:
    found = bodies_of(f"各馆用“甲乙丙”办法清点库房，{hollow}。", "甲乙丙")
    assert found == [f"各馆用“{BLANK}”办法清点库房。"]
    assert bodies_of(f"各馆清点库房和书架，{hollow}。", hollow[:2]) == []


@pytest.mark.parametrize(
    "rest", ["3月底前全部完成清册编目", "3月底前全部完成，再把清册报送市档案局"]
)
def test_a_clause_that_says_what_is_done_by_then_may_end(rest: str) -> None:
    found = bodies_of(f"各馆用“甲乙丙”办法清点库房，{rest}。", "甲乙丙")
    assert f"各馆用“{BLANK}”办法清点库房，{rest}。" in found


@pytest.mark.parametrize(
    ("head", "given"), [("而", False), ("由", False), ("并由", False), ("取前", False), ("", True)]
)
def test_a_clause_that_leans_on_the_one_before_opens_no_stem(head: str, given: bool) -> None:
    clause = f"三名馆员用“{BLANK}”办法核对卷宗标签和借阅登记。"
    text = f"各馆清点库房和书架，{head}{clause}".replace(BLANK, "甲乙丙")
    found = bodies_of(text, "甲乙丙")
    assert f"各馆清点库房和书架，{head}{clause}" in found
    assert any(not body.startswith("各馆") for body in found) is given


@pytest.mark.parametrize(
    "text",
    [
        "一是推行“甲乙丙”制度，压实馆藏管理责任链条。",
        "第一，推行“甲乙丙”制度，压实馆藏管理责任链条。",
        "首先，要推行“甲乙丙”制度，压实馆藏管理责任链条。",
    ],
)
def test_the_mark_of_a_line_is_cut_off(text: str) -> None:
    assert first_body(text, "甲乙丙") == f"推行“{BLANK}”制度，压实馆藏管理责任链条。"


@pytest.mark.parametrize(
    "condition", ["一旦库房进水", "凡有案卷受潮", "遇到连日阴雨", "如有案卷丢失"]
)
def test_a_stem_never_leaves_its_case_behind(condition: str) -> None:
    text = f"{condition}，要在2小时内向馆长报告情况，馆员不得自行晾晒“甲乙丙”类案卷和图册。"
    for words in ("2", "甲乙丙"):
        source = make_source(text)
        span = whole_span(source, words)
        found = list(bodies(source, source.sentence_at(span.start), [Replacement(span, BLANK)]))
        assert found and all(body.startswith(condition) for body in found)


def test_another_case_behind_a_semicolon_is_its_own() -> None:
    text = "如有案卷丢失，立即上报；每周清点“甲乙丙”类案卷，由两名馆员签字确认后存入台账。"
    assert first_body(text, "甲乙丙").startswith("每周清点")
