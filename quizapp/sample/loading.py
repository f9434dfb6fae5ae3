"""Loading the whole sample: once, into an empty database, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select, update

from question_bank.items import Kind
from quizapp.database.transaction import transaction
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish
from quizapp.domain.people import Role
from quizapp.domain.publication import ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.viewer import Grant, Viewer
from quizapp.exams.operations import drafts, publishing, running
from quizapp.models import (
    Attempt,
    BankItem,
    Exam,
    ExamState,
    ItemStatus,
    Member,
    RosterEntry,
    Unit,
)
from quizapp.plans.operations import import_plan
from quizapp.sample.people import (
    Organisation,
    add_organisation,
    new_passwords,
    write_passwords,
)
from quizapp.sample.results import add_results
from quizapp.settings import ROOT, Settings

SEEDS: Final = ROOT / "seeds"
PASSWORDS_FILE: Final = "sample_passwords.txt"


def load_sample(settings: Settings, *, now: datetime) -> bool:
    """Load what is missing of the sample; False when the database holds other people or all of it.

    Each step commits by itself and is skipped when it was done before, so that a load that was cut
    off is finished by the next one.
    """
    if _published_exam(_read("open_exam.json")) is not None:
        return False  # the last step is done, so all are
    seed = _read("organisation.json")
    made = _load_people(seed, settings, now=now)
    if made is None:
        return False
    organizer = _organizer(seed, made)
    plan_id = _load_plan(organizer, now=now)
    first = _load_finished_exam(plan_id, made, organizer, settings=settings, now=now)
    second = _load_open_exam(plan_id, made, organizer, now=now)
    return first or second


def _load_people(
    seed: Mapping[str, Any], settings: Settings, *, now: datetime
) -> Organisation | None:
    with transaction() as session:
        known = dict(session.execute(select(Member.sign_in_name, Member.id)).tuples().all())
        if not known:
            passwords = new_passwords(seed["sample_accounts"])
            write_passwords(passwords, settings.instance / PASSWORDS_FILE)
            return add_organisation(
                session, seed, passwords=passwords, key=settings.signing_key, now=now
            )
        if any(person["sign_in"] not in known for person in seed["members"]):
            return None
        units = dict(session.execute(select(Unit.name, Unit.id)).tuples().all())
        if any(part["name"] not in units for part in seed["units"]):
            return None
        return Organisation({part["key"]: units[part["name"]] for part in seed["units"]}, known)


def _organizer(seed: Mapping[str, Any], made: Organisation) -> Viewer:
    root = made.units[seed["units"][0]["key"]]
    member_id = made.members[seed["sample_accounts"]["organizer"]]
    path = f"/{root}/"
    return Viewer(
        member_id=member_id,
        name="",
        unit_id=root,
        unit_name="",
        unit_path=path,
        session_version=1,
        grants=(Grant(Role.ORGANIZER, root, path),),
    )


def _load_plan(organizer: Viewer, *, now: datetime) -> int:
    file = SEEDS / "sample_plan.txt"
    imported = import_plan(
        file.name, file.read_bytes(), unit_id=organizer.unit_id, who=organizer, now=now
    )
    with transaction() as session:
        session.execute(
            update(BankItem)
            .where(BankItem.plan_id == imported.plan_id, BankItem.status == ItemStatus.DRAFT)
            .values(status=ItemStatus.APPROVED, reviewed_at=now, reviewed_by=organizer.member_id)
        )
    return imported.plan_id


def _load_finished_exam(
    plan_id: int, made: Organisation, organizer: Viewer, *, settings: Settings, now: datetime
) -> bool:
    seed = _read("finished_exam.json")
    today = now.astimezone(settings.timezone).date()
    opens, closes = (
        _moment(today, seed[f"{edge}_days_before"], seed[f"{edge}_at"], settings)
        for edge in ("opens", "closes")
    )
    # Published a day ahead of its own opening, as people do.
    exam_id = _publish(
        seed, plan_id, made, organizer, opens=opens, closes=closes, now=opens - timedelta(days=1)
    )
    with transaction() as session:
        done = select(Attempt.id).where(Attempt.exam_id == exam_id).limit(1)
        if session.execute(done).first() is not None:
            return False
        for name, reason in seed["exempt"].items():
            entry = session.get_one(RosterEntry, (exam_id, made.members[name]))
            entry.exempt_reason = reason
        session.get_one(Exam, exam_id).roster_frozen_at = opens
        add_results(session, exam_id, seed, member_ids=made.members, key=settings.signing_key)
    return True


def _load_open_exam(plan_id: int, made: Organisation, organizer: Viewer, *, now: datetime) -> bool:
    seed = _read("open_exam.json")
    if _published_exam(seed) is not None:
        return False
    end = now + timedelta(days=seed["open_days"])
    _publish(seed, plan_id, made, organizer, opens=now, closes=end, now=now)
    return True


def _publish(
    seed: Mapping[str, Any],
    plan_id: int,
    made: Organisation,
    organizer: Viewer,
    *,
    opens: datetime,
    closes: datetime,
    now: datetime,
) -> int:
    """Draft and publish an exam as the file says; give the one made before, if there is one."""
    known = _published_exam(seed)
    if known is not None:
        return known
    basics = drafts.Basics(
        name=seed["name"],
        mode=ExamMode(seed["mode"]),
        unit_id=made.units[seed["unit"]],
        plan_ids=(plan_id,),
        with_schedule=seed["with_schedule"],
    )
    exam_id = drafts.create_exam(basics, seed["seed"], viewer=organizer, now=now)
    drafts.change_rules(exam_id, _rules(seed, opens, closes), viewer=organizer, now=now)
    drafts.change_sections(
        exam_id,
        [
            SectionWish(Kind(part["kind"]), part["count"], part["points_each"])
            for part in seed["sections"]
        ],
        viewer=organizer,
        now=now,
    )
    publishing.publish(exam_id, viewer=organizer, now=now)
    running.switch_boards(
        exam_id,
        member_board=seed["member_board"],
        branch_board=seed["branch_board"],
        viewer=organizer,
        now=now,
    )
    return exam_id


def _published_exam(seed: Mapping[str, Any]) -> int | None:
    with transaction() as session:
        return session.execute(
            select(Exam.id).where(
                Exam.name == seed["name"],
                Exam.seed == seed["seed"],
                Exam.state != ExamState.DRAFT,
            )
        ).scalar()


def _rules(seed: Mapping[str, Any], opens: datetime, closes: datetime) -> drafts.Rules:
    same = (
        "tries",
        "pass_points",
        "form_count",
        "shuffle_items",
        "shuffle_options",
        "typed_blanks",
        "study_items",
        "entry_by_name",
    )
    return drafts.Rules(
        **{name: seed[name] for name in same},
        opens_at=opens,
        closes_at=closes,
        duration_seconds=seed["duration_minutes"] * 60,
        counting=CountingRule(seed["counting"]),
        multiple_choice_rule=MultipleChoiceRule(seed["multiple_choice_rule"]),
        score_release=Release(seed["score_release"]),
        answer_release=Release(seed["answer_release"]),
        items_per_page=10,
        entry_code="",
    )


def _moment(today: date, days_before: int, clock: str, settings: Settings) -> datetime:
    day = today - timedelta(days=days_before)
    return datetime.combine(day, time.fromisoformat(clock), settings.timezone)


def _read(name: str) -> Any:
    return json.loads((SEEDS / name).read_text("utf-8"))
