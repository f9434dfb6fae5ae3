"""Lists behind their names are believed only when the count agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.glosses import Named, contents_in, definitions_in, gloss_of
from question_bank.extraction.labels import labels_in


def glossed(text: str) -> list[Named]:
    found = (gloss_of(text, label) for label in labels_in(text))
    return [one for one in found if one is not None]


def members(text: str, named: Named) -> str:
    return "/".join(text[one.start : one.end] for one in named.members)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("做到“三查三管”（查虫、查霉、查潮，管收、管存、管用）。", "查虫/查霉/查潮/管收/管存/管用"),
        ("落实“三查三清”（查库清库、查架清架、查卷清卷）要求。", "查库清库/查架清架/查卷清卷"),
        (
            "坚持“三个结合”——收与管相结合；修与用相结合；馆与校相结合。",
            "收与管相结合/修与用相结合/馆与校相结合",
        ),
        (
            "开展“四个一”活动，即：读一本书、修一页纸、编一部目、讲一堂课。",
            "读一本书/修一页纸/编一部目/讲一堂课",
        ),
        (
            "做到“三个到位”：人员配备到位，资金保障到位，设备更新到位，确保用好。",
            "人员配备到位/资金保障到位/设备更新到位",
        ),
        (
            "抓好三项重点：一是收好旧档；二是修好残卷；三是开好新馆。其余照旧。",
            "收好旧档/修好残卷/开好新馆",
        ),
        ("从两个方面推进。一是收好旧档。二是修好残卷。", "收好旧档/修好残卷"),
        (
            "“四个关键”：关键岗位、关键环节、关键时段和关键人员。",
            "关键岗位/关键环节/关键时段/关键人员",
        ),
        ("推进“两优一新”（优环境、优流程、新技术）。", "优环境/优流程/新技术"),
        ("建立“三本台账”：“入库”“出库”“修复”。", "入库/出库/修复"),
        ("“三防”就是防火、防潮、防虫。", "防火/防潮/防虫"),
    ],
)
def test_gloss(text: str, found: str) -> None:
    (named,) = glossed(text)
    assert members(text, named) == found
    assert named.closed
    assert named.counted


@pytest.mark.parametrize(
    "text",
    [
        "做到“三查”（查虫、查霉）。",
        "推进“四亮”工作，抓编目、抓修复、抓开放、抓征集。",
        "“三防”：防火、防潮。",
        "“三防”（见附件）。",
        "“三防”——",
    ],
)
def test_no_gloss_without_agreement(text: str) -> None:
    assert glossed(text) == []


@pytest.mark.parametrize(
    ("text", "name", "found", "closed"),
    [
        ("考核内容主要包括编目、修复和开放。", "考核内容", "编目/修复/开放", False),
        ("馆藏分为文书档案、科技档案、专业档案。", "馆藏", "文书档案/科技档案/专业档案", True),
        ("小组由馆长、副馆长和各科科长组成，每月开会。", "小组", "馆长/副馆长/各科科长", True),
        (
            "报告包括收集和整理、编目和著录以及开放利用等情况。",
            "报告",
            "收集和整理/编目和著录/开放利用",
            False,
        ),
    ],
)
def test_definition(text: str, name: str, found: str, closed: bool) -> None:
    (named,) = definitions_in(text)
    assert text[named.name.start : named.name.end] == name
    assert members(text, named) == found
    assert named.closed is closed


@pytest.mark.parametrize(
    "text",
    [
        "内容包括收集和整理、编目和著录、修复和开放。",
        "包括编目、修复、开放。",
        "内容包括编目、修复。",
        "内容包括编目、修复、由省馆统一组织实施的珍贵档案文献展览展示。",
    ],
)
def test_no_definition_without_certain_ends(text: str) -> None:
    assert list(definitions_in(text)) == []


def test_quoted_content() -> None:
    text = "推进以“送档、送展、送课”为主要内容的便民工程，服务读者。"
    (named,) = contents_in(text)
    assert members(text, named) == "送档/送展/送课"
    assert text[named.name.start : named.name.end] == "便民工程"


@given(st.text(alphabet="“”三四查管（），；、：一二是即和甲乙丙。", max_size=50))
def test_members_lie_in_order_behind_the_name(text: str) -> None:
    for named in glossed(text):
        place = named.name.end
        for member in named.members:
            assert place <= member.start < member.end <= len(text)
            place = member.end
