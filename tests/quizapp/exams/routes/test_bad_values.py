"""What organizers mistype, and what tools send: told on the page, never an error of the server."""

from __future__ import annotations

import pytest

from quizapp.extensions import db
from quizapp.models import Exam, ExamSection
from tests.conftest import PageClient, People
from tests.factories.exams import make_exam
from tests.quizapp.exams.routes.test_building import RULES


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("opens_at", "0001-01-01T00:00", "Give a year between 2000 and 2099."),
        ("closes_at", "9999-12-31T23:59", "Give a year between 2000 and 2099."),
        ("pass_points", "sNaN", "Give a number, such as 2 or 2.5."),
        ("pass_points", "Infinity", "Give a number, such as 2 or 2.5."),
        ("duration", "9" * 5000, "Not a valid integer value."),
        ("tries", str(2**31), "Number must be between 0 and 100."),
    ],
)
def test_rules_that_cannot_be(
    client: PageClient, people: People, name: str, value: str, words: str
) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    answer = client.post(f"/exams/{exam.id}/rules", data=RULES | {name: value})
    assert answer.status_code == 200 and words in answer.text


def test_blanks_are_no_rule_of_scoring(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    sent = RULES | {"multiple_choice_rule": "\x85\u2028"}
    assert client.post(f"/exams/{exam.id}/rules", data=sent).status_code == 302
    db.session.expire_all()
    assert db.session.query(Exam).one().multiple_choice_rule is None


@pytest.mark.parametrize("points", ["", "0", "0.001", "sNaN", "-1", "1e-999999999", "\x85", "x"])
def test_sections_without_points(client: PageClient, people: People, points: str) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    sent = {
        "sections-0-kind": "single_choice",
        "sections-0-count": "5",
        "sections-0-points": points,
        "sections-1-kind": "true_false",
        "sections-1-count": "",
        "sections-1-points": "",
    }
    answer = client.post(f"/exams/{exam.id}/paper", data=sent)
    assert answer.status_code == 200 and "field-error" in answer.text
    assert db.session.query(ExamSection).count() == 0
    sent["sections-0-points"] = "0.01"
    assert client.post(f"/exams/{exam.id}/paper", data=sent).status_code == 302


def test_a_head_count_is_of_what_was_offered_only(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    sent = {"units": [str(people.branch), str(2**31), "9" * 30], "groups": ["7", str(2**63)]}
    answer = client.post(f"/exams/{exam.id}/audience", data=sent)
    assert answer.status_code == 200
    assert client.post(f"/exams/{exam.id}/audience", data=sent | {"save": "1"}).status_code == 200
