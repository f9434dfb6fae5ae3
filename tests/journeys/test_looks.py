"""Every page of every role: within WCAG 2.2 AA, and never wider than the screen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import DESKTOP, Person, new_person, picture
from tests.journeys.looks import WIDTHS, too_wide, violations, visit_all
from tests.journeys.server import ROOT, Server, copy_of
from tests.journeys.steps import Role, sign_in, start_test
from tests.journeys.words import zh

pytestmark = pytest.mark.journey

STARTS: dict[Role, list[str]] = {
    "member": ["/my", "/exams/2/start"],
    "secretary": ["/exams/branch", "/exams/1/running"],
    "organizer": [
        "/exams/",
        "/exams/1",
        "/exams/2",
        "/exams/3",
        "/exams/1/running",
        "/exams/1/leaderboard?scope=branch",
        "/exams/1/leaderboard?scope=member",
        "/plans/",
        "/bank/",
    ],
    "admin": ["/members/", "/members/import"],
}
"""1 is the sample's finished test, 2 the open one, 3 a draft."""

CODE = "LJ2026"
LONG = "阿卜杜热西提·买买提艾力·麦麦提图尔荪江·约麦尔"
LONG_UNIT = "澜江市人力资源和社会保障信息与职业技能鉴定指导中心退休干部职工第一联合党支部委员会"
LONG_WORD = "KnowledgeTestOfPartyRegulationsAndOfTheAnnualWorkProgrammeForAllMembers2026"


@pytest.fixture(scope="module")
def furnished(
    sample: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with a draft, a file that waits for its label, and an attempt under way."""
    made = copy_of(sample, tmp_path_factory.mktemp("furnished"))
    made.start()
    try:
        _furnish(browser, made, tmp_path_factory.mktemp("files"))
        # Afterwards: with a code the member could not have started by one click.
        with sqlite3.connect(made.instance / "quizapp.sqlite3") as database:
            database.execute(
                "UPDATE exam SET entry_by_name = 1, entry_code = ?, rotating_code = 1,"
                " asks_honour = 1, forward_only = 1 WHERE id = 2",
                (CODE,),
            )
        database.close()
        yield made
    finally:
        made.stop()


@pytest.mark.xdist_group("journeys-2")
def test_pages_keep_the_rules_of_access_and_fit(furnished: Server, browser: Browser) -> None:
    troubles: list[str] = []
    known: frozenset[str] = frozenset()
    for role, starts in STARTS.items():
        person = new_person(browser, furnished.address, viewport=DESKTOP)
        if role == "member":
            for path in ("/sign-in", "/first-password", "/receipts"):
                person.go(path)
                _look(person, role, troubles, path)
            _enter_by_name(person, partial(_look, person, role, troubles))
        sign_in(person, role)

        look = partial(_look, person, role, troubles)
        visited = visit_all(person, starts, look, known=known)
        known |= visited
        person.context.close()
        person.mind(furnished.log)
    assert not troubles, "\n".join(troubles)


@pytest.mark.xdist_group("journeys-1")
@pytest.mark.parametrize("language", ("zh-CN", "en"))
def test_long_names_fit_in_both_languages(
    language: str, sample: Path, browser: Browser, tmp_path: Path
) -> None:
    server = copy_of(sample, tmp_path / "instance")
    with sqlite3.connect(server.instance / "quizapp.sqlite3") as database:
        database.execute("UPDATE member SET name = ?", (LONG,))
        database.execute("UPDATE unit SET name = ? || id", (LONG_UNIT,))
        database.execute("UPDATE exam SET name = ? || id", (LONG_WORD,))
        database.execute("UPDATE plan SET label = ? || id", (LONG_WORD,))
    database.close()
    server.start()
    try:
        _furnish(browser, server, tmp_path)
        troubles: list[str] = []
        for role in ("member", "organizer"):
            person = new_person(browser, server.address, viewport=DESKTOP)
            sign_in(person, role)
            if language == "en":
                person.page.wait_for_load_state()
                person.page.get_by_role("button", name="English").click()
                expect(person.page.locator("html")).to_have_attribute("lang", "en")

            look = partial(_measure, person.page, troubles)
            visit_all(person, STARTS[role], look)
            person.context.close()
            person.mind(server.log)
        assert not troubles, "\n".join(troubles)
    finally:
        server.stop()


def _enter_by_name(person: Person, look: Callable[[str], None]) -> None:
    """The way of people without a password: code, branch, name."""
    page = person.page
    person.go("/enter/2")
    look("/enter/code")
    page.locator("#code").fill(CODE)
    page.get_by_role("button", name=zh("Continue")).click()
    expect(page.locator("h1")).to_contain_text(zh("Choose your branch"))
    look("/enter/branches")
    page.locator(".pick-list a").first.click()
    expect(page.locator("h1")).to_contain_text(zh("Choose your name"))
    look("/enter/names")
    page.locator(".pick-list a").first.click()
    expect(page.locator("#proof")).to_be_visible()
    look("/enter/proof")


def _measure(page: Page, troubles: list[str], shape: str) -> None:
    for width in WIDTHS:
        out = too_wide(page, width)
        if out:
            troubles.append(f"{shape} at {width} px: {out}")


def _look(person: Person, role: str, troubles: list[str], shape: str) -> None:
    """Widths, then axe on the phone and on the desktop; pictures of both."""
    page = person.page
    name = f"all-{role}-{shape.strip('/').replace('/', '-').replace('?', '-').replace('=', '-') or 'home'}"
    for width in WIDTHS:
        out = too_wide(page, width)
        if out:
            troubles.append(f"{shape} at {width} px: {out}")
        if width in (390, 1440):
            picture(page, f"{name}-{'phone' if width == 390 else 'desktop'}")
            troubles += [f"{shape} at {width} px: {fault}" for fault in violations(page)]


def _furnish(browser: Browser, server: Server, folder: Path) -> None:
    organizer = new_person(browser, server.address, viewport=DESKTOP)
    page = organizer.page
    sign_in(organizer, "organizer")
    organizer.go("/plans/year")
    page.get_by_role("button", name=zh("Make a draft test")).first.click()
    page.wait_for_url("**/exams/*")
    untitled = folder / "untitled.txt"
    whole = (ROOT / "seeds" / "sample_plan.txt").read_text("utf-8")
    untitled.write_text(whole.split("\n", 1)[1], "utf-8")
    organizer.go("/plans/import")
    page.locator("input[type=file]").set_input_files(untitled)
    page.get_by_role("button", name=zh("Import the plan")).click()
    page.wait_for_url("**/plans/uploads/*", timeout=60_000)
    organizer.context.close()
    organizer.mind(server.log)
    member = new_person(browser, server.address)
    sign_in(member, "member")
    start_test(member.page)
    member.context.close()
    member.mind(server.log)
