"""Who takes the tests and on what: members, exams with frozen papers, and signed-in browsers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flask import Flask
from flask_migrate import upgrade

from question_bank.items import Item, Kind
from question_bank.pipeline import build_bundle
from quizapp.domain.people import UnitKind
from quizapp.extensions import db
from quizapp.models import Member
from tests.factories.exams import make_exam, publish_exam
from tests.factories.people import make_unit

PLAN: Final = Path(__file__).resolve().parents[2] / "seeds" / "sample_plan.txt"
ITEMS: Final = 50
OPTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Cohort:
    """An exam that is open, with the members of its roster."""

    exam_id: int
    members: tuple[int, ...]


def prepare(app: Flask, *, members: int) -> Cohort:
    """Make the tables, the members and a first exam in an empty database."""
    with app.app_context():
        upgrade()
        branch = make_unit("Branch", parent=make_unit("Committee", kind=UnitKind.COMMITTEE))
        people = [
            Member(
                sign_in_name=f"m{number}",
                name=f"Member {number}",
                unit_id=branch.id,
                created_at=datetime.now(UTC),
            )
            for number in range(members)
        ]
        db.session.add_all(people)
        db.session.commit()
        ids = tuple(person.id for person in people)
        db.session.remove()
        db.engine.dispose()
    return open_exam(app, ids)


def open_exam(app: Flask, members: tuple[int, ...]) -> Cohort:
    """Publish another test of fifty single-choice items on the same paper, open for a day."""
    with app.app_context():
        people = [db.session.get_one(Member, member) for member in members]
        exam = publish_exam(
            make_exam(people[0].unit_id, duration_seconds=7200, closes_in=timedelta(days=2)),
            people,
            sections=[single_choice_items()],
            points_each=200,
        )
        made = Cohort(exam.id, members)
        db.session.remove()
        db.engine.dispose()
    return made


def single_choice_items() -> list[Item]:
    """Give fifty items with four options each, made from the sample plan."""
    bundle = build_bundle(PLAN.read_bytes(), PLAN.name, label=None, seed=1)
    items = [
        item
        for item in bundle.items
        if item.kind is Kind.SINGLE_CHOICE and len(item.options) == OPTIONS
    ]
    return items[:ITEMS]


def write_floor_paper(file: Path) -> None:
    """Write the same items as the floor shows them."""
    shown = [
        {
            "number": number,
            "stem": item.stem,
            "options": [{"text": option.text} for option in getattr(item, "options", ())],
        }
        for number, item in enumerate(single_choice_items(), start=1)
    ]
    file.write_text(json.dumps(shown, ensure_ascii=False), "utf-8")
