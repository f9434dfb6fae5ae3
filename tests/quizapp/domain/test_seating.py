"""Rooms as typed, and seats that are filled once, in order, with neighbours of different branches."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.seating import Place, Room, read_rooms, seat_people


@pytest.mark.parametrize(
    "line", ["Hall A, 30", "Hall A 30", "Hall A：30座", "Hall A，30人", "Hall A:30"]
)
def test_reads_a_room(line: str) -> None:
    assert read_rooms(line) == ((Room("Hall A", 30),), ())


@pytest.mark.parametrize("line", ["Hall A", "30", "Hall A, 0", "Hall A, 501", "x" * 61 + ", 30"])
def test_names_the_line_that_is_no_room(line: str) -> None:
    rooms, wrong = read_rooms(f"Hall B, 2\n\n{line}")
    assert rooms == (Room("Hall B", 2),)
    assert [(reason.code, reason.values["line"]) for reason in wrong] == [("room_unreadable", 3)]


def test_a_room_is_named_once() -> None:
    _rooms, wrong = read_rooms("Hall A, 3\nHall A, 4")
    assert [reason.code for reason in wrong] == ["room_twice"]


def test_neighbours_are_of_different_branches_where_they_can_be() -> None:
    people = {member: member % 3 for member in range(12)}
    places = seat_people(people, [(1, [Room("A", 12)])], seed="s")
    row = [people[member] for member in sorted(places, key=lambda one: places[one].number)]
    assert all(left != right for left, right in pairwise(row))


def test_another_seed_seats_otherwise() -> None:
    people = dict.fromkeys(range(20), 1)
    rooms = [(1, [Room("A", 20)])]
    assert seat_people(people, rooms, seed="s") != seat_people(people, rooms, seed="t")


@given(
    st.dictionaries(st.integers(1, 200), st.integers(1, 5), max_size=40),
    st.lists(st.integers(1, 9), min_size=1, max_size=4),
)
def test_every_seat_is_taken_once_and_the_first_ones_first(
    people: dict[int, int], sizes: list[int]
) -> None:
    rooms = [Room(f"R{place}", size) for place, size in enumerate(sizes)]
    places = seat_people(people, [(7, rooms)], seed="s")
    free = [Place(7, room.name, number) for room in rooms for number in range(1, room.seats + 1)]
    assert len(places) == min(len(people), sum(sizes))
    assert sorted(places.values(), key=free.index) == free[: len(places)]
    assert places == seat_people(dict(reversed(people.items())), [(7, rooms)], seed="s")
