"""Wrong options are certainly wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.bundle import Fact, FactKind
from question_bank.checks.statements import has_locked_slogan
from question_bank.checks.values import exclude_each_other
from question_bank.generation.distractors import Distractors
from question_bank.generation.targets import Target, target_of
from question_bank.numerals import numeral_value
from question_bank.source import Source
from tests.question_bank.made_up import TEXT, all_facts, make_fact, make_list, make_source

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


def test_a_month_of_the_same_article_stays_out() -> None:
    source = make_source("1.某事。8月举办修复大赛。大赛预赛放在7月。\n2.某事。10月盘库。\n")
    fact = make_fact(source, "8月", FactKind.RULE)
    other = make_fact(source, "10月", FactKind.RULE)
    finder = Distractors(source, (fact, other), 1)
    assert "7" not in wrong(fact, source, finder)
    assert finder.contrary_to(target_of(fact, source) or pytest.fail("no target"))


def test_a_name_in_marks_stands_among_names_in_marks() -> None:
    text = "1.某事。开展“晒卷夜校”活动。\n2.某事。举办“修卷比武”等活动。举办案卷清点等活动。\n"
    source = make_source(text)
    own = make_fact(source, "“晒卷夜校”", FactKind.TERM)
    marked = make_fact(source, "“修卷比武”", FactKind.TERM)
    bare = replace(make_fact(source, "案卷清点", FactKind.TERM), slot="name:object")
    finder = Distractors(source, (own, marked, bare), 1)
    found = finder.for_bank(target_of(own, source) or pytest.fail("no target"))
    assert "修卷比武" in found and "案卷清点" not in found


@pytest.mark.parametrize(("unit", "offered"), [("市直机关", True), ("县档案馆", False)])
def test_a_city_has_papers_where_it_is_spoken_of(unit: str, offered: bool) -> None:
    source = make_source(f"1.某事。{unit}党建重点执行《云岭县机关案卷考核办法》。\n")
    found = wrong(
        make_fact(source, "云岭县机关案卷考核办法", FactKind.TITLE),
        source,
        Distractors(source, (), 1),
    )
    assert found and any(title.startswith("市直") for title in found) is offered


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


def asked(sentence: str, value: str, *, seed: int = 1) -> tuple[Distractors, Target]:
    """The words asked about in a plan of this sentence alone."""
    source = make_source(f"1.要点。{sentence}\n2.其余。无。\n")
    fact = make_fact(source, value, FactKind.RULE)
    target = target_of(fact, source)
    assert target is not None
    return Distractors(source, (fact,), seed), target


@pytest.mark.parametrize(("words", "given"), [("五一节前夕", False), ("五一前夕", True)])
def test_a_festival_before_its_noun_has_no_wrong_words(words: str, given: bool) -> None:
    finder, target = asked(f"{words}慰问修书工匠。", "五一")
    assert target.role == "festival"
    assert bool(finder.for_target(target)) is given


def members_beside(*members: str) -> tuple[str, ...]:
    source = make_source(f"1.要点。全馆推行{'、'.join(members)}，定期晾晒。\n")
    fact = make_list(source, *members)
    finder = Distractors(source, (fact,), 1)
    return finder.for_members(fact, members, source.sentence_at(fact.value_start))


@pytest.mark.parametrize(
    "members", [("规整化", "规模化", "规程化"), ("清册化", "清样化", "清卷化")]
)
def test_members_of_one_beginning_get_words_that_share_it(members: tuple[str, ...]) -> None:
    found = members_beside(*members)
    assert found and all(word.startswith(members[0][0]) for word in found)
    mixed = members_beside(*members[:2], "册页化")
    assert any(not word.startswith(members[0][0]) for word in mixed)


def test_members_of_one_beginning_that_no_word_shares_get_none() -> None:
    assert members_beside("督查", "督办", "督学") == ()
    assert members_beside("督查", "督办", "约谈")


@pytest.mark.parametrize(
    ("equal", "unequal", "length"),
    [
        (
            ("老工匠优势", "大库房优势", "新馆舍优势"),
            ("老工匠优势", "大库房优势", "馆藏优势"),
            5,
        ),
        (
            ("服务读书人", "服务老馆员", "服务志愿者"),
            ("服务读书人", "服务老馆员", "服务读者"),
            5,
        ),
        (("馆藏优势", "乡亲优势", "工匠优势"), ("馆藏优势", "乡亲优势", "书优势"), 4),
    ],
)
def test_members_of_one_length_get_words_of_that_length(
    equal: tuple[str, ...], unequal: tuple[str, ...], length: int
) -> None:
    assert all(len(word) == length for word in members_beside(*equal))
    assert members_beside(*unequal)
    # The lists hold words of four characters here, so that longer members get none.
    assert bool(members_beside(*equal)) is (length == 4)


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("各馆每月不少于1次晒卷。", False),
        ("各馆每月召开不少于1次晒卷例会。", False),
        ("各馆每月开展晒卷活动至少一次。", False),
        ("各馆每月安排两次以上晒卷。", False),
        ("各馆每月召开一次晒卷例会。", True),
        ("各馆每月晒卷，到场馆员不少于五人。", True),
    ],
)
def test_a_bound_of_how_often_is_contradicted_by_nothing(sentence: str, given: bool) -> None:
    finder, target = asked(sentence, "每月")
    assert target.role == "frequency"
    assert bool(finder.contrary_to(target)) is given
    # As options other values still differ.
    assert finder.for_target(target)


@pytest.mark.parametrize("value", ["5天", "六天"])
def test_a_week_has_seven_days(value: str) -> None:
    def days(period: str) -> set[int]:
        found: set[int] = set()
        for seed in range(8):
            finder, target = asked(f"各馆{period}开放{value}供读者查卷。", value, seed=seed)
            numbers = finder.for_target(target)
            assert numbers
            found |= {numeral_value(number) or 0 for number in numbers}
        return found

    assert max(days("每周")) == 7
    assert max(days("每月")) > 7


@pytest.mark.parametrize(
    ("sentence", "fitting"),
    [
        ("4月完成讲解培训，6月举办业务比武。", range(5, 13)),
        ("6月举办业务比武，9月公布评比结果。", range(1, 9)),
        ("4月完成讲解培训，6月举办业务比武，9月公布评比结果。", range(5, 9)),
    ],
)
def test_months_are_on_the_side_that_the_sentence_leaves_open(
    sentence: str, fitting: range
) -> None:
    source = make_source(f"1.要点。{sentence}\n")
    fact = make_fact(source, "6月", FactKind.RULE)
    for seed in range(4):
        found = wrong(fact, source, Distractors(source, (fact,), seed))
        assert {int(month) for month in found} <= set(fitting)


def test_a_term_that_persons_are_called_by_has_no_wrong_words() -> None:
    for noun, some in (("成员", False), ("制度", True)):
        source = make_source(TEXT.replace("“四联四评”工作法", f"“四联四评”{noun}"))
        fact = make_fact(source, "四联四评", FactKind.TERM)
        assert bool(wrong(fact, source, Distractors(source, (fact,), 1))) is some
