"""Importing a member list: preview, all or nothing, and whoever comes second."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.domain.codes import phone_digest
from quizapp.domain.people import Role, UnitKind
from quizapp.extensions import db
from quizapp.members.operations.roster import (
    ChangedMeanwhile,
    import_list,
    read_list,
)
from quizapp.members.operations.roster_rows import Imported, ListHasErrors, Wishes
from quizapp.models import AuditEntry, Member, RosterUpload, Unit
from tests.conftest import PageClient, People, make_people
from tests.factories.people import make_member, make_role, make_unit
from tests.quizapp.members.sheets import HEADINGS, csv, xlsx

ROWS = [["单雄信", "1007", "Branch 1", "13800138000"], ["秦琼", "", "Branch 2", ""]]


@pytest.fixture
def admin(client: PageClient, people: People) -> PageClient:
    return client.sign_in(people.administrator)


def send(client: PageClient, people: People, data: bytes, name: str = "名单.xlsx", **wishes: str):
    return client.post(
        "/members/import",
        data={"file": (io.BytesIO(data), name), "unit": people.root, **wishes},
        content_type="multipart/form-data",
    )


def count(table: type) -> int:
    return db.session.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_list_is_shown_first_and_then_stored(
    app: Flask, admin: PageClient, people: People
) -> None:
    before = count(Member)
    answer = send(admin, people, xlsx(ROWS))
    assert answer.status_code == 302 and count(Member) == before
    page = admin.get(answer.location).text
    assert "单雄信" in page and "qinqiong" in page
    assert admin.post(f"{answer.location}/confirmation").location == "/members/"
    assert count(Member) == before + 2 and count(RosterUpload) == 0
    member = db.session.execute(select(Member).where(Member.sign_in_name == "1007")).scalar_one()
    key = app.config["SECRET_KEY"].encode()
    assert member.phone_digest == phone_digest(key, member.id, "8000")
    assert (member.unit_id, member.name_key) == (people.branch, "shanxiongxin sxx")
    entry = db.session.execute(select(AuditEntry)).scalar_one()
    assert entry.details == {"added": 2, "changed": 0, "branches": 0}


def test_a_list_is_stored_once(admin: PageClient, people: People) -> None:
    address = send(admin, people, xlsx(ROWS)).location
    admin.post(f"{address}/confirmation")
    assert admin.post(f"{address}/confirmation").status_code == 404
    assert admin.get(address).status_code == 404


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["甲", "7", "Branch 1", ""], ["乙", "7", "Branch 1", ""]], "Rows 2 and 3 have the same sign-in name, 7"),
        ([["甲", "7", "Branch 1", ""], ["", "", "", ""], ["乙", "8", "Branch 1", ""]], "Row 3 is empty"),
        ([["甲", "7", "", ""]], "Row 2"),
        ([["甲", "", "Branch 1", ""], ["甲", "", "Branch 1", ""]], "the same unit"),
        ([["甲", "7", "Branch 1", "12"]], "fewer than four digits"),
        ([], "no members below the headings"),
    ],
)  # fmt: skip
def test_wrong_rows_are_named_and_nothing_is_kept(
    admin: PageClient, people: People, rows: list[list[str]], told: str
) -> None:
    answer = send(admin, people, xlsx(rows))
    assert answer.status_code == 422 and told in answer.text
    assert count(RosterUpload) == 0


def test_what_the_list_says_and_what_is_stored_are_checked_at_once(
    admin: PageClient, people: People
) -> None:
    rows = [
        ["甲", "7", "Nowhere", ""],
        ["乙", "8", "Branch 1", "12"],
        ["丙", "member", "Branch 1", ""],
    ]
    text = send(admin, people, xlsx(rows)).text
    order = [text.index(f"Row {row}:") for row in (2, 3, 4)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"", "is empty"), (xlsx(ROWS)[:300], "is damaged"), (b"\x89PNG\0\0\xff", "neither")],
)
def test_files_that_cannot_be_read_are_told_in_the_form(
    admin: PageClient, people: People, data: bytes, told: str
) -> None:
    answer = send(admin, people, data)
    assert answer.status_code == 422 and told in answer.text


def test_no_file_is_told_too(admin: PageClient, people: People) -> None:
    answer = admin.post("/members/import", data={"unit": people.root})
    assert answer.status_code == 422 and "Choose a file" in answer.text


def test_identity_numbers_are_dropped_unread(admin: PageClient, people: People) -> None:
    number = "11010119800101001X"
    data = csv([["甲", "7", "Branch 1", "8000", number]], headings=(*HEADINGS, "身份证号"))
    address = send(admin, people, data.encode("gb18030"), "a.csv").location
    assert number not in admin.get(address).text
    kept = str(db.session.scalars(select(RosterUpload.content)).all())
    assert number not in kept and "8000" not in kept, "of the phone only a keyed digest is kept"


def test_unknown_branches_are_errors_or_made(admin: PageClient, people: People) -> None:
    data = csv([["甲", "7", "Branch 9", ""]]).encode()
    address = send(admin, people, data, "a.csv").location
    page = admin.get(address).text
    assert "no branch named Branch 9" in page and "Store the list" not in page
    assert admin.post(f"{address}/confirmation").status_code == 409
    assert count(Unit) == 3
    address = send(admin, people, data, "a.csv", create_branches="y").location
    admin.post(f"{address}/confirmation")
    made = db.session.execute(select(Unit).where(Unit.name == "Branch 9")).scalar_one()
    assert made.kind is UnitKind.BRANCH and made.parent_id == people.root


def test_known_people_are_updated_only_by_choice_and_empty_cells_change_nothing(
    admin: PageClient, people: People
) -> None:
    people.member.office = "办公室"
    people.member.retired = True
    db.session.commit()
    data = csv([["新名", "member", "Branch 2", ""]]).encode()
    address = send(admin, people, data, "a.csv").location
    assert "is a member already" in admin.get(address).text
    address = send(admin, people, data, "a.csv", update_known="y").location
    assert "updated, other branch" in admin.get(address).text
    admin.post(f"{address}/confirmation")
    db.session.expire_all()
    member = db.session.get_one(Member, people.member.id)
    assert (member.name, member.unit_id) == ("新名", people.other_branch)
    assert (member.office, member.retired) == ("办公室", True)


def test_everything_is_checked_again_when_it_is_stored(admin: PageClient, people: People) -> None:
    address = send(admin, people, xlsx(ROWS)).location
    make_member("1007", unit=db.session.get_one(Unit, people.branch))
    before = count(Member)
    answer = admin.post(f"{address}/confirmation")
    assert answer.status_code == 409 and "is a member already" in answer.text
    assert count(Member) == before


def test_a_kept_list_is_its_importers_alone_and_for_a_day(
    app: Flask, admin: PageClient, people: People
) -> None:
    address = send(admin, people, xlsx(ROWS)).location
    other = make_member("other", unit=db.session.get_one(Unit, people.branch))
    make_role(other, Role.ADMINISTRATOR, db.session.get_one(Unit, people.root))
    stranger = app.test_client().sign_in(other)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/confirmation").status_code == 404
    stranger.post(f"{address}/removal")
    assert admin.get(address).status_code == 200
    upload = db.session.execute(select(RosterUpload)).scalar_one()
    upload.made_at = datetime.now(UTC) - timedelta(days=1, minutes=1)
    db.session.commit()
    assert admin.get(address).status_code == 404
    assert admin.post(f"{address}/confirmation").status_code == 404


def test_a_list_is_given_up(admin: PageClient, people: People) -> None:
    address = send(admin, people, xlsx(ROWS)).location
    admin.post(f"{address}/removal")
    assert count(RosterUpload) == 0


def test_an_importer_reaches_the_own_units_only(app: Flask, people: People) -> None:
    deputy = make_member("deputy", unit=db.session.get_one(Unit, people.branch))
    make_role(deputy, Role.ADMINISTRATOR, db.session.get_one(Unit, people.branch))
    client = app.test_client().sign_in(deputy)
    assert send(client, people, xlsx(ROWS)).status_code == 422
    answer = client.post(
        "/members/import",
        data={"file": (io.BytesIO(xlsx(ROWS)), "a.xlsx"), "unit": people.branch},
        content_type="multipart/form-data",
    )
    assert "no branch named Branch 2" in client.get(answer.location).text


def test_the_template_is_a_file(admin: PageClient) -> None:
    answer = admin.get("/members/import/template.xlsx")
    assert answer.data[:2] == b"PK" and "attachment" in answer.headers["Content-Disposition"]


def test_ten_thousand_rows_take_seconds(app: Flask, people: People) -> None:
    rows = [[f"人{number}", f"n{number}", "Branch 1", f"{number:04}"] for number in range(10_000)]
    read = read_list([list(HEADINGS), *rows], key=b"k")
    began = perf_counter()
    done = import_list(
        read, Wishes(unit_id=people.root), key=b"k", viewer=None, now=datetime.now(UTC)
    )
    assert done == Imported(added=10_000, changed=0, branches=0)
    assert perf_counter() - began < 30


def test_two_imports_at_once_store_nobody_twice(live_app: Flask) -> None:
    with live_app.app_context():
        people = make_people()
    rows = [[f"人{number}", f"n{number}", "Branch 1", ""] for number in range(300)]
    read = read_list([list(HEADINGS), *rows], key=b"k")
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def run() -> None:
        with live_app.app_context():
            start.wait()
            try:
                import_list(
                    read, Wishes(unit_id=people.root), key=b"k", viewer=None, now=datetime.now(UTC)
                )
                outcomes.append("stored")
            except (ListHasErrors, ChangedMeanwhile):
                outcomes.append("refused")

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "stored"]
    with live_app.app_context():
        assert count(Member) == 300 + 5


def test_two_makers_of_the_same_branch_make_one(app: Flask, people: People) -> None:
    make_unit("Branch 9", parent=db.session.get_one(Unit, people.root))
    read = read_list([list(HEADINGS), ["甲", "7", "Branch 9", ""]], key=b"k")
    done = import_list(
        read,
        Wishes(unit_id=people.root, create_branches=True),
        key=b"k",
        viewer=None,
        now=datetime.now(UTC),
    )
    assert done.branches == 0
