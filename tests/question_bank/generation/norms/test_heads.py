"""Heads of lists as questions, and which of them list the same kind of thing."""

from __future__ import annotations

import pytest

from question_bank.generation.norms.heads import LONGEST_HEAD, Head, are_alike, question_of


def test_a_head_becomes_a_question_for_several_lines_and_for_one() -> None:
    head = question_of("花房的登记簿应当载明下列事项：")
    assert head.noun == "事项"
    assert head.verb == "载明"
    assert head.several == "花房的登记簿应当载明下列哪些事项"
    assert head.one == "花房的登记簿应当载明下列哪一事项"


def test_one_of_several_conditions_is_asked_without_saying_one() -> None:
    assert question_of("认养人应当符合下列条件之一：").several == "认养人应当符合下列哪些条件"


@pytest.mark.parametrize(
    "head",
    [
        "认养人有下列情形之一的，收回苗床：",  # what happens to whom
        "认养人不得实施下列行为：",  # a prohibition: others may be forbidden elsewhere
        "园丁实施下列行为的，予以处罚：",
        "依照第三条规定提交下列材料：",
        "其他花房提交下列材料：",
        "认养人应当爱护花木。",
        "花" * LONGEST_HEAD + "提交下列材料：",
    ],
)
def test_a_head_that_cannot_be_asked_has_no_noun(head: str) -> None:
    assert question_of(head) == Head()


def test_nouns_of_one_group_are_alike_and_no_noun_is_like_none() -> None:
    assert are_alike("事项", "登记内容")
    assert are_alike("材料", "材料")
    assert not are_alike("材料", "职责")
    assert not are_alike("", "")
