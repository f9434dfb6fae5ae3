"""Incidents elsewhere that only a browser shows; the others are in tests/incidents."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPerson
from tests.journeys.steps import answer, responses, sign_in, slots, start_test, wait_until_saved

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-2")]

A_DAY_OFF = """
    const real = Date;
    const off = %d * 24 * 3600 * 1000;
    class Shifted extends real {
        constructor(...given) { given.length ? super(...given) : super(real.now() + off); }
        static now() { return real.now() + off; }
    }
    window.Date = Shifted;
    delete window.WebSocket;
    delete window.EventSource;
"""


@pytest.mark.parametrize("days", [-1, 1])
def test_a_phone_a_day_off_and_without_sockets_loses_no_time_and_no_answer(
    person: NewPerson, days: int
) -> None:
    """Clocks of phones threw people out or gave them time; saving waited for a push connection."""
    member = person()
    page = member.page
    member.context.add_init_script(A_DAY_OFF % days)
    sign_in(member, "member")
    start_test(page)
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
    answer(slots(page).nth(0))
    wait_until_saved(page)
    given = responses(page)
    assert given
    page.reload()
    wait_until_saved(page)
    assert responses(page) == given
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
