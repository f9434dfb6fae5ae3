"""`flask members ...`: the first steps of a real installation."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts.passwords import is_password
from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import Member, RoleGrant, Unit
from tests.conftest import PageClient, People
from tests.quizapp.members.sheets import csv

PASSWORD = "seven quiet herons"


def run(app: Flask, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["members", *arguments], input=typed)
    return result.exit_code, result.output


def test_the_first_administrator_and_the_top_unit(app: Flask, client: PageClient) -> None:
    typed = f"1001\n单雄信\n市直机关党委\n{PASSWORD}\n{PASSWORD}\n"
    status, out = run(app, "create-administrator", typed=typed)
    assert status == 0, out
    assert "市直机关党委" in out and "import the member list" in out and PASSWORD not in out
    member = db.session.execute(select(Member)).scalar_one()
    unit = db.session.execute(select(Unit)).scalar_one()
    assert unit.path == f"/{unit.id}/" and is_password(member.password_hash, PASSWORD)
    assert db.session.execute(select(RoleGrant.role)).scalar_one() is Role.ADMINISTRATOR
    client.post("/sign-in", data={"sign_in_name": "1001", "password": PASSWORD})
    assert client.get("/members/import").status_code == 200


def test_a_second_administrator_joins_the_top_unit(app: Flask, people: People) -> None:
    status, out = run(
        app, "create-administrator", "--sign-in-name", "B2", "--name", "乙", "--generate"
    )
    assert status == 0, out
    member = db.session.execute(select(Member).where(Member.sign_in_name == "b2")).scalar_one()
    assert member.unit_id == people.root and member.must_change_password
    password = out.split("first sign-in: ")[1].split()[0]
    assert is_password(member.password_hash, password)


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("--sign-in-name", "member"), f"{PASSWORD}\n{PASSWORD}\n", "belongs to somebody else"),
        (("--sign-in-name", "new"), "12345678\n12345678\n", "guessed first"),
        (
            ("--sign-in-name", "new", "--unit", "X"),
            f"{PASSWORD}\n{PASSWORD}\n",
            "no top unit named X",
        ),
    ],
)
def test_what_cannot_be_is_told(
    app: Flask, people: People, arguments: tuple[str, ...], typed: str, told: str
) -> None:
    status, out = run(app, "create-administrator", "--name", "乙", *arguments, typed=typed)
    assert status == 1 and told in out


def test_a_list_is_imported(app: Flask, people: People, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(csv([["甲", "a1", "Branch 1", ""], ["乙", "a2", "Branch 9", ""]]), "gb18030")
    status, out = run(app, "import", str(file))
    assert status == 1 and "Row 3: there is no branch named Branch 9" in out
    status, out = run(app, "import", str(file), "--create-branches")
    assert (status, out) == (0, "2 added, 0 updated, 1 branches made.\n")
    status, out = run(app, "import", str(file), "--update", "--unit", "Committee")
    assert (status, out) == (0, "0 added, 2 updated, 0 branches made.\n")


def test_wrong_files_and_units_are_told(app: Flask, people: People, tmp_path: Path) -> None:
    file = tmp_path / "empty.xlsx"
    file.write_bytes(b"")
    status, out = run(app, "import", str(file))
    assert status == 1 and "empty.xlsx is empty" in out
    file.write_text(csv([["甲", "a1", "Branch 1", ""]]))
    status, out = run(app, "import", str(file), "--unit", "Nowhere")
    assert status == 1 and "not exactly one open unit" in out
