"""Uploading a plan through the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from question_bank.bundle import EventKind
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, Member, Plan, PlanArticle, PlanEvent, PlanUpload
from tests.conftest import PageClient, People
from tests.factories.plans import LABEL, TEXT


def upload(
    client: PageClient, unit_id: int, data: bytes, *, name: str = "计划.txt", label: str = ""
):  # type: ignore[no-untyped-def]
    # Put together here: the test client would write large files to the disk and leave them open.
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in (("label", label), ("unit", unit_id))
    ]
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join([*parts, head.encode(), data, b"\r\n--cut--\r\n"])
    return client.post("/plans/import", data=body, content_type="multipart/form-data; boundary=cut")


def test_upload_leads_to_the_plan_and_says_what_was_found(
    client: PageClient, people: People
) -> None:
    client.sign_in(people.organizer)
    answer = upload(client, people.root, TEXT.encode(), label=LABEL)
    page = client.get(answer.headers["Location"]).text
    assert "3 articles" in page
    again = upload(client, people.root, TEXT.encode())
    assert "Nothing has changed" in client.get(again.headers["Location"]).text


def test_plan_without_title_is_asked_for_its_label(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    text = "2026年云溪图书馆机关党建工作的总体要求是：把书读好，把馆管好。\n" + TEXT
    asked = upload(client, people.root, text.encode())
    address = asked.headers["Location"]
    assert 'value="云溪图书馆2026年机关党建工作计划"' in client.get(address).text
    assert address in client.get("/plans/").text, "it can be left and found again"
    assert client.post(address, data={"label": ""}).status_code == 200
    done = client.post(address, data={"label": "云溪2026年计划"})
    assert "云溪2026年计划" in client.get(done.headers["Location"]).text
    assert client.get(address).status_code == 404


def test_waiting_file_is_discarded(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    address = upload(client, people.root, TEXT.encode()).headers["Location"]
    client.post(address + "/discard")
    assert db.session.scalar(select(func.count()).select_from(PlanUpload)) == 0


def test_waiting_file_of_another_unit_is_not_there(
    client: PageClient, people: People, other_organizer: Member
) -> None:
    address = upload(client.sign_in(people.organizer), people.root, TEXT.encode()).headers[
        "Location"
    ]
    client.sign_in(other_organizer)
    assert client.get(address).status_code == 404
    assert client.post(address, data={"label": "云溪"}).status_code == 404
    assert client.post(address + "/discard").status_code == 404


def test_plan_cannot_be_given_to_another_unit(
    client: PageClient, people: People, other_organizer: Member
) -> None:
    client.sign_in(other_organizer)
    upload(client, people.root, TEXT.encode(), label=LABEL)
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.txt", b"", "is empty"),
        ("大.txt", b"a" * (20 * 1024 * 1024), "larger than 10 MB"),
        ("坏.docx", b"PK\x03\x04 nothing more", "damaged"),
    ],
    ids=["empty", "large", "broken"],
)
def test_bad_file_is_told_on_the_form_and_nothing_is_stored(
    client: PageClient, people: People, name: str, data: bytes, sentence: str
) -> None:
    client.sign_in(people.organizer)
    answer = upload(client, people.root, data, name=name, label="留下的简称")
    assert answer.status_code == 422
    assert name in answer.text
    assert sentence in answer.text
    assert "留下的简称" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 0


def test_file_beyond_all_limits_is_told_too(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    answer = upload(client, people.root, b"a" * (26 * 1024 * 1024), label="云溪")
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_missing_file_is_told(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    answer = client.post("/plans/import", data={"unit": people.root})
    assert "Choose the file of the plan." in answer.text


ARTICLES = {"000": 19, "001": 19, "002": 20, "003": 19, "004": 16}


@pytest.mark.parametrize("number", ARTICLES)
def test_real_plan_is_imported_shown_and_approved(
    client: PageClient, people: People, plans_dir: Path, number: str
) -> None:
    (path,) = plans_dir.glob(f"{number}_*.txt")
    client.sign_in(people.organizer)
    answer = upload(client, people.root, path.read_bytes(), name=path.name, label="真实计划")
    plan = db.session.scalars(select(Plan)).one()
    assert answer.headers["Location"] == f"/plans/{plan.id}"
    assert db.session.scalar(select(func.count()).select_from(PlanArticle)) == ARTICLES[number]
    for ordinal in range(1, ARTICLES[number] + 1):
        assert client.get(f"/plans/{plan.id}?article={ordinal}").status_code == 200
    assert client.get("/plans/year").status_code == 200
    items = db.session.scalar(select(func.count()).select_from(BankItem)) or 0
    assert items >= 40
    client.post(f"/bank/decisions?plan={plan.id}", data={"decision": "approve", "scope": "all"})
    approved = select(func.count()).where(BankItem.status == ItemStatus.APPROVED)
    assert db.session.scalar(approved) == items
    if number == "002":
        tests = select(PlanEvent.modes).where(PlanEvent.kind == EventKind.TEST)
        modes = db.session.scalars(tests).all()
        assert sum("assessment" in mode for mode in modes) == 1
        assert len(modes) == 4
