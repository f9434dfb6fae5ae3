"""The rules: what may happen, in any order; after each step the database is what the model says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from quizapp.accounts.operations import sign_out_everywhere
from quizapp.attempts.operations.closing import close_overdue, submit
from quizapp.attempts.operations.collecting import collect
from quizapp.attempts.operations.saving import save_answers
from quizapp.attempts.operations.starting import start, take_over
from quizapp.domain.attempt import SentAnswer
from quizapp.domain.terms import Allowance
from quizapp.domain.viewer import Claim
from quizapp.exams.operations.allowances import Whom, grant
from tests.invariants import model
from tests.invariants.chances import JITTER, JUMPS, PLANS, VIA, WHO, responses_to
from tests.invariants.holding import check
from tests.invariants.model import GRACE, SECOND, Tried
from tests.invariants.speaking import Speaker
from tests.invariants.world import OPENS, World

KEY = b"only-for-tests"


class Attempts(RuleBasedStateMachine):
    """Two members, one test, and everything that can go wrong."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[dict[str, Any]] = []
        self.model: model.World = {}

    @initialize(plan=PLANS)
    def publish(self, plan: dict[str, int]) -> None:
        now = -5 * SECOND if plan["early"] else 0
        self.world.set_clock(now)
        limits = {
            "duration": plan["duration"] * SECOND,
            "closes": plan["closes"] * SECOND,
            "tries": plan["tries"],
        }
        self.requests.clear()
        self.exam = self.world.new_exam(**limits)
        self.members = list(self.exam["members"])
        self.model = model.new_world(now=now, members=self.members, **limits)
        self.receipts: dict[int, tuple[str, str]] = {}
        self.deadlines: dict[int, int] = {}
        self.speaker = Speaker(self.world.app, self.exam)
        if not plan["early"]:
            self._start(self.members[0], "operation", current=True)

    def teardown(self) -> None:
        if self.model:
            self.world.remove_exam(self.exam)

    def _started(self) -> bool:
        return bool(self.model) and bool(self.model["attempts"])

    def _attempt(self, data: st.DataObject) -> tuple[int, Tried]:
        """An attempt: mostly an open one, at times one of the latest."""
        running = [
            number for number, one in self.model["attempts"].items() if one["state"] == "open"
        ]
        numbers = running * 4 + sorted(self.model["attempts"])[-2:]
        number = data.draw(st.sampled_from(numbers), label="attempt")
        return number, self.model["attempts"][number]

    @precondition(_started)
    @rule(who=WHO, minutes=st.sampled_from([1, 10, 30]), rare=st.integers(0, 3))
    def organize(self, who: int, minutes: int, rare: int) -> None:
        """Extra time for one member; now and then all papers are collected."""
        organizer = self.world.editor
        assert organizer is not None
        if rare == 3:
            code, _ = self.world.act(
                lambda: collect(self.exam["id"], None, viewer=organizer, key=KEY)
            )
            assert code == model.collect(self.model)
            return
        member = self.members[who]
        allowance = Allowance(extra=timedelta(minutes=minutes))
        code, _ = self.world.act(
            lambda: grant(
                self.exam["id"],
                Whom(member_id=member),
                allowance,
                "a reason",
                viewer=organizer,
                now=OPENS,
            )
        )
        assert code == "ok"
        model.grant(self.model, member, minutes * 60 * SECOND)

    def _all_at_work(self) -> bool:
        return all(model.open_of(self.model, member) for member in self.members)

    def _nothing_left(self) -> bool:
        return bool(self.model) and model.is_done(self.model)

    @precondition(_nothing_left)
    @rule(plan=PLANS)
    def another_test(self, plan: dict[str, int]) -> None:
        """Nobody can start any more: a life goes on with the next test."""
        self.world.remove_exam(self.exam)
        self.publish(plan)

    @rule(data=st.data(), jump=JUMPS, by=st.integers(-1, 1), count=st.integers(1, 40))
    def tick(self, data: st.DataObject, jump: str, by: int, count: int) -> None:
        """Time goes on: a little, or to within a microsecond of a limit."""
        now = self.model["now"]
        running = [
            number for number, one in self.model["attempts"].items() if one["state"] == "open"
        ]
        if jump in ("deadline", "grace") and running:
            number = data.draw(st.sampled_from(running))
            attempt = self.model["attempts"][number]
            limit = attempt["deadline"] + by + (GRACE if jump == "grace" else 0)
            self.move_clock(max(now, limit))
            # What arrives at this very moment is what the limit is about.
            self._send(self._request(data, number, attempt), data.draw(VIA))
            return
        limits = {
            "second": now + count * SECOND // 4,
            "half minutes": now + count * 30 * SECOND,
            "closing": self.model["closes"] + by,
            "opening": by,
        }
        self.move_clock(max(now, limits.get(jump, now)))

    def move_clock(self, now: int) -> None:
        self.model["now"] = now
        self.world.set_clock(now)

    @precondition(lambda self: bool(self.model) and not self._all_at_work())
    @rule(who=WHO, via=VIA, current=st.sampled_from([True, True, True, False]))
    def start(self, who: int, via: str, current: bool) -> None:
        self._start(self.members[who], via, current=current)

    def _start(self, member: int, via: str, *, current: bool) -> None:
        if via == "http":
            version = self.model["versions"][member] - (not current)
            code, found = self.speaker.start(member, version)
            if not current:
                assert code == "unauthorized"
                return
        else:
            viewer = self.exam["members"][member]
            code, found = self.world.act(
                lambda: start(self.exam["id"], viewer=viewer, entry_code="", key=KEY)
            )
        expected = model.start(self.model, member)
        self.world.seen["start", expected] += 1
        if expected == "new":
            assert code == "ok", code
            model.add_attempt(self.model, member, found)
        elif expected == "again":
            assert code == "ok" and self.model["attempts"][found]["member"] == member
        else:
            assert code == expected

    @precondition(_started)
    @rule(data=st.data(), via=VIA, together=st.integers(1, 3))
    def save(self, data: st.DataObject, via: str, together: int) -> None:
        """A page saves up to three times; the requests arrive in any order, some of them twice."""
        number, attempt = self._attempt(data)
        page = [self._request(data, number, attempt) for _ in range(together)]
        self.requests += page
        for request in data.draw(st.permutations([*page, *page[: together - 1]]), label="arrives"):
            self._send(request, via)

    def _request(self, data: st.DataObject, number: int, attempt: Tried) -> dict[str, Any]:
        items = data.draw(st.lists(st.sampled_from(sorted(self.exam["items"])), max_size=3))
        highest = max((one["sequence"] for one in attempt["answers"].values()), default=0)
        member = attempt["member"]
        who = data.draw(st.sampled_from(["owner"] * 12 + ["other", "old session"]))
        return {
            "attempt": number,
            "sent": [
                (
                    item,
                    data.draw(responses_to(self.exam["items"][item])),
                    max(0, highest + data.draw(JITTER)),
                )
                for item in items
            ],
            "member": self._other(member) if who == "other" else member,
            "version": self.model["versions"][member] - (who == "old session"),
            "holder": max(0, attempt["holder"] + data.draw(st.sampled_from([0] * 7 + [-1, 1]))),
        }

    @precondition(lambda self: bool(self.requests))
    @rule(data=st.data(), via=VIA)
    def arrive_again(self, data: st.DataObject, via: str) -> None:
        """A request of before arrives once more: a retry, a late one, one out of order."""
        self._send(data.draw(st.sampled_from(self.requests[-12:]), label="request"), via)

    def _send(self, request: dict[str, Any], via: str) -> None:
        number, sent = request["attempt"], request["sent"]
        attempt = self.model["attempts"][number]
        say = self.speaker.save if via == "http" else self._save
        code, saved = say(request)
        expected = model.save(
            self.model,
            attempt,
            sent,
            member=request["member"],
            version=request["version"],
            holder=request["holder"],
        )
        assert code == expected, (code, expected)
        self.world.seen["save", code] += 1
        if code == "ok":
            told = {item for item, _response, _sequence in sent}
            assert saved["answers"] == {item: attempt["answers"][item]["sequence"] for item in told}
            assert saved["remaining"] == max(attempt["deadline"] - self.model["now"], 0)

    def _save(self, request: dict[str, Any]) -> tuple[str, Any]:
        code, saved = self.world.act(lambda: self._saving(request))
        if code != "ok":
            return code, None
        return code, {
            "answers": {one.item_number: one.sequence for one in saved.answers},
            "remaining": saved.remaining // (saved.remaining.resolution),
        }

    def _saving(self, request: dict[str, Any]) -> Any:
        return save_answers(
            request["attempt"],
            [SentAnswer(*one) for one in request["sent"]],
            claim=Claim(request["member"], request["version"], None),
            holder=request["holder"],
            form_hash=self.exam["hash"],
            key=KEY,
        )

    @precondition(_started)
    @rule(data=st.data(), via=VIA)
    def change_device(self, data: st.DataObject, via: str) -> None:
        number, attempt = self._attempt(data)
        member = attempt["member"]
        if via == "http":
            code, held = self.speaker.hold(number, member, self.model["versions"][member])
        else:
            asks = data.draw(st.sampled_from([member] * 9 + [self._other(member)]))
            viewer = self.exam["members"][asks]
            member = asks
            code, value = self.world.act(lambda: take_over(number, viewer=viewer, key=KEY))
            held = {"holder": value.holder, "first": value.first_sequence} if code == "ok" else None
        assert code == model.take_over(self.model, attempt, member=member)
        self.world.seen["take over", code] += 1
        if held is not None:
            assert held["holder"] == attempt["holder"]
            stored = [one["sequence"] for one in attempt["answers"].values()]
            assert held["first"] > max(stored, default=0)

    @precondition(_started)
    @rule(data=st.data(), via=VIA, ahead=st.sampled_from([0, 1]), plain=st.booleans())
    def hand_in(self, data: st.DataObject, via: str, ahead: int, plain: bool) -> None:
        number, attempt = self._attempt(data)
        member = attempt["member"]
        claimed = (
            {}
            if plain
            else {item: one["sequence"] + ahead for item, one in attempt["answers"].items()}
        )
        if via == "http":
            code, receipt = self.speaker.submit(
                number, claimed, member, self.model["versions"][member]
            )
        else:
            viewer = self.exam["members"][member]
            code, done = self.world.act(
                lambda: submit(number, viewer=viewer, claimed=claimed, key=KEY)
            )
            receipt = done.receipt_number if code == "ok" else ""
        assert code == model.submit(self.model, attempt, claimed, member=member)
        self.world.seen["hand in", code] += 1
        if code == "ok":
            assert receipt
            known = self.receipts.get(number)
            assert known is None or known[0] == receipt, "the same request, another receipt"

    @rule(data=st.data(), act=st.sampled_from(["sweep", "killed", "sign out", "edit"]))
    def meanwhile(self, data: st.DataObject, act: str) -> None:
        """What goes on around the attempts."""
        if act == "sweep":
            code, closed = self.world.act(lambda: close_overdue(key=KEY))
            assert (code, closed) == ("ok", model.sweep(self.model))
        elif act == "killed":
            # A sweeper dies midway; the next one closes what is left, and nothing twice.
            with self.world.crashing(data.draw(st.integers(1, 12))):
                self.world.act(lambda: close_overdue(key=KEY))
            self.world.act(lambda: close_overdue(key=KEY))
            model.sweep(self.model)
        elif act == "sign out":
            # All sessions of the person end; the next one has a new version.
            member = self.members[data.draw(WHO)]
            viewer = self.exam["members"][member]
            assert self.world.act(lambda: sign_out_everywhere(viewer=viewer, now=OPENS))[0] == "ok"
            self.model["versions"][member] += 1
        else:
            self.world.edit_bank(data.draw(st.integers(0, 3)))

    @precondition(_started)
    @rule(data=st.data(), statement=st.integers(1, 12))
    def crash(self, data: st.DataObject, statement: int) -> None:
        """The process dies in the middle of an act: all of it is there, or nothing."""
        number, attempt = self._attempt(data)
        if model.is_over(self.model, attempt):
            return
        member = attempt["member"]
        viewer = self.exam["members"][member]
        act = data.draw(st.sampled_from(["save", "take_over", "submit", "start"]))
        item = data.draw(st.sampled_from(sorted(self.exam["items"])))
        sequence = 1 + max((one["sequence"] for one in attempt["answers"].values()), default=0)
        sent = [(item, data.draw(responses_to(self.exam["items"][item])), sequence)]
        request = {
            "attempt": number,
            "sent": sent,
            "member": member,
            "version": self.model["versions"][member],
            "holder": attempt["holder"],
        }
        operation = {
            "save": lambda: self._saving(request),
            "take_over": lambda: take_over(number, viewer=viewer, key=KEY),
            "submit": lambda: submit(number, viewer=viewer, claimed={}, key=KEY),
            "start": lambda: start(self.exam["id"], viewer=viewer, entry_code="", key=KEY),
        }[act]
        running = model.open_of(self.model, member)
        if act == "start" and running is not None and model.is_over(self.model, running):
            return
        with self.world.crashing(statement):
            code, value = self.world.act(operation)
        self.world.seen["crash", code] += 1
        if code == "crash":
            return
        if act == "start":
            expected = model.start(self.model, member)
            if expected == "new":
                model.add_attempt(self.model, member, value)
            return
        expected = {
            "save": lambda: model.save(
                self.model,
                attempt,
                sent,
                member=member,
                version=request["version"],
                holder=request["holder"],
            ),
            "take_over": lambda: model.take_over(self.model, attempt, member=member),
            "submit": lambda: model.submit(self.model, attempt, {}, member=member),
        }[act]()
        assert code == expected

    @precondition(_started)
    @rule(data=st.data(), act=st.sampled_from(["lock", "unlock", "unlock", "unlock", "void"]))
    def invigilate(self, data: st.DataObject, act: str) -> None:
        number, attempt = self._attempt(data)
        if act == "void":
            if attempt["state"] == "open" or attempt["voided"] is not None:
                return
            attempt["voided"] = self.model["now"]
            self.world.change(number, voided_at=OPENS)
        elif attempt["state"] == "open":
            attempt["locked"] = self.model["now"] if act == "lock" else None
            self.world.change(number, locked_at=OPENS if act == "lock" else None)

    @invariant()
    def holds(self) -> None:
        if self.model:
            self.world.steps += 1
            check(self.model, self.exam, self.world.stored(self.exam["id"]), self)

    def _other(self, member: int) -> int:
        return next(one for one in self.members if one != member)
