"""Sentences of a plan's text, and the most similar one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Article
from question_bank.source import Source
from quizapp.domain.plan_text import (
    Document,
    Resemblance,
    counterpart,
    differences,
    document,
    told_apart,
)

TEXT = """云溪图书馆管理办法
第一条 资料室每半年清点一次书架，结果报馆务会备案。期满不报的，由馆长督促。
第二条 读书组由领读员、记录员、联络员组成。
"""


def paper() -> Document:
    second = TEXT.index("第二条")
    articles = (
        Article(1, "一", "", -1, TEXT.index("第一条"), second - 1),
        Article(2, "二", "", -1, second, len(TEXT) - 1),
    )
    return document(Source("a" * 64, "云溪图书馆管理办法", TEXT, articles))


def bodies(made: Document) -> list[tuple[str, int, str]]:
    return [(made.text[one.body : one.end], one.ordinal, one.article) for one in made.sentences]


def test_sentences_know_their_article_and_where_their_words_begin() -> None:
    assert bodies(paper()) == [
        ("云溪图书馆管理办法", 0, ""),
        ("资料室每半年清点一次书架，结果报馆务会备案。", 1, "一"),
        ("期满不报的，由馆长督促。", 1, "一"),
        ("读书组由领读员、记录员、联络员组成。", 2, "二"),
    ]


def test_most_similar_sentence_is_found() -> None:
    made = paper()
    near = Resemblance(made, made.sentences).nearest("资料室每季度清点一次书架，结果备案。")
    assert near == made.sentences[1]


def test_of_equals_the_first_is_taken() -> None:
    made = paper()
    twice = (*made.sentences, *made.sentences)
    near = Resemblance(made, twice).nearest("读书组由领读员、记录员组成。")
    assert near is made.sentences[3]


def test_nothing_is_like_other_words() -> None:
    made = paper()
    assert Resemblance(made, made.sentences).nearest("食堂供应早餐。") is None
    assert Resemblance(made, made.sentences).nearest("") is None
    assert Resemblance(made, ()).nearest("资料室") is None


def test_changed_words_are_told_apart() -> None:
    old, new = differences("每半年清点书架。", "每季度清点全部书架。")
    assert old == (("每", False), ("半年", True), ("清点", False), ("书架。", False))
    assert new == (
        ("每", False),
        ("季度", True),
        ("清点", False),
        ("全部", True),
        ("书架。", False),
    )


def test_very_long_sentences_are_not_held_against_each_other() -> None:
    assert differences("长" * 3000, "短") == ((("长" * 3000, True),), (("短", True),))


@given(old=st.text("每年月清点。", max_size=30), new=st.text("每年月清点。", max_size=30))
def test_pieces_make_up_the_sentences(old: str, new: str) -> None:
    for words, pieces in zip((old, new), differences(old, new), strict=True):
        assert "".join(text for text, _differs in pieces) == words


def test_counterpart_of_the_part_that_changed() -> None:
    made = paper()
    near = Resemblance(made, made.sentences)
    parts = ["期满不报的，由馆长督促。", "读书组由领读员、记录员组成。"]
    assert counterpart(parts, made, near) == (parts[1], made.sentences[3])
    assert counterpart(parts[:1], made, near) == (parts[0], made.sentences[2])
    assert counterpart(["食堂供应早餐。"], made, near) == ("食堂供应早餐。", None)
    assert counterpart([], made, near) == ("", None)
    # A quote that ends before its mark is no changed sentence.
    assert counterpart(["期满不报的，由馆长督促", parts[1]], made, near)[0] == parts[1]


def test_only_the_changed_part_of_a_quote_is_compared() -> None:
    old, new = told_apart("甲。每半年清点。乙。", "每半年清点。", "每季度清点。")
    assert old == (
        ("甲。", False),
        ("每", False),
        ("半年", True),
        ("清点。", False),
        ("乙。", False),
    )
    assert new == (("每", False), ("季度", True), ("清点。", False))
