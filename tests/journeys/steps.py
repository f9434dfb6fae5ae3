"""What people do on the pages, in the words they see there."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Person
from tests.journeys.words import like, zh

Role = Literal["member", "secretary", "organizer", "admin"]
SIGN_IN = {
    "member": "Sign in as a member",
    "secretary": "Sign in as a branch secretary",
    "organizer": "Sign in as an organizer",
    "admin": "Sign in as an administrator",
}


def sign_in(person: Person, role: Role) -> None:
    """One click on the sign-in page."""
    person.go("/sign-in")
    person.page.get_by_role("button", name=zh(SIGN_IN[role]), exact=True).click()
    expect(person.page.get_by_role("button", name=zh("Sign out"))).to_be_visible()


def start_test(page: Page, *, exam: str = "") -> None:
    """From the member's home over the rules to the first item."""
    cards = page.locator(".card-paper")
    card = cards.filter(has_text=exam) if exam else cards.first
    card.get_by_role("link", name=zh("Read the rules and start")).click()
    page.get_by_role("button", name=zh("Start answering")).click()
    page.wait_for_url(re.compile(r"/attempts/\d+"))


def slots(page: Page) -> Locator:
    """All items of the test page."""
    return page.locator("[data-item]")


def answer(slot: Locator, *, pick: int = 0) -> None:
    """Answer one item: the nth option, two options of a multiple choice, a word for each blank."""
    kind = slot.get_attribute("data-kind")
    if kind == "fill_in":
        fields = slot.locator("[data-blank-field]")
        for place in range(fields.count()):
            words = fields.nth(place).locator(".word")
            words.nth((pick + place) % words.count()).click()
        return
    options = slot.locator(".option")
    options.nth(pick % options.count()).click()
    if kind == "multiple_choice":
        options.nth((pick + 1) % options.count()).click()


def answer_all_on_phone(page: Page) -> None:
    """One item after the other, with the thumb."""
    total = slots(page).count()
    for place in range(total):
        here = page.locator("[data-item].is-here")
        expect(here).to_have_attribute("data-at", str(place))
        answer(here, pick=place)
        if place < total - 1:
            page.locator("[data-next]").click()


def responses(page: Page) -> dict[str, list[str]]:
    """What the page shows as answered: item number to the picked values."""
    found: dict[str, list[str]] = page.evaluate(
        """() => Object.fromEntries(
            Array.from(document.querySelectorAll("[data-item]")).map((slot) => [
                slot.dataset.item,
                Array.from(slot.querySelectorAll("input:checked")).map((input) => input.value),
            ]).filter((pair) => pair[1].length))"""
    )
    return found


def wait_until_saved(page: Page) -> str:
    """Wait until nothing is unsent; give the line that says so."""
    line = page.locator("[data-saved].saved-done [data-saved-text]")
    expect(line).to_have_text(like("Saved %(time)s"))
    return line.inner_text()


def hand_in(page: Page) -> None:
    """Ask for it, be asked once, and get the receipt."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(zh("Hand in now?"))
    dialog.get_by_role("button", name=zh("Hand in"), exact=True).click()
    page.wait_for_url(re.compile(r"/receipt$"))
    expect(page.locator(".receipt-number")).not_to_be_empty()
