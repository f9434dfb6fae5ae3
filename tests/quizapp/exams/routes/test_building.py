"""The pages of the builder, as an organizer, and as everybody else."""

from __future__ import annotations

import pytest

from quizapp.extensions import db
from quizapp.models import AudiencePart, Exam, ExamAudience, ExamSection, ExamState, Member
from tests.conftest import PageClient, People, Statements
from tests.factories.exams import make_exam, make_published
from tests.factories.stock import make_stock

RULES = {
    "opens_at": "2036-07-01T09:00",
    "closes_at": "2036-07-02T18:00",
    "duration": "30",
    "tries": "1",
    "counting": "best",
    "pass_points": "60",
    "multiple_choice_rule": "exact",
    "score_release": "at_once",
    "answer_release": "after_close",
    "form_count": "1",
    "items_per_page": "10",
}


def test_an_exam_is_built_step_by_step_and_published(people: People, client: PageClient) -> None:
    plan = make_stock(people.root)
    client.sign_in(people.organizer)
    basics = {"name": "Test", "mode": "online", "unit": people.root, "plans": [plan.id]}
    answer = client.post("/exams/new", data=basics | {"with_schedule": "y"})
    assert answer.status_code == 302
    exam = db.session.query(Exam).one()
    assert client.get(answer.location).status_code == 200
    assert client.post(f"/exams/{exam.id}/rules", data=RULES).status_code == 302
    audience = {"units": [people.other_branch], "save": "1"}
    assert client.post(f"/exams/{exam.id}/audience", data=audience).status_code == 302
    paper = {
        f"sections-{place}-{name}": value
        for place, kind in enumerate(("single_choice", "true_false"))
        for name, value in (("kind", kind), ("count", "4"), ("points", "12.5"))
    }
    assert client.post(f"/exams/{exam.id}/paper", data=paper).status_code == 302
    page = client.get(f"/exams/{exam.id}").get_data(as_text=True)
    assert "Nothing is in the way" in page
    client.post(f"/exams/{exam.id}/publication")
    db.session.expire_all()
    exam = db.session.query(Exam).one()
    assert exam.state is ExamState.PUBLISHED
    # 09:00 in Shanghai.
    assert exam.opens_at is not None and exam.opens_at.hour == 1
    page = client.get(f"/exams/{exam.id}").get_data(as_text=True)
    assert "Text to paste" in page
    assert client.get(f"/exams/{exam.id}/qr.svg").mimetype == "image/svg+xml"
    page = client.get(f"/exams/{exam.id}/running").get_data(as_text=True)
    assert "stranger" in page and "Reminder to paste" in page


def test_publishing_too_early_lists_what_is_in_the_way(people: People, client: PageClient) -> None:
    exam = make_exam(people.root, opens_at=None, closes_at=None)
    client.sign_in(people.organizer)
    client.post(f"/exams/{exam.id}/publication")
    page = client.get(f"/exams/{exam.id}").get_data(as_text=True)
    assert "The time is still open." in page
    assert "The paper has no section." in page
    assert "Complete what is missing" in page and "Publish the test" not in page
    assert db.session.get_one(Exam, exam.id).state is ExamState.DRAFT


def test_the_head_count_follows_what_is_ticked(people: People, client: PageClient) -> None:
    exam = make_exam(people.root)
    client.sign_in(people.organizer)
    page = client.post(
        f"/exams/{exam.id}/audience", data={"units": [people.branch], "count": "1"}
    ).get_data(as_text=True)
    assert ">4<" in page
    assert db.session.query(ExamAudience).count() == 0


def test_a_person_can_be_found_and_left_out(people: People, client: PageClient) -> None:
    exam = make_exam(people.root)
    client.sign_in(people.organizer)
    data = {"units": [people.root], "search": "strang", "count": "1"}
    assert "stranger" in client.post(f"/exams/{exam.id}/audience", data=data).get_data(as_text=True)
    data = {
        "units": [people.root],
        "without": [people.stranger.id],
        "search": "strang",
        "save": "1",
    }
    client.post(f"/exams/{exam.id}/audience", data=data)
    parts = {(row.part, row.reference) for row in db.session.query(ExamAudience)}
    assert (AudiencePart.WITHOUT, people.stranger.id) in parts


def test_bad_numbers_are_named_and_nothing_is_stored(people: People, client: PageClient) -> None:
    exam = make_exam(people.root)
    client.sign_in(people.organizer)
    answer = client.post(f"/exams/{exam.id}/rules", data=RULES | {"duration": "soon"})
    assert answer.status_code == 200
    assert db.session.get_one(Exam, exam.id).pass_points == 6000
    paper = {"sections-0-kind": "single_choice", "sections-0-count": "-3", "sections-0-points": "5"}
    assert client.post(f"/exams/{exam.id}/paper", data=paper).status_code == 200
    assert db.session.query(ExamSection).count() == 0


@pytest.mark.parametrize("path", ["basics", "rules", "audience", "paper"])
def test_a_published_exam_cannot_be_edited(people: People, client: PageClient, path: str) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.organizer)
    assert client.get(f"/exams/{exam.id}/{path}").status_code == 409


@pytest.mark.parametrize(
    "path", ["", "/basics", "/rules", "/audience", "/paper", "/running", "/qr.svg"]
)
def test_others_are_kept_out(people: People, client: PageClient, path: str) -> None:
    exam = make_exam(people.root)
    address = f"/exams/{exam.id}{path}"
    assert client.get(address).status_code == 302
    for person in (people.member, people.secretary):
        wanted = 404 if path == "/running" and person is people.secretary else 403
        assert client.sign_in(person).get(address).status_code == wanted


def test_another_subtree_is_not_there(
    people: People, client: PageClient, other_organizer: Member
) -> None:
    exam = make_exam(people.root)
    client.sign_in(other_organizer)
    assert client.get(f"/exams/{exam.id}").status_code == 404
    assert client.post(f"/exams/{exam.id}/publication").status_code == 404
    assert client.post(f"/exams/{exam.id}/cancellation").status_code == 404


def test_the_secretary_sees_the_own_branch_only(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    client.sign_in(people.secretary)
    page = client.get(f"/exams/{exam.id}/running").get_data(as_text=True)
    assert ">member<" in page and "stranger" not in page
    assert exam.name in client.get("/exams/branch").get_data(as_text=True)


def test_the_list_asks_the_same_whatever_its_length(
    people: People, client: PageClient, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    make_exam(people.root)
    statements.seen.clear()
    client.get("/exams/")
    first = len(statements)
    for _ in range(5):
        make_published(people.root, [people.member, people.stranger])
    statements.seen.clear()
    client.get("/exams/")
    assert len(statements) == first


def test_boards_release_and_withdrawal(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.organizer)
    client.post(f"/exams/{exam.id}/boards", data={"branch_board": "y"})
    client.post(f"/exams/{exam.id}/release")
    db.session.expire_all()
    exam = db.session.query(Exam).one()
    assert exam.branch_board and not exam.member_board and exam.released_at is not None
    client.post(f"/exams/{exam.id}/cancellation")
    db.session.expire_all()
    assert db.session.query(Exam).one().state is ExamState.CANCELLED


def test_a_draft_can_be_thrown_away(people: People, client: PageClient) -> None:
    exam = make_exam(people.root)
    client.sign_in(people.organizer)
    client.post(f"/exams/{exam.id}/cancellation")
    assert db.session.query(Exam).count() == 0
