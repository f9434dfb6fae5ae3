"""What answers are worth, item by item, and what holds for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.items import Blank, Kind
from quizapp.domain.paper import KeyEntry, KeySheet
from quizapp.domain.scoring import (
    MultipleChoiceRule,
    Response,
    blanks_right,
    is_unanswered,
    rule_name,
    score_item,
    score_paper,
)

EXACT = MultipleChoiceRule.EXACT
SHARE = MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET
HALF = MultipleChoiceRule.HALF_IF_SUBSET


def multiple(points: int = 600, keys: str = "abd") -> KeyEntry:
    return KeyEntry(number=1, kind=Kind.MULTIPLE_CHOICE, points=points, keys=tuple(keys))


def fill_in(*blanks: Blank, points: int = 200, ordered: bool = True) -> KeyEntry:
    return KeyEntry(number=1, kind=Kind.FILL_IN, points=points, blanks=blanks, ordered=ordered)


@pytest.mark.parametrize(
    ("rule", "points"),
    [(EXACT, [6, 0, 0, 0, 0, 0, 0]), (HALF, [6, 3, 3, 0, 0, 0, 0]), (SHARE, [6, 4, 2, 0, 0, 0, 0])],
)
def test_multiple_choice(rule: MultipleChoiceRule, points: list[int]) -> None:
    """TV-2 of the assessment notes: key ABD of ABCDE, full 6."""
    for picked, expected in zip(["abd", "ab", "a", "abc", "abcd", "c", ""], points, strict=True):
        assert score_item(multiple(), tuple(picked), rule) == expected * 100, picked


@pytest.mark.parametrize(("rule", "mean"), [(EXACT, 0.19), (HALF, 0.77), (SHARE, 0.77)])
def test_what_blind_picking_earns(rule: MultipleChoiceRule, mean: float) -> None:
    """TV-2: the expected score of a random non-empty pick."""
    picks = [tuple(c for i, c in enumerate("abcde") if bits >> i & 1) for bits in range(1, 32)]
    earned = sum(score_item(multiple(), pick, rule) for pick in picks) / len(picks) / 100
    assert round(earned, 2) == mean


def test_one_blind_pick_under_the_subset_rules() -> None:
    """TV-2: one pick earns 1.80 on average under half marks, 1.20 under equal shares."""
    for rule, mean in ((HALF, 180), (SHARE, 120)):
        assert sum(score_item(multiple(), (pick,), rule) for pick in "abcde") / 5 == mean


def test_picks_count_once_and_order_does_not_matter() -> None:
    assert score_item(multiple(), ("d", "a", "b", "a"), EXACT) == 600
    assert score_item(multiple(), ("b", "b"), SHARE) == 200


def test_a_pick_that_is_no_option_is_a_wrong_one() -> None:
    for rule in MultipleChoiceRule:
        assert score_item(multiple(), ("a", "z"), rule) == 0


def test_multiple_choice_without_a_rule_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="rule"):
        score_item(multiple(), ("a",), None)


def test_odd_hundredths_are_not_lost() -> None:
    assert [score_item(multiple(200), tuple("abd"[:n]), SHARE) for n in range(4)] == [
        0,
        67,
        134,
        200,
    ]
    assert score_item(multiple(201), ("a",), HALF) == 101


@pytest.mark.parametrize(
    ("kind", "key", "response", "points"),
    [
        (Kind.SINGLE_CHOICE, "b", ("b",), 200),
        (Kind.SINGLE_CHOICE, "b", ("b", "b"), 200),
        (Kind.SINGLE_CHOICE, "b", ("a",), 0),
        (Kind.SINGLE_CHOICE, "b", ("a", "b"), 0),
        (Kind.SINGLE_CHOICE, "b", (), 0),
        (Kind.SINGLE_CHOICE, "b", ("",), 0),
        (Kind.TRUE_FALSE, "true", ("true",), 200),
        (Kind.TRUE_FALSE, "true", ("false",), 0),
        (Kind.TRUE_FALSE, "false", ("false",), 200),
        (Kind.TRUE_FALSE, "false", (), 0),
    ],
)
def test_one_right_answer(kind: Kind, key: str, response: Response, points: int) -> None:
    entry = KeyEntry(number=1, kind=kind, points=200, keys=(key,))
    assert score_item(entry, response, None) == points


YEAR = Blank("二〇三五", ("2035",))
YEAR_WITH_UNIT = Blank("二〇三五", ("2035", "2035年"))
PAIR = (Blank("人民"), Blank("国家"))


@pytest.mark.parametrize(
    ("entry", "response", "points"),
    [
        (fill_in(YEAR), ("２０３５ 年",), 0),
        (fill_in(YEAR_WITH_UNIT), ("２０３５ 年",), 200),
        (fill_in(YEAR), ("２０３５",), 200),
        (fill_in(*PAIR, ordered=False), ("国家", "国家"), 100),
        (fill_in(*PAIR, ordered=False), ("国家", "人民"), 200),
        (fill_in(*PAIR), ("国家", "人民"), 0),
        (fill_in(*PAIR), ("人民",), 100),
        (fill_in(*PAIR), ("", ""), 0),
        (fill_in(*PAIR), ("", "国家"), 100),
        (fill_in(Blank("人民")), ("\u200b人民",), 200),
        (fill_in(Blank("人民")), ("",), 0),
        (fill_in(Blank("人民")), ("人民", "国家"), 200),
        (fill_in(*PAIR, Blank("法律")), ("人民", "国家", "x"), 134),
        (fill_in(*PAIR, Blank("法律")), ("x", "国家", "法律"), 134),
        (fill_in(*PAIR, Blank("法律")), ("x", "y", "法律"), 67),
    ],
)
def test_fill_in(entry: KeyEntry, response: Response, points: int) -> None:
    """TV-4 of the assessment notes, then shares by blank."""
    assert score_item(entry, response, None) == points


def test_each_blank_says_whether_it_earned() -> None:
    assert blanks_right(fill_in(*PAIR), ("人民", "别的")) == (True, False)


@pytest.mark.parametrize(
    ("response", "empty"),
    [((), True), (("",), True), (("", " 　"), True), (("a",), False), (("", "国家"), False)],
)
def test_unanswered(response: Response, empty: bool) -> None:
    assert is_unanswered(response) is empty


SHEET = KeySheet(
    (
        KeyEntry(number=1, kind=Kind.SINGLE_CHOICE, points=200, keys=("b",)),
        KeyEntry(number=2, kind=Kind.MULTIPLE_CHOICE, points=600, keys=("a", "b", "d")),
        KeyEntry(number=3, kind=Kind.TRUE_FALSE, points=100, keys=("false",)),
        KeyEntry(number=4, kind=Kind.FILL_IN, points=300, blanks=PAIR, ordered=False),
    )
)
FULL_ANSWERS: dict[int, Response] = {
    1: ("b",),
    2: ("a", "b", "d"),
    3: ("false",),
    4: ("国家", "人民"),
}


def test_a_whole_paper() -> None:
    sheet = score_paper(SHEET, {1: ("b",), 2: ("a",), 4: ("国家", "x"), 9: ("a",)}, SHARE)
    assert sheet.points == {1: 200, 2: 200, 3: 0, 4: 150}
    assert (sheet.total, sheet.full) == (550, 1200)


def test_the_record_names_rule_and_version() -> None:
    assert rule_name(EXACT) == "exact/2"
    assert rule_name(None) == "none/2"
    for rule in MultipleChoiceRule:
        assert rule.label != rule.description


picks = st.lists(st.sampled_from("abcdez"), max_size=7).map(tuple)
texts = st.lists(st.sampled_from(["人民", "国家", "", "x", " 人 民 "]), max_size=3).map(tuple)
answer_sheets = st.fixed_dictionaries(
    {},
    optional={
        1: picks,
        2: picks,
        3: st.sampled_from([(), ("true",), ("false",), ("maybe",)]),
        4: texts,
        7: picks,
    },
)
rules = st.sampled_from(MultipleChoiceRule)


@given(answer_sheets, rules)
def test_total_is_the_sum_and_stays_between_nothing_and_full(
    answers: dict[int, Response], rule: MultipleChoiceRule
) -> None:
    sheet = score_paper(SHEET, answers, rule)
    assert sheet.total == sum(sheet.points.values())
    assert 0 <= sheet.total <= sheet.full
    assert all(0 <= sheet.points[entry.number] <= entry.points for entry in SHEET.entries)
    assert sheet == score_paper(SHEET, dict(reversed(answers.items())), rule)


@given(rules)
def test_blank_is_nothing_and_all_right_is_full(rule: MultipleChoiceRule) -> None:
    assert score_paper(SHEET, {}, rule).total == 0
    assert score_paper(SHEET, FULL_ANSWERS, rule).total == SHEET.full


@given(
    st.sets(st.sampled_from("abcdef"), min_size=2),
    st.sets(st.sampled_from("abcdef")),
    st.integers(0, 2000),
    rules,
    st.permutations("abcdef"),
)
def test_multiple_choice_invariants(
    keys: set[str], picked: set[str], points: int, rule: MultipleChoiceRule, letters: list[str]
) -> None:
    entry = multiple(points, "".join(sorted(keys)))
    score = score_item(entry, tuple(picked), rule)
    if picked - keys:
        assert score == 0
    for right in keys - picked:
        assert score_item(entry, (*picked, right), rule) >= score
    rename = dict(zip("abcdef", letters, strict=True))
    renamed = multiple(points, "".join(sorted(rename[key] for key in keys)))
    assert score_item(renamed, tuple(rename[pick] for pick in picked), rule) == score
