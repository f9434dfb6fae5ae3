"""The invariants: what is stored is what the model says, and nothing that was final has moved."""

from __future__ import annotations

from typing import Any, Protocol

from tests.invariants import model
from tests.invariants.world import counted


class Memory(Protocol):
    """What was seen before and must not change."""

    receipts: dict[int, tuple[str, str]]
    deadlines: dict[int, int]


def check(world: model.World, exam: dict[str, Any], stored: dict[str, Any], seen: Memory) -> None:
    """Compare everything; AssertionError names what is off."""
    assert stored["form"] == exam["form"], "the paper changed"
    assert stored["keys"] == exam["keys"], "the keys changed"
    answers: dict[int, dict[int, Any]] = {row.id: {} for row in stored["attempts"]}
    for row in stored["answers"]:
        answers[row.attempt_id][row.item_number] = {
            "response": tuple(row.response),
            "sequence": row.sequence,
            "late": row.late,
            "saved": counted(row.saved_at),
        }
    found = {
        row.id: {
            "member": row.member_id,
            "number": row.number,
            "state": row.state.value,
            "holder": row.holder,
            "extra": row.extra_seconds * model.SECOND,
            "started": counted(row.started_at),
            "deadline": counted(row.deadline_at),
            "closed": counted(row.closed_at),
            "locked": row.locked_at is not None,
            "voided": row.voided_at is not None,
            "answers": answers[row.id],
        }
        for row in stored["attempts"]
    }
    expected = {
        number: {name: value for name, value in attempt.items() if name != "receipt"}
        | {name: attempt[name] is not None for name in ("locked", "voided")}
        for number, attempt in world["attempts"].items()
    }
    assert found == expected
    _check_limits(world, found)
    _check_scores(exam, stored, found)
    _check_finality(stored, seen)


def _check_limits(world: model.World, found: dict[int, Any]) -> None:
    running: list[int] = []
    for attempt in found.values():
        assert attempt["started"] >= 0, "started before the opening"
        for answer in attempt["answers"].values():
            assert attempt["started"] <= answer["saved"] <= attempt["deadline"] + model.GRACE
            # More time granted later leaves on record that an answer came late.
            late = answer["saved"] > attempt["deadline"]
            assert answer["late"] is late or (answer["late"] and attempt["extra"])
        if attempt["state"] == "open":
            running.append(attempt["member"])
    assert len(running) == len(set(running)), "two open attempts of one member"
    for member in world["versions"]:
        taken = [one for one in found.values() if one["member"] == member and not one["voided"]]
        assert not world["tries"] or len(taken) <= world["tries"], "more attempts than allowed"


def _check_scores(exam: dict[str, Any], stored: dict[str, Any], found: dict[int, Any]) -> None:
    sheets: dict[int, list[Any]] = {number: [] for number in found}
    for row in stored["sheets"]:
        sheets[row.attempt_id].append(row)
    closings = [int(row.object_id) for row in stored["acts"] if row.act in CLOSINGS]
    for number, attempt in found.items():
        closed = attempt["state"] != "open"
        assert closings.count(number) == closed, "closed exactly once, or not at all"
        assert len(sheets[number]) == closed, "scored exactly once, or not at all"
        for sheet in sheets[number]:
            worth = {
                str(item): model.points(
                    entry, attempt["answers"].get(item, {"response": ()})["response"]
                )
                for item, entry in exam["items"].items()
            }
            assert sheet.points == worth
            assert sheet.total == sum(worth.values()) <= sheet.maximum == 10000


def _check_finality(stored: dict[str, Any], seen: Memory) -> None:
    for row in stored["attempts"]:
        deadline = counted(row.deadline_at)
        assert deadline is not None
        assert deadline >= seen.deadlines.setdefault(row.id, deadline), "an earlier deadline"
        if row.closed_at is not None:
            receipt = (row.receipt_number, row.receipt_digest)
            assert all(receipt)
            assert seen.receipts.setdefault(row.id, receipt) == receipt, "another receipt"


CLOSINGS = ("attempt.submitted", "attempt.expired", "attempt.collected")
