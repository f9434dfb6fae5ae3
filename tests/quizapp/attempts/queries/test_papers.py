"""The page of the test: the paper itself is read once by a process, and no key at all."""

from __future__ import annotations

import re

import pytest

from quizapp.attempts.operations import responses
from tests.conftest import PageClient, People, Statements
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published

CONTENT = re.compile(r"\bform\.content\b")


def seen_by(client: PageClient, statements: Statements, address: str) -> list[str]:
    before = len(statements)
    assert client.get(address).status_code == 200
    return [text for text in statements.seen[before:] if not text.startswith("BEGIN")]


@pytest.fixture
def forgetful() -> None:
    """A process that has just started."""
    responses._papers.forget()


def test_a_paper_is_read_once_for_everybody(
    forgetful: None, people: People, client: PageClient, statements: Statements
) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    first = f"/attempts/{make_attempt(exam, people.member).id}"
    second = f"/attempts/{make_attempt(exam, people.stranger).id}"
    cold = seen_by(client.sign_in(people.member), statements, first)
    assert sum(bool(CONTENT.search(text)) for text in cold) == 1
    for person, address in ((people.member, first), (people.stranger, second)):
        warm = seen_by(client.sign_in(person), statements, address)
        assert not any(CONTENT.search(text) for text in warm)
        assert len(warm) == len(cold) - 1 <= 5


@pytest.mark.parametrize("page", ["", "/overview"])
def test_no_key_is_read_while_the_test_runs(
    people: People, client: PageClient, statements: Statements, page: str
) -> None:
    exam = make_published(people.root, [people.member])
    address = f"/attempts/{make_attempt(exam, people.member).id}{page}"
    read = seen_by(client.sign_in(people.member), statements, address)
    assert read and not any("key_version" in text for text in read)
