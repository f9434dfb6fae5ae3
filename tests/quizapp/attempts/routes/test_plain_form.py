"""The test without script: a page of items at a time, saved by its buttons."""

from __future__ import annotations

import re

import pytest

from quizapp.extensions import db
from quizapp.models import Answer
from tests.conftest import PageClient, People
from tests.factories.exams import make_published, right_answers
from tests.quizapp.attempts.conftest import Sitting, sit_down


def shown_items(html: str) -> list[int]:
    """Numbers of the items that are on this page and can be answered."""
    slots = re.findall(
        r'data-item="(\d+)"[^>]*?( hidden)?>\s*<fieldset class="question"( disabled)?', html
    )
    assert all(bool(hidden) == bool(disabled) for _, hidden, disabled in slots)
    return [int(number) for number, hidden, _ in slots if not hidden]


def fields(sitting: Sitting, items: list[int]) -> dict[str, object]:
    """The form as a browser sends it with the right answers."""
    right = right_answers(sitting.exam)
    sent: dict[str, object] = {"holder": "1", "item": [str(number) for number in items]}
    for number in items:
        if number < 7:
            sent[f"answer-{number}"] = right[number]
            continue
        for place, text in enumerate(right[number], start=1):
            sent[f"answer-{number}-{place}-open"] = "1"
            sent[f"answer-{number}-{place}"] = f" {text} "
    return sent


def stored() -> dict[int, list[str]]:
    rows = db.session.execute(db.select(Answer.item_number, Answer.response))
    return {row.item_number: row.response for row in rows}


def test_goes_through_the_pages_to_the_overview(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], items_per_page=3)
    sitting = sit_down(exam, people.member)
    address = f"/attempts/{sitting.attempt_id}"
    client.sign_in(people.member)
    seen: list[int] = []
    for page in (1, 2, 3):
        html = client.get(f"{address}?page={page}").text
        items = shown_items(html)
        assert len(items) == (3 if page < 3 else 2)
        assert f'action="{address}/pages/{page}"' in html
        seen += items
        go = "next" if page < 3 else "overview"
        reply = client.post(f"{address}/pages/{page}", data=fields(sitting, items) | {"go": go})
        assert reply.location == (
            f"{address}?page={page + 1}" if page < 3 else f"{address}/overview"
        )
    assert sorted(seen) == list(range(1, 9))
    assert stored() == {number: sorted(right) for number, right in right_answers(exam).items()}
    overview = client.get(f"{address}/overview").text
    assert "Every item is answered (8)" in overview
    receipt = client.post(f"{address}/submission")
    assert receipt.location == f"{address}/receipt"
    assert "100" in client.get(f"{address}/result").text


def test_keeps_what_was_chosen_and_says_when_it_was_saved(
    client: PageClient, sitting: Sitting
) -> None:
    address = f"/attempts/{sitting.attempt_id}"
    client.sign_in(sitting.member)
    assert "Nothing to save yet" in client.get(address).text
    client.post(f"{address}/pages/1", data=fields(sitting, [1, 8]) | {"go": "previous"})
    html = client.get(address).text
    assert re.search(r"Saved \d\d:\d\d:\d\d", html)
    (chosen,) = right_answers(sitting.exam)[1]
    assert re.search(rf'name="answer-1" value="{chosen}" checked', html)
    assert 'name="answer-8-2" value="key2" checked' in html
    overview = client.get(f"{address}/overview").text
    assert "Items without an answer: 6" in overview
    assert f'href="{address}?page=1#q1"' in overview


def test_an_emptied_answer_is_stored_as_empty(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/pages/1"
    client.post(address, data=fields(sitting, [3]))
    client.post(address, data={"holder": "1", "item": ["3", "8"], "answer-8-1-open": "1"})
    assert stored() == {3: [], 8: [""]}


def test_a_page_that_was_left_behind_is_told_so(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    client.post(f"/attempts/{sitting.attempt_id}/holder")
    reply = client.post(f"/attempts/{sitting.attempt_id}/pages/1", data=fields(sitting, [1]))
    assert reply.status_code == 409
    assert "another page or device" in reply.text
    assert stored() == {}


def test_refuses_another_shape(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/pages/1"
    for data in ({"item": "1"}, {"holder": "x"}, {"holder": "1", "item": "one"}):
        assert client.post(address, data=data).status_code == 422


def test_pages_out_of_range_show_the_nearest(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    for page in ("0", "99", "x"):
        html = client.get(f"/attempts/{sitting.attempt_id}?page={page}").text
        assert len(shown_items(html)) == 8


def test_typed_blanks_are_fields(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], typed_blanks=True)
    sitting = sit_down(exam, people.member, answers={7: ['a "quoted" word']})
    client.sign_in(people.member)
    html = client.get(f"/attempts/{sitting.attempt_id}").text
    assert 'type="text" id="answer-7-1" name="answer-7-1" value="a &#34;quoted&#34; word"' in html
    assert "key1" not in html


@pytest.mark.parametrize(
    "sent",
    [
        {"holder": "9" * 5000, "item": "1"},
        {"holder": "1", "item": "9" * 5000},
        {"holder": "1", "item": "x"},
        {"holder": "-1", "item": "1"},
        {"item": "1"},
    ],
)
def test_refuses_numbers_that_are_none(
    client: PageClient, sitting: Sitting, sent: dict[str, str]
) -> None:
    client.sign_in(sitting.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/pages/1", data=sent)
    assert reply.status_code == 422 and stored() == {}
