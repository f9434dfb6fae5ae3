"""Bringing plans in: read a file, ask for its label when it has none, store what was found.

A file that seems to be a new version of a plan waits until an organizer has seen what it changes.
Reading happens before the transaction; one import is stored whole or not at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from question_bank.bundle import Bundle, Genre
from quizapp.database.transaction import transaction
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.models import Plan, PlanUpload, Unit, record
from quizapp.plans import queries
from quizapp.plans.reading import read_file, refusal
from quizapp.plans.storing import Imported, store, store_version
from quizapp.plans.versions import pack

LONGEST_LABEL: Final = 120
LONGEST_HEADING: Final = 60
UPLOADS_KEPT_FOR: Final = timedelta(days=7)


class LabelNeeded(Refusal):
    """The document has no title; `proposal` comes from its first paragraph and may be empty."""

    def __init__(self, name: str, proposal: str) -> None:
        super().__init__(
            "plan_label_needed",
            N_(
                "“%(name)s” has no title. Give it a label; items will name it so. Proposed from"
                " its first paragraph: “%(proposal)s”."
            ),
            kind=RefusalKind.INVALID,
            values={"name": name, "proposal": proposal},
        )
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was read and waits: for its label, or to be compared with the plan it changes."""

    upload_id: int
    labelled: bool


def import_plan(
    name: str, data: bytes, *, unit_id: int, who: Viewer | None, now: datetime, label: str = ""
) -> Imported:
    """Read the file and store what is in it for the unit; `who` is None for a command.

    With an empty label the document keeps the label it was imported with before, or takes its own
    title. The same file again changes nothing. Raises Refusal when the file cannot be read or
    reviewed items carry another label, LabelNeeded when there is neither label nor title.
    """
    bundle = _read(name, data, unit_id=unit_id, who=who, label=label)
    with transaction() as session:
        return _store(session, bundle, name=name, unit_id=unit_id, who=who, now=now)


def upload_plan(
    name: str,
    data: bytes,
    *,
    unit_id: int,
    who: Viewer,
    now: datetime,
    label: str = "",
    replaces: int | None = None,
) -> Imported | Waiting:
    """Import the file, or keep it: for a label, or to be compared with the plan it changes.

    It changes the plan `replaces`, whose unit and label it takes over, or else the unit's newest
    plan of the same label.
    """
    if replaces is not None:
        plan = queries.plan_brief(replaces, who)
        unit_id, label = plan.unit_id, plan.label
    kept = PlanUpload(
        unit_id=unit_id,
        file_name=clean_name(name),
        content=data,
        proposed_label="",
        made_at=now,
        made_by=who.member_id,
    )
    try:
        bundle = _read(name, data, unit_id=unit_id, who=who, label=label)
    except LabelNeeded as needed:
        kept.proposed_label = needed.proposal[:LONGEST_LABEL]
    else:
        kept.replaces_id = queries.changed_plan(bundle, unit_id, asked=replaces)
        if kept.replaces_id is None:
            with transaction() as session:
                return _store(session, bundle, name=name, unit_id=unit_id, who=who, now=now)
        kept.reading = pack(bundle)
    with transaction() as session:
        _owning_unit(session, unit_id, who)
        session.execute(delete(PlanUpload).where(PlanUpload.made_at < now - UPLOADS_KEPT_FOR))
        session.add(kept)
        session.flush()
        return Waiting(kept.id, labelled=kept.replaces_id is not None)


def label_upload(upload_id: int, label: str, *, who: Viewer, now: datetime) -> Imported | Waiting:
    """Import a kept file under the label and forget the kept file, or keep it to be compared.

    The file is read once more rather than its result kept: its items name the label.
    """
    upload = queries.upload_content(upload_id, who)
    if not clean_label(label):
        raise LabelNeeded(upload.file_name, upload.proposed_label)
    bundle = _read(upload.file_name, upload.content, unit_id=upload.unit_id, who=who, label=label)
    changed = queries.changed_plan(bundle, upload.unit_id, asked=None)
    with transaction() as session:
        if changed is not None:
            row = session.get_one(PlanUpload, upload_id)
            row.replaces_id, row.reading = changed, pack(bundle)
            return Waiting(upload_id, labelled=True)
        session.execute(delete(PlanUpload).where(PlanUpload.id == upload_id))
        return _store(
            session, bundle, name=upload.file_name, unit_id=upload.unit_id, who=who, now=now
        )


