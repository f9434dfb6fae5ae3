"""A test that is watched: two phones and the organizer's page, which follows by itself."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import DESKTOP, PHONE, Person, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.looks import violations
from tests.journeys.server import Server
from tests.journeys.steps import answer, sign_in, slots, start_test, wait_until_saved
from tests.journeys.words import zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-2")]

UNREACHABLE = ("net::ERR_", "Failed to load resource")


def test_the_invigilator_sees_and_helps(person: NewPerson, server: Server) -> None:
    exam_id = _open_exam(server)
    organizer = person(viewport=DESKTOP)
    sign_in(organizer, "organizer")
    organizer.go(f"/exams/{exam_id}")
    organizer.page.get_by_role("link", name=zh("Live view")).click()
    live = organizer.page
    expect(_count(live, "answering")).to_have_text("0")

    first, second = person(), person()
    first.excuse(*UNREACHABLE)
    second.excuse(*UNREACHABLE)
    for one, role in ((first, "member"), (second, "secretary")):
        sign_in(one, role)  # type: ignore[arg-type]
        one.page.goto(f"{one.address}/exams/{exam_id}/start")
        expect(one.page.get_by_text(zh(NOTED))).to_be_visible()
        one.page.get_by_role("button", name=zh("Start answering")).click()
        one.page.wait_for_url(re.compile(r"/attempts/\d+"))
        expect(one.page.locator("html[data-taking]")).to_be_attached()
        answer(slots(one.page).nth(0))
        wait_until_saved(one.page)

    # The page follows: rows, links and counters, without a reload.
    expect(_count(live, "answering")).to_have_text("2")
    mine, other = _row(live, first), _row(live, second)
    expect(mine.locator("td").nth(1)).to_contain_text(re.compile(r"1/\d+$"))
    expect(live.locator("[data-how]")).to_have_text(zh("The page follows by itself."))
    picture(live, "watch-desktop")
    assert violations(live) == []

    _leave_for_a_while(first.page)
    expect(mine.locator("td").nth(3)).to_contain_text("1")

    # One phone loses its network and is not heard of any more.
    second.context.set_offline(True)
    _let_time_pass(server, second.page)
    expect(other.locator("td").nth(0)).to_contain_text(zh("No sign for a while"))
    expect(_count(live, "silent")).to_have_text("1")
    picture(live, "watch-silent-desktop")

    # More time: the other phone learns of it with its next save.
    mine.get_by_role("link").click()
    _extend(live, 10)
    picture(live, "watch-attempt-desktop", whole=True)
    assert violations(live) == []
    _answer_next(first.page)
    expect(first.page.locator("[data-notice]")).to_contain_text(
        zh(
            "The invigilator gave you more time: %(minutes)s minutes. The clock above counts it already."
        )
        % {"minutes": 10}
    )
    picture(first.page, "extended-phone")
    assert re.match(r"39:", first.page.locator("[data-countdown-text]").inner_text())
    first.page.get_by_role("button", name=zh("Understood")).click()
    expect(first.page.locator("[data-notice]")).to_be_hidden()

    # A lock keeps what is answered on the phone; it goes on by itself when it is lifted.
    live.locator("summary", has_text=zh("Lock the attempt")).click()
    live.get_by_role("button", name=zh("Lock now")).click()
    _answer_next(first.page)
    expect(first.page.locator("[data-notice]")).to_contain_text(LOCKED())
    picture(first.page, "locked-phone")
    live.get_by_role("button", name=zh("Unlock")).click()
    expect(first.page.locator("[data-notice]")).to_be_hidden()
    expect(_here(first.page).locator("fieldset")).to_be_enabled()
    wait_until_saved(first.page)

    # Handed in with a reason; the phone comes to its receipt with the next answer.
    live.locator("summary", has_text=zh("Hand in for the member")).click()
    live.locator("#reason").fill("身体不适，提前离场")
    live.get_by_role("button", name=zh("Hand in now")).click()
    expect(live.locator(".notice-success")).to_be_visible()
    _answer_next(first.page)
    first.page.wait_for_url(re.compile(r"/receipt$"))
    expect(first.page.get_by_text("身体不适，提前离场")).to_be_visible()
    picture(first.page, "collected-phone")

    # The second phone comes back, and everything it has answered meanwhile arrives.
    live.get_by_role("navigation", name=zh("You are here")).get_by_role(
        "link", name=zh("Live view")
    ).click()
    _answer_next(second.page)
    expect(second.page.locator("[data-saved].saved-waiting")).to_be_visible()
    second.context.set_offline(False)
    wait_until_saved(second.page)
    expect(_count(live, "answering")).to_have_text("1")
    expect(_count(live, "collected")).to_have_text("1")
    picture(live, "watch-end-desktop")


def test_the_live_page_on_a_phone_and_without_script(person: NewPerson, server: Server) -> None:
    exam_id = _open_exam(server)
    member = person()
    sign_in(member, "member")
    start_test(member.page)
    answer(slots(member.page).nth(0))
    wait_until_saved(member.page)
    plain = person(viewport=PHONE, java_script_enabled=False)
    sign_in(plain, "organizer")
    plain.go(f"/exams/{exam_id}/invigilation?state=answering")
    rows = plain.page.locator("tr[data-member]")
    expect(rows).to_have_count(1)
    picture(plain.page, "watch-phone")
    plain.page.get_by_role("link", name=zh("Refresh")).click()
    rows.get_by_role("link").click()
    _extend(plain.page, 5)
    expect(plain.page.locator(".notice-success")).to_be_visible()
    picture(plain.page, "watch-attempt-phone", whole=True)


NOTED = (
    "What is noted during this test: when its page is not on the screen or another window is used,"
    " when the network is lost, and when the test is opened on another device, each with time and"
    " duration. The invigilator reads it as a fact. Nothing is deducted for it by itself, and"
    " answering a call or losing the network is no offence."
)


def LOCKED() -> str:
    """What a locked page says."""
    return zh("This attempt is locked. Your saved answers are kept; speak to the invigilator.")


def _open_exam(server: Server) -> int:
    """Let the sample's open test note facts; its number."""
    with sqlite3.connect(server.instance / "quizapp.sqlite3") as database:
        found: tuple[int] = database.execute(
            "SELECT id FROM exam WHERE state = 'published' ORDER BY closes_at DESC"
        ).fetchone()
        database.execute("UPDATE exam SET record_focus = 1 WHERE id = ?", found)
    database.close()
    return found[0]


