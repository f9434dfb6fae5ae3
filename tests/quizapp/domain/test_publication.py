"""Everything that stands against publishing, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from question_bank.items import Kind
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish, Shortage
from quizapp.domain.publication import (
    KIND_LABELS,
    PRESETS,
    ExamDraft,
    ExamMode,
    reasons_against,
    shortage_reasons,
)
from quizapp.domain.scoring import MultipleChoiceRule

NOW = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
OPENS = NOW + timedelta(days=1)
CLOSES = OPENS + timedelta(minutes=90)
TICK = timedelta(microseconds=1)
POOL = {Kind.SINGLE_CHOICE: 10, Kind.MULTIPLE_CHOICE: 5}
GOOD = ExamDraft(
    name="党内法规测试",
    mode=ExamMode.ONLINE,
    opens_at=OPENS,
    closes_at=CLOSES,
    duration=timedelta(minutes=30),
    pass_points=6000,
    sections=(SectionWish(Kind.SINGLE_CHOICE, 10, 500), SectionWish(Kind.MULTIPLE_CHOICE, 5, 1000)),
    multiple_choice_rule=MultipleChoiceRule.EXACT,
    score_release=Release.AT_ONCE,
    answer_release=Release.AFTER_CLOSE,
)


def codes(draft: ExamDraft, *, audience: int = 1, now: datetime = NOW) -> list[str]:
    reasons = reasons_against(draft, POOL, audience_size=audience, now=now)
    assert all("%" not in str(reason) and str(reason).endswith(".") for reason in reasons)
    return [reason.code for reason in reasons]


def test_nothing_stands_against_a_good_draft() -> None:
    assert codes(GOOD) == []
    assert GOOD.full == 10000


SINGLE = Kind.SINGLE_CHOICE


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": " "}, ["no_name"]),
        ({"opens_at": None}, ["no_window"]),
        ({"closes_at": None}, ["no_window"]),
        ({"closes_at": OPENS}, ["ends_before_it_begins"]),
        ({"opens_at": NOW - timedelta(days=2), "closes_at": NOW}, ["window_in_the_past"]),
        ({"opens_at": NOW - timedelta(days=2), "closes_at": NOW + TICK}, []),
        ({"duration": None}, ["no_duration"]),
        ({"duration": timedelta(0)}, ["no_duration"]),
        ({"duration": timedelta(minutes=90)}, []),
        ({"duration": timedelta(minutes=90) + TICK}, ["duration_too_long"]),
        ({"sections": ()}, ["no_sections", "pass_mark_too_high"]),
        ({"sections": (), "pass_points": 0}, ["no_sections"]),
        ({"sections": (SectionWish(SINGLE, 0, 10000),)}, ["section_without_items", "pass_mark_too_high"]),
        ({"sections": (SectionWish(SINGLE, 1, 0),)}, ["section_without_points", "pass_mark_too_high"]),
        ({"sections": (SectionWish(SINGLE, 11, 1000),)}, ["too_few_single_choice"]),
        ({"sections": (SectionWish(SINGLE, 6, 1000), SectionWish(SINGLE, 5, 1000))}, ["too_few_single_choice"]),
        ({"sections": (SectionWish(Kind.FILL_IN, 1, 9000),)}, ["too_few_fill_in"]),
        ({"pass_points": 10000}, []),
        ({"pass_points": 10001}, ["pass_mark_too_high"]),
        ({"pass_points": -1}, ["pass_mark_below_zero"]),
        ({"multiple_choice_rule": None}, ["no_multiple_choice_rule"]),
        ({"multiple_choice_rule": None, "sections": (SectionWish(SINGLE, 10, 1000),)}, []),
        ({"score_release": None}, ["no_release_policy"]),
        ({"answer_release": None}, ["no_release_policy"]),
        ({"tries": 0}, ["no_tries"]),
        ({"tries": -1, "mode": ExamMode.PRACTICE}, ["no_tries"]),
        ({"tries": 0, "mode": ExamMode.PRACTICE}, []),
        ({"form_count": 0}, ["no_forms"]),
        ({"source_count": 0}, ["no_source"]),
        ({"entry_by_name": True}, ["no_entry_code"]),
        ({"entry_by_name": True, "entry_code": "K7M4"}, []),
    ],
)  # fmt: skip
def test_each_reason(change: dict[str, Any], expected: list[str]) -> None:
    assert codes(replace(GOOD, **change)) == expected


def test_an_audience_is_needed() -> None:
    assert codes(GOOD, audience=0) == ["no_audience"]


def test_all_reasons_come_at_once() -> None:
    bad = replace(
        GOOD,
        name="",
        closes_at=None,
        duration=None,
        sections=(SectionWish(Kind.MULTIPLE_CHOICE, 7, 0),),
        multiple_choice_rule=None,
        score_release=None,
        tries=0,
    )
    assert codes(bad, audience=0) == [
        "no_name",
        "no_audience",
        "no_duration",
        "no_window",
        "section_without_points",
        "too_few_multiple_choice",
        "no_multiple_choice_rule",
        "pass_mark_too_high",
        "no_release_policy",
        "no_tries",
    ]


def test_a_shortage_names_its_numbers() -> None:
    draft = replace(GOOD, sections=(SectionWish(SINGLE, 12, 1000),))
    reason = reasons_against(draft, POOL, audience_size=1, now=NOW)[0]
    assert reason.values == {"wanted": 12, "found": 10, "missing": 2}
    assert "12 items" in str(reason)
    drawn = shortage_reasons([Shortage(2, SINGLE, 5, 3)])[0]
    assert drawn.values == {"section": 2, "wanted": 5, "found": 3, "missing": 2}
    assert str(drawn).startswith("Section 2 asks for 5 items, but only 3 fit")


def test_points_in_sentences_are_points() -> None:
    reason = reasons_against(replace(GOOD, pass_points=10050), POOL, audience_size=1, now=NOW)[0]
    assert reason.values == {"pass_points": "100.5", "full": "100"}


def test_presets() -> None:
    closed, online, practice = (PRESETS[mode] for mode in ExamMode)
    assert closed.multiple_choice_rule is MultipleChoiceRule.EXACT
    assert online.multiple_choice_rule is MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET
    assert (closed.score_release, closed.answer_release) == (Release.AFTER_CLOSE,) * 2
    assert (online.score_release, online.answer_release) == (Release.AT_ONCE, Release.AFTER_CLOSE)
    assert (practice.score_release, practice.answer_release) == (Release.AT_ONCE,) * 2
    assert [preset.tries for preset in (closed, online, practice)] == [1, 1, 0]
    assert not any(preset.typed_blanks for preset in PRESETS.values())


def test_every_mode_and_kind_has_a_name() -> None:
    assert len({mode.label for mode in ExamMode}) == len(ExamMode)
    assert set(KIND_LABELS) == set(Kind)
