"""One app for each database and run; each test in a transaction that is rolled back.

People: `organizer` (whole organisation), `secretary` and `member` (branch 1), `stranger` (branch 2).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy import Connection, Engine, event

from quizapp.app import create_app
from quizapp.domain.people import Role, UnitKind
from quizapp.extensions import db, limiter
from quizapp.models import Member
from quizapp.settings import Settings
from tests.databases import KINDS, Databases
from tests.factories.people import make_member, make_role, make_unit

# A busy machine must fail no test: how long an example takes says nothing about the rule.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def test_settings(url: str, instance: Path) -> Settings:
    """Settings of a test app on the given database."""
    return Settings(
        database_url=url,
        secret_key="only-for-tests-" + "0" * 32,
        instance=instance,
        timezone=ZoneInfo("Asia/Shanghai"),
        language="en",
        hall_mode=False,
        loopback_http=True,
        sample_mode=False,
        trusted_proxies=0,
        redis_url="",
        threads=16,
        processes=1,
        inner_sweeper=True,
        metrics_token="",
    )


test_settings.__test__ = False  # type: ignore[attr-defined]


_made: list[Flask] = []
"""Apps of the running test, whose connections are closed when it ends."""


def make_app(url: str, instance: Path, **changes: Any) -> Flask:
    """An app for tests: warnings as in production, forms without token, no limits on tries."""
    limiter.enabled = True  # read while the app is made; a test of limits switches it on again
    app = create_app(replace(test_settings(url, instance), **changes))
    _made.append(app)
    limiter.enabled = False
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = PageClient
    return app


def keep(app: Flask) -> None:
    """Leave the app open when the test ends: a fixture that lives longer closes it."""
    _made.remove(app)


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """Close what the apps of the test have open: a forgotten connection is an error, but only
    when it happens to be collected, in whichever test runs then."""
    yield
    while _made:
        made = _made.pop()
        # Its reader has a connection of its own, which is in nobody's pool once that is disposed.
        made.extensions["live"].close()
        made.extensions["live"].join()
        with made.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Where fresh databases come from."""
    made = Databases()
    yield made
    made.close()


@pytest.fixture(scope="session", params=KINDS)
def template_app(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A migrated app on each database; made once."""
    url = databases.new(request.param)
    app = make_app(url, tmp_path_factory.mktemp("instance"))
    keep(app)
    with app.app_context():
        upgrade()
        yield_app = app
        db.engine.dispose()
    yield yield_app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def _inside(connection: Connection) -> Iterator[Connection]:
    """Begin as an engine does, inside the test's own transaction."""
    with connection.begin_nested():
        yield connection


@pytest.fixture
def app(template_app: Flask) -> Iterator[Flask]:
    """The app with a database that forgets everything after the test."""
    with template_app.app_context():
        engines: dict[Any, Any] = db.engines
        real: Engine = engines[None]
        connection = real.connect()
        outer = connection.begin()
        connection.begin = lambda: _inside(connection)  # type: ignore[assignment, return-value]
        engines[None] = connection
    with template_app.app_context():
        yield template_app
        db.session.remove()
    outer.rollback()
    connection.close()
    with template_app.app_context():
        db.engines[None] = real


@pytest.fixture
def live_app(template_app: Flask, databases: Databases, tmp_path: Path) -> Flask:
    """An app on its own database with real commits, for races between threads."""
    with template_app.app_context():
        db.engine.dispose()
        url = databases.copy(template_app.config["SQLALCHEMY_DATABASE_URI"])
    return make_app(url, tmp_path)


@dataclass(frozen=True, slots=True)
class People:
    """The four people of most tests and their units."""

    root: int
    branch: int
    other_branch: int
    organizer: Member
    secretary: Member
    member: Member
    stranger: Member
    administrator: Member


@pytest.fixture
def people(app: Flask) -> People:
    """An organisation of two branches with one person for each role."""
    return make_people()


def make_people() -> People:
    """Make the four people in the running app context."""
    root = make_unit("Committee", kind=UnitKind.COMMITTEE)
    branch = make_unit("Branch 1", parent=root)
    other = make_unit("Branch 2", parent=root)
    made = People(
        root=root.id,
        branch=branch.id,
        other_branch=other.id,
        organizer=make_member("organizer", unit=branch),
        secretary=make_member("secretary", unit=branch),
        member=make_member("member", unit=branch),
        stranger=make_member("stranger", unit=other),
        administrator=make_member("administrator", unit=branch),
    )
    make_role(made.organizer, Role.ORGANIZER, root)
    make_role(made.secretary, Role.SECRETARY, branch)
    make_role(made.administrator, Role.ADMINISTRATOR, root)
    return made


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser without script that checks every page it gets."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


class PageClient(FlaskClient):
    """A test client that refuses pages without a title or with inline script or style."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        for kept in ("_login_user", "now") if has_app_context() else ():
            # The test's own app context outlives the request; in service each request has a new one.
            g.pop(kept, None)
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            check_page(response.get_data(as_text=True))
        return response

    def sign_in(self, member: Member, *, exam_id: int | None = None) -> PageClient:
        """Become the member, or one who came in by an exam's entry page."""
        with self.session_transaction() as session:
            session["_user_id"] = f"{member.id}.{member.session_version}.{exam_id or ''}"
            session["_fresh"] = True
        return self


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.faults: list[str] = []
        self._open = ""
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open = tag
        if tag == "html":
            self.language = values.get("lang") or ""
        if tag == "script" and "src" not in values:
            self.faults.append("inline script")
        if (
            tag == "form"
            and values.get("method", "get").lower() == "post"
            and not values.get("action")
        ):
            self.faults.append("form without action")
        for name in values:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{name} on <{tag}>")
        if tag == "img" and "alt" not in values:
            self.faults.append("image without alt")

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def check_page(html: str) -> None:
    """Hold a page to the rules of all pages."""
    page = _Page()
    page.feed(html)
    if "<html" not in html:
        return  # a fragment
    assert page.title, "page without a title"
    assert page.language, "page without a language"
    assert not page.faults, page.faults


@dataclass
class Statements:
    """SQL statements seen, as the driver got them."""

    seen: list[str]

    def __len__(self) -> int:
        return len(self.seen)


@pytest.fixture
def statements(app: Flask) -> Iterator[Statements]:
    """Count what `before_cursor_execute` sees from here on; savepoints of the test set-up left out."""
    counted = Statements([])

    def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not re.match(r"(RELEASE )?SAVEPOINT|ROLLBACK TO", statement):
            counted.seen.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    yield counted
    event.remove(Engine, "before_cursor_execute", count)


@pytest.fixture(scope="session")
def plans_dir() -> Path:
    """The folder of real plans; tests that need it are skipped aloud without it."""
    default = Path(__file__).resolve().parents[2] / "shared" / "plans"
    folder = Path(os.environ.get("PLANS_DIR") or default)
    if not list(folder.glob("*.txt")):
        pytest.skip(f"no real plans at {folder}; set PLANS_DIR")
    return folder
