"""What makes words comparable."""

from __future__ import annotations

import pytest

from question_bank.generation.resemblance import (
    activities_like,
    is_local,
    same_build,
    shared_places,
    skeleton,
    structure,
    without_outcast,
    words_like,
)


def test_numerals_make_the_skeleton() -> None:
    assert skeleton("四联四评") == skeleton("三查三改") != skeleton("兰台夜话")


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("甲乙·丙丁", "戊己·庚辛", True),
        ("甲乙·丙丁", "戊己、庚辛", False),
        ("甲乙丙", "丁戊", True),
        ("甲、乙、丙", "甲乙、丙丁、戊己", False),
    ],
)
def test_structure(left: str, right: str, alike: bool) -> None:
    assert (structure(left) == structure(right)) is alike


def test_sorts_of_activity() -> None:
    assert "爱心助困" in activities_like("暖冬助困")
    assert "道德讲堂" in activities_like("兰台讲堂")
    assert "爱心助困" not in activities_like("兰台")


@pytest.mark.parametrize(
    ("members", "after", "word"),
    [
        (("严谨性", "传承性"), "", "时代性"),
        (("同谋划", "同部署"), "", "同检查"),
        (("馆际联建", "队伍联管"), "", "阵地联用"),
        (("护档", "修卷"), "”两大行动", "赋能"),
    ],
)
def test_words_like_members(members: tuple[str, ...], after: str, word: str) -> None:
    assert word in words_like(members, after)


def test_short_members_are_alike_as_names_of_actions_only() -> None:
    assert words_like(("护档", "修卷"), "的要求") == ()


def test_near_synonyms_of_a_member_stay_out() -> None:
    assert "勇担当" not in words_like(("讲大局", "讲担当", "办实事"), "")


def test_builds_and_places() -> None:
    assert same_build(("严谨性", "传承性"), ("时代性", "先进性"))
    assert not same_build(("严谨性", "传承性"), ("护档", "识档"))
    assert shared_places("讲担当", "勇担当") == 2


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (("双承诺", "双培养", "三不为"), ("双承诺", "双培养", "三不为")),
        (("双承诺", "双培养", "双评议", "六必查"), ("双承诺", "双培养", "六必查")),
        (("双承诺", "双培养", "双评议"), ()),
        (("四不准", "六不准", "七不准"), ("四不准", "六不准", "七不准")),
    ],
)
def test_the_key_is_not_the_only_one_of_its_build(
    words: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    assert without_outcast("八不准", words, 3) == chosen


def test_titles_of_units_and_of_the_country() -> None:
    assert is_local("云岭市档案局支部考评细则")
    assert not is_local("中国共产党支部工作条例（试行）")
