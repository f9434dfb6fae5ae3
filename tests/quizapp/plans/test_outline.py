"""Outlines of long documents: headings that fold, numbers as people type them, the text to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Section
from quizapp.plans.outline import (
    STRETCH,
    ArticleEntry,
    chapters,
    heading,
    numbered,
    stretch_around,
)


def entry(ordinal: int, *, number: str = "", section: int = -1, length: int = 100) -> ArticleEntry:
    return ArticleEntry(
        ordinal=ordinal,
        number=number or str(ordinal),
        title="",
        section=section,
        start=(ordinal - 1) * length + 20,
        end=ordinal * length,
        facts=0,
        items=2,
        drafts=0,
    )


def section(number: str, title: str = "总则") -> Section:
    return Section(number, title, 0, 0)


def test_articles_stand_under_their_headings_by_level() -> None:
    sections = [section("第一编"), section("第一章"), section("第一节"), section("第二章")]
    entries = [entry(1, section=2), entry(2, section=2), entry(3, section=3)]
    found = chapters(entries, sections, entries[0])
    assert [(one.heading, one.depth, len(one.entries)) for one in found] == [
        ("第一编　总则", 0, 0),
        ("第一章　总则", 1, 0),
        ("第一节　总则", 2, 2),
        ("第二章　总则", 1, 1),
    ]
    assert found[2].items == 4


def test_levels_count_from_the_highest_there_is() -> None:
    found = chapters([entry(1, section=0)], [section("第一章")], None)
    assert [one.depth for one in found] == [0]


def test_only_the_chosen_chapter_of_a_long_document_is_unfolded() -> None:
    entries = [entry(n, section=(n - 1) // 50) for n in range(1, 101)]
    sections = [section("第一章"), section("第二章")]
    assert [one.unfolded for one in chapters(entries, sections, entries[70])] == [False, True]
    assert all(one.unfolded for one in chapters(entries[:30], sections, None))


def test_articles_without_a_heading_come_first() -> None:
    found = chapters([entry(0), entry(1, section=0)], [section("一", "办好学习")], None)
    assert [(one.heading, [e.ordinal for e in one.entries]) for one in found] == [
        ("", [0]),
        ("一、办好学习", [1]),
    ]


@pytest.mark.parametrize(
    ("number", "title", "text"),
    [("第一章", "总则", "第一章　总则"), ("", "附件", "附件"), ("第一章", "", "第一章")],
)
def test_heading_is_written_as_in_the_document(number: str, title: str, text: str) -> None:
    assert heading(section(number, title)) == text


@pytest.mark.parametrize("typed", ["12", "１２", "第12条", "十二", "第十二条", " 第 十二 条 "])
@pytest.mark.parametrize("printed", ["12", "十二", "第十二条", "12."])
def test_article_is_found_by_the_number_people_type(typed: str, printed: str) -> None:
    entries = [entry(1), entry(15, number=printed), entry(12, number="13")]
    found = numbered(entries, typed)
    assert found is not None
    assert found.ordinal == 15, "the printed number counts, not the place"


@pytest.mark.parametrize("typed", ["", "第条", "99", "abc", "<b>"])
def test_unknown_number_finds_nothing(typed: str) -> None:
    assert numbered([entry(1), entry(2)], typed) is None


def test_short_text_is_shown_whole() -> None:
    entries = [entry(n) for n in range(1, 20)]
    shown = stretch_around(entries, entries[5], 1_950)
    assert (shown.start, shown.end, shown.before, shown.after) == (0, 1_950, None, None)


def test_text_without_articles_is_shown_whole() -> None:
    assert stretch_around([], None, 90_000).end == 90_000


def test_article_longer_than_a_stretch_is_shown_whole() -> None:
    entries = [entry(n, length=9_000) for n in range(1, 6)]
    shown = stretch_around(entries, entries[2], 45_000)
    assert (shown.start, shown.end) == (entries[1].end, entries[2].end)
    assert (shown.before, shown.after) == (2, 4)


@given(at=st.integers(0, 499), length=st.integers(60, 400))
def test_stretch_of_a_long_text_holds_the_chosen_article_and_whole_neighbours(
    at: int, length: int
) -> None:
    entries = [entry(n, length=length) for n in range(1, 501)]
    shown = stretch_around(entries, entries[at], 500 * length)
    assert shown.start <= entries[at].start < entries[at].end <= shown.end
    assert shown.end - shown.start <= STRETCH
    borders = {0, 500 * length} | {one.end for one in entries}
    assert {shown.start, shown.end} <= borders
    # Nothing more would fit on either side.
    assert shown.end - shown.start > STRETCH - length or {shown.start, shown.end} == {
        0,
        500 * length,
    }
    if shown.start > 0 and shown.end < 500 * length:
        left, right = entries[at].start - shown.start, shown.end - entries[at].end
        assert abs(left - right) <= 2 * length, "as much before the article as after it"
    assert (shown.before is None) == (shown.start == 0)
    assert (shown.after is None) == (shown.end == 500 * length)
