"""How many statements the taker's path may cost; a count knows no noise."""

from __future__ import annotations

import pytest

from tests.conftest import PageClient, People, Statements
from tests.factories.exams import make_published, right_answers
from tests.quizapp.attempts.conftest import Sitting, sit_down


@pytest.fixture
def warm(client: PageClient, people: People) -> Sitting:
    """A member in the middle of a test, whose paper this process has read before."""
    sitting = sit_down(make_published(people.root, [people.member]), people.member)
    client.sign_in(people.member)
    assert client.get(f"/attempts/{sitting.attempt_id}").status_code == 200
    return sitting


def test_a_save_is_one(client: PageClient, warm: Sitting, statements: Statements) -> None:
    answer = {"item": 1, "response": right_answers(warm.exam)[1], "sequence": 10_001}
    statements.seen.clear()
    reply = client.post(
        f"/attempts/{warm.attempt_id}/answers",
        json={"holder": 1, "form": warm.form_hash, "answers": [answer]},
    )
    assert reply.status_code == 200
    assert len(statements) == 1, statements.seen


@pytest.mark.parametrize("page", ["", "?page=2", "/overview"])
def test_a_page_of_the_test_is_two(
    client: PageClient, warm: Sitting, statements: Statements, page: str
) -> None:
    statements.seen.clear()
    assert client.get(f"/attempts/{warm.attempt_id}{page}").status_code == 200
    assert len(statements) <= 2, statements.seen


def test_a_page_of_the_plain_form_is_saved_by_two(
    client: PageClient, warm: Sitting, statements: Statements
) -> None:
    fields = {"holder": "1", "item": ["1"], "answer-1": right_answers(warm.exam)[1], "go": "next"}
    statements.seen.clear()
    assert client.post(f"/attempts/{warm.attempt_id}/pages/1", data=fields).status_code == 302
    assert len(statements) <= 2, statements.seen


def test_rules_hand_in_receipt_and_result(
    client: PageClient, warm: Sitting, statements: Statements
) -> None:
    address, rules = f"/attempts/{warm.attempt_id}", f"/exams/{warm.exam.id}/start"
    statements.seen.clear()
    assert client.get(rules).status_code == 200
    assert len(statements) <= 5, statements.seen
    statements.seen.clear()
    assert client.post(f"{address}/submission").status_code == 302
    # Two reads, the keys that this process has yet to see, four rows that are written.
    assert len(statements) <= 8, statements.seen
    for page, most in (("receipt", 2), ("result", 4)):
        statements.seen.clear()
        assert client.get(f"{address}/{page}").status_code == 200
        assert len(statements) <= most, statements.seen
