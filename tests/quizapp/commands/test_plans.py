"""`flask plans import`: a plan without the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from quizapp.domain.people import UnitKind
from quizapp.extensions import db
from quizapp.models import BankItem, Plan, Unit
from tests.conftest import People
from tests.factories.people import make_unit
from tests.factories.plans import LABEL, TEXT


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["plans", "import", *arguments])
    return result.exit_code, result.output


def write(folder: Path, text: str, name: str = "plan.txt") -> str:
    file = folder / name
    file.write_text(text, "utf-8")
    return str(file)


def test_stores_a_plan_and_says_what_is_in_it(app: Flask, people: People, tmp_path: Path) -> None:
    status, out = run(app, write(tmp_path, TEXT), "--label", LABEL)
    assert status == 0, out
    plan = db.session.scalars(select(Plan)).one()
    assert plan.label == LABEL and plan.unit_id == people.root
    items = db.session.scalar(select(func.count()).select_from(BankItem))
    assert f"“{LABEL}”: 3 articles" in out and f"{items} items" in out


def test_the_same_file_again_changes_nothing(app: Flask, people: People, tmp_path: Path) -> None:
    file = write(tmp_path, TEXT)
    run(app, file, "--label", LABEL)
    status, out = run(app, file, "--label", LABEL)
    assert status == 0 and "Nothing has changed" in out
    assert len(db.session.scalars(select(Plan)).all()) == 1


def test_asks_for_a_label_when_there_is_no_title(
    app: Flask, people: People, tmp_path: Path
) -> None:
    status, out = run(app, write(tmp_path, TEXT))
    assert status != 0 and "label" in out.lower()
    assert db.session.scalars(select(Plan)).all() == []


def test_refuses_a_file_of_no_use_in_one_sentence(
    app: Flask, people: People, tmp_path: Path
) -> None:
    status, out = run(app, write(tmp_path, ""))
    assert status != 0 and "is empty" in out and "Traceback" not in out
    assert db.session.scalars(select(Plan)).all() == []


def test_belongs_to_the_named_unit(app: Flask, people: People, tmp_path: Path) -> None:
    make_unit("Other committee", kind=UnitKind.COMMITTEE)
    file = write(tmp_path, TEXT)
    status, out = run(app, file, "--label", LABEL, "--unit", "Branch 1")
    assert status == 0, out
    assert db.session.scalars(select(Plan.unit_id)).one() == people.branch


def test_an_unknown_unit_is_refused(app: Flask, people: People, tmp_path: Path) -> None:
    status, out = run(app, write(tmp_path, TEXT), "--label", LABEL, "--unit", "Branch 9")
    assert status != 0 and "0 units fit" in out and "Traceback" not in out
    assert db.session.scalars(select(Plan)).all() == []


def test_a_closed_unit_takes_no_plan(app: Flask, people: People, tmp_path: Path) -> None:
    db.session.get_one(Unit, people.branch).closed_at = datetime(2030, 1, 1, tzinfo=UTC)
    db.session.commit()
    status, out = run(app, write(tmp_path, TEXT), "--label", LABEL, "--unit", "Branch 1")
    assert status != 0 and "0 units fit" in out
    assert db.session.scalars(select(Plan)).all() == []
