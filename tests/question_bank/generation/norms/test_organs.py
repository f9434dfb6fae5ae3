"""Who can stand beside whom as an option: only names that nobody bears at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.generation.norms.organs import class_of, exclude, levels_of
from question_bank.lexicon import lists

WORDS = lists("regulations")
ENDINGS = [ending for endings in WORDS["classes"].values() for ending in endings]
HEADS = ["", *WORDS["levels"], "园林", "气象", "护林", "公共暖房"]
NAMES = st.one_of(
    st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (HEADS, HEADS, ENDINGS))),
    st.sampled_from([name for party in WORDS["party_heads"].values() for name in party]),
    st.sampled_from(WORDS["known_organs"]),
)


@given(NAMES, NAMES)
def test_exclusion_is_mutual(one: str, other: str) -> None:
    assert exclude(one, other) is exclude(other, one)


@given(NAMES)
def test_nobody_excludes_himself(name: str) -> None:
    assert not exclude(name, name)


@given(NAMES, NAMES)
def test_a_name_inside_another_one_never_excludes_it(one: str, other: str) -> None:
    assert not exclude(one, other + one)
    assert not exclude(one + other, other)


@given(NAMES, NAMES)
def test_governments_that_may_share_a_level_never_exclude_each_other(one: str, other: str) -> None:
    one, other = one + "人民政府", other + "人民政府"
    assert not exclude(one, other) or not set(levels_of(one)) & set(levels_of(other))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("护林员", "person"),
        ("县级人民政府", "government"),
        ("中级人民法院", "court"),
        ("园林部门", "department"),
        ("公安机关", "court"),
        ("村民代表大会", "congress"),
        ("花木协会", "union"),
        ("苗木公司", "business"),
        ("护林委员会", "committee"),
        ("花木", ""),
    ],
)
def test_the_longest_ending_gives_the_class(name: str, kind: str) -> None:
    assert class_of(name) == kind


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("国务院", "1"),
        ("省级人民政府", "2"),
        ("县级以上人民政府", "1234"),
        ("乡镇人民政府", "5"),
        ("园林部门", "12345"),
    ],
)
def test_levels(name: str, levels: str) -> None:
    assert levels_of(name) == levels


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国务院", "县级人民政府"),
        ("园林部门", "气象部门"),
        ("护林员", "园林部门"),
        ("用人单位", "劳动者"),
        ("县级人民政府", "县级园林部门"),
        ("人民法院", "花木协会"),
    ],
)
def test_these_exclude_each_other(one: str, other: str) -> None:
    assert exclude(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("用人单位", "劳务派遣用人单位"),
        ("县级以上人民政府", "省级人民政府"),
        ("股东会", "公司股东"),
        ("护林员", "园艺师"),
        ("园林部门", "园林绿化部门"),
        ("苗木公司", "花卉企业"),
        ("县级林业园林部门", "县级园林部门"),
        ("花木", "园林部门"),
    ],
)
def test_these_may_be_the_same(one: str, other: str) -> None:
    assert not exclude(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发包人", "建设单位"),
        ("承运人", "铁路运输企业"),
        ("纳税人", "花卉企业"),
        ("征收机关", "税务机关"),
        ("行政复议机关", "县级人民政府"),
    ],
)
def test_a_role_and_its_usual_bearer_may_be_the_same(one: str, other: str) -> None:
    assert not exclude(one, other)


def test_a_city_may_stand_at_the_level_of_a_county() -> None:
    assert not exclude("市人民政府", "县级人民政府")