def _attempt(page: Page) -> str:
    found = re.search(r"/attempts/(\d+)", page.url)
    assert found is not None
    return found.group(1)


def _row(live: Page, one: Person) -> Locator:
    link = live.locator(f'a[href$="/attempts/{_attempt(one.page)}"]')
    return live.locator("tr[data-member]").filter(has=link)


def _count(live: Page, state: str) -> Locator:
    return live.locator(f'[data-count="{state}"]')


def _leave_for_a_while(page: Page) -> None:
    """Another app comes to the front for three seconds."""
    become = """(state) => {
        Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(become, "hidden")
    page.wait_for_timeout(3000)
    page.evaluate(become, "visible")


def _let_time_pass(server: Server, page: Page) -> None:
    """Move everything that was heard of an attempt five minutes back."""
    with sqlite3.connect(server.instance / "quizapp.sqlite3", timeout=20) as database:
        database.create_function("earlier", 1, _earlier)
        number = _attempt(page)
        for table, column, key in (
            ("attempt", "started_at", "id"),
            ("answer", "saved_at", "attempt_id"),
            ("attempt_watch", "seen_at", "attempt_id"),
        ):
            database.execute(
                f"UPDATE {table} SET {column} = earlier({column}) WHERE {key} = ?", (number,)
            )
    database.close()


def _earlier(text: str | None) -> str | None:
    if text is None:
        return None
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f")  # noqa: DTZ007 - stored in UTC
    return (moment - timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M:%S.%f")


def _here(page: Page) -> Locator:
    return page.locator("[data-item].is-here")


def _answer_next(page: Page) -> None:
    page.locator("[data-next]").click()
    answer(_here(page))


def _extend(live: Page, minutes: int) -> None:
    live.locator("#minutes").fill(str(minutes))
    live.locator("summary", has_text=zh("Give more time")).click()
    live.get_by_role("button", name=zh("Give more time now")).click()
    expect(live.locator(".notice-success")).to_contain_text(
        zh("Time was added. The member's page shows it within a minute.")
    )
