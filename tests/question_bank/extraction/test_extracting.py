"""All facts stand where they say, in every text and in the real plans."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bundle import FactKind
from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document
from tests.question_bank.made_up import TEXT

PHRASES = st.sampled_from(
    [
        "开展“馆藏夜话”活动", "落实《馆藏保护细则（试行）》", "每季度考核一次", "6月", "组织2-3期讲座",
        "提高鉴别力、领悟力、执行力", "党组书记履行职责", "“七一”前后开展测试", "在XX市", "“未关", "》",
        "坚决做到“两个维护”", "加强护档、识档、用档等工作", "百分制", "科级干部", "，", "。", "\n2.",
    ]
)  # fmt: skip


def assert_sound(reading: Reading) -> None:
    source = reading.source
    for fact in reading.facts:
        assert fact.value == source.text[fact.value_start : fact.value_end] != ""
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
        article = source.article_of(fact.article_ordinal)
        assert article == source.article_at(fact.value_start)
        # The members of a quoted term stand where the document explains it.
        explained = fact.kind is FactKind.TERM
        place, end = (0, len(source.text)) if explained else (fact.value_start, fact.value_end)
        for member in fact.members:
            place = source.text.index(member, place, end) + len(member)
        assert fact.detail.get("worth") == "no" or not any(
            problem.start < fact.value_end and fact.value_start < problem.end
            for problem in source.problems
        )
    for event in source.events:
        assert event.quote == source.text[event.start : event.end]
    ids = [fact.id for fact in reading.facts]
    assert len(ids) == len(set(ids))
    places = [fact.value_start for fact in reading.facts]
    assert places == sorted(places)


@settings(max_examples=60, deadline=None)
@given(st.lists(PHRASES, max_size=14).map("".join))
def test_every_fact_stands_where_it_says(text: str) -> None:
    assert_sound(extract(read_document(f"1.要点。{text}\n2.其余。无。".encode(), ""), "计划"))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二12.、，。“”《》每季度月次开展\nX", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert_sound(extract(read_document(f"甲{text}".encode(), ""), "计划"))


def test_own_plan() -> None:
    reading = extract(read_document(TEXT.encode(), "a.txt"), "计划")
    assert_sound(reading)
    found = {(fact.kind.value, fact.value) for fact in reading.facts}
    assert {
        ("rule", "每季度"),
        ("rule", "2-3期"),
        ("rule", "6月"),
        ("term", "四联四评"),
        ("title", "云岭市档案局支部考评细则"),
        ("enumeration", "护档、识档、用档"),
        ("enumeration", "严谨性、传承性、服务性"),
    } <= found
    assert reading.source.label == "计划"


def test_real_plans(plans_dir: Path) -> None:
    for path in sorted(plans_dir.glob("*.txt")):
        document = read_document(path.read_bytes(), path.name)
        reading = extract(document, "计划")
        assert_sound(reading)
        assert len(reading.facts) >= 40
        assert (
            reading == extract(document, "计划") or reading.facts == extract(document, "计划").facts
        )


def test_label_changes_no_fact() -> None:
    document = read_document(TEXT.encode(), "a.txt")
    assert extract(document, "甲计划").facts == extract(document, "乙计划").facts
