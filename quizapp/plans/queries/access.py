"""Which plans, uploads and units are an organizer's own. What is not looks as if it were not there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select

from question_bank.bundle import Bundle
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Plan, PlanUpload, Unit


@dataclass(frozen=True, slots=True)
class OwningUnit:
    """A unit that may own a plan; `depth` is 0 at the top of the tree."""

    id: int
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class PlanBrief:
    """Which plan it is."""

    id: int
    unit_id: int
    label: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read and waits for its label."""

    id: int
    unit_id: int
    file_name: str
    content: bytes
    proposed_label: str
    compares: bool
    """Whether it waits to be compared with a plan, and no more for its label."""


def not_yours() -> Refusal:
    """The refusal of whatever is not there or not the viewer's."""
    return Refusal(
        "plan_not_found",
        N_("There is no such plan, or it belongs to another unit. Go back to the list of plans."),
        kind=RefusalKind.NOT_FOUND,
    )


def owning_units(viewer: Viewer) -> tuple[OwningUnit, ...]:
    """The units the viewer may give a plan to, in the order of the tree."""
    rows = db.session.execute(
        select(Unit.id, Unit.name, Unit.path)
        .where(Unit.closed_at.is_(None), Unit.within(viewer.organized_paths))
        .order_by(Unit.path)
    ).all()
    return tuple(OwningUnit(id_, name, path.count("/") - 2) for id_, name, path in rows)


def known_label(data: bytes, unit_id: int, viewer: Viewer | None) -> str:
    """The label the unit imported this very file with before, or an empty text.

    Raises Refusal when the viewer does not organize the unit; None is a command, which may all.
    """
    unit = db.session.get(Unit, unit_id)
    if unit is None or (viewer is not None and not viewer.organizes(unit.path)):
        raise not_yours()
    digest = hashlib.sha256(data).hexdigest()
    label = db.session.scalar(
        select(Plan.label).where(Plan.unit_id == unit_id, Plan.sha256 == digest)
    )
    return label or ""


def plan_brief(plan_id: int, viewer: Viewer) -> PlanBrief:
    """Which plan it is. Raises Refusal when there is none or it is not the viewer's."""
    row = db.session.execute(
        select(Plan.id, Plan.unit_id, Plan.label, Unit.path)
        .join(Unit, Unit.id == Plan.unit_id)
        .where(Plan.id == plan_id)
    ).one_or_none()
    if row is None or not viewer.organizes(row.path):
        raise not_yours()
    return PlanBrief(row.id, row.unit_id, row.label)


def changed_plan(bundle: Bundle, unit_id: int, *, asked: int | None) -> int | None:
    """The plan of the unit that this is a new version of: the one asked for, else the newest of
    its label. None when there is none, or when the unit holds this very file already."""
    rows = db.session.execute(
        select(Plan.id, Plan.sha256, Plan.label)
        .where(Plan.unit_id == unit_id)
        .order_by(Plan.imported_at.desc(), Plan.id.desc())
    ).all()
    if any(row.sha256 == bundle.sha256 and asked in (None, row.id) for row in rows):
        return None
    return asked or next((row.id for row in rows if row.label == bundle.label), None)


def upload_content(upload_id: int, viewer: Viewer) -> Upload:
    """A kept file. Raises Refusal when there is none or it is not the viewer's."""
    row = db.session.execute(
        select(PlanUpload, Unit.path)
        .join(Unit, Unit.id == PlanUpload.unit_id)
        .where(PlanUpload.id == upload_id)
    ).one_or_none()
    if row is None or not viewer.organizes(row.path):
        raise not_yours()
    upload: PlanUpload = row.PlanUpload
    return Upload(
        upload.id,
        upload.unit_id,
        upload.file_name,
        upload.content,
        upload.proposed_label,
        compares=upload.replaces_id is not None,
    )


def unit_named(name: str) -> int:
    """The open unit of this name, or the topmost one for an empty name.

    Raises Refusal when there is no such unit, or more than one.
    """
    fits = Unit.name == name if name else Unit.parent_id.is_(None)
    units = db.session.scalars(select(Unit.id).where(fits, Unit.closed_at.is_(None))).all()
    if len(units) != 1:
        raise Refusal(
            "unit_not_clear",
            N_(
                "%(count)s units fit, and exactly one must own the plan. Name one unit as it is"
                " written in the organisation."
            ),
            kind=RefusalKind.INVALID,
            values={"count": len(units)},
        )
    return units[0]
