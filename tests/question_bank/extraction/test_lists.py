"""Lists are cut where it is certain, and left alone where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.lists import lists_in

CERTAIN = [
    ("不断提高馆员鉴别力、领悟力、执行力。", "鉴别力/领悟力/执行力"),
    ("加强素养淬炼、作风历练、岗位锻炼、专业训练，补齐短板。", "素养淬炼/作风历练/岗位锻炼/专业训练"),
    ("突出常态化、近距离、可视化，抓好落实。", "常态化/近距离/可视化"),
    ("切实把馆员培养成为修复上的明白人、编目工作的内行人、读者群众的贴心人。",
     "修复上的明白人/编目工作的内行人/读者群众的贴心人"),
    ("推动征集项目早启动、早编目、早开放。", "早启动/早编目/早开放"),
    ("加强基础目录、基层库房、基本装具建设。", "基础目录/基层库房/基本装具"),
    ("强化事前、事中、事后监督，规范权力运行。", "事前/事中/事后"),
    ("细化文书档案、科技档案、专业档案三个门类整理标准。", "文书档案/科技档案/专业档案"),
    ("推动以老馆员带新馆员、以窗口带后台、以试点带全局。", "以老馆员带新馆员/以窗口带后台/以试点带全局"),
    ("引导各支部贯彻新发展理念、提升修复质量、优化查档流程。", "贯彻新发展理念/提升修复质量/优化查档流程"),
    ("不断提高馆员的编目能力、修复能力、研究能力和服务能力，争创一流。", "编目能力/修复能力/研究能力/服务能力"),
    ("全面推进库房亮标识、阅览室亮承诺、修复组亮工艺。", "库房亮标识/阅览室亮承诺/修复组亮工艺"),
    ("持续推进“护档、识档、用档”三大行动。", "护档/识档/用档"),
    ("采用“登记-核对-修复-归库”的流程。", "登记/核对/修复/归库"),
    ("第四十条读者、馆员、志愿者等凭证进馆。", "读者/馆员/志愿者"),
    ("各馆要把好入口关、排查关、整改关，不留死角。", "入口关/排查关/整改关"),
    ("在局机关构建局党组+机关党委+支部三级网络。", "局党组/机关党委/支部"),
    ("提升馆员的编目水平、修复水平和服务水平。", "编目水平/修复水平/服务水平"),
    ("推进学习型、服务型、创新型支部建设。", "学习型/服务型/创新型"),
    ("建立入库台账、出库台账、修复台账三本台账。", "入库台账/出库台账/修复台账"),
    ("持之以恒抓基础、强库房、固根本，促进提升。", "抓基础/强库房/固根本"),
    ("将音像档案、实物档案、电子档案、科研档案等纳入考核。", "音像档案/实物档案/电子档案/科研档案"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "members"), CERTAIN)
def test_members_are_exact(text: str, members: str) -> None:
    (found,) = lists_in(text)
    assert "/".join(text[one.start : one.end] for one in found.members) == members


@pytest.mark.parametrize(
    "text",
    [
        "落实“三会一课”、读书会、座谈会、恳谈会等制度。",
        "坚决纠治影响上级部门决策部署贯彻落实、漠视侵害读者利益、加重基层负担的做法。",
        "开展甲工作、乙工作。",
        "做好编目、修复和开放工作。",
        "明确军事、政治、后勤军官的职责。",
        "各级档案馆、县级以上文化部门、有关单位应当为其提供便利。",
        "组织市、县档案馆多样化、高质量的交流互访、成员培训。",
        "走访慰问获得荣誉的馆员、生活困难馆员、老馆员、因公殉职馆员家属活动。",
    ],
)
def test_doubtful_lists_are_left_alone(text: str) -> None:
    assert list(lists_in(text)) == []


@given(st.text(alphabet="一二三的和等、，。“”加强能力性党员支部-+", max_size=60))
def test_members_lie_in_order_between_the_marks(text: str) -> None:
    for found in lists_in(text):
        place = 0
        for member in found.members:
            assert place <= member.start < member.end <= len(text)
            assert "、" not in text[member.start : member.end]
            place = member.end
