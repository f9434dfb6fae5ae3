"""The whole way of a member: start, save, hand in, receipt, result."""

from __future__ import annotations

import re
from typing import Any

from tests.conftest import PageClient, People
from tests.factories.exams import make_published, right_answers


def begin(client: PageClient, exam_id: int) -> str:
    """Start the test and give the address of the attempt."""
    response = client.post(f"/exams/{exam_id}/attempts")
    assert response.status_code == 302
    return str(response.location)


def paper_of(html: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'data-form="([0-9a-f]{64})"', html)
    holder = re.search(r'name="holder" value="(\d+)"', html)
    assert found and holder
    return {"form": found[1], "holder": int(holder[1])}


def test_a_member_takes_the_test_and_sees_the_result(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.member)
    assert exam.name in client.get("/my").text
    assert "Start answering" in client.get(f"/exams/{exam.id}/start").text
    address = begin(client, exam.id)
    paper = paper_of(client.get(address).text)
    held = client.post(f"{address}/holder").get_json()
    assert held["holder"] == paper["holder"] + 1
    answers = [
        {"item": number, "response": response, "sequence": held["first_sequence"]}
        for number, response in right_answers(exam).items()
    ]
    saved = client.post(
        f"{address}/answers",
        json={"holder": held["holder"], "form": paper["form"], "answers": answers},
    )
    assert saved.status_code == 200, saved.text
    assert len(saved.get_json()["answers"]) == 8
    assert 0 < saved.get_json()["remaining_ms"] <= 1_800_000
    done = client.post(f"{address}/submission", json={"claimed": []})
    assert done.get_json()["receipt"] == f"{address}/receipt"
    assert done.get_json()["number"] in client.get(f"{address}/receipt").text
    result = client.get(f"{address}/result").text
    assert "100" in result and "canary" in result
    assert "Handed in" in client.get("/my").text
