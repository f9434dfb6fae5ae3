"""Other values of a number: one order, one key, nothing the article says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.values import exclude_each_other, sort_value
from question_bank.generation.choices import WANTED, choice_of, contrary, rank_of, values_in, window
from question_bank.numerals import chinese_numeral
from question_bank.source import Span
from tests.question_bank.made_up_regulation import norms

UNITS = st.sampled_from(
    [
        "日",
        "天",
        "个月",
        "个工作日",
        "小时",
        "周岁",
        "人",
        "名",
        "次",
        "倍",
        "米",
        "厘米",
        "克",
        "瓦",
        "℃",
        "秒",
        "元",
        "万元",
        "分",
    ]
)
NUMBERS = st.integers(1, 500)
RANKS = st.integers(0, 10_000)
VALUES = st.one_of(
    st.builds(lambda n, unit: f"{n}{unit}", NUMBERS, UNITS),
    st.builds(lambda n, unit: chinese_numeral(n) + unit, NUMBERS, UNITS),
    st.builds(lambda n: "百分之" + chinese_numeral(n), st.integers(1, 95)),
    st.builds(lambda n: f"{n}至{n + 2}日", st.integers(1, 20)),
    st.builds(lambda m, d: f"2031年{m}月{d}日", st.integers(1, 12), st.integers(1, 30)),
    st.builds(
        lambda n, unit: f"每{n}{unit}", st.integers(2, 30), st.sampled_from(["小时", "年", "个月"])
    ),
    st.builds(
        lambda n, unit: f"{n / 10:g}{unit}", st.integers(1, 99), st.sampled_from(["米", "℃"])
    ),
    st.sampled_from(
        ["每小时", "每日", "每周", "每半月", "每月", "每季度", "每半年", "每年", "两次", "两米"]
    ),
)


@given(VALUES, RANKS)
def test_the_key_is_among_values_that_exclude_each_other(text: str, rank: int) -> None:
    choice = choice_of(text, [], rank=rank)
    if choice is None:
        return
    assert choice.texts[choice.key] == text
    assert 3 <= len(choice.texts) <= WANTED + 1
    for place, one in enumerate(choice.texts):
        assert all(exclude_each_other(one, other) for other in choice.texts[place + 1 :])


@given(VALUES, RANKS)
def test_values_stand_in_their_natural_order(text: str, rank: int) -> None:
    choice = choice_of(text, [], rank=rank)
    sizes = [sort_value(one) or 0 for one in choice.texts] if choice else []
    assert sizes == sorted(set(sizes))


@given(VALUES, RANKS, st.data())
def test_what_the_article_says_is_never_offered(text: str, rank: int, data: st.DataObject) -> None:
    free = choice_of(text, [], rank=rank)
    wrong = [one for one in free.texts if one != text] if free else []
    avoided = data.draw(st.lists(st.sampled_from(wrong), unique=True) if wrong else st.just([]))
    choice = choice_of(text, avoided, rank=rank)
    assert choice is None or not set(choice.texts) & set(avoided)


@pytest.mark.parametrize(("avoided", "text"), [("二日", "三天"), ("2天", "3日"), ("二 日", "三日")])
def test_another_writing_of_an_avoided_value_is_avoided_too(avoided: str, text: str) -> None:
    for rank in range(4):
        choice = choice_of(text, [avoided], rank=rank)
        assert choice is not None
        assert not {"二日", "二天", "2日", "2天", "两天", "两日"} & set(choice.texts)


@given(
    st.lists(st.integers(1, 99), min_size=2, max_size=9, unique=True),
    st.integers(1, 99),
    st.integers(0, 50),
)
def test_each_possible_place_has_its_turn(sizes: list[int], own: int, start: int) -> None:
    others = [(float(size), f"{size}日") for size in sizes if size != own]
    places = []
    for rank in range(start, start + WANTED + 1):
        choice = window(float(own), f"{own}日", others, rank=rank)
        if choice is None:
            assert len(others) < 2
            return
        assert choice.texts[choice.key] == f"{own}日"
        places.append(choice.key)
    below = sum(size < own for size, _ in others)
    above = len(others) - below
    wanted = min(WANTED, len(others))
    assert set(places) == set(range(max(0, wanted - above), min(below, wanted) + 1))


@given(VALUES, RANKS, st.permutations(["一日", "三米", "每周", "百分之三十"]))
def test_the_order_of_what_is_avoided_changes_nothing(
    text: str, rank: int, avoided: list[str]
) -> None:
    assert choice_of(text, avoided, rank=rank) == choice_of(text, sorted(avoided), rank=rank)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("三分之二", {"三分之一", "二分之一", "四分之三"}),
        ("每季度", {"每周", "每月", "每半年", "每年", "每两年"}),
        ("2031年9月1日", {"2031年5月1日", "2031年7月1日", "2031年10月1日"}),
        ("十二周岁", {"十周岁", "十四周岁", "十六周岁"}),
    ],
)
def test_values_are_the_usual_ones_in_the_writing_of_the_key(text: str, others: set[str]) -> None:
    choice = choice_of(text, [], rank=1)
    assert choice is not None
    assert set(choice.texts) - {text} <= others


@pytest.mark.parametrize("text", ["", "花木", "若干日", "每逢", "1.5", "三分之二以上", "日"])
def test_no_value_no_choice(text: str) -> None:
    assert choice_of(text, [], rank=0) is None


def test_too_few_others_no_choice() -> None:
    assert window(3.0, "三日", [(5.0, "五日")], rank=0) is None
    assert choice_of("1次", ["2次", "3次"], rank=0) is None


def test_wrong_values_are_near_enough_to_be_thought_right() -> None:
    choice = choice_of("十五日", [], rank=0)
    assert choice is not None and "九十日" not in choice.texts


def test_no_thirteenth_month() -> None:
    for rank in range(4):
        choice = choice_of("10月", [], rank=rank)
        assert choice is None or "13月" not in choice.texts


def test_a_year_of_the_calendar_is_no_length_of_time() -> None:
    choice = choice_of("2031年", [], rank=0)
    assert choice is None or "2531年" not in choice.texts


def test_all_numbers_of_a_text_with_their_units() -> None:
    found = values_in("十五日内答复，每季度清点，2031年9月1日开门，二百元以上一千元以下，三分之二")
    assert {"十五日", "每季度", "2031年9月1日", "二百元以上一千元以下", "三分之二"} <= set(found)
    assert len(found) == len(set(found))


@given(NUMBERS, UNITS)
def test_a_value_is_found_where_it_stands(number: int, unit: str) -> None:
    for text in (f"{number}{unit}", chinese_numeral(number) + unit):
        assert text in values_in(f"花房应当在{text}内开门。")


@pytest.mark.parametrize(("text", "other"), [("百分之二十", "百分之三十"), ("3至5日", "6至8日")])
def test_shares_and_intervals_of_the_article_are_never_offered(text: str, other: str) -> None:
    named = values_in(f"小修用{text}，大修用{other}。")
    for rank in range(4):
        choice = choice_of(text, named, rank=rank)
        assert choice is None or other not in choice.texts


def contraries(sentence: str, value: str) -> set[str]:
    """What is stated instead of the value, over all places of the key and all turns."""
    source = norms(sentence, "无。").source
    start = source.text.index(value)
    whole, span = source.sentence_at(start), Span(start, start + len(value))
    found = set()
    for turn in range(8):
        known = choice_of(value, values_in(sentence), rank=turn // 2)
        assert known is not None
        found.add(contrary(source, whole, span, known, turn=turn))
    return found


@given(number=st.integers(1, 99), sign=st.sampled_from("%％"), rank=RANKS)
def test_no_share_is_more_than_the_whole(number: int, sign: str, rank: int) -> None:
    known = choice_of(f"{number}{sign}", (), rank=rank)
    assert known is None or all(int(text[:-1]) <= 100 for text in known.texts)
    assert known is not None or number < 3


@given(number=st.integers(13, 99).filter(lambda one: one % 5 != 0), rank=RANKS)
def test_an_odd_number_does_not_stand_alone_among_round_ones(number: int, rank: int) -> None:
    known = choice_of(f"{number}名", (), rank=rank)
    assert known is not None
    assert any(int(text[:-1]) % 5 for place, text in enumerate(known.texts) if place != known.key)


@pytest.mark.parametrize(
    ("sentence", "value", "stated"),
    [
        ("花匠应当自收到来信之日起十五日内答复。", "十五日", {"", "十日"}),
        ("花架的高度不得超过三米。", "三米", {"", "二米"}),
        ("花匠应当至迟在关门三日前通报寒潮。", "三日", {"", "一日"}),
        ("每年的巡查不得少于三次。", "三次", {"", "四次"}),
        ("来客三人以上的，花匠应当陪同。", "三人", {""}),
        ("花房停水满三日时，花匠应当挑水。", "三日", {""}),
        ("花匠连续三次迟到，扣发津贴一次。", "三次", {""}),
        ("花匠累计旷工三日，扣发津贴一次。", "三日", {""}),
        ("花架倾斜超过三米，花匠应当扶正。", "三米", {""}),
        ("花架的高度不超过三米。", "三米", {"", "二米"}),
        ("花苗的存活率达到三十分，花匠应当移栽。", "三十分", {"", "四十分"}),
        ("园丁每次值班为三小时。", "三小时", {"二小时", "四小时"}),
        ("花苗浇水后三十分钟内不得移栽。", "三十分钟", {"", "四十五分钟"}),
        ("电线断落的地方三十米以内不要靠近。", "三十米", {"", "四十米"}),
        ("花苗浇水后三十分钟内应当移栽。", "三十分钟", {"", "二十分钟"}),
        ("花匠考评两次不合格的调离岗位。", "两次", {""}),
        ("花匠考评两次，由园林部门主持。", "两次", {"一次", "三次"}),
    ],
)
def test_a_bound_moves_to_the_side_that_contradicts(
    sentence: str, value: str, stated: set[str]
) -> None:
    assert contraries(sentence, value) <= stated
    assert contraries(sentence, value) & (stated - {""}) or stated == {""}


@pytest.mark.parametrize(
    ("sentence", "value", "entailed"),
    [
        ("年满三十周岁的花匠，应当领取胸牌。", "三十周岁", "三十五周岁"),
        ("面积不满三十平方米的苗床，由园林部门丈量。", "三十平方米", "二十五平方米"),
    ],
)
def test_what_follows_from_a_threshold_is_never_stated_as_false(
    sentence: str, value: str, entailed: str
) -> None:
    """Whoever is thirty-five is over thirty too."""
    known = choice_of(value, [], rank=1)
    assert known is not None
    beyond = known.texts[known.key + 1 :] if "年满" in sentence else known.texts[: known.key]
    assert not contraries(sentence, value) & {*beyond, entailed}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("每2小时", {"每4小时", "每6小时"}),
        ("每天", {"每周", "每月"}),
        ("每三年", {"每两年", "每五年"}),
        ("0.5米", {"0.3米", "0.8米"}),
        ("38.5℃", {"38℃", "39℃"}),
        ("98%", {"95%", "99%"}),
    ],
)
def test_usual_values_beside_the_key(text: str, others: set[str]) -> None:
    choices = [choice_of(text, [], rank=rank) for rank in range(4)]
    assert others <= {one for choice in choices if choice for one in choice.texts}


@pytest.mark.parametrize(
    ("bound", "stated"), [("不大于", "20毫安"), ("不小于", "50毫安")], ids=["at most", "at least"]
)
def test_a_bound_on_a_measure_is_made_false_on_its_own_side(bound: str, stated: str) -> None:
    source = norms(f"保护器的动作电流应当{bound}30毫安。", "无。").source
    start = source.text.index("30毫安")
    known = choice_of("30毫安", [], rank=1)
    assert known is not None
    sentence = source.sentence_at(start)
    assert contrary(source, sentence, Span(start, start + 4), known, turn=0) == stated


@pytest.mark.parametrize(
    ("rest", "stated"),
    [("至少浇水一次", "每月"), ("浇水不超过四次", "每半年"), ("浇水一次", "每月")],
)
def test_a_rhythm_with_a_bound_is_made_false_on_its_own_side(rest: str, stated: str) -> None:
    """Who waters monthly waters each half-year, too."""
    source = norms(f"园丁应当每季度{rest}。", "无。").source
    start = source.text.index("每季度")
    known = choice_of("每季度", [], rank=1)
    assert known is not None
    value = Span(start, start + 3)
    assert contrary(source, source.sentence_at(start), value, known, turn=0) == stated


@pytest.mark.parametrize("free", [2, 3, 4])
def test_where_the_key_is_free_it_stands_last_most_often(free: int) -> None:
    places = [rank_of(turn) % free for turn in range(12)]
    assert set(places) == set(range(free))
    assert max(places, key=places.count) == free - 1
