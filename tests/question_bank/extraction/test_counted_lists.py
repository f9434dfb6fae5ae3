"""The beginning of a list is found when its end and its number of members are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.counted_lists import list_ending_at


@pytest.mark.parametrize(
    ("text", "count", "members"),
    [
        ("配齐物资装备、专业队伍、预案方案", 3, "物资装备/专业队伍/预案方案"),
        ("组织学法规、学标准、学技能", 3, "学法规/学标准/学技能"),
        ("，馆长、编目员和修复员", 3, "馆长/编目员/修复员"),
        ("做好编目、修复", 3, ""),
        ("实现一个中心、两条主线", 2, ""),
        ("聚焦库房大楼、阅览室、“多合一”场所、装具间", 4, "库房大楼/阅览室/“多合一”场所/装具间"),
        ("抓好“收”、“管、用", 3, ""),
        ("构建区、街道、社区", 3, "区/街道/社区"),
        ("11.抓好馆长、编目人员和修复人员", 3, "馆长/编目人员/修复人员"),
        ("重点关注青年馆员、班组长、新入职馆员", 3, "青年馆员/班组长/新入职馆员"),
        ("修复、复制、拓印馆藏二级文物和馆藏", 3, ""),
        ("箱、柜、架按纸质、声像、实物", 3, "纸质/声像/实物"),
        ("结果分优秀、合格、基本合格、不合格", 4, "优秀/合格/基本合格/不合格"),
        ("12、馆员实行早班、中班、夜班", 3, "早班/中班/夜班"),
        ("畅通管理、技术、技能", 3, "管理/技术/技能"),
        ("落实双人双锁、同进同出", 2, "双人双锁/同进同出"),
        ("形成了馆级统筹、科级负责、组级落实", 3, "馆级统筹/科级负责/组级落实"),
        ("整治慢作为、不作为、乱作为", 3, "慢作为/不作为/乱作为"),
    ],
)
def test_list_with_a_known_end_and_count(text: str, count: int, members: str) -> None:
    found = list_ending_at(text, len(text), count)
    shown = [text[one.start : one.end] for one in found.members] if found else []
    assert "/".join(shown) == members


@given(st.text(alphabet="甲乙丙丁加强和、，抓好“”", max_size=40), st.integers(2, 5))
def test_members_are_as_many_as_asked_for(text: str, count: int) -> None:
    found = list_ending_at(text, len(text), count)
    if found is not None:
        assert len(found.members) == count
        assert found.members[-1].end == len(text)
        assert all(found.members)
