"""The pages about plans: what they show, and to whom."""

from __future__ import annotations

import pytest

from question_bank.bundle import EventKind
from tests.conftest import PageClient, People, Statements
from tests.factories.plans import DIGEST, LABEL, make_bundle, make_event, store_plan


def test_list_shows_plans_with_their_counts(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/").text
    assert LABEL in page
    assert "计划.txt" in page


def test_list_takes_as_many_statements_for_ten_plans_as_for_one(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    store_plan(people.root)
    before = len(statements)
    client.get("/plans/")
    few = len(statements) - before
    for number in range(9):
        store_plan(people.root, make_bundle(sha256=f"{number:064}"))
    before = len(statements)
    client.get("/plans/")
    assert len(statements) - before == few


def test_empty_list_teaches_the_next_step(client: PageClient, people: People) -> None:
    page = client.sign_in(people.organizer).get("/plans/").text
    assert "No plan yet" in page
    assert "/plans/import" in page


def test_plan_shows_the_chosen_article_with_facts_and_items(
    client: PageClient, people: People
) -> None:
    plan = store_plan(people.root)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?article=1").text
    assert "<mark" in page
    assert "灯下共读" in page
    assert "领读员; 记录员; 联络员" in page
    assert f'href="/bank/review?plan={plan.plan_id}' in page
    assert "The mark “ has no partner." in page


def test_plan_without_test_says_what_to_do(client: PageClient, people: People) -> None:
    plan = store_plan(people.root, make_bundle(events=()))
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").text
    assert "This plan calls for no test." in page


def test_plan_without_articles_is_shown(client: PageClient, people: People) -> None:
    bundle = make_bundle(articles=(), sections=(), facts=(), items=(), events=(), problems=())
    plan = store_plan(people.root, bundle)
    assert client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").status_code == 200


def test_unknown_article_is_not_found(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    client.sign_in(people.organizer)
    assert client.get(f"/plans/{plan.plan_id}?article=99").status_code == 404


@pytest.mark.parametrize("address", ["/plans/", "/plans/year", "/plans/import", "/plans/1"])
def test_members_do_not_get_in(client: PageClient, people: People, address: str) -> None:
    store_plan(people.root)
    assert client.sign_in(people.member).get(address).status_code == 403


def test_plan_of_another_unit_is_not_there(
    client: PageClient, people: People, other_organizer: object
) -> None:
    plan = store_plan(people.root)
    client.sign_in(other_organizer)  # type: ignore[arg-type]
    assert client.get(f"/plans/{plan.plan_id}").status_code == 404
    assert LABEL not in client.get("/plans/").text
    assert "借阅制度测试" not in client.get("/plans/year").text


def test_signed_out_people_are_sent_to_sign_in(client: PageClient, people: People) -> None:
    assert "/sign-in" in client.get("/plans/").headers["Location"]


def test_year_lists_tests_in_order_and_studies_apart(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/year").text
    order = [page.rindex(name) for name in ("借阅制度测试", "季度百分制考核", "馆规知识竞赛")]
    assert order == sorted(order)
    assert page.index("Studies and trainings") < page.rindex("灯下共读")
    assert "Time to be settled (年内)" in page
    assert "Every quarter" in page


def test_year_offers_a_draft_of_each_test(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/year").text
    assert page.count("/exams/from-event/") == 3


def test_year_without_tests_is_useful(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    assert "No plan yet" in client.get("/plans/year").text
    study = make_event("study-1", "共读", kind=EventKind.STUDY)
    store_plan(people.root, make_bundle(events=(study,)))
    page = client.get("/plans/year").text
    assert "Your plans call for no test" in page
    assert "共读" in page


def test_stored_text_is_escaped(client: PageClient, people: People) -> None:
    bundle = make_bundle(label="<script>alert(1)</script>", sha256=DIGEST[::-1])
    plan = store_plan(people.root, bundle)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").text
    assert "<script>alert" not in page
