"""Sections and articles, whatever the style."""

from __future__ import annotations

import pytest

from question_bank.reading.outline import outline_of

BODY = "坚持每季度开展一次活动，推动工作落实到位，形成长效机制。"


def shape(text: str) -> tuple[list[str], list[tuple[str, str, int]]]:
    outline = outline_of(text)
    return (
        [section.number for section in outline.sections],
        [(article.number, article.title, article.section) for article in outline.articles],
    )


@pytest.mark.parametrize(
    ("text", "sections", "articles"),
    [
        (
            f"总要求。\n一、部\n1.甲事。{BODY}\n2.乙事。{BODY}\n二、部\n3、丙事。{BODY}\n",
            ["一", "二"],
            [("1", "甲事", 0), ("2", "乙事", 0), ("3", "丙事", 1)],
        ),
        (
            f"一、部\n（一）甲事\n{BODY}\n（二）乙事\n{BODY}\n二、部\n（一）丙事\n{BODY}\n",
            ["一", "二"],
            [("一", "甲事", 0), ("二", "乙事", 0), ("一", "丙事", 1)],
        ),
        (
            f"一、指导思想\n{BODY}\n二、任务\n（一）甲事。{BODY}\n（二）乙事。{BODY}\n",
            ["一", "二"],
            [("一", "指导思想", 0), ("一", "甲事", 1), ("二", "乙事", 1)],
        ),
        (
            f"一、任务\n（一）甲事。{BODY}\n1.细目。{BODY}\n2.细目。{BODY}\n（二）乙事。{BODY}\n二、保障\n1.丙事。{BODY}\n2.丁事。{BODY}\n",
            ["一", "二"],
            [("一", "甲事", 0), ("二", "乙事", 0), ("1", "丙事", 1), ("2", "丁事", 1)],
        ),
        (
            f"第一章 总则\n第一条 {BODY}\n第二条 {BODY}\n第二章 职责\n第三条 {BODY}\n（一）细目；\n（二）细目。\n",
            ["第一章", "第二章"],
            [("一", "", 0), ("二", "", 0), ("三", "", 1)],
        ),
        (f"1.甲事。{BODY}\n2.乙事。{BODY}", [], [("1", "甲事", -1), ("2", "乙事", -1)]),
        (f"没有编号。\n{BODY}", [], []),
    ],
)
def test_outline(text: str, sections: list[str], articles: list[tuple[str, str, int]]) -> None:
    assert shape(text) == (sections, articles)


def test_spans_follow_one_another() -> None:
    text = f"前言。\n一、部\n1.甲事。{BODY}\n续段。\n2.乙事。{BODY}\n二、部\n3.丙事。{BODY}\n"
    outline = outline_of(text)
    first, second, third = outline.articles
    assert text[first.start : first.end].endswith("续段。")
    assert first.end <= second.start
    assert text[second.end :].strip().startswith("二、部")
    assert text[third.start : third.end].startswith("3.丙事。")
    assert text[: outline.preamble_end] == "前言。\n"
    assert [part.ordinal for part in outline.articles] == [1, 2, 3]


@pytest.mark.parametrize(
    ("numbers", "code", "ordinal"),
    [("1 2 4", "number_missing", 3), ("1 2 2 3", "number_repeated", 3)],
)
def test_faults_of_numbers_are_reported(numbers: str, code: str, ordinal: int) -> None:
    text = "\n".join(f"{number}.事。{BODY}" for number in numbers.split())
    (problem,) = outline_of(text).problems
    assert (problem.code, problem.article_ordinal) == (code, ordinal)


def test_long_first_sentence_is_no_title() -> None:
    text = f"1.{BODY * 2}\n2.乙事。{BODY}"
    assert outline_of(text).articles[0].title in ("", BODY.rstrip("。"))
    assert outline_of("1." + "很" * 40 + "。无\n2.乙。无").articles[0].title == ""
