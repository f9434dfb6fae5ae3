"""Sending a changed plan: it is compared first, and nothing changes before the organizer says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, Member, Plan, PlanUpload
from tests.conftest import PageClient, People, Statements
from tests.factories.bank import bank_item
from tests.factories.plans import DIGEST, LABEL, TEXT, make_items, store_plan
from tests.quizapp.plans.conftest import CHANGED, read_again, wait_for_comparison
from tests.quizapp.plans.routes.test_create import upload


def approve(item_id: str) -> None:
    bank_item(item_id).status = ItemStatus.APPROVED
    db.session.commit()


@pytest.fixture
def waiting(client: PageClient, people: People) -> str:
    """Address of a comparison; the changed sentence carries an approved item."""
    plan = store_plan(people.root)
    approve("item-often")
    client.sign_in(people.organizer)
    upload_id = wait_for_comparison(people, plan.plan_id, read_again(CHANGED))
    return f"/plans/uploads/{upload_id}"


def test_changed_file_of_the_same_label_is_compared_and_not_stored(
    client: PageClient, people: People
) -> None:
    client.sign_in(people.organizer)
    upload(client, people.root, TEXT.encode(), label=LABEL)
    items = db.session.scalar(select(func.count()).select_from(BankItem))
    answer = upload(client, people.root, CHANGED.encode(), label=LABEL)
    assert answer.headers["Location"].endswith("/changes")
    page = client.get(answer.headers["Location"]).text
    assert "Nothing is changed yet" in page
    assert db.session.scalar(select(func.count()).select_from(BankItem)) == items
    assert db.session.scalars(select(Plan.text)).one().strip() == TEXT.strip()
    assert answer.headers["Location"] in client.get("/plans/").text, "it can be found again"


def test_organizer_says_that_it_is_a_new_version(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    client.sign_in(people.organizer)
    address = f"/plans/{plan.plan_id}/version"
    assert LABEL in client.get(address).text
    head = '--cut\r\nContent-Disposition: form-data; name="file"; filename="新.txt"\r\n\r\n'
    body = head.encode() + CHANGED.encode() + b"\r\n--cut--\r\n"
    answer = client.post(address, data=body, content_type="multipart/form-data; boundary=cut")
    assert answer.headers["Location"].endswith("/changes")
    assert client.post(address, data={}).status_code == 200, "the form asks for its file"


def test_lost_item_shows_the_old_and_the_new_sentence(client: PageClient, waiting: str) -> None:
    page = client.get(f"{waiting}/changes").text
    assert "资料室每<mark>半年</mark>清点一次书架" in page
    assert "资料室每<mark>季度</mark>清点一次书架" in page
    assert 'value="drafts" checked' in page


def test_each_group_has_its_list(client: PageClient, waiting: str) -> None:
    assert "From Article 2 to Article 3" in client.get(f"{waiting}/changes?show=moved").text
    assert "灯下共读" in client.get(f"{waiting}/changes?show=kept").text
    assert "装订目录送资料室" in client.get(f"{waiting}/changes?show=new").text
    assert "None." in client.get(f"{waiting}/changes?show=gone").text
    assert client.get(f"{waiting}/changes?show=nonsense&page=99").status_code == 200


def test_new_version_takes_the_place(client: PageClient, people: People, waiting: str) -> None:
    answer = client.post(f"{waiting}/replace", data={"seen": DIGEST, "approved": "drafts"})
    page = client.get(answer.headers["Location"]).text
    assert "1 reviewed item has lost its source" in page
    assert "1 reviewed item quotes a sentence that is no longer in the text." in page
    assert bank_item("item-often").status is ItemStatus.DRAFT
    assert client.get(f"{waiting}/changes").status_code == 404


def test_approved_items_may_stay(client: PageClient, waiting: str) -> None:
    client.post(f"{waiting}/replace", data={"seen": DIGEST, "approved": "stay"})
    assert bank_item("item-often").status is ItemStatus.APPROVED


def test_outdated_comparison_is_shown_again(client: PageClient, waiting: str) -> None:
    answer = client.post(f"{waiting}/replace", data={"seen": "0" * 64, "approved": "stay"})
    assert answer.headers["Location"].endswith("/changes")
    assert "Somebody else replaced this plan" in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize("data", [{}, {"seen": DIGEST, "approved": "perhaps"}])
def test_decision_that_makes_no_sense_is_refused(
    client: PageClient, waiting: str, data: dict[str, str]
) -> None:
    assert client.post(f"{waiting}/replace", data=data).status_code == 400
    assert db.session.scalars(select(Plan.sha256)).one() == DIGEST


def test_file_is_imported_apart_or_discarded(
    client: PageClient, people: People, waiting: str
) -> None:
    assert client.post(f"{waiting}/apart").status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 2
    other = wait_for_comparison(
        people, db.session.scalars(select(Plan.id)).first() or 0, read_again(CHANGED + "完。\n")
    )
    client.post(f"/plans/uploads/{other}/discard")
    assert db.session.scalar(select(func.count()).select_from(PlanUpload)) == 0


@pytest.mark.parametrize("act", ["changes", "replace", "apart"])
def test_others_do_not_get_in(
    client: PageClient, people: People, other_organizer: Member, waiting: str, act: str
) -> None:
    def ask() -> int:
        address = f"{waiting}/{act}"
        data = {"seen": DIGEST, "approved": "stay"}
        return (
            client.get(address) if act == "changes" else client.post(address, data=data)
        ).status_code

    client.sign_in(other_organizer)
    assert ask() == 404
    client.sign_in(people.member)
    assert ask() == 403


def test_version_page_of_a_foreign_plan_is_not_there(
    client: PageClient, people: People, other_organizer: Member
) -> None:
    plan = store_plan(people.root)
    client.sign_in(other_organizer)
    assert client.get(f"/plans/{plan.plan_id}/version").status_code == 404


def test_comparison_takes_the_same_statements_for_many_items(
    client: PageClient, people: People, waiting: str, statements: Statements
) -> None:
    before = len(statements)
    client.get(f"{waiting}/changes")
    few = len(statements) - before
    (plan_id,) = db.session.scalars(select(Plan.id))
    many = read_again(CHANGED)
    new = tuple(replace(make_items()[0], id=f"item-{n}", template=f"t{n}") for n in range(80))
    more = wait_for_comparison(
        people, plan_id, replace(many, items=many.items + new, generator="2")
    )
    before = len(statements)
    page = client.get(f"/plans/uploads/{more}/changes?show=new").text
    assert len(statements) - before == few
    assert "Page 1 of 3" in page
