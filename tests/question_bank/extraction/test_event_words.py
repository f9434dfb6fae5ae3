"""Name, topic and ways in the words of a plan."""

from __future__ import annotations

import pytest

from question_bank.extraction.event_words import (
    annex_start,
    blanked,
    core_of,
    is_topic,
    modes_of,
    name_of,
    record_of,
    topic_of,
)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("6月组织保密知识测试", "知识测试", "保密知识测试"),
        ("组织保密知识测试、档案知识竞赛", "知识竞赛", "档案知识竞赛"),
        ("开展编目规则、借阅条例知识竞赛", "知识竞赛", "编目规则、借阅条例知识竞赛"),
        ("广泛开展讲座、知识竞赛、党课等活动", "知识竞赛", "知识竞赛"),
        ("参加“兰台月”知识竞答", "知识竞答", "“兰台月”知识竞答"),
        ("开展一轮普及性的书面测试", "书面测试", "书面测试"),
    ],
)
def test_name(text: str, word: str, name: str) -> None:
    start = text.index(word)
    assert name_of(text, start, start + len(word)) == name


def test_titles_are_blanked_at_their_length() -> None:
    text = "学习《知识竞赛办法》后测试"
    assert len(blanked(text)) == len(text)
    assert "竞赛" not in blanked(text)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("党内法规知识测试", "党内法规"),
        ("闭卷测试", ""),
        ("全员安全培训", "安全"),
        ("知识竞赛", ""),
    ],
)
def test_core(name: str, core: str) -> None:
    assert core_of(name) == core


def test_topic_prefers_documents_named_then_the_theme() -> None:
    assert topic_of("学习《甲》《乙》，举行测试", "测试") == "《甲》《乙》"
    assert topic_of("以修复技艺为主题举办竞赛", "知识竞赛") == "修复技艺"
    assert topic_of("举办保密知识竞赛", "保密知识竞赛") == "保密"


def test_ways() -> None:
    assert modes_of("通过闭卷测试、网上答题等方式") == ("closed_book", "online")
    assert modes_of("举行知识竞赛") == ("contest",)
    assert modes_of("组织开卷考试") == ("other",)
    assert modes_of("组织测试") == ()


def test_record() -> None:
    assert record_of("事项：保密测试；时间：6月；责任人：馆长。") == {
        "事项": "保密测试", "时间": "6月", "责任人": "馆长",
    }  # fmt: skip
    assert record_of("总体要求：围绕中心，服务大局") == {}


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("依托企业微信开展有奖答题", ("online",)),
        ("依托钉钉组织闭卷测试", ("closed_book",)),
        ("考试由闭卷笔试和面谈组成", ("closed_book",)),
        ("平台建设考试", ()),
        ("举办编目技能大比拼", ("contest",)),
    ],
)
def test_ways_by_place_and_by_two_words(text: str, modes: tuple[str, ...]) -> None:
    assert modes_of(text) == modes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("正文。\n附件\n时间", "附件"),
        ("正文。\n6 附表\n时间", "6 附表"),
        ("正文。\n全年时间表\n3月", "全年时间表"),
        ("学习测试时间表\n1.正文。", ""),
        ("正文。\n本表附后。", ""),
    ],
)
def test_where_the_annexes_begin(text: str, words: str) -> None:
    assert annex_start(text) == (text.index(words) if words else len(text))


def test_no_name_runs_over_two_cells() -> None:
    assert blanked("3月\t编目测试|闭卷") == "3月，编目测试，闭卷"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("编目规则", True),
        ("业务", False),
        ("等级评定", False),
        ("到8个馆抽考", False),
        ("考核", False),
    ],
)
def test_what_is_a_topic(words: str, expected: bool) -> None:
    assert is_topic(words) is expected
