"""Members of lists between marks, with the kind of word they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.inner_members import kind_of
from tests.question_bank.made_up_regulation import facts_of, norms, reading

MEMBER = "name:member"
EDGES = ("、", "和", "以及", "或者")


def members_of(*articles: str) -> list[tuple[str, str]]:
    return [(fact.value, fact.detail["kind"]) for fact in facts_of(norms(*articles), MEMBER)]


def test_all_but_the_first_member_have_two_certain_edges() -> None:
    assert members_of("工具有铁锹、水壶、花盆和竹筐。", "无。") == [
        ("水壶", "n2"),
        ("花盆", "n2"),
        ("竹筐", "n2"),
    ]


def test_the_last_member_ends_with_the_clause_only() -> None:
    assert members_of("检查选址、修缮、验收等事项。", "无。") == [("修缮", "v2")]
    assert members_of("遵循节俭、牢固、明亮的原则。", "无。") == [("牢固", "a2")]


def test_persons_are_told_from_other_nouns() -> None:
    assert members_of("邀请花匠、护林员、图纸设计者。", "无。") == [
        ("护林员", "actor"),
        ("图纸设计者", "actor"),
    ]


def test_vague_members_are_none() -> None:
    assert members_of("携带图纸、有关证明、其他材料、该项收据。", "无。") == []


def test_beside_a_joining_word_only_one_word_is_certain() -> None:
    """温和 holds 和: what follows is no member."""
    assert members_of("花房气候温和宜人。", "无。") == []
    assert members_of("工具有水壶和竹编花盆。", "无。") == []
    assert members_of("工具有铁锹和水壶。", "无。") == [("水壶", "n2")]


@pytest.mark.xfail(
    reason="the last two members are taken for one, an object of all verbs for one's"
)
@pytest.mark.parametrize(
    ("article", "wrong"),
    [
        ("工具有铁锹、竹编花盆和铁锅。", "竹编花盆和铁锅"),
        ("认养人不得攀折、踩踏、焚烧花木。", "焚烧花木"),
    ],
)
def test_a_last_member_is_one_member_and_no_object_of_all(article: str, wrong: str) -> None:
    assert wrong not in dict(members_of(article, "无。"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("护林员", "actor"), ("水壶", "n2"), ("修缮", "v2"), ("牢固", "a2"), ("园丁浇水", "")],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@given(st.text(alphabet="花木苗床水壶巡护修缮明亮的", min_size=1, max_size=6))
def test_a_kind_names_a_word_class_and_its_length(name: str) -> None:
    assert kind_of(name) in {"", "actor", *(f"{kind}{len(name)}" for kind in "nva")}


def test_edges_hold_in_the_whole_regulation() -> None:
    text = reading().source.text
    kept = facts_of(reading(), MEMBER)
    assert len(kept) >= 5
    for fact in kept:
        assert text[: fact.value_start].endswith(EDGES)
        assert text[fact.value_end :].startswith((*EDGES, "，", "。", "；"))
        assert 2 <= len(fact.value) <= 8
