"""The sort of document shows in its title, its numbers and the length of its articles."""

from __future__ import annotations

import pytest

from question_bank.bundle import Article, Genre
from question_bank.reading.genre import genre_of, genre_of_rules


def articles(count: int, length: int) -> list[Article]:
    return [Article(n + 1, str(n + 1), "", -1, n * length, (n + 1) * length) for n in range(count)]


@pytest.mark.parametrize(
    ("title", "count", "length", "genre"),
    [
        ("云岭市档案局2031年工作要点", 20, 30, Genre.PLAN),
        ("云岭市档案局2031年工作要点（试行）", 20, 30, Genre.PLAN),
        ("云岭市档案局2031年工作报告", 4, 900, Genre.PROSE),
        ("库房安全应知应会", 100, 40, Genre.RULES),
        ("", 20, 40, Genre.RULES),
        ("", 20, 300, Genre.PLAN),
        ("", 5, 40, Genre.PLAN),
        ("库房管理员守则", 12, 200, Genre.RULES),
        ("档案人员行为准则", 12, 800, Genre.REGULATION),
        ("档案人员行为准则", 12, 60, Genre.RULES),
        ("库房管理办法", 5, 100, Genre.REGULATION),
    ],
)
def test_genre(title: str, count: int, length: int, genre: Genre) -> None:
    assert genre_of(title, articles(count, length), numbered=True) is genre


def test_what_is_arranged_by_months_is_a_plan() -> None:
    assert genre_of("", articles(20, 30), numbered=True, by_months=True) is Genre.PLAN


def test_a_text_without_numbers_is_prose() -> None:
    assert genre_of("云岭市档案局2031年工作要点", articles(3, 200), numbered=False) is Genre.PROSE


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云岭市档案局2031年工作要点", Genre.PLAN),
        ("云岭市档案局2031—2032学年培训方案", Genre.PLAN),
        ("云岭市档案局培训方案", Genre.REGULATION),
        ("云岭市2031年档案管理办法", Genre.REGULATION),
        ("", Genre.REGULATION),
    ],
)
def test_a_plan_numbered_as_a_law_is_one_when_it_is_of_a_year(title: str, genre: Genre) -> None:
    assert genre_of_rules(title) is genre
