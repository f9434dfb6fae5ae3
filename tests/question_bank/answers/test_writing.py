"""Which differences of writing never count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.answers.writing import (
    countable,
    folded,
    simplified,
    spelled,
    visible,
    wholly_simplified,
)
from question_bank.lexicon import lists


def test_only_what_is_seen_stays() -> None:
    assert visible(" 学\u200b　习\ufeff１ ") == "学习1"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“学习”、《讨论》", "学习讨论"),
        ("2——3", "2-3"),
        ("7·1", "7.1"),
        ("学-习", "学习"),
        ("ＩＳＯ", "iso"),
    ],
)
def test_marks_count_between_digits_only(text: str, form: str) -> None:
    assert folded(text) == form


@given(st.text(alphabet="学习12a·-、“》 　１", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_traditional_script_is_read() -> None:
    assert simplified("黨支部會議紀錄") == "党支部会议纪录"
    assert simplified("乾隆著作") == "乾隆著作"
    assert wholly_simplified("乾淨 看著 後來") == "干净 看着 后来"


def test_the_tables_are_whole() -> None:
    words = lists("traditional")
    for one, other in (("traditional", "simplified"), ("ambiguous", "ambiguous_as")):
        assert len(words[one]) == len(words[other]) == len(set(words[one]))
    assert not set(words["traditional"]) & {*words["simplified"], *words["ambiguous"]}


def test_two_right_spellings_are_one() -> None:
    assert spelled("其它") == spelled("其他")
    assert spelled("二零三五") == spelled("二○三五") == "二〇三五"
    assert spelled("零距离") == "零距离"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("壹佰贰拾", "一百二十"),
        ("廿四", "二十四"),
        ("20，000", "20000"),
        ("两千五", "两千五百"),
        ("一百零五", "一百零五"),
        ("2,5", "2,5"),
        ("⅔", "2/3"),
    ],
)
def test_numbers_are_written_out(text: str, form: str) -> None:
    assert countable(text) == form
