"""The first steps of a real installation: the top unit and its first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.database.transaction import transaction
from quizapp.domain.people import Role, UnitKind, normal_sign_in_name
from quizapp.domain.refusals import N_, Refusal
from quizapp.members.names import name_key
from quizapp.members.operations.people import SignInNameTaken
from quizapp.members.operations.units import new_unit
from quizapp.models import Member, RoleGrant, Unit, record


class SeveralTops(Refusal):
    """There is more than one top unit, so the command does not know which is meant."""

    def __init__(self) -> None:
        super().__init__(
            "several_tops", N_("There are several top units. Name one of them with --unit.")
        )


class NoSuchTop(Refusal):
    """There is no top unit of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "no_such_top", N_("There is no top unit named %(name)s."), values={"name": name}
        )


@dataclass(frozen=True, slots=True)
class NewAdministrator:
    """What was made."""

    sign_in_name: str
    unit: str
    unit_made: bool


def create_administrator(
    sign_in_name: str,
    name: str,
    *,
    password_hash: str,
    must_change_password: bool,
    organisation: str,
    unit: str,
    now: datetime,
) -> NewAdministrator:
    """Make an administrator of the whole organisation, and its top unit when there is none.

    `organisation` names the new top unit; `unit` chooses among several existing ones.
    """
    wanted = normal_sign_in_name(sign_in_name)
    with transaction() as session:
        taken = session.execute(
            select(func.count()).select_from(Member).where(Member.sign_in_name == wanted)
        ).scalar_one()
        if taken:
            raise SignInNameTaken(wanted)
        tops = list(session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.id)))
        made = not tops
        if made:
            tops = [new_unit(session, None, organisation, kind=UnitKind.COMMITTEE)]
        elif unit:
            tops = [top for top in tops if top.name == unit]
            if not tops:
                raise NoSuchTop(unit)
        if len(tops) > 1:
            raise SeveralTops()
        member = Member(
            unit_id=tops[0].id,
            sign_in_name=wanted,
            name=name,
            name_key=name_key(name),
            password_hash=password_hash,
            must_change_password=must_change_password,
            created_at=now,
        )
        session.add(member)
        session.flush()
        session.add(RoleGrant(member_id=member.id, role=Role.ADMINISTRATOR, unit_id=tops[0].id))
        record(session, "member.administrator_created", member, viewer=None, now=now)
        return NewAdministrator(wanted, tops[0].name, made)
