"""The sentence that says why a key is right."""

from __future__ import annotations

from question_bank.generation.explanation import place_of, quoted, right_because, wrong_because
from tests.question_bank.made_up import make_source, whole_span

PLAN = make_source()


def test_marks_inside_marks_change() -> None:
    assert quoted("推行“四联四评”") == "“推行‘四联四评’”"


def test_place() -> None:
    assert place_of(PLAN, 2) == "依据第2条"
    assert place_of(PLAN, 0) == "依据总体要求"


def test_right_cites_the_clause() -> None:
    asked = whole_span(PLAN, "四联四评")
    sentence = PLAN.sentence_at(asked.start)
    assert right_because(PLAN, 1, sentence, asked=asked) == (
        "依据第1条：原文为“全面推行‘四联四评’工作法”。"
    )


def test_wrong_names_both_values() -> None:
    text = wrong_because(PLAN, 1, "每季度", stated="每月")
    assert text == "依据第1条：原文为“每季度”，题中为“每月”，与原文不符。"
