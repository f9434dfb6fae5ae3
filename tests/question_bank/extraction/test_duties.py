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
