"""A named office before a verb of duty, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind
from question_bank.extraction.extracting import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("党组书记履行第一责任人职责。", [("党组书记", True)]),
        ("完善党组书记带头抓、分管领导具体抓机制。", [("党组书记", True), ("分管领导", True)]),
        ("党组书记、党支部书记带头讲党课。", [("党支部书记", False)]),
        ("党支部书记要认真履行第一责任人职责。", [("党支部书记", True)]),
        ("由机关纪委牵头负责。", [("机关纪委", True)]),
        ("领导班子成员按照“一岗双责”要求抓好工作。", [("领导班子成员", True)]),
        ("开展领导干部履行职责情况调研。", []),
        ("党组书记和副书记履行职责。", []),
    ],
)
def test_duties(read: Read, text: str, actors: list[tuple[str, bool]]) -> None:
    duties = [fact for fact in read(text).facts if fact.kind is FactKind.DUTY]
    assert [(fact.value, fact.exclusive) for fact in duties] == actors


@pytest.mark.parametrize(
    ("text", "actor", "relation", "matter"),
    [
        ("库房改造由后勤科负责。", "后勤科", "负责", "库房改造"),
        ("改造库房，由后勤科牵头负责。", "后勤科", "牵头负责", "改造库房"),
        ("由编目组负责整理目录。", "编目组", "负责", "整理目录"),
        ("事项：库房改造；时限：6月；责任部门：后勤科", "后勤科", "责任部门", "库房改造"),
    ],
)
def test_assigned_matters(read: Read, text: str, actor: str, relation: str, matter: str) -> None:
    (duty,) = [fact for fact in read(text).facts if fact.kind is FactKind.DUTY]
    assert (duty.value, duty.detail["relation"], duty.detail["object"]) == (actor, relation, matter)


@pytest.mark.parametrize(
    "text", ["责任部门：后勤科、编目组；时限：6月。", "由专人负责登记。", "由此负责。"]
)
def test_several_or_nobody_is_no_single_answer(read: Read, text: str) -> None:
    assert [fact for fact in read(text).facts if fact.kind is FactKind.DUTY] == []
