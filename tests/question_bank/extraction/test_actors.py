"""Who acts in a regulation: names with certain edges, organs a matter goes to, norms to quote."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.actors import actors_in, is_actor
from question_bank.extraction.extracting import Reading
from question_bank.lexicon import lists
from tests.question_bank.made_up_regulation import facts_of, norms, reading

PIECES = st.lists(
    st.sampled_from(["园林", "部门", "护林", "员", "的", "和", "认养", "人", "、", "该", "市"]),
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    "name", ["园林部门", "监护人", "护林员", "市人民政府", "省、自治区、直辖市人民政府", "支委会"]
)
def test_persons_units_and_offices_are_actors(name: str) -> None:
    assert is_actor(name)


@pytest.mark.parametrize(
    "name",
    [
        "花",
        "温室",
        "有关部门",
        "任何单位",
        "该部门",
        "园林部门和气象部门",
        "受托的机构",
        "人",
        "设立苗圃公司",
        "园林" * 11 + "部门",
    ],
)
def test_vague_joined_short_and_long_names_are_not(name: str) -> None:
    assert not is_actor(name)


@given(PIECES)
def test_an_actor_ends_as_one_and_joins_nobody(name: str) -> None:
    if is_actor(name):
        assert name.endswith(tuple(lists("regulations")["actor_endings"]))
        assert not {"的", "和", "、", "该"} & set(name)
        assert 2 <= len(name) <= 22


def test_actors_come_the_longest_first_each_once() -> None:
    found = norms("护林员应当巡山。园林部门应当植树。", "护林员可以携带望远镜。")
    assert actors_in(found.source) == ("园林部门", "护林员")


def test_subjects_open_the_sentence_or_the_part_behind_a_semicolon() -> None:
    found = norms("园林部门应当巡查苗床；气象部门不得瞒报寒潮，水务部门应当供水。", "无。")
    kept = facts_of(found, "actor")
    assert [fact.value for fact in kept] == ["园林部门", "气象部门"]
    assert [fact.detail["polarity"] for fact in kept] == ["positive", "negative"]
    assert [fact.detail["relation"] for fact in kept] == ["应当", "不得"]


def test_a_name_inside_a_condition_is_no_subject() -> None:
    found = norms("园林部门应当巡查苗床。", "园林部门关门时，游人应当离开。")
    assert [fact.article_ordinal for fact in facts_of(found, "actor")] == [1]


def test_organs_are_exclusive_unless_another_one_acts_with_them() -> None:
    found = norms("修剪方案由园林部门批准，报经市人民政府同意，会同气象部门制定预案。", "无。")
    assert [(fact.value, fact.exclusive) for fact in facts_of(found, "organ")] == [
        ("园林部门", True),
        ("市人民政府", True),
        ("气象部门", False),
    ]


@pytest.mark.parametrize(
    "sentence",
    ["修剪方案由有关部门批准。", "修剪方案由市人民政府负责园林工作的部门批准。"],
)
def test_a_vague_organ_and_the_head_of_a_longer_name_are_none(sentence: str) -> None:
    assert facts_of(norms(sentence, "无。"), "organ") == []


def test_norms_are_whole_sentences_of_some_length_that_open_no_list() -> None:
    found = norms(
        "花房每日清晨开门，入夜关门，雨雪天照常。",
        "花房免费。",
        "花房内应当备齐下列各样工具：\n（一）铁锹与水壶各一把；\n（二）花剪。",
    )
    kept = facts_of(found, "norm")
    assert [fact.head for fact in kept] == ["花房每日清晨开门，入夜关门，雨雪天照常"]
    assert all(fact.value == fact.head + "。" for fact in kept)


def test_a_norm_that_forbids_says_so() -> None:
    found = norms("花房之内严禁燃放烟花爆竹和焚烧枯枝。", "护林员可以携带望远镜与水壶巡山。")
    assert [(f.detail["relation"], f.detail["polarity"]) for f in facts_of(found, "norm")] == [
        ("严禁", "negative"),
        ("可以", "positive"),
    ]


def test_nothing_in_plans(read: Callable[[str], Reading]) -> None:
    found = read("园林部门应当巡查苗床，方案由市人民政府批准。")
    assert not {fact.slot for fact in found.facts} & {"actor", "organ", "norm"}


def test_every_subject_stands_before_its_duty() -> None:
    text = reading().source.text
    kept = facts_of(reading(), "actor")
    assert {fact.value for fact in kept} >= {"园林部门"}
    assert all(text.startswith(fact.head, fact.value_end) for fact in kept)
