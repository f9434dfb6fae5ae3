"""A kept list of members before it is stored; exams that are entered by slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from quizapp.domain.roster_file import RowError
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.members.matching import RosterPlan
from quizapp.members.operations.roster import KEPT, ReadList, kept_rows
from quizapp.members.operations.roster_rows import Wishes, plan_list
from quizapp.models import Exam, ExamState, RosterUpload, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """What storing a kept list would do now."""

    id: int
    file_name: str
    unit: str
    made_at: datetime
    plan: RosterPlan


def upload_page(upload_id: int, viewer: Viewer, *, now: datetime) -> UploadPage | None:
    """Give a kept list checked against what is stored now; None when it is not the viewer's."""
    upload = db.session.execute(
        select(RosterUpload).where(
            RosterUpload.id == upload_id,
            RosterUpload.made_by == viewer.member_id,
            RosterUpload.made_at >= now - KEPT,
        )
    ).scalar_one_or_none()
    if upload is None:
        return None
    rows, _columns = kept_rows(upload.content)
    wishes = Wishes(
        unit_id=upload.unit_id,
        update_known=upload.update_known,
        create_branches=upload.create_branches,
    )
    return UploadPage(
        id=upload.id,
        file_name=upload.file_name,
        unit=db.session.get_one(Unit, upload.unit_id).name,
        made_at=upload.made_at,
        plan=plan_list(db.session(), rows, wishes, viewer=viewer),
    )


def list_errors(read: ReadList, wishes: Wishes, *, viewer: Viewer | None) -> tuple[RowError, ...]:
    """Give everything wrong with a list at once: what it says, and what does not fit what is stored.

    Rows that cannot be read are not compared with what is stored.
    """
    unreadable = {error.row for error in read.preview.errors}
    rows = [row for row in read.preview.rows if row.row not in unreadable]
    plan = plan_list(db.session(), rows, wishes, viewer=viewer)
    return tuple(sorted((*read.preview.errors, *plan.errors), key=lambda error: error.row))


def exams_with_slips(viewer: Viewer, *, now: datetime) -> tuple[tuple[int, str], ...]:
    """List the viewer's published exams that are entered by name and are not over."""
    rows = db.session.execute(
        select(Exam.id, Exam.name, Unit.path)
        .join(Unit, Unit.id == Exam.unit_id)
        .where(
            Exam.state == ExamState.PUBLISHED,
            Exam.entry_by_name.is_(True),
            Exam.closes_at > now,
        )
        .order_by(Exam.opens_at, Exam.id)
    )
    return tuple((row.id, row.name) for row in rows if viewer.organizes(row.path))
