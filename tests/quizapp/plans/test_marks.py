"""Cutting a text into pieces that know what covers them."""

from __future__ import annotations

import pytest

from quizapp.plans.marks import Mark, cut, passages

TEXT = "abcdefghij"


def kinds(*marks: tuple[str, int, int], cuts: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    made = [Mark(f"{kind}{start}", kind, start, end) for kind, start, end in marks]
    pieces = cut(TEXT, 0, len(TEXT), marks=made, cuts=cuts)
    return [(piece.text, "+".join(piece.kinds)) for piece in pieces]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [("abcdefghij", "")]),
        ((("x", 2, 4),), [("ab", ""), ("cd", "x"), ("efghij", "")]),
        ((("x", 0, 10),), [("abcdefghij", "x")]),
        # one inside the other
        (
            (("x", 1, 8), ("y", 3, 5)),
            [("a", ""), ("bc", "x"), ("de", "x+y"), ("fgh", "x"), ("ij", "")],
        ),
        # overlapping
        (
            (("x", 1, 5), ("y", 3, 8)),
            [("a", ""), ("bc", "x"), ("de", "x+y"), ("fgh", "y"), ("ij", "")],
        ),
        # the same place twice, the same kind twice
        ((("x", 1, 3), ("y", 1, 3), ("x", 1, 3)), [("a", ""), ("bc", "x+y"), ("defghij", "")]),
        # empty, and outside
        ((("x", 3, 3), ("y", 20, 30)), [("abcdefghij", "")]),
        ((("x", 8, 30),), [("abcdefgh", ""), ("ij", "x")]),
    ],
)
def test_pieces_know_what_covers_them(
    marks: tuple[tuple[str, int, int], ...], expected: list[tuple[str, str]]
) -> None:
    assert kinds(*marks) == expected


def test_further_places_cut_too() -> None:
    assert kinds(cuts=(4, 0, 99)) == [("abcd", ""), ("efghij", "")]


def test_first_piece_of_a_mark_carries_its_name() -> None:
    pieces = cut(TEXT, 0, 10, marks=[Mark("one", "x", 1, 6), Mark("two", "y", 3, 8)])
    assert [piece.first_of for piece in pieces] == [(), ("one",), ("two",), (), ()]


def test_text_is_whole_again_in_order() -> None:
    text = "Title\n\nI. Head\n1. First\nmore\n\n2. Second \nend"
    first, second, end = text.index("1."), text.index("2."), text.index("end")
    found = passages(
        text,
        [(2, second, end), (1, first, second)],
        headings=frozenset({text.index("I.")}),
        marks=[Mark("a", "x", first, first + 2)],
    )
    assert [passage.ordinal for passage in found] == [0, 1, 2, 0]
    lines = [
        "".join(piece.text for piece in paragraph.pieces)
        for passage in found
        for paragraph in passage.paragraphs
    ]
    assert lines == ["Title", "I. Head", "1. First", "more", "2. Second", "end"]
    assert [one.is_heading for one in found[0].paragraphs] == [False, True]


def test_text_without_articles_is_one_passage() -> None:
    (only,) = passages("a\nb", [], headings=frozenset(), marks=[])
    assert (only.ordinal, len(only.paragraphs)) == (0, 2)


def test_articles_that_overlap_lose_no_text_and_double_none() -> None:
    found = passages("abcdef", [(1, 0, 4), (2, 2, 6)], headings=frozenset(), marks=[])
    assert (
        "".join(p.text for one in found for para in one.paragraphs for p in para.pieces) == "abcdef"
    )
