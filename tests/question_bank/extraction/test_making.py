"""Every fact knows its sentence and article; what stands outside of articles is no fact."""

from __future__ import annotations

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from tests.question_bank.made_up import TEXT, make_source

SOURCE = make_source()


def test_a_fact_has_its_place() -> None:
    maker = FactMaker(SOURCE)
    start = TEXT.index("兰台夜话")
    fact = maker.add(FactKind.TERM, "term:plain", start, start + 4)
    assert fact is not None
    assert fact.value == TEXT[fact.value_start : fact.value_end] == "兰台夜话"
    assert fact.article_ordinal == 1
    assert TEXT[fact.start : fact.end].endswith("主讲。")
    assert maker.add(FactKind.TERM, "term:plain", start, start + 4) == fact
    assert list(maker.facts.values()) == [fact]


def test_before_the_first_article_the_ordinal_is_0() -> None:
    fact = FactMaker(SOURCE).add(FactKind.TERM, "term:plain", 3, 6)
    assert fact and fact.article_ordinal == 0


def test_nothing_over_a_sentence() -> None:
    maker = FactMaker(SOURCE)
    end = TEXT.index("主讲。") + 6
    assert maker.add(FactKind.TERM, "term:plain", end - 10, end) is None
    assert maker.facts == {}


def test_clause_of_a_place() -> None:
    clause = FactMaker(SOURCE).clause_of(TEXT.index("兰台夜话"))
    assert clause == "局机关全年组织2-3期“兰台夜话”活动，"
