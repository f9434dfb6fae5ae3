"""Without script, and without a pointer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.steps import slots, wait_until_saved
from tests.journeys.words import zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-2")]


def test_without_script_the_plain_form_does_it_all(person: NewPerson) -> None:
    member = person(java_script_enabled=False)
    page = member.page
    member.go("/sign-in")
    page.get_by_role("button", name=zh("Sign in as a member"), exact=True).click()
    page.get_by_role("link", name=zh("Read the rules and start")).click()
    page.get_by_role("button", name=zh("Start answering")).click()
    picture(page, "plain-form-phone", whole=True)
    for step in ("Save and go on", "Save and look over all answers"):
        shown = page.locator("[data-item]:visible")
        expect(shown).to_have_count(10)
        for slot in shown.all():
            groups = slot.locator("[data-blank-field]")
            for group in groups.all() if groups.count() else [slot]:
                group.locator("label:has(.option-input)").first.click()
        page.get_by_role("button", name=zh(step)).first.click()
    picture(page, "plain-overview-phone", whole=True)
    expect(page.locator(".notice-success")).to_be_visible()
    page.get_by_role("button", name=zh("Hand in"), exact=True).click()
    expect(page.locator(".receipt-number")).not_to_be_empty()
    page.get_by_role("link", name=zh("See the result")).click()
    expect(page.locator(".verdict-score")).to_be_visible()


def test_keyboard_alone_signs_in_answers_and_hands_in(person: NewPerson) -> None:
    member = person(viewport=DESKTOP)
    page = member.page
    member.go("/sign-in")
    _tab_to(page, zh("Sign in as a member"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/my$"))
    _tab_to(page, zh("Read the rules and start"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/start$"))
    _tab_to(page, zh("Start answering"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/attempts/\d+$"))

    for place in range(slots(page).count()):
        slot = slots(page).nth(place)
        groups = slot.locator("[data-blank-field]").count() or 1
        for _group in range(groups):
            _tab_into(page, place)
            page.keyboard.press("Space")
            outlined = page.evaluate(
                "() => getComputedStyle(document.activeElement.parentElement"
                ".querySelector('.option-frame')).outlineStyle !== 'none'"
                " || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            )
            assert outlined, "the focus must be seen"
    wait_until_saved(page)
    picture(page, "take-keyboard-desktop")
    _tab_to(page, zh("Hand in"))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    picture(page, "hand-in-desktop")
    _tab_to(page, zh("Hand in"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/receipt$"))
    expect(page.locator(".receipt-number")).not_to_be_empty()


def _tab_to(page: Page, text: str) -> None:
    """Press Tab until the thing with this name has the focus."""
    for _press in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate("() => (document.activeElement.innerText || '').trim()")
        if here == text:
            return
    raise AssertionError(f"{text} cannot be reached by Tab")


def _tab_into(page: Page, place: int) -> None:
    """Press Tab until an unanswered control of this item has the focus."""
    for _press in range(40):
        page.keyboard.press("Tab")
        fits = page.evaluate(
            """(place) => {
                const here = document.activeElement;
                const slot = here.closest("[data-item]");
                if (!slot || slot.dataset.at !== String(place) || !here.matches("input")) return false;
                const field = here.closest("[data-blank-field]") || slot;
                return !field.querySelector("input:checked");
            }""",
            place,
        )
        if fits:
            return
    raise AssertionError(f"item {place + 1} cannot be reached by Tab")
