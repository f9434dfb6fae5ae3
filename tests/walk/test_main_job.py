"""`make run` in this checkout, then the main job as a browser without script does it.

Started by itself after all other tests: it uses the checkout's own `.venv`, a folder of its own
for data, and a free port. The second start must find everything again.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener
from zoneinfo import ZoneInfo

import pytest

from tests.walk.plain_browser import Answer, Form, PlainBrowser

ROOT = Path(__file__).resolve().parents[2]
EXAM = "全年学习内容测试"
KINDS = ("single_choice", "multiple_choice", "true_false", "fill_in")


@dataclass
class Running:
    """The command and how to reach what it started."""

    instance: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, seconds: float) -> float:
        """Run the README's command; give the seconds from the command to the first good answer."""
        began = time.monotonic()
        with (self.instance / "make-run.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["make", "run", f"PORT={self.port}"],  # noqa: S607
                cwd=ROOT,
                env={**os.environ, "INSTANCE_PATH": str(self.instance), "DATABASE_URL": ""},
                stdout=log,
                stderr=log,
                # A group of its own: make, flask and gunicorn end together.
                start_new_session=True,
            )
        opener = build_opener(ProxyHandler({}))
        while time.monotonic() - began < seconds:
            assert self.process.poll() is None, self.said()
            try:
                with opener.open(f"{self.address}/health", timeout=5) as reply:
                    assert reply.status == 200
                    return time.monotonic() - began
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(f"no good answer within {seconds} s\n{self.said()}")

    def stop(self) -> None:
        """End the whole group and wait until the port is free again."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)
        self.process = None

    def said(self) -> str:
        """The end of what the command printed."""
        return (self.instance / "make-run.log").read_text("utf-8")[-3000:]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The first start: sets up what is missing and loads the sample."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Running(tmp_path_factory.mktemp("instance"), port)
    try:
        print(f"\nfirst start: {made.start(seconds=300):.1f} s")  # noqa: T201
        yield made
    finally:
        made.stop()


def test_the_command_says_how_to_get_in(running: Running) -> None:
    said = running.said()
    assert running.address in said
    passwords = running.instance / "sample_passwords.txt"
    assert str(passwords) in said
    for secret in (passwords, running.instance / "secret_key"):
        assert secret.stat().st_mode & 0o777 == 0o600


def test_a_newcomer_takes_the_open_test(running: Running) -> None:
    member = _sign_in(running, "member")
    home = member.get("/my")
    assert "我的测试" in home.words, "the Chinese catalogue must have been compiled"
    (start,) = [link for link in home.links if re.fullmatch(r"/exams/\d+/start", link)]
    _take(member, int(re.findall(r"\d+", start)[0]))


def test_the_main_job(running: Running, request: pytest.FixtureRequest) -> None:
    organizer = _sign_in(running, "organizer")
    sample = (ROOT / "seeds" / "sample_plan.txt").read_text("utf-8")
    own = sample.replace("2026年", "2027年", 1).encode()
    plan_id = _import(organizer, "own.txt", own)
    exam_id = _exam(organizer, plan_id)
    _member_and_boards(running, organizer, exam_id)

    plans_dir: Path = request.getfixturevalue("plans_dir")
    (real,) = plans_dir.glob("002_*.txt")
    plan_id = _import(organizer, real.name, real.read_bytes())
    plan = organizer.get(f"/plans/{plan_id}").text
    card = plan[: plan.index("data-plan")]
    assert len(set(re.findall(r"article=(\d+)#", card))) >= 3
    exam_id = _exam(organizer, plan_id)
    _member_and_boards(running, organizer, exam_id)


def test_the_second_start_keeps_all_data(running: Running) -> None:
    before = _sign_in(running, "member").get("/my")
    receipts = _finished(before)
    assert len(receipts) >= 3
    running.stop()
    seconds = running.start(seconds=60)
    print(f"\nsecond start: {seconds:.1f} s (5 s are promised on a quiet machine)")  # noqa: T201
    assert seconds < 15
    again = _sign_in(running, "member")
    assert _finished(again.get("/my")) == receipts
    organizer = _sign_in(running, "organizer")
    assert EXAM in organizer.get("/exams/").words


def _sign_in(running: Running, role: str) -> PlainBrowser:
    browser = PlainBrowser(running.address)
    page = browser.get("/sign-in")
    (button,) = [
        form
        for form in page.forms
        if form.action.endswith("/sign-in/sample") and ("role", role) in form.sent()
    ]
    landed = browser.send(page, button)
    assert "/sign-in" not in landed.address
    return browser


def _import(organizer: PlainBrowser, name: str, data: bytes) -> int:
    page = organizer.get("/plans/import")
    page = organizer.upload(page, page.form("/plans/import"), "file", name, data)
    if "/uploads/" in page.address:
        # A plan without a title is asked for its label, with a proposal.
        form = page.form(page.address.split("127.0.0.1")[1].split("/", 1)[1])
        assert dict(form.sent())["label"]
        page = organizer.send(page, form)
    found = re.search(r"/plans/(\d+)$", page.address)
    assert found, page.address
    plan_id = int(found[1])
    bank = organizer.get(f"/bank/?plan={plan_id}")
    (everything,) = [
        form
        for form in bank.forms
        if form.action.split("?")[0].endswith("/bank/decisions") and ("scope", "all") in form.sent()
    ]
    organizer.send(bank, everything, [("decision", "approve")])
    return plan_id


def _exam(organizer: PlainBrowser, plan_id: int) -> int:
    page = organizer.get("/exams/new")
    page = organizer.send(
        page,
        page.form("/exams/new"),
        [("name", EXAM), ("mode", "practice"), ("plans", str(plan_id)), ("with_schedule", "y")],
    )
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    form = page.form("/rules")
    rule = next(one.value for one in form.controls if one.name == "multiple_choice_rule")
    page = organizer.send(
        page,
        form,
        [
            ("opens_at", (now - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")),
            ("closes_at", (now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")),
            ("duration", "30"),
            ("pass_points", "60"),
            ("multiple_choice_rule", rule),
            ("answer_release", "at_once"),
        ],
    )
    form = page.form("/audience")
    root = next(one.value for one in form.controls if one.name == "units")
    page = organizer.send(page, form, [("units", root), ("save", "1")])
    for count in (2, 4):
        # Two spare lines are offered at a time.
        lines = [
            (f"sections-{place}-{name}", value)
            for place, kind in enumerate(KINDS[:count])
            for name, value in (("kind", kind), ("count", "5"), ("points", "5"))
        ]
        organizer.send(page, page.form("/paper"), lines)
        exam_id = int(re.findall(r"/exams/(\d+)/paper", page.address)[0])
        page = organizer.get(f"/exams/{exam_id}/paper")
    page = organizer.get(f"/exams/{exam_id}")
    page = organizer.send(page, page.form("/publication"))
    assert "/publication" not in page.text, page.words
    assert "<svg" in organizer.get(f"/exams/{exam_id}/qr.svg").text
    return exam_id


def _member_and_boards(running: Running, organizer: PlainBrowser, exam_id: int) -> None:
    member = _sign_in(running, "member")
    _take(member, exam_id)
    page = organizer.get(f"/exams/{exam_id}")
    organizer.send(page, page.form("/boards"), [("member_board", "y"), ("branch_board", "y")])
    for scope in ("member", "branch"):
        board = organizer.get(f"/exams/{exam_id}/leaderboard?scope={scope}")
        assert "<table" in board.text
        assert "<h1>" in member.get(f"/exams/{exam_id}/leaderboard?scope={scope}").text


def _take(member: PlainBrowser, exam_id: int) -> None:
    page = member.get(f"/exams/{exam_id}/start")
    page = member.send(page, page.form("/attempts"))
    attempt = re.findall(r"/attempts/(\d+)", page.address)[0]
    items = 0
    for step in ("next", "overview"):
        form = page.form(f"/pages/{1 if step == 'next' else 2}")
        items += len(
            {one.value for one in form.controls if one.name == "item" and not one.disabled}
        )
        page = member.send(page, form, [*_answers(form), ("go", step)])
    assert items == 20
    assert page.address.endswith("/overview")
    receipt = member.send(page, page.form("/submission"))
    assert receipt.address.endswith(f"/attempts/{attempt}/receipt")
    number = re.search(r'receipt-number">([^<]+)<', receipt.text)
    assert number and number[1].strip()
    again = member.get(f"/attempts/{attempt}/receipt")
    assert number[1] in again.text
    result = member.get(f"/attempts/{attempt}/result")
    assert 'class="verdict-score"' in result.text
    assert len(re.findall("<blockquote", result.text)) == 20, "each item shows its source"


def _answers(form: Form) -> list[tuple[str, str]]:
    """The first choice of everything on the page."""
    first: dict[str, str] = {}
    for one in form.controls:
        if one.kind in ("radio", "checkbox") and one.name and not one.disabled:
            first.setdefault(one.name, one.value)
    return list(first.items())


def _finished(home: Answer) -> list[str]:
    return sorted(link for link in home.links if re.fullmatch(r"/attempts/\d+/result", link))
