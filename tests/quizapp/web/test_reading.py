"""What no column of the database holds is refused before any feature looks at it."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from quizapp.web.reading import LARGEST_NUMBER
from tests.conftest import PageClient, People

HUGE = (LARGEST_NUMBER + 1, 2**63, 10**30)


def addresses(app: Flask, number: int) -> list[tuple[str, str]]:
    """Method and address of every route that takes numbers, with this one in each place."""

    def filled(rule: Rule) -> str:
        return re.sub(r"<int:\w+>", str(number), rule.rule)

    rules = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    methods = {"GET", "POST"}
    return [
        (method, filled(rule)) for rule in rules for method in methods & (rule.methods or set())
    ]


@pytest.mark.parametrize("number", HUGE)
def test_a_number_no_row_can_have_is_no_page(
    client: PageClient, people: People, app: Flask, number: int
) -> None:
    client.sign_in(people.administrator)
    asked = addresses(app, number)
    assert len(asked) > 40
    assert {client.open(path, method=method).status_code for method, path in asked} == {404}


@pytest.mark.parametrize(
    "path",
    ["/members/?unit={}", "/members/new?unit={}", "/bank/?page={}", "/bank/?plan={}",
     "/bank/review?item={}", "/bank/review?last={}", "/suggestions/inbox?page={}",
     "/members/?page={}", "/members/slips?unit={}"],
)  # fmt: skip
@pytest.mark.parametrize("number", [*HUGE, -1, "1" * 5000])
def test_a_query_for_such_a_number_breaks_nothing(
    client: PageClient, people: People, path: str, number: object
) -> None:
    client.sign_in(people.administrator)
    assert client.get(path.format(number)).status_code in (200, 404)


def test_ticks_for_such_a_number_break_nothing(client: PageClient, people: People) -> None:
    client.sign_in(people.administrator)
    for number in (*HUGE, "1" * 5000):
        sent = {"decision": "approve", "scope": "ticked", "items": f"{number}:1"}
        assert client.post("/bank/decisions", data=sent).status_code == 302


def test_zero_characters_are_refused_wherever_they_stand(
    client: PageClient, people: People
) -> None:
    client.sign_in(people.administrator)
    file = (io.BytesIO(b"a"), "a\0.txt")
    answers = [
        client.get("/members/?q=a%00"),
        client.get("/bank/?a%00=1"),
        client.post("/suggestions/", data={"text": "a\0b"}),
        client.post("/suggestions/", data={"a\0": "b"}),
        client.post("/members/import", data={"file": file}),
    ]
    assert [answer.status_code for answer in answers] == [400] * len(answers)
    assert "could not be read" in answers[0].text


def test_a_zero_character_in_the_sign_in_name_is_refused(client: PageClient) -> None:
    answer = client.post("/sign-in", data={"sign_in_name": "a\0", "password": "b"})
    assert answer.status_code == 400
