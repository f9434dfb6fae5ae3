"""Who sits where: rooms as an organizer types them, and seats so that neighbours differ.

The rule in words: each branch is spread evenly over the whole row of seats, so that neighbours are
of one branch only where it is much larger than the others; the order inside a branch is drawn from
the seed. Rooms are filled in the order given.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.domain.refusals import N_, Reason

MOST_SEATS: Final = 500
NAME_LENGTH: Final = 60
_ROOM: Final = re.compile(
    r"^(?P<name>.*?[^\s,，、:：])[\s,，、:：]+(?P<seats>\d{1,4})\s*(?:座|人|seats)?$"
)


@dataclass(frozen=True, slots=True)
class Room:
    """考场: a name and its seats."""

    name: str
    seats: int


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in one of several sittings."""

    sitting_id: int
    room: str
    number: int


def read_rooms(text: str) -> tuple[tuple[Room, ...], tuple[Reason, ...]]:
    """Read one room a line, name and number of seats; give the rooms and what is wrong, by line."""
    rooms: list[Room] = []
    wrong: list[Reason] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _ROOM.match(line.strip())
        seats = int(found["seats"]) if found else 0
        if found is None or not 0 < seats <= MOST_SEATS or len(found["name"]) > NAME_LENGTH:
            wrong.append(
                Reason(
                    "room_unreadable",
                    N_(
                        "Line %(line)s is no room. Write a name and the number of seats,"
                        " for example: Room 301, 30"
                    ),
                    {"line": number},
                )
            )
        elif any(room.name == found["name"] for room in rooms):
            wrong.append(
                Reason(
                    "room_twice",
                    N_(
                        "Line %(line)s names a room that stands above already. Give it another name."
                    ),
                    {"line": number},
                )
            )
        else:
            rooms.append(Room(found["name"], seats))
    return tuple(rooms), tuple(wrong)


def seat_people(
    people: Mapping[int, int], places: Sequence[tuple[int, Sequence[Room]]], *, seed: str
) -> dict[int, Place]:
    """Give a place to each person, as long as there are any.

    `people` gives the branch of each member; `places` the rooms of each sitting, by its id. The
    same people, rooms and seed give the same places.
    """
    free = (
        Place(sitting_id, room.name, number)
        for sitting_id, rooms in places
        for room in rooms
        for number in range(1, room.seats + 1)
    )
    return dict(zip(_in_turn(people, seed), free, strict=False))


def _in_turn(people: Mapping[int, int], seed: str) -> Iterable[int]:
    """Spread each branch evenly over the whole row: the i-th of n stands at (i + 1/2) / n."""
    branches: dict[int, list[int]] = {}
    for member_id, branch_id in people.items():
        branches.setdefault(branch_id, []).append(member_id)
    spread = []
    for branch_id, members in branches.items():
        members.sort(key=lambda member_id: _drawn(seed, member_id))
        spread += [
            ((2 * place + 1) / (2 * len(members)), branch_id, member_id)
            for place, member_id in enumerate(members)
        ]
    return [member_id for _at, _branch, member_id in sorted(spread)]


def _drawn(seed: str, member_id: int) -> str:
    return hashlib.sha256(f"{seed} seat {member_id}".encode()).hexdigest()
