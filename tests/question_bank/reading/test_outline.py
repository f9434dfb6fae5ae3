"""Sections and articles, whatever the style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Genre
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
            [("一", "甲事", 1), ("二", "乙事", 1)],
        ),
        (
            f"一、任务\n（一）甲事。{BODY}\n（二）乙事。{BODY}\n二、保障\n{BODY}\n",
            ["一", "二"],
            [("一", "甲事", 0), ("二", "乙事", 0), ("二", "保障", 1)],
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
        (f"没有编号。\n{BODY}", [], [("", "", -1), ("", "", -1)]),
        (f"1.{BODY}\n2.甲。", [], [("1", "", -1), ("2", "", -1)]),
        (
            f"第一编 总则\n第一章 范围\n第一条{BODY}\n第二编 职责\n第二章 库房\n第一节 日常\n第二条{BODY}\n附则\n第三条{BODY}",
            ["第一编", "第一章", "第二编", "第二章", "第一节", ""],
            [("一", "", 1), ("二", "", 4), ("三", "", 5)],
        ),
        (
            f"第一章\n总则\n第一条\n{BODY}\n第二条\n{BODY}",
            ["第一章"],
            [("一", "", 0), ("二", "", 0)],
        ),
        (
            f"1.甲事。{BODY}\n2.乙事。{BODY}\n附件1\n测试表\n1.保密测试 6月\n2.法规测试 9月\n附件2\n制度\n1.例会。{BODY}\n2.请假。{BODY}",
            ["附件1", "附件2"],
            [("1", "甲事", -1), ("2", "乙事", -1), ("1", "例会", 1), ("2", "请假", 1)],
        ),
        (
            f"办法\n第一条{BODY}\n第二条{BODY}\n附件：\n1.登记的内容。\n2.报告的内容。\n{BODY}\n{BODY}",
            ["附件"],
            [("一", "", -1), ("二", "", -1)],
        ),
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


def test_a_chapter_holds_its_divisions() -> None:
    text = f"第一章 总则\n第一节 范围\n第一条{BODY}\n第二节 职责\n第二条{BODY}\n第二章 附则\n第三条{BODY}"
    outline = outline_of(text)
    chapter, first, second, last = outline.sections
    assert chapter.start < first.start < first.end < second.start < second.end == chapter.end
    assert chapter.end < last.start
    assert [section.title for section in outline.sections] == ["总则", "范围", "职责", "附则"]
    assert outline.genre is Genre.REGULATION


def test_the_annex_ends_the_last_article() -> None:
    text = f"1.甲事。{BODY}\n2.乙事。{BODY}\n附件1\n测试安排表\n{BODY}\n{BODY}\n{BODY}"
    outline = outline_of(text)
    assert text[outline.articles[-1].end :].strip().startswith("附件1")
    assert [(part.number, part.title) for part in outline.sections] == [("附件1", "测试安排表")]


def test_a_list_far_down_in_a_reader_does_not_order_it() -> None:
    parts = "\n".join(f"第{n}个故事\n{BODY * 8}" for n in "甲乙丙丁")
    outline = outline_of(f"馆藏读本\n{parts}\n1.小结。\n2.思考。")
    assert [article.title for article in outline.articles] == [f"第{n}个故事" for n in "甲乙丙丁"]
    assert outline.genre is Genre.PROSE


@given(st.text(alphabet="第一二三十条章、（）1.2月\n甲。 ", max_size=160))
def test_any_text_has_an_outline_in_order(text: str) -> None:
    outline = outline_of(text)
    places = [place for part in outline.articles for place in (part.start, part.end)]
    assert places == sorted(places)
    assert [part.ordinal for part in outline.articles] == list(range(1, len(outline.articles) + 1))
    assert all(
        -1 <= part.section < len(outline.sections) and part.end <= len(text)
        for part in outline.articles
    )
