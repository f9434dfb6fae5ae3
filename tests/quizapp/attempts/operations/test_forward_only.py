"""A test that only goes forward: what was left stays as it was, by script and by plain form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quizapp.attempts.operations.saving import save_answers, save_page
from quizapp.attempts.operations.starting import start
from quizapp.attempts.queries.papers import PaperPage, paper_page
from quizapp.domain.attempt import SentAnswer
from quizapp.domain.attempt_refusals import ItemLeft
from quizapp.domain.door import Visit
from quizapp.domain.people import Role
from quizapp.domain.viewer import Grant
from quizapp.exams.queries.running import running
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Form
from tests.conftest import People, Statements
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import KEY, Sitting, viewer_of


@pytest.fixture
def sitting(people: People) -> Sitting:
    """The member at the first item of a test that only goes forward, three items a page."""
    exam = make_published(people.root, [people.member], forward_only=True, items_per_page=3)
    attempt_id = start(exam.id, viewer=viewer_of(people.member), entry_code="", key=KEY)
    attempt = db.session.get_one(Attempt, attempt_id)
    form = db.session.get_one(Form, attempt.form_id)
    return Sitting(exam, people.member, attempt_id, form.content_hash)


def order(sitting: Sitting) -> list[int]:
    """Item numbers as the member sees them."""
    places = sitting.attempt.places
    assert places is not None
    return sorted(map(int, places), key=lambda number: places[str(number)])


def save(sitting: Sitting, *sent: tuple[int, int]) -> set[int]:
    """Save an empty answer with the number of each (item, sequence); the stored items."""
    batch = [SentAnswer(item, (), sequence) for item, sequence in sent]
    saved = save_answers(
        sitting.attempt_id,
        batch,
        claim=sitting.claim,
        holder=1,
        form_hash=sitting.form_hash,
        key=KEY,
    )
    return {answer.item_number for answer in saved.answers}


def stored() -> set[int]:
    db.session.expire_all()
    return set(db.session.execute(db.select(Answer.item_number)).scalars())


def page_of(sitting: Sitting, page: int = 1) -> PaperPage:
    found = paper_page(sitting.attempt_id, sitting.viewer, page=page, visit=Visit())
    assert isinstance(found, PaperPage)
    return found


def test_places_are_those_of_the_page(sitting: Sitting) -> None:
    page = page_of(sitting)
    assert [cell.number for cell in page.cells] == order(sitting)
    assert [item.number for item in page.items] == order(sitting)[:3]
    assert sorted(order(sitting)) == list(range(1, 9))


def test_other_tests_store_no_places_and_go_anywhere(people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt_id = start(exam.id, viewer=viewer_of(people.member), entry_code="", key=KEY)
    assert db.session.get_one(Attempt, attempt_id).places is None
    row = db.session.execute(db.select(Attempt.id).where(Attempt.places.is_(None)))
    assert row.scalar_one() == attempt_id


def test_an_item_that_was_left_is_refused_and_nothing_of_its_batch_is_stored(
    sitting: Sitting,
) -> None:
    first, second, third, *_ = order(sitting)
    save(sitting, (first, 1), (second, 2))
    assert save(sitting, (second, 3)) == {second}
    with pytest.raises(ItemLeft):
        save(sitting, (first, 4), (third, 5))
    assert stored() == {first, second}
    with pytest.raises(ItemLeft):
        save(sitting, (first, 4))
    assert save(sitting, (first, 1), (third, 5)) == {first, third}, "a replay is a success"


def test_what_was_given_without_a_network_arrives_in_one_batch(sitting: Sitting) -> None:
    numbers = order(sitting)
    assert save(sitting, *((item, place) for place, item in enumerate(numbers, 1))) == set(numbers)


def test_coming_to_an_item_is_no_answer(sitting: Sitting, people: People) -> None:
    first, second, *_ = order(sitting)
    save(sitting, (first, 1), (second, 2))
    organizer = replace(
        viewer_of(people.organizer),
        grants=(Grant(Role.ORGANIZER, people.root, f"/{people.root}/"),),
    )
    page = running(sitting.exam.id, organizer, now=datetime.now(UTC))
    assert page is not None
    assert [row.answered for branch in page.branches for row in branch.rows] == [0]


def test_it_stays_one_statement(sitting: Sitting, statements: Statements) -> None:
    first, second, *_ = order(sitting)
    page_of(sitting)
    before = len(statements)
    save(sitting, (first, 1), (second, 2))
    assert sum("INSERT INTO answer" in one for one in statements.seen[before:]) == 1
    assert len(statements) - before <= 2


def test_the_plain_form_leaves_a_whole_page(sitting: Sitting) -> None:
    numbers = order(sitting)

    def send(items: list[int], *, goes_on: bool) -> None:
        save_page(
            sitting.attempt_id,
            dict.fromkeys(items, ()),
            claim=sitting.claim,
            holder=1,
            goes_on=goes_on,
            key=KEY,
        )

    send(numbers[:3], goes_on=True)
    assert stored() == set(numbers[:4]), "the first item of the next page is reached"
    shown = page_of(sitting, page=1)
    assert (shown.page, shown.position, shown.first_place) == (2, 4, 4)
    with pytest.raises(ItemLeft):
        send(numbers[:3], goes_on=True)
    send(numbers[3:6], goes_on=True)
    send(numbers[6:], goes_on=True)
    assert stored() == set(numbers)


def test_within_a_page_the_script_reached_the_plain_form_goes_on_there(sitting: Sitting) -> None:
    first, second, *_ = order(sitting)
    save(sitting, (first, 1), (second, 2))
    shown = page_of(sitting)
    assert [item.place for item in shown.items if shown.shows(item)] == [2, 3]