def replace_plan(
    upload_id: int, *, seen: str, approved_stay: bool, who: Viewer, now: datetime
) -> Imported:
    """Put a kept file in the place of the plan it was compared with.

    `seen` is the digest of the version it was compared with. Raises Refusal when that version is
    no longer the plan's own.
    """
    waiting = queries.waiting_version(upload_id, who)
    with transaction() as session:
        _owning_unit(session, waiting.unit_id, who)
        plan = session.get_one(Plan, waiting.plan_id, populate_existing=True)
        if plan.sha256 != seen:
            raise Refusal(
                "plan_changed",
                N_(
                    "Somebody else replaced this plan while you looked at it. Nothing was changed;"
                    " look at the comparison as it is now."
                ),
            )
        session.execute(delete(PlanUpload).where(PlanUpload.id == upload_id))
        done = store_version(
            session,
            plan,
            waiting.bundle,
            file_name=waiting.file_name,
            actor_id=who.member_id,
            approved_stay=approved_stay,
            now=now,
        )
        _note(session, "plan.replaced", done, waiting.bundle, who=who, now=now, before=seen)
    return done


def import_apart(upload_id: int, *, who: Viewer, now: datetime) -> Imported:
    """Import a kept file as a plan of its own, beside the one it was compared with."""
    waiting = queries.waiting_version(upload_id, who)
    with transaction() as session:
        session.execute(delete(PlanUpload).where(PlanUpload.id == upload_id))
        return _store(
            session,
            waiting.bundle,
            name=waiting.file_name,
            unit_id=waiting.unit_id,
            who=who,
            now=now,
        )


def discard_upload(upload_id: int, who: Viewer) -> None:
    """Forget a kept file."""
    queries.upload_content(upload_id, who)
    with transaction() as session:
        session.execute(delete(PlanUpload).where(PlanUpload.id == upload_id))


def clean_name(name: str) -> str:
    """The file's own name: no folders, no control characters, short enough to store."""
    kept = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    last = PurePosixPath(kept.replace("\\", "/")).name.strip()
    return last if len(last) <= 200 else last[:150] + "…" + last[-49:]


def clean_label(label: str) -> str:
    """A label in one line, without the marks of a title around it."""
    return " ".join(label.split()).strip("《》〈〉“”\"' ")


def has_title(bundle: Bundle) -> bool:
    """Whether the label stands in the document as a heading, rather than being made up for it.

    A heading is short and among the first lines; it may run over several.
    """
    lines = [line.strip() for line in bundle.text.split("\n") if line.strip()]
    head = "".join(line for line in lines[:5] if len(line) <= LONGEST_HEADING)
    return bool(bundle.label) and bundle.label in head


def _read(name: str, data: bytes, *, unit_id: int, who: Viewer | None, label: str) -> Bundle:
    given = clean_label(label)
    if len(given) > LONGEST_LABEL:
        raise Refusal(
            "plan_label_too_long",
            N_("The label is longer than %(most)s characters. Shorten it and send it again."),
            kind=RefusalKind.INVALID,
            values={"most": LONGEST_LABEL},
        )
    known = queries.known_label(data, unit_id, who)
    bundle = read_file(data, clean_name(name), label=given or known)
    # Prose has an article for each paragraph, also when there is nothing in them to ask about.
    if not bundle.items and (bundle.genre is Genre.PROSE or not bundle.articles):
        raise refusal("nothing_found", clean_name(name))
    if not given and not known and not has_title(bundle):
        raise LabelNeeded(clean_name(name), bundle.proposed_label)
    return bundle


def _store(
    session: Session,
    bundle: Bundle,
    *,
    name: str,
    unit_id: int,
    who: Viewer | None,
    now: datetime,
) -> Imported:
    _owning_unit(session, unit_id, who)
    imported = store(
        session,
        bundle,
        unit_id=unit_id,
        file_name=clean_name(name),
        actor_id=who.member_id if who else None,
        now=now,
    )
    if imported.changed:
        _note(session, "plan.imported", imported, bundle, who=who, now=now)
    return imported


def _note(
    session: Session,
    act: str,
    done: Imported,
    bundle: Bundle,
    *,
    who: Viewer | None,
    now: datetime,
    **details: object,
) -> None:
    record(
        session,
        act,
        session.get_one(Plan, done.plan_id),
        viewer=who,
        now=now,
        label=done.label,
        sha256=bundle.sha256,
        generator=bundle.generator,
        seed=bundle.seed,
        items_added=done.added,
        items_updated=done.updated,
        items_removed=done.removed,
        items_orphaned=done.orphans,
        **details,
    )


def _owning_unit(session: Session, unit_id: int, who: Viewer | None) -> Unit:
    # Locked, so that the same file sent twice at the same moment is not stored twice.
    unit = session.get(Unit, unit_id, with_for_update=True)
    if unit is None or (who is not None and not who.organizes(unit.path)):
        raise queries.not_yours()
    return unit
