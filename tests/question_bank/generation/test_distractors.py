"""Wrong options are certainly wrong."""

from __future__ import annotations

import pytest

from question_bank.bundle import Fact, FactKind
from question_bank.checks.statements import has_locked_slogan
from question_bank.checks.values import exclude_each_other
from question_bank.generation.distractors import Distractors
from question_bank.generation.targets import target_of
from question_bank.source import Source
from tests.question_bank.made_up import all_facts, make_fact, make_list, make_source

PLAN = make_source()
FACTS = all_facts(PLAN)
FINDER = Distractors(PLAN, FACTS, 5)


def wrong(fact: Fact, source: Source = PLAN, finder: Distractors = FINDER) -> tuple[str, ...]:
    target = target_of(fact, source)
    assert target is not None
    return finder.for_target(target)


def test_words_of_the_plan_itself_stay_out() -> None:
    for fact in FACTS:
        target = target_of(fact, PLAN)
        if target is None or target.role not in {"slogan", "activity", "title", "person"}:
            continue
        article = PLAN.article_of(fact.article_ordinal)
        assert article is not None
        own = PLAN.text[article.start : article.end]
        for word in FINDER.for_target(target):
            assert word not in own
            assert exclude_each_other(word, target.text)
            assert not has_locked_slogan(word)


def test_frequencies_differ_in_times_per_year() -> None:
    found = wrong(make_fact(PLAN, "每季度", FactKind.RULE))
    assert len(found) == 3
    assert set(found) <= {"周", "月", "半年", "年", "两年"}


def test_frequency_of_the_same_sentence_stays_out() -> None:
    source = make_source("1.某事。支部每月开会，每季度通报一次情况。\n")
    fact = make_fact(source, "每季度", FactKind.RULE)
    finder = Distractors(source, (fact,), 1)
    assert "月" not in wrong(fact, source, finder)


def test_months_are_others_of_the_year() -> None:
    found = wrong(make_fact(PLAN, "6月", FactKind.RULE))
    assert len(found) == 3
    assert all(1 <= int(month) <= 12 and month != "6" for month in found)


def test_intervals_do_not_meet() -> None:
    found = wrong(make_fact(PLAN, "2-3期", FactKind.RULE))
    assert found and all(exclude_each_other(text, "2-3") for text in found)


def test_members_are_of_the_build_of_the_list_and_not_in_it() -> None:
    members = ("严谨性", "传承性", "服务性")
    fact = make_list(PLAN, *members)
    found = FINDER.for_members(fact, members, PLAN.sentence_at(fact.value_start))
    assert len(found) >= 3
    assert all(word.endswith("性") and word not in members for word in found)


def test_no_like_words_no_wrong_members() -> None:
    members = ("护档", "识档", "用档")
    fact = make_list(PLAN, *members)
    assert not FINDER.for_members(fact, members, PLAN.sentence_at(fact.value_start))


def test_a_term_said_in_the_same_frame_elsewhere_stays_out() -> None:
    source = make_source(
        "1.甲事。全面推行“四联四评”工作法，破解难题。\n2.乙事。全面推行“四亮四比”工作法，压实责任。\n"
    )
    facts = tuple(make_fact(source, word, FactKind.TERM) for word in ("四联四评", "四亮四比"))
    assert "四亮四比" not in wrong(facts[0], source, Distractors(source, facts, 1))


@pytest.mark.parametrize("seed", [1, 2])
def test_same_seed_same_order(seed: int) -> None:
    fact = make_fact(PLAN, "四联四评", FactKind.TERM)
    again = Distractors(make_source(), FACTS, seed)
    assert wrong(fact, finder=Distractors(PLAN, FACTS, seed)) == wrong(fact, finder=again)


def test_titles_of_a_unit_stand_beside_titles_of_units() -> None:
    found = wrong(make_fact(PLAN, "云岭市档案局支部考评细则", FactKind.TITLE))
    assert not found[0].startswith("中国共产党")
