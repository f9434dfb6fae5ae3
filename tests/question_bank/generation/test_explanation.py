"""The sentence that says why a key is right."""

from __future__ import annotations

from question_bank.generation.explanation import place_of, quoted, right_because, wrong_because
from tests.question_bank.made_up import make_source, whole_span

PLAN = make_source()


def test_marks_inside_marks_change() -> None:
    assert quoted("推行“四联四评”") == "“推行‘四联四评’”"


def test_place() -> None:
    assert place_of(PLAN, 2) == "依据第2条"
    assert place_of(PLAN, 0) == "依据原文"


def test_right_cites_the_sentence() -> None:
    asked = whole_span(PLAN, "四联四评")
    sentence = PLAN.sentence_at(asked.start)
    assert right_because(PLAN, 1, sentence, asked=asked) == (
        "依据第1条：原文为“全面推行‘四联四评’工作法，破解条块分割难题”。"
    )


def test_wrong_names_both_values() -> None:
    asked = whole_span(PLAN, "每季度")
    sentence = PLAN.sentence_at(asked.start)
    assert wrong_because(PLAN, 1, sentence, asked=asked, said="每季度", stated="每月") == (
        "依据第1条：原文为“各支部坚持每季度开展一次档案开放日，并邀请社区代表参加”，题中“每月”应为“每季度”。"
    )


def test_a_bare_time_brings_the_next_clause_along() -> None:
    asked = whole_span(PLAN, "6月")
    sentence = PLAN.sentence_at(asked.start)
    assert "6月，结合馆藏整理举办业务比武" in right_because(PLAN, 1, sentence, asked=asked)
