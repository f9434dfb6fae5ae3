"""A newcomer takes the open test on a phone, a minute after `make run`."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import picture
from tests.journeys.conftest import NewPerson
from tests.journeys.steps import (
    answer_all_on_phone,
    hand_in,
    sign_in,
    slots,
    wait_until_saved,
)
from tests.journeys.words import like, zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-1")]


def test_member_takes_the_open_test_and_reads_the_result(person: NewPerson) -> None:
    member = person()
    page = member.page
    member.go("/")
    picture(page, "sign-in-phone")
    sign_in(member, "member")
    picture(page, "member-home-phone", whole=True)
    expect(page.locator(".deadline-sentence").first).to_have_text(
        like("If you start now, hand in by %(time)s.")
    )
    page.get_by_role("link", name=zh("Read the rules and start")).click()
    picture(page, "before-phone", whole=True)
    page.get_by_role("button", name=zh("Start answering")).click()

    expect(slots(page)).to_have_count(20)
    expect(page.locator("[data-countdown-text]")).to_be_visible()
    picture(page, "take-first-phone")
    answer_all_on_phone(page)
    saved = wait_until_saved(page)
    assert saved[-8:].count(":") == 2, saved
    picture(page, "take-fill-in-phone")

    page.locator("[data-open-card]").click()
    expect(page.locator("[data-count-answered]")).to_have_text("20")
    picture(page, "answer-card-phone")
    page.locator("[data-close-card]").click()
    page.locator("[data-next]").click()
    picture(page, "hand-in-phone")
    hand_in(page)
    expect(page.locator(".receipt")).to_contain_text(zh("Handed in"))
    picture(page, "receipt-phone")
    box = page.locator(".receipt").bounding_box()
    assert box is not None and box["y"] + box["height"] <= 844, "one screenshot must hold it"

    page.get_by_role("link", name=zh("See the result")).click()
    expect(page.locator(".verdict-score")).to_be_visible()
    expect(page.locator(".result-item .source-quote, .result-item blockquote")).to_have_count(20)
    picture(page, "result-phone", whole=True)

    page.get_by_role("link", name=zh("My tests"), exact=True).first.click()
    expect(page.locator(".test-line-score").first).to_be_visible()
    picture(page, "member-home-after-phone", whole=True)
