"""What should be stored, written a second time as plain dicts: it shares no code with the product.

Each function does the act to the dicts and says how it ends: "ok", or the code of the refusal.
Moments are whole microseconds since the opening of the test.
"""

from __future__ import annotations

from typing import Any

SECOND = 1_000_000
GRACE = 15 * SECOND

Sent = tuple[int, tuple[str, ...], int]
"""Item, response, sequence number."""

World = dict[str, Any]
Tried = dict[str, Any]


def new_world(*, now: int, duration: int, closes: int, tries: int, members: list[int]) -> World:
    """A test that opens at 0, and nobody has started."""
    return {
        "now": now,
        "duration": duration,
        "closes": closes,
        "tries": tries,
        "versions": dict.fromkeys(members, 1),
        "extra": dict.fromkeys(members, 0),
        "attempts": {},
    }


def open_of(world: World, member: int) -> Tried | None:
    """The member's open attempt."""
    return next(
        (
            attempt
            for attempt in world["attempts"].values()
            if attempt["member"] == member and attempt["state"] == "open"
        ),
        None,
    )


def is_over(world: World, attempt: Tried) -> bool:
    """Whether nothing is taken any more."""
    return bool(world["now"] > attempt["deadline"] + GRACE)


def is_done(world: World) -> bool:
    """Whether all attempts are closed and no other can be started."""
    if any(one["state"] == "open" for one in world["attempts"].values()):
        return False
    return world["now"] >= world["closes"] or all(
        world["tries"]
        and sum(
            one["member"] == member and one["voided"] is None for one in world["attempts"].values()
        )
        >= world["tries"]
        for member in world["versions"]
    )


def start(world: World, member: int) -> str:
    """Open an attempt; "again" when one is open already, "new" when a row is to be added."""
    running = open_of(world, member)
    if running is not None and not is_over(world, running):
        return "again"
    if running is not None:
        expire(world, running)
    if world["now"] < 0:
        return "not_open_yet"
    if world["now"] >= world["closes"]:
        return "window_closed"
    used = sum(
        attempt["member"] == member and attempt["voided"] is None
        for attempt in world["attempts"].values()
    )
    return "no_tries_left" if world["tries"] and used >= world["tries"] else "new"


def add_attempt(world: World, member: int, attempt_id: int) -> None:
    """What a start has added."""
    assert attempt_id not in world["attempts"]
    world["attempts"][attempt_id] = {
        "member": member,
        "number": 1 + sum(one["member"] == member for one in world["attempts"].values()),
        "state": "open",
        "holder": 1,
        "started": world["now"],
        "deadline": min(world["now"] + world["duration"], world["closes"]) + world["extra"][member],
        "extra": world["extra"][member],
        "closed": None,
        "locked": None,
        "voided": None,
        "answers": {},
        "receipt": "",
    }


def save(
    world: World, attempt: Tried, sent: list[Sent], *, member: int, version: int, holder: int
) -> str:
    """Take the newest of each item, if anything may be taken."""
    if attempt["member"] != member:
        return "no_such_attempt"
    if version != world["versions"][member]:
        return "session_ended"
    refused = _barred(attempt)
    if refused:
        return refused
    if is_over(world, attempt):
        expire(world, attempt)
        return "time_is_up"
    if holder != attempt["holder"]:
        return "taken_over"
    for item, response, sequence in sent:
        known = attempt["answers"].get(item)
        if known is None or sequence > known["sequence"]:
            attempt["answers"][item] = {
                "response": response,
                "sequence": sequence,
                "late": world["now"] > attempt["deadline"],
                "saved": world["now"],
            }
    return "ok"


def take_over(world: World, attempt: Tried, *, member: int) -> str:
    """Hand the attempt to another page."""
    if attempt["member"] != member:
        return "no_such_attempt"
    refused = _barred(attempt)
    if refused:
        return refused
    if is_over(world, attempt):
        expire(world, attempt)
        return "time_is_up"
    attempt["holder"] += 1
    return "ok"


def submit(world: World, attempt: Tried, claimed: dict[int, int], *, member: int) -> str:
    """Hand in; what is closed already stays as it is."""
    if attempt["member"] != member:
        return "no_such_attempt"
    if attempt["state"] != "open":
        return "ok"
    if attempt["locked"] is not None:
        return "locked"
    if is_over(world, attempt):
        expire(world, attempt)
        return "ok"
    arrived = {item: answer["sequence"] for item, answer in attempt["answers"].items()}
    if world["now"] <= attempt["deadline"] and any(
        sequence > arrived.get(item, 0) for item, sequence in claimed.items()
    ):
        return "answers_missing"
    attempt["state"] = "submitted"
    attempt["closed"] = min(world["now"], attempt["deadline"])
    return "ok"


def grant(world: World, member: int, extra: int) -> None:
    """Extra time for a member; a deadline that was given only ever moves later, and not once it
    is over."""
    world["extra"][member] = extra
    attempt = open_of(world, member)
    if attempt is None or is_over(world, attempt):
        return
    longer = max(extra, attempt["extra"])
    deadline = min(attempt["started"] + world["duration"], world["closes"]) + longer
    if deadline > attempt["deadline"]:
        attempt["deadline"], attempt["extra"] = deadline, longer


def collect(world: World) -> str:
    """All papers at once, but for those with time of their own."""
    if world["now"] <= 0:
        return "nothing_to_collect"
    world["closes"] = min(world["closes"], world["now"])
    for attempt in world["attempts"].values():
        if attempt["state"] == "open" and not attempt["extra"]:
            attempt["state"] = "expired"
            attempt["closed"] = min(world["now"], attempt["deadline"])
    return "ok"


def sweep(world: World) -> int:
    """Close whatever is overdue; how many."""
    overdue = [
        attempt
        for attempt in world["attempts"].values()
        if attempt["state"] == "open" and is_over(world, attempt)
    ]
    for attempt in overdue:
        expire(world, attempt)
    return len(overdue)


def expire(world: World, attempt: Tried) -> None:
    """The server closes it, stamped with its deadline."""
    assert is_over(world, attempt)
    attempt["state"], attempt["closed"] = "expired", attempt["deadline"]


def points(item: dict[str, Any], response: tuple[str, ...]) -> int:
    """Hundredths of a point of one item worth 1,250, by the rule "equal share for a subset"."""
    if not any(response):
        return 0
    if item["kind"] == "fill_in":
        keys = item["keys"]
        right = sum(given == key for given, key in zip(response, keys, strict=False))
        return 1250 * right // len(keys)
    picked, keys = set(response), set(item["keys"])
    if item["kind"] == "multiple_choice" and picked < keys:
        return 1250 * len(picked) // len(keys)
    return 1250 if picked == keys else 0


def _barred(attempt: Tried) -> str:
    if attempt["voided"] is not None:
        return "voided"
    if attempt["state"] == "submitted":
        return "already_submitted"
    if attempt["state"] == "expired":
        return "collected" if attempt["closed"] < attempt["deadline"] else "time_is_up"
    return "locked" if attempt["locked"] is not None else ""
