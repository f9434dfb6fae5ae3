"""The two sample exams agree with the organisation and with the words of the models."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from question_bank.items import Difficulty, Kind
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.publication import ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from tests.seeds.conftest import SEEDS, read_json

EXAMS = ("finished_exam.json", "open_exam.json")


@pytest.mark.parametrize("name", EXAMS)
def test_exam_speaks_the_words_of_the_models(name: str, organisation: dict[str, Any]) -> None:
    exam = read_json(name)
    ExamMode(exam["mode"])
    MultipleChoiceRule(exam["multiple_choice_rule"])
    Release(exam["score_release"])
    Release(exam["answer_release"])
    CountingRule(exam["counting"])
    units = {unit["key"] for unit in organisation["units"]}
    assert {exam["unit"], *exam["audience"]["units"]} <= units
    assert (SEEDS / exam["plan"]).is_file()
    assert {Kind(section["kind"]) for section in exam["sections"]} == set(Kind)
    assert sum(s["count"] * s["points_each"] for s in exam["sections"]) == 10_000
    assert exam["pass_points"] == 6_000
    assert exam["duration_minutes"] == 30


def test_open_exam_asks_twenty_items_for_a_year() -> None:
    exam = read_json("open_exam.json")
    assert exam["open_days"] == 365
    assert sum(section["count"] for section in exam["sections"]) == 20


def test_part_in_the_finished_exam_is_realistic(
    finished: dict[str, Any], organisation: dict[str, Any]
) -> None:
    branch = {member["sign_in"]: member["branch"] for member in organisation["members"]}
    sizes = Counter(branch.values())
    assert set(finished["taken"]) == set(sizes)
    for key, people in finished["taken"].items():
        assert 0.6 <= len(people) / sizes[key] <= 1
        assert all(branch[sign_in] == key for sign_in in people)
    means = {
        key: sum(ability for ability, _, _ in people.values()) / len(people)
        for key, people in finished["taken"].items()
    }
    assert sizes[max(means, key=lambda key: means[key])] == 3
    everybody = {name for people in finished["taken"].values() for name in people}
    assert set(organisation["sample_accounts"].values()) <= everybody
    assert finished["exempt"]
    assert set(finished["exempt"]) <= set(branch) - everybody
    assert finished["expired"]
    assert set(finished["expired"]) <= everybody


def test_attempts_lie_inside_the_window(finished: dict[str, Any]) -> None:
    def minutes(day: str, time: str) -> int:
        hours, rest = re.fullmatch(r"(\d\d):(\d\d)", finished[time]).groups()  # type: ignore[union-attr]
        return -finished[day] * 1440 + int(hours) * 60 + int(rest)

    window = minutes("closes_days_before", "closes_at") - minutes("opens_days_before", "opens_at")
    allowed = finished["duration_minutes"] * 60
    items = sum(section["count"] for section in finished["sections"])
    for people in finished["taken"].values():
        for sign_in, (ability, start, seconds) in people.items():
            assert 0 <= ability <= 100
            assert 0 <= start <= window - finished["duration_minutes"]
            if sign_in in finished["expired"]:
                assert seconds == allowed
                assert 0 < finished["expired"][sign_in] < items
            else:
                assert 60 < seconds < allowed


def test_chances_are_named_after_difficulties_and_kinds(finished: dict[str, Any]) -> None:
    assert set(Difficulty) <= set(finished["chance"])
    assert set(finished["chance"]) - set(Difficulty) - {"skipped"} <= set(Kind)
