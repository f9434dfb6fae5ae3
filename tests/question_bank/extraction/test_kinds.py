"""Lists whose outer members are built otherwise than the exact ones are vetoed."""

from __future__ import annotations

import pytest

from question_bank.extraction.kinds import agree_in_kind


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ("人力/物力/财力", True),
        ("真实/准确/完整", True),
        ("国家秘密/工作秘密/商业秘密", True),
        ("解除查封/扣押/冻结", False),
        ("法律/法规/规章授权", False),
        ("股东/董事/监事/高级", False),
        ("生产/发展情况的监测/预报", False),
        ("甲类标准/乙类标准/丙类标准和丁类标准", False),
    ],
)
def test_agree_in_kind(members: str, expected: bool) -> None:
    assert agree_in_kind(members.split("/")) is expected
