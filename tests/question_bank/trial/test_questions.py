"""A question shows what stands on paper and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace

from question_bank.items import BLANK, Blank
from question_bank.stem_parts import GAP
from question_bank.trial.questions import Question, question_of
from tests.question_bank.made_up import draft_fill_in, draft_single, draft_statement, make_source

PLAN = make_source()


def test_a_question_has_no_place_for_keys() -> None:
    assert {field.name for field in fields(Question)} == {
        "kind", "stem", "options", "blanks", "fixed_order",
    }  # fmt: skip


def test_another_key_makes_no_other_question() -> None:
    single = draft_single(PLAN, f"各支部坚持{GAP}办开放日。", "每季度", ("每月", "每年"))
    assert question_of(single) == question_of(replace(single, key="c"))
    fill = draft_fill_in(PLAN, f"全面推行“{BLANK}”工作法。", "四联四评")
    assert question_of(fill) == question_of(replace(fill, blanks=(Blank("一卷一策"),)))
    said = draft_statement(PLAN, "各支部坚持每季度办开放日。", "每季度", key=True)
    assert question_of(said) == question_of(replace(said, key=False, correction="每月"))
