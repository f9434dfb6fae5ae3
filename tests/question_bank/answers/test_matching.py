"""Which writings of an answer count as the key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.answers import blank_results, canonical, matches, near_miss
from question_bank.answers.matching import QUANTITIES, TIMES
from question_bank.items import Blank

RIGHT = [
    # key, slot, accepted, answer
    ("二〇三五", "text", ("2035",), "２０３５"),
    ("二〇三五", "text", ("2035", "2035年"), "２０３５ 年"),
    ("手拉手", "text", (), "“手拉手”活动"),
    ("手拉手", "text", (), "手\u200b拉手"),
    ("手拉手", "text", (), "　手 拉 手\u00a0"),
    ("手拉手", "text", (), "「手拉手」"),
    ("六带头", "text", ("6带头",), "６带头"),
    ("弘扬正气·清正廉洁", "text", (), "弘扬正气•清正廉洁"),
    ("弘扬正气·清正廉洁", "text", (), "弘扬正气清正廉洁"),
    ("提示-调度", "text", (), "提示—调度"),
    ("有主题、有主讲", "text", (), "有主题，有主讲"),
    ("互联网+党建", "text", (), "互联网＋党建"),
    ("2", "number", (), "两"),
    ("两", "number", (), "2"),
    ("两", "number", (), "二"),
    ("4", "number", ("4批次",), "四批次"),
    ("12", "number", (), "十二"),
    ("百分制", "number", (), "100分制"),
    ("2-3", "interval", (), "2至3"),
    ("2-3", "interval", (), "2到3"),
    ("2-3", "interval", (), "2～3"),
    ("2-3", "interval", (), "2——3"),
    ("2-3", "interval", (), "二至三"),
    ("2-3", "interval", (), "两到三"),
    ("2-3", "interval", (), "两三"),
    ("1至2", "interval", (), "一－二"),
    ("季度", "frequency", (), "季"),
    ("季度", "frequency", (), "个季度"),
    ("季度", "frequency", (), "三个月"),
    ("季度", "frequency", (), "每3个月"),
    ("半年", "frequency", (), "六个月"),
    ("年度", "frequency", (), "年"),
    ("月", "frequency", (), "个月"),
    ("周", "frequency", (), "星期"),
    ("半年", "frequency", (), "年2次"),
    ("七一", "date", (), "7·1"),
    ("七一", "date", (), "7.1"),
    ("七一", "date", (), "7月1日"),
    ("七一", "date", (), "七月一日"),
    ("七一", "date", (), "“七·一”"),
    ("十一", "date", (), "十一"),
    ("12", "date", (), "十二月"),
    ("12月", "date", (), "12"),
    ("11", "date", (), "十一"),
    ("中国共产党某某工作条例", "title", (), "《某某工作条例》"),
    ("某某条例（试行）", "title", (), "某某条例"),
    ("某某条例(试行)", "title", (), "《中国共产党某某条例（试行）》"),
    ("关于某某的若干准则", "title", (), "关于某某若干准则"),
]
WRONG = [
    ("二〇三五", "text", (), "2035"),
    ("二〇三五", "text", ("2035",), "2035年"),
    ("两张皮", "text", (), "二张皮"),
    ("2", "number", (), "3"),
    ("2-3", "interval", (), "23"),
    ("2-3", "interval", (), "3-2"),
    ("2-3", "interval", (), "2"),
    ("季度", "frequency", (), "半年"),
    ("季度", "frequency", (), "三月"),
    ("月", "frequency", (), "两个月"),
    ("七一", "date", (), "7月"),
    ("七一", "date", (), "八一"),
    ("十一", "date", (), "11月"),
    ("12", "date", (), "1.2"),
    ("中国共产党某某工作条例", "title", (), "某某条例"),
    ("手拉手", "text", (), "手拉手工程"),
]


@pytest.mark.parametrize(("key", "slot", "accepted", "answer"), RIGHT)
def test_equal_writings_match(key: str, slot: str, accepted: tuple[str, ...], answer: str) -> None:
    assert matches(answer, Blank(key, accepted, slot))


@pytest.mark.parametrize(("key", "slot", "accepted", "answer"), WRONG)
def test_other_answers_do_not(key: str, slot: str, accepted: tuple[str, ...], answer: str) -> None:
    assert not matches(answer, Blank(key, accepted, slot))


SLOTS = st.sampled_from(["text", "frequency", "title", *sorted(QUANTITIES | TIMES)])
WORDS = st.text(
    alphabet="党建学习制度一二两三十百季度月年半个每七试行的关于甲乙0123456789", min_size=1
)


@given(WORDS, SLOTS)
def test_the_key_itself_matches(key: str, slot: str) -> None:
    assert matches(key, Blank(key, (), slot))


@given(st.text(alphabet=" 　\t\n\u200b\ufeff“”《》()（）、，。·-—"), WORDS, SLOTS)
def test_an_answer_without_content_never_matches(empty: str, key: str, slot: str) -> None:
    assert not matches(empty, Blank(key, (), slot))
    assert not near_miss(empty, Blank(key, (), slot))


@given(st.text(), st.text(), SLOTS)
def test_any_text_is_judged_without_error(answer: str, key: str, slot: str) -> None:
    assert matches(answer, Blank(key, (), slot)) in {True, False}


@given(WORDS, SLOTS, st.randoms(use_true_random=False))
def test_width_and_space_do_not_count(key: str, slot: str, random: object) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isascii() else char for char in key)
    assert matches("\u3000 ".join(wide), Blank(key, (), slot))
    assert matches("\u200b".join(key), Blank(key, (), slot))


@given(WORDS, WORDS, SLOTS)
def test_matching_goes_both_ways_outside_dates(left: str, right: str, slot: str) -> None:
    if slot in TIMES:
        return
    assert matches(left, Blank(right, (), slot)) == matches(right, Blank(left, (), slot))


@pytest.mark.parametrize(
    ("answer", "key", "slot", "expected"),
    [
        ("以文辅正", "以文辅政", "text", True),
        ("以文辅", "以文辅政", "text", True),
        ("以文辅政了", "以文辅政", "text", True),
        ("以文辅政", "以文辅政", "text", False),
        ("以武辅正", "以文辅政", "text", False),
        ("党历", "党史", "text", False),
        ("2-4", "2-3", "interval", False),
        ("某某工作条列", "中国共产党某某工作条例", "title", True),
    ],
)
def test_near_misses_go_to_a_person(answer: str, key: str, slot: str, expected: bool) -> None:
    assert near_miss(answer, Blank(key, (), slot)) is expected


@given(WORDS, WORDS, SLOTS)
def test_a_near_miss_is_never_right(answer: str, key: str, slot: str) -> None:
    blank = Blank(key, (), slot)
    assert not (matches(answer, blank) and near_miss(answer, blank))


def test_order_counts_when_said() -> None:
    blanks = (Blank("人民"), Blank("国家"))
    assert blank_results(("国家", "人民"), blanks, ordered=True) == (False, False)
    assert blank_results(("国家", "人民"), blanks, ordered=False) == (True, True)


def test_each_blank_counts_once_without_order() -> None:
    blanks = (Blank("人民"), Blank("国家"))
    assert blank_results(("国家", "国家"), blanks, ordered=False) == (True, False)
    assert blank_results(("", ""), blanks, ordered=False) == (False, False)


def test_pairing_without_order_finds_the_most() -> None:
    blanks = (Blank("甲", ("乙",)), Blank("甲"))
    assert blank_results(("甲", "乙"), blanks, ordered=False) == (True, True)


def test_missing_and_surplus_answers() -> None:
    blanks = (Blank("人民"), Blank("国家"))
    assert blank_results(("人民",), blanks, ordered=True) == (True, False)
    assert blank_results((), blanks, ordered=False) == (False, False)
    assert blank_results(("人民", "国家", "人民"), blanks, ordered=True) == (True, True)


def test_a_very_long_answer_is_judged_at_once() -> None:
    for slot in (*QUANTITIES, *TIMES, "text", "title", "frequency"):
        for char in ("9", "九", "或", "以上", "至", "“"):
            assert not matches(char * 6000, Blank("2", (), slot))


def test_a_traditional_reading_never_replaces_a_character_of_the_key() -> None:
    assert matches("看著", Blank("看着"))
    assert not matches("着作", Blank("著作"))
    assert matches("乾淨", Blank("干净"))
    assert not matches("干隆", Blank("乾隆"))


def test_the_form_of_documents_keeps_their_script() -> None:
    assert canonical("《著作權》") == "著作權"
    assert canonical("2～3次", "interval") == "2-3次"
    assert canonical("每季度", "frequency") == "4/年"
    assert canonical("第十二", "number") == "第12"
