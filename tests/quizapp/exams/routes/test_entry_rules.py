"""The rules about coming in and order, and the code on the projector."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from quizapp.extensions import db
from quizapp.models import Exam, Member
from tests.conftest import PageClient, People
from tests.factories.exams import make_exam, make_published
from tests.quizapp.exams.routes.test_building import RULES

KEY = "AB" * 32
TYPED = {
    "rotating_code": "y",
    "forward_only": "y",
    "asks_honour": "y",
    "honour_text": " In our words. ",
    "networks": "192.168.1.7/24, 2001:db8::/48",
    "browser_config_key": f" {KEY} ",
    "browser_exam_keys": f"{KEY}\n{'cd' * 32}",
}


def test_what_is_typed_is_stored_in_one_form_and_shown_again(
    client: PageClient, people: People
) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    assert '<details class="fold">' in client.get(f"/exams/{exam.id}/rules").text
    assert client.post(f"/exams/{exam.id}/rules", data=RULES | TYPED).status_code == 302
    db.session.expire_all()
    row = db.session.query(Exam).one()
    assert (row.rotating_code, row.forward_only, row.asks_honour) == (True, True, True)
    assert row.honour_text == "In our words."
    assert row.networks == "192.168.1.0/24\n2001:db8::/48"
    assert row.browser_config_key == KEY.lower()
    assert row.browser_exam_keys.split() == [KEY.lower(), "cd" * 32]
    assert row.door.exam_keys == (KEY.lower(), "cd" * 32)
    html = client.get(f"/exams/{exam.id}/rules").text
    assert '<details class="fold" open>' in html and "192.168.1.0/24" in html


def test_everything_is_off_unless_switched_on(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    client.post(f"/exams/{exam.id}/rules", data=RULES)
    db.session.expire_all()
    row = db.session.query(Exam).one()
    assert not (row.rotating_code or row.forward_only or row.asks_honour)
    assert (row.networks, row.browser_config_key, row.browser_exam_keys) == ("", "", "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("networks", "192.168.1", "“192.168.1” is no address range"),
        ("networks", "<b>", "“&lt;b&gt;” is no address range"),
        ("browser_config_key", "abc", "“abc” is no key"),
        ("browser_config_key", f"{KEY} {'cd' * 32}", "A test has one configuration key."),
        ("browser_exam_keys", "g" * 64, "is no key"),
    ],
)
def test_says_what_cannot_be_read(
    client: PageClient, people: People, name: str, value: str, words: str
) -> None:
    client.sign_in(people.organizer)
    exam = make_exam(people.root)
    reply = client.post(f"/exams/{exam.id}/rules", data=RULES | {name: value})
    assert reply.status_code == 200 and words in reply.text
    assert '<details class="fold" open>' in reply.text


def test_the_code_on_the_projector_starts_a_test(
    client: PageClient, app: Flask, people: People
) -> None:
    exam = make_published(people.root, [people.member], rotating_code=True)
    client.sign_in(people.organizer)
    assert f"/exams/{exam.id}/code" in client.get(f"/exams/{exam.id}").text
    page = client.get(f"/exams/{exam.id}/code")
    html, refresh = page.text, page.headers["Refresh"]
    shown = re.search(r'<p class="room-code"[^>]*>(\d{3}) (\d{3})</p>', html)
    left = re.search(r"A new code in (\d+) seconds", html)
    assert shown and left
    assert 1 <= int(left[1]) <= 60 and 1 <= int(refresh) <= min(5, int(left[1]))
    client.sign_in(people.member)
    sent = {"entry_code": shown[1] + shown[2]}
    assert client.post(f"/exams/{exam.id}/attempts", data=sent).status_code == 302


def test_the_code_is_for_the_organizers_of_the_test(
    client: PageClient, people: People, other_organizer: Member
) -> None:
    exam = make_published(people.root, [people.member], rotating_code=True)
    plain = make_published(people.root, [people.member])
    for member, code in ((people.member, 403), (people.secretary, 403), (other_organizer, 404)):
        assert client.sign_in(member).get(f"/exams/{exam.id}/code").status_code == code
    client.sign_in(people.organizer)
    assert client.get(f"/exams/{plain.id}/code").status_code == 404
