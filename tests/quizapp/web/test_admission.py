"""Work at the desk takes half of a process at most; members' requests are small and short."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest
from flask import Flask

from quizapp.database import patience
from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.web.access import hot_path, public, role_required
from quizapp.web.admission import MEMBERS_BODY
from tests.conftest import People, make_app, make_people
from tests.faults.serving import cookie_of


class Scene:
    """An app of four threads with a report that hangs until it is let go."""

    def __init__(self, app: Flask, people: People) -> None:
        self.app, self.organizer = app, people.organizer.id
        self.inside, self.let_go = Barrier(3, timeout=20), Event()
        self.seen: dict[str, patience.Patience] = {}

        @role_required(Role.ORGANIZER)
        def report() -> str:
            self.seen["report"] = patience.current()
            self.inside.wait()
            self.let_go.wait(20)
            return "done"

        @role_required(Role.ORGANIZER)
        def crash() -> str:
            raise ZeroDivisionError

        @hot_path
        def save() -> str:
            self.seen["save"] = patience.current()
            return "saved"

        for view in (report, crash, save):
            app.add_url_rule(f"/{view.__name__}", view.__name__, view)

    def get(self, path: str) -> tuple[int, str, str | None]:
        client = self.app.test_client()
        client.set_cookie("session", cookie_of(self.app, self.organizer)["session"])
        answer = client.get(path)
        return answer.status_code, answer.get_data(as_text=True), answer.headers.get("Retry-After")


@pytest.fixture
def scene(live_app: Flask, tmp_path: Path) -> Iterator[Scene]:
    app = make_app(live_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, threads=4)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        made = Scene(app, make_people())
        db.session.remove()
    yield made
    made.let_go.set()


def test_hanging_reports_leave_half_of_the_threads_to_members(scene: Scene) -> None:
    with ThreadPoolExecutor(2) as pool:
        hanging = [pool.submit(scene.get, "/report") for _ in range(2)]
        scene.inside.wait()
        status, page, again = scene.get("/report")
        assert status == 503 and "cannot keep up" in page and int(again or 0) > 0
        assert scene.get("/save")[0] == 200
        assert scene.get("/healthz")[0] == 200
        scene.let_go.set()
        assert [one.result()[0] for one in hanging] == [200, 200]
    assert scene.seen == {"report": patience.LONG, "save": patience.SHORT}


def test_a_place_is_given_back_after_an_error_too(scene: Scene) -> None:
    assert [scene.get("/crash")[0] for _ in range(5)] == [500] * 5
    assert patience.current() is patience.LONG


def test_what_members_send_is_small(template_app: Flask, tmp_path: Path) -> None:
    app = make_app(template_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)

    @public
    def read() -> str:
        return "read"

    app.add_url_rule("/read", "read", read, methods=["POST"])
    answer = app.test_client().post(
        "/attempts/1/answers", data="[" + "1," * MEMBERS_BODY, content_type="application/json"
    )
    assert answer.status_code in (401, 413)
    answer = app.test_client().post("/language", data={"language": "x" * MEMBERS_BODY})
    assert answer.status_code == 413
