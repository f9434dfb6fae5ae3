"""Lists behind their names are believed only when the count agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.extraction.glosses import gloss_of
from question_bank.extraction.labels import labels_in
from question_bank.extraction.members import Named


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
            "牢记“三不”：不私拆档案、不到无人值守、无监控的库房、不带食物。",
            "不私拆档案/不到无人值守、无监控的库房/不带食物",
        ),
        (
            "实施“三年三步走”计划：第一年跟班，第二年独立修复，第三年带徒。",
            "第一年跟班/第二年独立修复/第三年带徒",
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


@given(st.text(alphabet="“”三四查管（），；、：一二是即和甲乙丙。", max_size=50))
def test_members_lie_in_order_behind_the_name(text: str) -> None:
    for named in glossed(text):
        place = named.name.end
        for member in named.members:
            assert place <= member.start < member.end <= len(text)
            place = member.end
