"""What a test asks of those who come in: at the start and at a take-over, never at a save."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.saving import save_answers
from quizapp.attempts.operations.starting import start, take_over
from quizapp.attempts.queries.papers import PaperPage, paper_page
from quizapp.domain.attempt import SentAnswer
from quizapp.domain.codes import rotating_code
from quizapp.domain.door import (
    HonourNotGiven,
    OldRoomCode,
    Visit,
    WrongBrowser,
    WrongEntryCode,
    WrongNetwork,
)
from quizapp.domain.safe_browser import Shown, request_hash
from quizapp.extensions import db
from quizapp.models import Attempt, Exam
from tests.conftest import People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import KEY, SetClock, sit_down, viewer_of

INSIDE, OUTSIDE = Visit("10.1.0.9"), Visit("10.2.0.9")


def begin(exam: Exam, people: People, **given: object) -> Attempt:
    """Start, and give the row."""
    values = {"viewer": viewer_of(people.member), "entry_code": "", "key": KEY} | given
    return db.session.get_one(Attempt, start(exam.id, **values))  # type: ignore[arg-type]


def test_the_network_is_asked_where_somebody_comes_in_and_not_at_a_save(people: People) -> None:
    exam = make_published(people.root, [people.member], networks="10.1.0.0/16\n2001:db8::/48")
    for visit in (OUTSIDE, Visit()):
        with pytest.raises(WrongNetwork):
            begin(exam, people, visit=visit)
    assert begin(exam, people, visit=INSIDE).number == 1
    attempt = db.session.execute(db.select(Attempt)).scalar_one()
    with pytest.raises(WrongNetwork):
        take_over(attempt.id, viewer=viewer_of(people.member), key=KEY, visit=OUTSIDE)
    with pytest.raises(WrongNetwork):
        paper_page(attempt.id, viewer_of(people.member), visit=OUTSIDE)
    shown = paper_page(attempt.id, viewer_of(people.member), visit=Visit("2001:db8::9"))
    assert isinstance(shown, PaperPage)
    held = take_over(attempt.id, viewer=viewer_of(people.member), key=KEY, visit=INSIDE)
    assert held.holder == 2


def test_a_save_from_another_network_is_never_refused_for_it(people: People) -> None:
    exam = make_published(people.root, [people.member], networks="10.1.0.0/16")
    sitting = sit_down(exam, people.member)
    saved = save_answers(
        sitting.attempt_id,
        [SentAnswer(1, ("a",), 1)],
        claim=sitting.claim,
        holder=1,
        form_hash=sitting.form_hash,
        key=KEY,
    )
    assert [answer.sequence for answer in saved.answers] == [1]


def test_the_changing_code_is_that_of_the_database_clock(
    people: People, set_clock: SetClock
) -> None:
    exam = make_published(
        people.root, [people.member, people.secretary], rotating_code=True, entry_code="7K2M"
    )
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    code = rotating_code(KEY, f"{exam.id}.{exam.seed}", now=now)
    set_clock(now + timedelta(minutes=2))
    for given in (code, "7K2M", ""):
        with pytest.raises(OldRoomCode):
            begin(exam, people, entry_code=given)
    entered = viewer_of(people.secretary, exam_id=exam.id)
    set_clock(now + timedelta(seconds=119))
    with pytest.raises(OldRoomCode):
        begin(exam, people, viewer=entered)
    assert begin(exam, people, viewer=entered, entry_code=code).number == 1
    assert begin(exam, people, entry_code=f"{code[:3]} {code[3:]}").number == 1


def test_the_statement_is_stored_with_its_moment(people: People, set_clock: SetClock) -> None:
    exam = make_published(people.root, [people.member], asks_honour=True)
    moment = datetime.now(UTC).replace(microsecond=0)
    set_clock(moment)
    with pytest.raises(HonourNotGiven):
        begin(exam, people)
    assert begin(exam, people, honoured=True).honoured_at == moment
    other = make_published(people.root, [people.member])
    assert begin(other, people, honoured=True).honoured_at is None, "nobody was asked"


def test_the_browser_is_asked_where_somebody_comes_in(people: People) -> None:
    key = "ab" * 32
    exam = make_published(people.root, [people.member], browser_config_key=key)
    url = "https://exam.example/exams/1/attempts"
    good = Visit("10.1.0.9", Shown(url, request_hash(url, key)))
    bad = Visit("10.1.0.9", Shown(url, request_hash(url + "x", key)))
    for visit in (INSIDE, bad):
        with pytest.raises(WrongBrowser):
            begin(exam, people, visit=visit)
    attempt = begin(exam, people, visit=good)
    with pytest.raises(WrongBrowser):
        take_over(attempt.id, viewer=viewer_of(people.member), key=KEY, visit=bad)
    assert take_over(attempt.id, viewer=viewer_of(people.member), key=KEY, visit=good).holder == 2


def test_codes_cannot_be_tried_from_outside(people: People) -> None:
    exam = make_published(people.root, [people.member], networks="10.1.0.0/16", entry_code="7K2M")
    with pytest.raises(WrongNetwork):
        begin(exam, people, entry_code="7K2M", visit=OUTSIDE)
    with pytest.raises(WrongEntryCode):
        begin(exam, people, entry_code="7K2N", visit=INSIDE)
