"""A test that only goes forward, on a phone, at a desk and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import DESKTOP, PHONE, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.rules_of import change_exams
from tests.journeys.server import Server
from tests.journeys.steps import answer, hand_in, sign_in, slots, start_test, wait_until_saved
from tests.journeys.words import like, zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-3")]

TOLD = (
    "This test only goes forward: once you have gone on, you cannot return to an item or change it."
)


@pytest.fixture(autouse=True)
def forward_only(server: Server) -> None:
    """Every test of the sample goes forward only, from the first attempt on."""
    change_exams(server, forward_only=True, items_per_page=5)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_one_item_after_the_other_and_none_again(person: NewPerson, size: dict[str, int]) -> None:
    member = person(viewport=size)
    page = member.page
    sign_in(member, "member")
    page.locator(".card-paper").first.get_by_role(
        "link", name=zh("Read the rules and start")
    ).click()
    expect(page.get_by_text(zh(TOLD))).to_be_visible()
    page.get_by_role("button", name=zh("Start answering")).click()
    page.wait_for_url(re.compile(r"/attempts/\d+"))
    here = page.locator("[data-item]:visible")
    expect(here).to_have_count(1)
    expect(page.locator("[data-previous]")).to_be_hidden()
    expect(page.locator("[data-mark]")).to_be_hidden()
    answer(slots(page).nth(0))
    page.locator("[data-next]").click()
    expect(here).to_have_attribute("data-at", "1")
    picture(page, f"forward-{size['width']}")

    # Without an answer it asks, because there is no way back.
    page.locator("[data-next]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(zh("You cannot come back to this item."))
    dialog.get_by_role("button", name=zh("Stay at this item")).click()
    expect(here).to_have_attribute("data-at", "1")
    page.locator("[data-next]").click()
    dialog.get_by_role("button", name=zh("Go on"), exact=True).click()
    expect(here).to_have_attribute("data-at", "2")
    wait_until_saved(page)

    # Neither a reload nor an address with a number goes back or ahead.
    for hash_ in ("#q1", "#q9", ""):
        page.goto(page.url.split("#")[0] + hash_)
        page.reload()
        wait_until_saved(page)
        expect(here).to_have_count(1)
        expect(here).to_have_attribute("data-at", "2")
    total = slots(page).count()
    for place in range(2, total):
        expect(here).to_have_attribute("data-at", str(place))
        answer(slots(page).nth(place), pick=place)
        if place < total - 1:
            page.locator("[data-next]").click()
    page.locator("[data-next]").click()
    expect(dialog).to_contain_text(
        zh("Items without an answer: %(count)s. Those you have left stay as they are.")
        % {"count": 1}
    )
    expect(dialog.locator("[data-dialog-list] button")).to_have_count(0)
    hand_in(page)
    expect(page.locator(".receipt")).to_contain_text(
        like("%(answered)s of %(items)s items answered.")
    )
    picture(page, f"receipt-{size['width']}")
    bottom = page.locator(".receipt").evaluate("(box) => box.getBoundingClientRect().bottom")
    assert bottom <= size["height"], "the receipt fits one screenshot"
    page.get_by_role("link", name=zh("Check this receipt")).click()
    page.get_by_label(zh("Name on the receipt")).fill("无此人")
    member.excuse("422")
    page.get_by_role("button", name=zh("Check the receipt")).click()
    expect(page.locator(".error-summary")).to_be_visible()
    picture(page, f"receipt-check-{size['width']}")


def test_what_is_answered_without_a_network_arrives_in_order(person: NewPerson) -> None:
    member = person()
    page = member.page
    sign_in(member, "member")
    start_test(page)
    expect(page.locator("[data-saved]")).to_be_visible()
    answer(slots(page).nth(0))
    wait_until_saved(page)
    member.excuse("net::ERR_", "Failed to load resource")
    member.context.set_offline(True)
    for place in (1, 2, 3):
        page.locator("[data-next]").click()
        answer(slots(page).nth(place))
    expect(page.locator("[data-saved].saved-waiting")).to_be_visible()
    member.context.set_offline(False)
    wait_until_saved(page)
    other = person(viewport=DESKTOP)
    sign_in(other, "member")
    other.page.goto(page.url.split("#")[0])
    wait_until_saved(other.page)
    here = other.page.locator("[data-item]:visible")
    expect(here).to_have_attribute("data-at", "3")


def test_the_plain_form_goes_forward_page_by_page(person: NewPerson) -> None:
    member = person(java_script_enabled=False)
    page = member.page
    sign_in(member, "member")
    start_test(page)
    first = page.url
    shown = page.locator("[data-item]:not([hidden])")
    expect(shown).to_have_count(5)
    expect(page.get_by_role("button", name=zh("Save and go back"))).to_have_count(0)
    answer(shown.nth(0))
    page.get_by_role("button", name=zh("Save and go on")).click()
    expect(shown.first).to_have_attribute("data-place", "6")
    picture(page, "forward-plain", whole=True)
    page.goto(first + "?page=1")
    expect(shown.first).to_have_attribute("data-place", "6")
    page.go_back()
    page.go_back()
    if shown.first.get_attribute("data-place") == "1":  # the browser kept the old page
        page.get_by_role("button", name=zh("Save and go on")).click()
        expect(page.locator(".flashes")).to_be_visible()
        expect(shown.first).to_have_attribute("data-place", "6")
