"""Coming into a test by the code on the wall, with a statement to tick."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import DESKTOP, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.rules_of import change_exams
from tests.journeys.server import Server
from tests.journeys.steps import sign_in
from tests.journeys.words import zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-3")]


def test_the_code_on_the_wall_lets_members_in(person: NewPerson, server: Server) -> None:
    change_exams(server, rotating_code=True, asks_honour=True, forward_only=True)
    invigilator = person(viewport=DESKTOP, java_script_enabled=False)
    sign_in(invigilator, "organizer")
    wall = invigilator.page
    member = person()
    sign_in(member, "member")
    page = member.page
    page.locator(".card-paper").first.get_by_role(
        "link", name=zh("Read the rules and start")
    ).click()
    exam = re.search(r"/exams/(\d+)/start", page.url)
    assert exam
    picture(page, "door-390", whole=True)

    invigilator.go(f"/exams/{exam[1]}/code")
    left = wall.locator(".room-code-left")
    first = left.inner_text()
    picture(wall, "room-code-1440")
    # It goes on by itself, without script.
    expect(left).not_to_have_text(first, timeout=15_000)

    code = wall.locator(".room-code").inner_text()
    field = page.get_by_label(zh("Code in the room"))
    field.fill(code[:6] + ("0" if code[6] != "0" else "1"))
    page.get_by_label(zh("I state this on my honour.")).check()
    member.excuse("422")
    page.get_by_role("button", name=zh("Start answering")).click()
    expect(page.get_by_role("alert")).to_contain_text(
        zh("This is not the code on the screen now. It changes every minute: type the new one.")
    )
    picture(page, "door-wrong-390", whole=True)
    field.fill(wall.locator(".room-code").inner_text())
    page.get_by_label(zh("I state this on my honour.")).check()
    page.get_by_role("button", name=zh("Start answering")).click()
    page.wait_for_url(re.compile(r"/attempts/\d+"))


def test_the_rules_of_entry_are_folded_until_they_are_used(person: NewPerson) -> None:
    organizer = person(viewport=DESKTOP)
    sign_in(organizer, "organizer")
    page = organizer.page
    organizer.go("/exams/new")
    page.get_by_label(zh("Name of the test")).fill("入场规则测试")
    page.locator("form").filter(has=page.get_by_label(zh("Name of the test"))).locator(
        "button[type=submit]"
    ).last.click()
    page.wait_for_url(re.compile(r"/rules$"))
    networks = page.get_by_label(zh("Only from these networks"))
    expect(networks).to_be_hidden()
    page.get_by_text(
        zh("Changing code, forward only, statement, networks, Safe Exam Browser")
    ).click()
    networks.fill("192.168.1")
    picture(page, "entry-rules-1440", whole=True)
    page.get_by_role("button", name=zh("Save and continue")).click()
    expect(page.locator("#networks-error")).to_be_visible()
    networks.fill("192.168.1.0/24")
    page.get_by_role("button", name=zh("Save and continue")).click()
    page.wait_for_url(re.compile(r"/audience$"))
