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
