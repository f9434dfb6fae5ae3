"""The test page through what phones do: wrong clocks, sleep, long waits, input methods, sign-out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, Person, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.rules_of import change_exams, shift_clock
from tests.journeys.server import Server
from tests.journeys.steps import (
    answer,
    hand_in,
    responses,
    sign_in,
    slots,
    start_test,
    wait_until_saved,
)
from tests.journeys.words import like, zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-3")]

UNREACHABLE = ("net::ERR_", "Failed to load resource")


def begin(member: Person) -> Page:
    """Sign in and stand before the first item."""
    sign_in(member, "member")
    start_test(member.page)
    expect(member.page.locator("[data-saved]")).to_be_visible()
    return member.page


def voice(page: Page) -> str:
    """What a screen reader was told last of the time."""
    return page.locator("[data-countdown-voice]").inner_text()


def kept(page: Page) -> list[str]:
    """Names of everything that the page keeps on the device."""
    names: list[str] = page.evaluate(
        "() => Object.keys(localStorage).filter((name) => name.startsWith('quizapp.'))"
    )
    return names


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_phone_whose_clock_is_a_day_off(person: NewPerson, hours: int) -> None:
    member = person()
    member.page.clock.install(time=datetime.now(UTC) + timedelta(hours=hours))
    page = begin(member)
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
    answer(slots(page).nth(0))
    saved = wait_until_saved(page)
    shown = re.search(r"(\d\d):(\d\d):(\d\d)", saved)
    assert shown, saved
    page.reload()
    assert wait_until_saved(page) == saved, "the moment is the server's"
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^29:\d\d$"))
    assert len(responses(page)) == 1


def test_the_time_left_is_read_out_at_its_thresholds(person: NewPerson) -> None:
    member = person()
    member.page.clock.install()
    page = begin(member)
    member.excuse(*UNREACHABLE)
    page.route("**/answers", lambda route: route.abort())
    page.route("**/holder", lambda route: route.abort())
    page.route("**/presence", lambda route: route.abort())
    assert voice(page) == ""
    heard = []
    for minutes in (21, 4, 1, 1, 1, 1):
        page.clock.run_for(minutes * 60_000)
        if voice(page) not in heard:
            heard.append(voice(page))
    told = [zh("%(minutes)s minutes left") % {"minutes": minutes} for minutes in (10, 5, 1)]
    assert [text for text in heard if text] == told
    region = page.locator("[data-countdown-voice]")
    expect(region).to_have_attribute("role", "status")


def test_a_threshold_passed_while_asleep_is_read_out_late(person: NewPerson) -> None:
    member = person()
    member.page.clock.install()
    page = begin(member)
    member.excuse(*UNREACHABLE)
    page.route("**/answers", lambda route: route.abort())
    page.route("**/holder", lambda route: route.abort())
    page.clock.fast_forward("23:00")
    page.clock.run_for(1000)
    assert voice(page) == zh("%(minutes)s minutes left") % {"minutes": 7}


def test_after_sleep_the_server_is_asked_at_once(person: NewPerson) -> None:
    member = person()
    member.page.clock.install()
    page = begin(member)
    answer(slots(page).nth(0))
    wait_until_saved(page)
    with page.expect_request(re.compile(r"/(answers|presence)$"), timeout=10_000) as asked:
        # The page's own clock stood still while the wall clock went on.
        page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=10))
    reply = asked.value.response()
    assert reply is not None and reply.status == 200
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^29:\d\d$"))


@pytest.mark.parametrize("mortal_server", ["postgresql"], indirect=True)
def test_three_hours_without_a_touch(survivor: NewPerson, mortal_server: Server) -> None:
    change_exams(
        mortal_server,
        duration_seconds=4 * 3600,
        closes_at=datetime.now(UTC) + timedelta(days=1),
    )
    member = survivor()
    member.page.clock.install()
    page = begin(member)
    answer(slots(page).nth(0))
    wait_until_saved(page)
    shift_clock(mortal_server, 3)
    page.clock.fast_forward("03:00:00")
    page.locator("[data-next]").click()
    answer(slots(page).nth(1))
    wait_until_saved(page)
    expect(page.locator("[data-countdown-text]")).to_have_text(re.compile(r"^(59|1:00):\d\d"))
    page.reload()
    wait_until_saved(page)
    assert len(responses(page)) == 2
    page.get_by_role("button", name=zh("Answer card")).click()
    page.locator("[data-hand-in]").click()
    hand_in(page)
    assert kept(page) == [], "nothing stays on the device"


def waiting(page: Page) -> list[str]:
    """Items whose answers the page keeps because the server has not confirmed them."""
    found: list[str] = page.evaluate(
        """() => {
            const name = Object.keys(localStorage).find((one) => one.startsWith("quizapp.outbox."));
            return Object.keys(JSON.parse(localStorage.getItem(name) || "{}"));
        }"""
    )
    return found


def test_an_input_method_is_never_cut_off(person: NewPerson, server: Server) -> None:
    change_exams(server, typed_blanks=True)
    member = person(viewport=DESKTOP)
    page = begin(member)
    field = page.locator("[data-item] input[type=text]").first
    item = field.evaluate("(input) => input.closest('[data-item]').dataset.item")
    keyboard = member.context.new_cdp_session(page)

    def compose(text: str) -> None:
        size = len(text)
        keyboard.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": size, "selectionEnd": size}
        )

    field.click()
    compose("zh")
    compose("zhibu")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1500)
    assert field.input_value() == "zhibu"
    assert waiting(page) == [], "letters of a word that is not done are no answer"
    keyboard.send("Input.insertText", {"text": "支部"})
    expect(field).to_have_value("支部")
    wait_until_saved(page)

    # A reply of the server with what it has must not take the half-written word away.
    member.excuse(*UNREACHABLE)
    page.route("**/holder", lambda route: route.abort())
    page.reload()
    expect(field).to_have_value("支部")
    field.click()
    page.keyboard.press("End")
    compose("shuji")
    page.unroute_all()
    with page.expect_response("**/holder") as held:
        page.evaluate("() => window.dispatchEvent(new Event('online'))")
    assert held.value.ok
    page.wait_for_timeout(500)
    assert field.input_value() == "支部shuji" and item not in waiting(page)
    keyboard.send("Input.insertText", {"text": "书记"})
    expect(field).to_have_value("支部书记")
    expect(page.locator("[data-saved].saved-waiting")).to_be_visible()
    wait_until_saved(page)
    page.reload()
    wait_until_saved(page)
    expect(field).to_have_value("支部书记")


def test_an_answer_is_on_its_way_before_the_page_is_put_away(person: NewPerson) -> None:
    member = person()
    page = begin(member)
    answer(slots(page).nth(0))
    wait_until_saved(page)
    page.locator("[data-next]").click()
    option = slots(page).nth(1).locator(".option-input").first
    with page.expect_request("**/answers") as sent:
        option.evaluate(
            """(input) => {
                input.click();
                Object.defineProperty(document, "visibilityState", { value: "hidden" });
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    item = slots(page).nth(1).get_attribute("data-item")
    assert [str(one["item"]) for one in sent.value.post_data_json["answers"]] == [item]


def test_signing_out_in_one_tab_leaves_nothing_behind_in_another(person: NewPerson) -> None:
    member = person()
    page = begin(member)
    member.excuse(*UNREACHABLE)
    page.route("**/answers", lambda route: route.abort())
    answer(slots(page).nth(0))
    expect(page.locator("[data-saved].saved-waiting")).to_be_visible()
    assert kept(page) != []
    other = member.new_page()
    other.goto(member.address + "/my")
    other.get_by_role("button", name=zh("Sign out")).click()
    expect(page.locator("[data-notice]")).to_contain_text(zh("Sign in again"))
    expect(slots(page).nth(0).locator("input").first).to_be_disabled()
    assert kept(other) == [] and kept(page) == []


@pytest.mark.parametrize("width", [360, 390, 1440])
def test_extra_large_type_fits_every_screen(person: NewPerson, width: int) -> None:
    member = person(viewport={"width": width, "height": 844})
    sign_in(member, "member")
    page = member.page
    page.locator(".card-paper").first.get_by_role(
        "link", name=zh("Read the rules and start")
    ).click()
    body = page.locator("body")
    expect(body).to_have_css("font-size", "17px" if width < 992 else "16px")
    page.wait_for_load_state()
    page.get_by_text(zh("Use larger type")).press("Enter")
    expect(page.get_by_text(zh("Use usual type"))).to_be_visible()
    expect(body).to_have_css("font-size", "24px")
    picture(page, f"large-before-{width}", whole=True)
    page.get_by_role("button", name=zh("Start answering")).click()
    expect(page.locator("html.large-type [data-saved]")).to_be_visible()
    picture(page, f"large-take-{width}")
    for place in range(3):
        answer(slots(page).nth(place))
        if width < 992:
            page.locator("[data-next]").click()
            picture(page, f"large-take-{width}-{place}", whole=True)
    wait_until_saved(page)
    plain = person(viewport={"width": width, "height": 844}, java_script_enabled=False)
    sign_in(plain, "member")
    plain.go("/my?letters=large")
    plain.page.goto(page.url.split("#")[0])
    expect(plain.page.locator("html.large-type .take-plain")).to_be_visible()
    expect(page.locator("[data-saved-text]")).to_have_text(like("Saved %(time)s"))
