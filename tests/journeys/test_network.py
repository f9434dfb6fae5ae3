"""Bad networks, two tabs, and a server that dies: what was shown as saved is there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import DESKTOP, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.server import Server
from tests.journeys.steps import (
    answer,
    responses,
    sign_in,
    slots,
    start_test,
    wait_until_saved,
)
from tests.journeys.words import like, zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-2")]

UNREACHABLE = ("net::ERR_", "Failed to load resource")


def test_answers_given_offline_arrive_after_a_reload(person: NewPerson) -> None:
    member = person()
    page = member.page
    sign_in(member, "member")
    start_test(page)
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
    answer(slots(page).nth(0))
    saved = wait_until_saved(page)

    member.excuse(*UNREACHABLE)
    page.route("**/holder", lambda route: route.abort())
    page.reload()
    assert wait_until_saved(page) == saved, "what the page brought along is not forgotten"
    page.unroute_all()

    member.context.set_offline(True)
    for place in (1, 2, 3):
        page.locator("[data-next]").click()
        answer(slots(page).nth(place))
    expect(page.locator("[data-saved].saved-waiting")).to_have_text(
        like("%(count)s waiting to be sent")
    )
    expect(page.locator("[data-notice]")).to_contain_text(
        zh("%(saved)s items are saved, %(unsent)s are waiting to be sent. Do not close this page.")
        % {"saved": 1, "unsent": 3}
    )
    picture(page, "offline-phone")
    given = responses(page)
    assert len(given) == 4

    # The page can be had again, but nothing can be sent yet.
    page.on("dialog", lambda dialog: dialog.accept())
    for path in ("**/answers", "**/holder"):
        page.route(path, lambda route: route.abort())
    member.context.set_offline(False)
    page.reload()
    assert responses(page) == given
    expect(page.locator("[data-saved].saved-waiting")).to_be_visible()
    page.unroute_all()
    wait_until_saved(page)
    assert responses(page) == given

    # Another device asks the server alone.
    other = person(viewport=DESKTOP)
    sign_in(other, "member")
    other.page.goto(page.url.split("#")[0])
    expect(other.page.locator("[data-saved].saved-done")).to_be_visible()
    assert responses(other.page) == given
    left = other.page.locator("[data-countdown-text]").inner_text()
    assert left.startswith("29:"), "the clock goes on where it was"
    picture(other.page, "take-desktop")
    answer(slots(other.page).nth(5))
    wait_until_saved(other.page)
    # The first device learns of it when it next saves, and keeps its hands off.
    answer(slots(page).nth(0), pick=1)
    expect(page.locator("[data-notice]")).to_contain_text(
        zh("This attempt is open on another page or device, so nothing is saved from here.")
    )
    picture(page, "taken-over-phone")


def test_of_two_tabs_the_older_only_reads(person: NewPerson) -> None:
    member = person()
    page = member.page
    sign_in(member, "member")
    start_test(page)
    answer(slots(page).nth(0))
    wait_until_saved(page)
    second = member.new_page()
    second.goto(page.url)
    expect(second.locator("[data-saved].saved-done")).to_be_visible()
    expect(page.locator("[data-notice]")).to_contain_text(
        zh("This attempt is open on another page or device, so nothing is saved from here.")
    )
    assert slots(page).nth(0).locator(".option-input").first.is_disabled()
    answer(slots(second).nth(0), pick=1)
    wait_until_saved(second)
    newest = responses(second)
    page.get_by_role("button", name=zh("Continue on this device")).click()
    expect(second.locator("[data-notice]")).to_be_visible()
    expect(page.locator("[data-saved].saved-done")).to_be_visible()
    assert responses(page) == newest


def test_what_was_shown_as_saved_outlives_a_killed_server(
    survivor: NewPerson, mortal_server: Server
) -> None:
    member = survivor()
    page = member.page
    sign_in(member, "member")
    start_test(page)
    for place in range(6):
        if place:
            page.locator("[data-next]").click()
        answer(slots(page).nth(place), pick=place)
    wait_until_saved(page)
    shown = responses(page)
    member.excuse(*UNREACHABLE)
    # Killed while further answers are on their way.
    page.locator("[data-next]").click()
    answer(slots(page).nth(6))
    mortal_server.kill()
    page.locator("[data-next]").click()
    answer(slots(page).nth(7))
    expect(page.locator("[data-saved].saved-waiting")).to_be_visible()
    everything = responses(page)
    mortal_server.start()

    # What the server has kept, seen by a browser that keeps nothing.
    witness = survivor(viewport=DESKTOP, java_script_enabled=False)
    sign_in(witness, "member")
    witness.page.goto(page.url.split("#")[0])
    kept = witness.page.locator("[data-item] input:checked")
    found = {(box.get_attribute("name"), box.get_attribute("value")) for box in kept.all()}
    for number, values in shown.items():
        for value in values:
            assert any(
                name in (f"answer-{number}", *(f"answer-{number}-{n}" for n in range(1, 9)))
                and value == kept_value
                for name, kept_value in found
            ), f"item {number}"

    # The page goes on by itself, and what was still waiting arrives.
    wait_until_saved(page)
    assert responses(page) == everything
    page.reload()
    wait_until_saved(page)
    assert responses(page) == everything
