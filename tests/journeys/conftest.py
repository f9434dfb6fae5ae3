"""Servers and browsers of the journeys. One prepared sample for each test process; each story gets a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.databases import Databases
from tests.journeys.browser import ARGUMENTS, PATIENCE, Person, find_browser, new_person
from tests.journeys.server import Server, copy_of, sqlite_url

NewPerson = Callable[..., Person]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium."""
    path = find_browser()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the sample loaded into SQLite, as `make run` leaves it."""
    find_browser()
    folder = tmp_path_factory.mktemp("sample")
    Server(folder, sqlite_url(folder)).prepare()
    return folder


@pytest.fixture
def server(sample: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of its own for one story."""
    made = copy_of(sample, tmp_path / "instance")
    made.start()
    yield made
    made.stop()


@pytest.fixture(params=("sqlite", "postgresql"))
def mortal_server(
    request: pytest.FixtureRequest, sample: Path, tmp_path: Path, databases: Databases
) -> Iterator[Server]:
    """A server that will be killed, on either database."""
    if request.param == "sqlite":
        made = copy_of(sample, tmp_path / "instance")
    else:
        folder = tmp_path / "instance"
        folder.mkdir()
        made = Server(folder, databases.new("postgresql"))
        made.prepare()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def person(browser: Browser, server: Server) -> Iterator[NewPerson]:
    """Make people who use the story's own server; all they hit upon is checked at the end."""
    yield from _people(browser, server)


@pytest.fixture
def survivor(browser: Browser, mortal_server: Server) -> Iterator[NewPerson]:
    """Make people whose server is killed under them."""
    yield from _people(browser, mortal_server)


def _people(browser: Browser, server: Server) -> Iterator[NewPerson]:
    made: list[Person] = []

    def make(**options: Any) -> Person:
        made.append(new_person(browser, server.address, **options))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
    for one in made:
        one.mind(server.log)
