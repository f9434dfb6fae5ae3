"""Sentences, clauses and references of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import FactKind, SourceProblem
from question_bank.source import Source, Span
from tests.question_bank.made_up import make_fact, make_source, whole_span

PLAN = make_source()


def words(source: Source, span: Span) -> str:
    return source.text[span.start : span.end]


def test_sentence_at() -> None:
    place = PLAN.text.index("兰台夜话")
    sentence = words(PLAN, PLAN.sentence_at(place))
    assert sentence == "局机关全年组织2-3期“兰台夜话”活动，由青年馆员轮流主讲。"


def test_no_sentence_outside() -> None:
    with pytest.raises(ValueError):
        PLAN.sentence_at(len(PLAN.text) + 5)


def test_article_number_is_no_part_of_the_body() -> None:
    sentence = PLAN.sentence_at(PLAN.text.index("提高组织生活质量"))
    assert words(PLAN, PLAN.body_of(sentence)) == "提高组织生活质量。"


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("甲事办好，乙事办完；丙事再议。", ["甲事办好，", "乙事办完；", "丙事再议。"]),
        ("打造“一流，过硬”队伍，常抓。", ["打造“一流，过硬”队伍，", "常抓。"]),
        ("不断增强“四种意愿、坚定信心，前行。", ["不断增强“四种意愿、坚定信心，", "前行。"]),
        ("比例为1,000元，按期报。", ["比例为1,000元，", "按期报。"]),
    ],
)
def test_clauses(sentence: str, clauses: list[str]) -> None:
    source = make_source(sentence)
    found = source.clauses_of(source.sentence_at(0))
    assert [words(source, clause) for clause in found] == clauses


def test_reference_bounds_the_asked_words() -> None:
    fact = make_fact(PLAN, "兰台夜话", FactKind.TERM)
    asked = whole_span(PLAN, "兰台夜话")
    ref = PLAN.reference(fact, PLAN.sentence_at(asked.start), asked=asked)
    assert ref.quote[ref.span_start - ref.start : ref.span_end - ref.start] == "兰台夜话"
    assert (ref.article, ref.article_ordinal) == ("1", 1)
    assert PLAN.text[ref.start : ref.end] == ref.quote


def test_raw_places_follow_the_map() -> None:
    source = Source("0" * 64, "某计划", "甲乙", (), raw_offsets=(3, 7, 9))
    assert [source.raw_place(place) for place in range(3)] == [3, 7, 9]
    assert Source("0" * 64, "某计划", "甲乙", ()).raw_place(1) == 1


def test_faulty_places() -> None:
    source = make_source(problems=(SourceProblem("typo", "", 1, 10, 12),))
    assert source.is_faulty(Span(11, 20))
    assert not source.is_faulty(Span(12, 20))


def test_preamble_has_no_article() -> None:
    assert PLAN.article_of(0) is None


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=8),
    st.integers(0, 30),
    st.integers(1, 8),
)
def test_a_span_is_faulty_when_it_meets_any_fault(
    faults: list[tuple[int, int]], start: int, length: int
) -> None:
    problems = tuple(SourceProblem("mask", "", 0, at, at + size) for at, size in faults)
    source = Source("", "", "甲" * 60, (), problems=problems)
    expected = any(at < start + length and start < max(at + size, at + 1) for at, size in faults)
    assert source.is_faulty(Span(start, start + length)) is expected


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("2.11月18日清点库房。", "11月18日清点库房。"),
        ("1.7月上旬清点书架。", "7月上旬清点书架。"),
        ("11.12月底前晾晒旧书。", "12月底前晾晒旧书。"),
        ("2.11清点库房。", "清点库房。"),
        ("1.7.清点书架。", "清点书架。"),
        ("3.5%的旧书送去修补。", "3.5%的旧书送去修补。"),
    ],
)
def test_a_month_behind_an_article_number_stays(sentence: str, body: str) -> None:
    source = make_source(sentence)
    assert words(source, source.body_of(source.sentence_at(0))) == body
