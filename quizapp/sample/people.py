"""The sample organisation: units, members, roles, groups, and passwords for four of them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from quizapp.accounts.passwords import hash_password
from quizapp.domain.codes import phone_digest
from quizapp.domain.people import Role, UnitKind
from quizapp.members.names import name_key
from quizapp.models import Group, GroupMember, Member, RoleGrant, Unit


@dataclass(frozen=True, slots=True)
class Organisation:
    """Ids of what was made, by the keys of the file."""

    units: Mapping[str, int]
    members: Mapping[str, int]


def new_passwords(accounts: Mapping[str, str]) -> dict[str, str]:
    """Make a random password for each sign-in name."""
    return {name: secrets.token_urlsafe(9) for name in accounts.values()}


def write_passwords(passwords: Mapping[str, str], file: Path) -> None:
    """Write the passwords where only the owner of this machine's account reads them."""
    lines = "".join(f"{name}\t{password}\n" for name, password in passwords.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(lines)


def add_organisation(
    session: Session,
    seed: Mapping[str, Any],
    *,
    passwords: Mapping[str, str],
    key: bytes,
    now: datetime,
) -> Organisation:
    """Add units, members, roles and groups."""
    units = _add_units(session, seed["units"])
    members: dict[str, Member] = {}
    for person in seed["members"]:
        name = person["sign_in"]
        members[name] = Member(
            unit_id=units[person["branch"]],
            sign_in_name=name,
            name=person["name"],
            name_key=name_key(person["name"]),
            office=person["office"],
            political_status=person["political_status"],
            party_post=person["party_post"],
            rank_level=person["rank_level"],
            birth_month=person["birth_month"],
            retired=person["retired"],
            joined_on=date.fromisoformat(person["joined_on"]) if person["joined_on"] else None,
            password_hash=hash_password(passwords[name]) if name in passwords else "",
            created_at=now,
        )
    session.add_all(members.values())
    session.flush()
    ids = {name: member.id for name, member in members.items()}
    for person in seed["members"]:
        member = members[person["sign_in"]]
        member.phone_digest = phone_digest(key, member.id, person["phone_last_four"])
    session.add_all(
        RoleGrant(
            member_id=ids[grant["sign_in"]], role=Role(grant["role"]), unit_id=units[grant["unit"]]
        )
        for grant in seed["roles"]
    )
    for named in seed["groups"]:
        group = Group(unit_id=units[named["unit"]], name=named["name"])
        session.add(group)
        session.flush()
        session.add_all(
            GroupMember(group_id=group.id, member_id=ids[name]) for name in named["members"]
        )
    return Organisation(units, ids)


def _add_units(session: Session, units: list[dict[str, Any]]) -> dict[str, int]:
    made: dict[str, Unit] = {}
    for position, part in enumerate(units):
        parent = made[part["parent"]] if part["parent"] else None
        unit = Unit(
            name=part["name"],
            kind=UnitKind(part["kind"]),
            parent_id=parent.id if parent else None,
            path=f"?{part['key']}",
            position=position,
        )
        session.add(unit)
        session.flush()
        # The path holds the unit's own id, which is known only now.
        unit.path = f"{parent.path if parent else '/'}{unit.id}/"
        made[part["key"]] = unit
    return {key: unit.id for key, unit in made.items()}
