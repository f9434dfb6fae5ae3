"""Sanctions: what was done, the condition of its grade, the value."""

from __future__ import annotations

import pytest

from question_bank.generation.norms.sanctions import graded, sanctioned
from question_bank.source import Source, Span

DEED = "认养人在暖房内燃放烟花的，"


def stems(text: str, words: str, done: str = "") -> list[str]:
    """The stems on these words of one sentence."""
    source = Source(sha256="", label="", text=text, articles=())
    start = text.index(words)

    def write(span: Span) -> str:
        return text[span.start : span.end].replace(words, "__").strip("，；。：")

    asked = Span(start, start + len(words))
    return list(sanctioned(source, Span(0, len(text)), asked, write, done=done))


def test_what_else_is_imposed_goes_piece_by_piece() -> None:
    text = f"{DEED}由园林部门责令改正，没收木柴，并处二百元罚款。"
    assert stems(text, "二百元") == [
        "认养人在暖房内燃放烟花的，由园林部门责令改正，没收木柴，并处__罚款",
        "认养人在暖房内燃放烟花的，没收木柴，并处__罚款",
        "认养人在暖房内燃放烟花的，处__罚款",
    ]


def test_the_grade_stays_with_the_deed() -> None:
    text = f"{DEED}给予警告；情节严重的，处二百元罚款。"
    assert stems(text, "二百元") == ["认养人在暖房内燃放烟花，情节严重的，处__罚款"]


def test_an_overdue_one_was_told_to_do_something() -> None:
    text = f"{DEED}给予警告，并责令清扫暖房；逾期不清扫的，处二百元罚款。"
    assert stems(text, "二百元") == ["认养人在暖房内燃放烟花，责令清扫暖房；逾期不清扫的，处__罚款"]


def test_whom_it_is_imposed_on_stays() -> None:
    text = f"{DEED}责令改正，对单位没收木柴，处二百元罚款。"
    assert all("对单位" in stem for stem in stems(text, "二百元"))


def test_one_of_several_deeds_is_enough() -> None:
    text = f"{DEED}或者饲养家禽的，处二百元罚款。"
    assert stems(text, "二百元") == ["认养人在暖房内燃放烟花的，处__罚款"]


def test_a_line_may_stand_for_what_was_done() -> None:
    text = "有下列行为之一的，责令改正，处二百元罚款："
    assert stems(text, "二百元", "饲养家禽的")[-1] == "饲养家禽的，处__罚款"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{DEED}给予警告；饲养家禽的，处二百元罚款。", "二百元"),
        ("由园林部门责令改正，处二百元罚款。", "二百元"),
        (f"{DEED}木柴值二百元的，予以没收。", "二百元"),
        (f"{DEED}三十日内不得进入暖房。", "三十日"),
        (f"{DEED}给予警告；逾期不清扫的，处二百元罚款。", "二百元"),
    ],
)
def test_nothing_without_the_deed_the_value_belongs_to(text: str, words: str) -> None:
    assert stems(text, words) == []


def test_beside_something_is_never_left_alone() -> None:
    text = f"{DEED}给予警告，可以并处二百元罚款。"
    assert stems(text, "二百元") == ["认养人在暖房内燃放烟花的，给予警告，可以并处__罚款"]


def parts_of(text: str) -> list[str]:
    source = Source(sha256="", label="", text=text, articles=())
    cut = text.index("；") + 1
    spans = [Span(0, cut), Span(cut, len(text))]
    return [
        body
        for _, body in graded(source, spans, lambda one: text[one.start : one.end].strip("；。，"))
    ]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("情节严重的，并处停园一年。", "认养人在暖房内燃放烟花，情节严重的，处停园一年"),
        ("构成犯罪的，依法追究刑事责任。", None),
        ("饲养家禽的，没收家禽。", None),
        ("逾期不改正的，收回苗床。", "认养人在暖房内燃放烟花的，责令改正；逾期不改正的，收回苗床"),
    ],
)
def test_later_parts_follow_from_the_same_deed(later: str, expected: str | None) -> None:
    found = parts_of(f"{DEED}责令改正；{later}")
    assert found == [f"{DEED}责令改正", *([expected] if expected else [])]


def test_a_grade_of_the_first_part_is_not_for_the_later_ones() -> None:
    found = parts_of("认养人燃放烟花，情节轻微的，责令改正；情节严重的，收回苗床。")
    assert found[1] == "认养人燃放烟花，情节严重的，收回苗床"
