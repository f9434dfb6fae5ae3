"""Single statements: parts that name their subject, grades that name the deed."""

from __future__ import annotations

import pytest

from question_bank.generation.norms.statements import SHORTEST, single_statements
from tests.question_bank.made_up_regulation import norms


def statements(article: str) -> list[str]:
    source = norms(article, "无。").source
    found = single_statements(source, source.sentence_at(source.text.index(article[:4])))
    for one in found:
        assert source.text[one.asked.start : one.asked.end] in article
        assert len(one.body) >= SHORTEST and one.body.endswith("。")
    return [one.body for one in found]


def test_parts_with_their_own_subjects() -> None:
    assert statements("园林部门应当每日巡查全部苗床；消防部门应当逐月查验灭火器材。") == [
        "园林部门应当每日巡查全部苗床。",
        "消防部门应当逐月查验灭火器材。",
    ]


def test_grades_of_one_deed() -> None:
    assert statements(
        "违反本办法第九条规定，认养人在暖房内燃放烟花的，由园林部门责令改正；情节严重的，由园林部门收回苗床。"
    ) == [
        "认养人在暖房内燃放烟花的，由园林部门责令改正。",
        "认养人在暖房内燃放烟花，情节严重的，由园林部门收回苗床。",
    ]


@pytest.mark.parametrize(
    "article",
    [
        "园林部门应当每日巡查全部苗床。",
        "园林部门应当每日巡查全部苗床；并当日通报暖房管理站的值班园丁。",
        "园林部门应当每日巡查全部苗床；但是遇到寒潮的日子除外。",
    ],
)
def test_what_is_one_whole_is_not_cut(article: str) -> None:
    assert statements(article) == []
