"""The member's home and the page before the start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from quizapp.domain.attempt import AttemptState
from quizapp.domain.disclosure import Release
from quizapp.extensions import db
from quizapp.models import AuditEntry, RosterEntry
from tests.conftest import PageClient, People, Statements
from tests.factories.attempts import make_attempt, make_sheet
from tests.factories.exams import HOUR, make_published

DAY = timedelta(days=1)


def test_says_what_is_open_coming_and_finished(client: PageClient, people: People) -> None:
    own = [people.member]
    make_published(people.root, own, name="Open one")
    running = make_published(people.root, own, name="Running one")
    attempt = make_attempt(running, people.member)
    make_published(people.root, own, name="Coming one", opens_in=DAY, closes_in=2 * DAY)
    done = make_published(people.root, own, name="Done one")
    make_sheet(make_attempt(done, people.member, state=AttemptState.SUBMITTED), 8750)
    make_published(people.root, own, name="Missed one", opens_in=-2 * DAY, closes_in=-DAY)
    make_published(people.root, [people.stranger], name="Not mine")
    client.sign_in(people.member)
    html = client.get("/my").text
    opened, coming, finished = (
        html.index(word) for word in (">Open now<", "<h2>Coming</h2>", "<h2>Finished</h2>")
    )
    assert html.index("Running one") < html.index("Open one") < coming
    assert opened < coming < html.index("Coming one") < finished
    assert finished < html.index("Done one") and finished < html.index("Missed one")
    assert "Not mine" not in html
    assert f'href="/attempts/{attempt.id}"' in html
    assert "87.5" in html and "Pass mark reached" in html
    assert "Not taken part" in html


def test_says_when_a_score_will_be_there(client: PageClient, people: People) -> None:
    later = make_published(
        people.root, [people.member], score_release=Release.AFTER_CLOSE, closes_in=DAY
    )
    make_sheet(make_attempt(later, people.member, state=AttemptState.SUBMITTED), 8750)
    client.sign_in(people.member)
    html = client.get("/my").text
    assert "The score is shown from" in html and "87.5" not in html


def test_an_empty_home_teaches_what_will_come(client: PageClient, people: People) -> None:
    client.sign_in(people.member)
    assert "No test is open for you now" in client.get("/my").text


def test_an_exempt_member_is_told_so(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], opens_in=-2 * DAY, closes_in=-DAY)
    entry = db.session.get(RosterEntry, (exam.id, people.member.id))
    assert entry is not None
    entry.exempt_reason = "on leave"
    db.session.commit()
    client.sign_in(people.member)
    assert "You were exempt" in client.get("/my").text


def test_asks_as_many_statements_for_ten_tests_as_for_one(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.member)
    counts = []
    for more in (1, 9):
        for _ in range(more):
            exam = make_published(people.root, [people.member])
            make_sheet(make_attempt(exam, people.member, state=AttemptState.SUBMITTED), 5000)
        statements.seen.clear()
        client.get("/my")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_before_the_start_the_rules_are_told(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], tries=2, entry_code="7K2M")
    client.sign_in(people.member)
    html = client.get(f"/exams/{exam.id}/start").text
    assert "If you start now, hand in by" in html
    assert "Time to answer: 30 minutes" in html
    assert "Multiple choice: if some right options are missing" in html
    assert "Multiple choice: 2 items at 12.5 points" in html
    assert "100 points; the pass mark is 60" in html
    assert "0 of 2 used" in html and "the best score counts" in html
    assert "Your score is shown as soon as you have handed in" in html
    assert 'name="entry_code"' in html
    assert db.session.execute(db.select(AuditEntry)).all() == []


def test_a_wrong_entry_code_is_told_and_the_right_one_starts(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], entry_code="7K2M")
    client.sign_in(people.member)
    address = f"/exams/{exam.id}/attempts"
    wrong = client.post(address, data={"entry_code": "9999"}, follow_redirects=True)
    assert "The entry code is not right" in wrong.text
    assert "/attempts/" in client.post(address, data={"entry_code": "7k2m"}).location


def test_before_the_opening_and_after_the_end_there_is_no_button(
    client: PageClient, people: People
) -> None:
    early = make_published(people.root, [people.member], opens_in=DAY, closes_in=2 * DAY)
    late = make_published(people.root, [people.member], opens_in=-2 * DAY, closes_in=-DAY)
    used = make_published(people.root, [people.member])
    make_attempt(used, people.member, state=AttemptState.SUBMITTED)
    client.sign_in(people.member)
    for exam, words in (
        (early, "The test opens at"),
        (late, "The test ended at"),
        (used, "You have used all attempts"),
    ):
        html = client.get(f"/exams/{exam.id}/start").text
        assert words in html and "Start answering" not in html


def test_little_time_is_said(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], closes_in=timedelta(minutes=10))
    client.sign_in(people.member)
    html = client.get(f"/exams/{exam.id}/start").text
    assert "less than the full 30 minutes" in html


def test_an_overdue_attempt_does_not_stand_in_the_way(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], tries=2)
    make_attempt(exam, people.member, started_at=datetime.now(UTC) - HOUR)
    client.sign_in(people.member)
    assert "Start answering" in client.get(f"/exams/{exam.id}/start").text
