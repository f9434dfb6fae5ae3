"""Named groups across branches: made and looked after by the organizers of their unit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.members.operations.authority import NoSuchMember, NoSuchUnit
from quizapp.models import (
    AudiencePart,
    Exam,
    ExamAudience,
    ExamState,
    Group,
    GroupMember,
    Member,
    Unit,
    record,
)


class NoSuchGroup(Refusal):
    """There is no such group, or it belongs to units the viewer does not organize."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_group",
            N_("There is no such group, or it belongs to another unit."),
            kind=RefusalKind.NOT_FOUND,
        )


class GroupNameTaken(Refusal):
    """The unit has a group of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "group_name_taken",
            N_("There is a group named %(name)s already. Choose another name."),
            values={"name": name},
        )


class GroupInUse(Refusal):
    """A draft's audience names the group."""

    def __init__(self, exam: str) -> None:
        super().__init__(
            "group_in_use",
            N_("The audience of the draft %(exam)s names this group. Take it out there first."),
            values={"exam": exam},
        )


def create_group(unit_id: int, name: str, *, viewer: Viewer, now: datetime) -> int:
    """Make an empty group; its id."""
    with transaction() as session:
        unit = session.execute(
            select(Unit).where(Unit.id == unit_id, Unit.closed_at.is_(None)).with_for_update()
        ).scalar_one_or_none()
        if unit is None or not viewer.organizes(unit.path):
            raise NoSuchUnit()
        _refuse_taken(session, unit.id, name)
        group = Group(unit_id=unit.id, name=name)
        session.add(group)
        session.flush()
        record(session, "group.created", group, viewer=viewer, now=now, name=name)
        return group.id


def rename_group(group_id: int, name: str, *, viewer: Viewer, now: datetime) -> None:
    """Give a group another name."""
    with transaction() as session:
        group = _owned(session, group_id, viewer)
        if group.name == name:
            return
        _refuse_taken(session, group.unit_id, name)
        record(session, "group.renamed", group, viewer=viewer, now=now, old=group.name, new=name)
        group.name = name


def delete_group(group_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Delete a group. Rosters of past tests keep their people."""
    with transaction() as session:
        group = _owned(session, group_id, viewer)
        draft = session.execute(
            select(Exam.name)
            .join(ExamAudience, ExamAudience.exam_id == Exam.id)
            .where(
                ExamAudience.part == AudiencePart.GROUP,
                ExamAudience.reference == group.id,
                Exam.state == ExamState.DRAFT,
            )
            .order_by(Exam.id)
            .limit(1)
        ).scalar_one_or_none()
        if draft is not None:
            raise GroupInUse(draft)
        record(session, "group.deleted", group, viewer=viewer, now=now, name=group.name)
        session.delete(group)


def add_to_group(group_id: int, member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Put a person of an organized unit into a group; a second time changes nothing."""
    with transaction() as session:
        group = _owned(session, group_id, viewer)
        path = session.execute(
            select(Unit.path)
            .join(Member, Member.unit_id == Unit.id)
            .where(Member.id == member_id, Member.closed_at.is_(None))
        ).scalar_one_or_none()
        if path is None or not viewer.organizes(path):
            raise NoSuchMember()
        if session.get(GroupMember, (group.id, member_id)) is None:
            session.add(GroupMember(group_id=group.id, member_id=member_id))
            record(
                session, "group.member_added", group, viewer=viewer, now=now, member_id=member_id
            )


def remove_from_group(group_id: int, member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Take a person out of a group."""
    with transaction() as session:
        group = _owned(session, group_id, viewer)
        session.execute(
            delete(GroupMember).where(
                GroupMember.group_id == group.id, GroupMember.member_id == member_id
            )
        )
        record(session, "group.member_removed", group, viewer=viewer, now=now, member_id=member_id)


def _owned(session: Session, group_id: int, viewer: Viewer) -> Group:
    """Lock and give a group of a unit the viewer organizes."""
    found = session.execute(
        select(Group, Unit.path)
        .join(Unit, Unit.id == Group.unit_id)
        .where(Group.id == group_id)
        .with_for_update(of=Group)
    ).one_or_none()
    if found is None or not viewer.organizes(found.path):
        raise NoSuchGroup()
    group: Group = found.Group
    return group


def _refuse_taken(session: Session, unit_id: int, name: str) -> None:
    taken = session.execute(
        select(Group.id).where(Group.unit_id == unit_id, Group.name == name)
    ).scalar_one_or_none()
    if taken is not None:
        raise GroupNameTaken(name)
