"""复习题: approved items that are on no paper, before the opening only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from question_bank.items import Item, Knowledge, item_to_json
from quizapp.attempts.queries.study_items import study_page
from quizapp.extensions import db
from quizapp.models import BankItem, Exam, ExamPlan, ItemStatus, ItemVersion, Plan
from tests.conftest import PageClient, People
from tests.factories.exams import make_exam, publish_exam
from tests.factories.items import fill_in, multiple_choice, single_choice, true_false
from tests.quizapp.attempts.conftest import viewer_of

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def add_to_bank(plan: Plan, item: Item, status: ItemStatus = ItemStatus.APPROVED) -> None:
    """Store an item in the bank."""
    row = BankItem(
        plan_id=plan.id,
        item_id=item.id,
        kind=item.kind,
        knowledge=item.knowledge,
        difficulty=item.difficulty,
        family=item.family,
        article_ordinal=1,
        status=status,
        stem=item.stem,
    )
    db.session.add(row)
    db.session.flush()
    version = ItemVersion(item_id=row.id, number=1, content=item_to_json(item), made_at=NOW)
    db.session.add(version)
    db.session.commit()


def prepared(people: People, **values: object) -> Exam:
    """An exam that opens tomorrow, its paper one item, and a bank of seven."""
    plan = Plan(
        unit_id=people.root,
        label="Invented plan",
        file_name="a.txt",
        sha256="0" * 64,
        format="txt",
        text="",
        sections=[],
        problems=[],
        generator="1",
        seed=1,
        imported_at=NOW,
    )
    db.session.add(plan)
    db.session.flush()
    drawn = single_choice(1)
    sister = replace(true_false(1), family=drawn.family)
    for item in (drawn, sister, single_choice(2), multiple_choice(2), true_false(2), fill_in(2)):
        add_to_bank(plan, item)
    add_to_bank(plan, single_choice(3), ItemStatus.DRAFT)
    add_to_bank(plan, replace(single_choice(4), knowledge=Knowledge.SCHEDULE))
    exam = make_exam(
        people.root, **{"opens_in": DAY, "closes_in": 2 * DAY, "study_items": True} | values
    )
    db.session.add(ExamPlan(exam_id=exam.id, plan_id=plan.id))
    return publish_exam(exam, [people.member], sections=[[drawn]])


def stems(exam: Exam, people: People, now: datetime = NOW) -> set[str] | None:
    page = study_page(exam.id, viewer_of(people.member), now=now)
    return None if page is None else {"____".join(item.stem_parts) for item in page.items}


def test_shows_approved_items_that_share_no_fact_with_a_paper(people: People) -> None:
    assert stems(prepared(people), people) == {
        "Stem of single 2",
        "Stem of multiple 2",
        "Stem of truth 2",
        "Fill 2: ____",
    }


def test_shows_work_arrangements_only_where_the_test_asks_for_them(people: People) -> None:
    assert "Stem of single 4" in (stems(prepared(people, with_schedule=True), people) or set())


def test_is_there_before_the_opening_and_when_switched_on_only(people: People) -> None:
    exam = prepared(people)
    assert exam.opens_at is not None
    assert stems(exam, people, exam.opens_at - timedelta(seconds=1)) is not None
    assert stems(exam, people, exam.opens_at) is None
    exam.study_items = False
    db.session.commit()
    assert stems(exam, people) is None


def test_gives_away_nothing_of_another_test_that_is_not_over(people: People) -> None:
    exam = prepared(people)
    other = make_exam(people.branch)
    publish_exam(other, [people.stranger], sections=[[multiple_choice(2)]])
    shown = stems(exam, people) or set()
    assert "Stem of multiple 2" not in shown and "Stem of truth 2" in shown
    other.opens_at, other.closes_at = NOW - 2 * DAY, NOW - DAY
    db.session.commit()
    assert "Stem of multiple 2" in (stems(exam, people) or set())


def test_is_for_the_roster(client: PageClient, people: People) -> None:
    exam = prepared(people)
    client.sign_in(people.stranger)
    assert client.get(f"/exams/{exam.id}/study").status_code == 404
    client.sign_in(people.member)
    html = client.get(f"/exams/{exam.id}/study").text
    assert "Stem of multiple 2" in html and "Stem of single 1" not in html
    assert f'href="/exams/{exam.id}/study"' in client.get("/my").text
