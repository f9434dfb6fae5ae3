"""What all items share."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.generation.workshop import (
    id_of,
    is_locked,
    is_spoken_by_leader,
    names_leader,
    options_of,
)
from tests.question_bank.made_up import make_fact, make_source

PLAN = make_source()


def test_core_phrases_are_locked_whatever_the_fact_says() -> None:
    assert is_locked(make_fact(PLAN, "两个确立", FactKind.TERM))
    assert is_locked(make_fact(PLAN, "四联四评", FactKind.TERM, sensitive=True))
    assert not is_locked(make_fact(PLAN, "四联四评", FactKind.TERM))


def test_options_by_letter() -> None:
    options = options_of(("甲", "乙"))
    assert [option.id for option in options] == ["a", "b"]
    assert id_of(options, "乙") == "b"
    with pytest.raises(StopIteration):
        id_of(options, "丙")


def test_words_after_a_leaders_name_are_his() -> None:
    source = make_source("1.某事。对照习近平总书记提出的“甲乙丙”标准，推行“丁戊己”办法。\n")
    assert is_spoken_by_leader(source, source.text.index("甲乙丙"))
    assert not is_spoken_by_leader(source, source.text.index("丁戊己"))
    told = make_source("1.某事。习近平总书记多次强调，护档要做到“甲乙丙”。\n")
    assert is_spoken_by_leader(told, told.text.index("甲乙丙"))


def test_a_leader_anywhere_in_the_sentence_is_seen() -> None:
    source = make_source("1.某事。习近平总书记强调，要守正。馆员要勤勉。\n")
    spoken, own = (source.sentence_at(source.text.index(word)) for word in ("守正", "勤勉"))
    assert names_leader(source, spoken)
    assert not names_leader(source, own)
