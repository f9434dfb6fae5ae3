"""A text without numbers is located by its headings, else by its paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from question_bank.reading.prose import parts_of
from question_bank.reading.zones import lines_in

PARAGRAPH = "老库房建于1953年，冬暖夏凉，至今仍存放着全市最早的一批地契。"


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.title, text[part.start : part.end]) for part in parts_of(lines_in(text))]


def test_headed_parts() -> None:
    text = f"走进档案馆\n引言，{PARAGRAPH}\n馆藏的来历\n{PARAGRAPH}\n{PARAGRAPH}\n修复师的一天\n{PARAGRAPH}"
    assert parts(text) == [
        ("馆藏的来历", f"馆藏的来历\n{PARAGRAPH}\n{PARAGRAPH}"),
        ("修复师的一天", f"修复师的一天\n{PARAGRAPH}"),
    ]


def test_paragraphs_below_a_title_and_a_date() -> None:
    text = f"全市档案工作会议公报\n（2031年3月5日通过）\n{PARAGRAPH}\n会议指出：{PARAGRAPH}"
    assert parts(text) == [("", PARAGRAPH), ("", f"会议指出：{PARAGRAPH}")]


def test_a_signature_is_no_paragraph_and_no_heading() -> None:
    assert parts(f"{PARAGRAPH}\n云岭市档案局\n2031年3月5日") == [("", PARAGRAPH)]


def test_nothing_but_a_title() -> None:
    assert parts("公报") == []


@given(st.text(alphabet="馆藏，。\n一 ", max_size=200))
def test_parts_lie_in_order_within_the_text(text: str) -> None:
    found = parts_of(lines_in(text))
    places = [place for part in found for place in (part.start, part.end)]
    assert places == sorted(places)
    assert all(0 <= part.start < part.end <= len(text) for part in found)
