"""An organizer's way from a plan to the boards, with a member on a phone in between."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import DESKTOP, Person, picture
from tests.journeys.conftest import NewPerson
from tests.journeys.server import ROOT, Server
from tests.journeys.steps import (
    answer_all_on_phone,
    hand_in,
    sign_in,
    slots,
    start_test,
    wait_until_saved,
)
from tests.journeys.words import like, zh

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys-1")]

EXAM = "计划知识测试（走通一遍）"


@pytest.fixture
def own_plan(tmp_path: Path) -> Path:
    """The sample plan with one line more: another document to the product."""
    text = (ROOT / "seeds" / "sample_plan.txt").read_text("utf-8")
    head, rest = text.split("\n", 1)
    assert "2026年" in head
    file = tmp_path / "another plan.txt"
    body = (
        f"{head.replace('2026年', '2027年')}\n{rest.rstrip()}\n\n本计划由机关党委办公室负责解释。\n"
    )
    file.write_text(body, "utf-8")
    return file


@pytest.fixture
def real_plan(plans_dir: Path) -> Iterator[Path]:
    """A real plan without a title."""
    (file,) = plans_dir.glob("002_*.txt")
    return file


def test_from_own_plan_to_boards(person: NewPerson, server: Server, own_plan: Path) -> None:
    _walk(person, server, own_plan, "own")


def test_from_real_plan_to_boards(person: NewPerson, server: Server, real_plan: Path) -> None:
    _walk(person, server, real_plan, "002")


def _walk(person: NewPerson, server: Server, file: Path, name: str) -> None:
    organizer = person(viewport=DESKTOP)
    sign_in(organizer, "organizer")
    plan_id = _import(organizer, file, name)
    _see_the_tests(organizer.page, name)
    _review(organizer, plan_id, name)
    exam_id = _build(organizer, plan_id, name)
    _publish(organizer, name)
    _take(person, name)
    _close(server, exam_id)
    _look_at_boards(organizer, exam_id, name)


def _import(organizer: Person, file: Path, name: str) -> int:
    page = organizer.page
    organizer.go("/plans/")
    page.get_by_role("link", name=zh("Import a plan")).click()
    page.locator("input[type=file]").set_input_files(file)
    picture(page, f"import-{name}-desktop")
    page.get_by_role("button", name=zh("Import the plan")).click()
    page.wait_for_url(re.compile(r"/plans/(uploads/)?\d+$"), timeout=60_000)
    if "/uploads/" in page.url:
        expect(page.get_by_label(zh("Label"))).not_to_have_value("")
        picture(page, f"import-label-{name}-desktop")
        page.get_by_role("button", name=zh("Import the plan")).click()
    page.wait_for_url(re.compile(r"/plans/\d+$"))
    expect(page.locator(".notice-success")).to_be_visible()
    return int(page.url.rsplit("/", 1)[1])


def _see_the_tests(page: Page, name: str) -> None:
    """Three tests of knowledge, the assessment of each quarter, and in our own plan that of the
    year's end, each with its article."""
    card = page.locator(".card-paper").filter(has_text=zh("Tests this plan calls for"))
    links = card.locator(".year-line a, dl.facts a")
    expect(links).to_have_count(5 if name == "own" else 4)
    assert all("article=" in (link.get_attribute("href") or "") for link in links.all())
    quarterly = card.locator("dl.facts > div").filter(has_text=zh("Every quarter"))
    expect(quarterly.locator("a")).to_have_count(1)
    expect(quarterly.locator("a")).to_contain_text("考核")
    picture(page, f"plan-{name}-desktop")
    links.first.click()
    expect(page.locator(".plan-passage-chosen")).to_be_in_viewport()
    expect(page.locator(".found li").first).to_be_visible()
    picture(page, f"plan-article-{name}-desktop")
    page.goto(page.url.split("/plans/")[0] + "/plans/year")
    picture(page, f"year-{name}-desktop", whole=True)


def _review(organizer: Person, plan_id: int, name: str) -> None:
    page = organizer.page
    organizer.go(f"/bank/review?plan={plan_id}")
    picture(page, f"review-{name}-desktop")
    stem = page.locator(".review-pair")
    first = stem.inner_text()
    _press(page, "ArrowRight")
    expect(stem).not_to_have_text(first, use_inner_text=True)
    _press(page, "ArrowLeft")
    expect(stem).to_have_text(first, use_inner_text=True)
    _press(page, "a")
    expect(page.locator(".review-last")).to_contain_text(like("Approved: %(stem)s"))
    _press(page, "r")
    expect(page.locator(".review-last")).to_contain_text(like("Rejected: %(stem)s"))
    picture(page, f"review-rejected-{name}-desktop")
    _press(page, "u")
    expect(page.locator(".notice").first).to_contain_text(zh("The item is a draft again."))

    organizer.go(f"/bank/?plan={plan_id}&status=draft")
    drafts = page.locator("input[name=items]")
    shown = drafts.count()
    page.locator("[data-all] input").check()
    assert all(box.is_checked() for box in drafts.all())
    picture(page, f"bank-{name}-desktop")
    page.get_by_role("button", name=zh("Approve ticked items")).click()
    expect(page.locator(".notice-success").first).to_contain_text(str(shown))
    page.locator("details.confirm summary").click()
    page.get_by_role("button", name=zh("Approve all"), exact=True).click()
    expect(page.locator(".notice-success").first).to_be_visible()


def _press(page: Page, key: str) -> None:
    """Press a key of the review page, once the page says that keys work."""
    expect(page.locator("[data-keys]")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press(key)


def _build(organizer: Person, plan_id: int, name: str) -> int:
    page = organizer.page
    organizer.go("/exams/")
    page.get_by_role("link", name=zh("Create a test")).first.click()
    page.locator("#name").fill(EXAM)
    page.locator("input[name=mode][value=online]").check()
    page.locator(f"input[name=plans][value='{plan_id}']").check()
    # The builder asks whether the plan's own arrangements are asked about.
    page.locator("#with_schedule").check()
    picture(page, f"exam-what-{name}-desktop", whole=True)
    _continue(page, "rules")

    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    page.locator("#opens_at").fill((now - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("#closes_at").fill((now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("#duration").fill("30")
    page.locator("#pass_points").fill("60")
    page.locator("input[name=multiple_choice_rule]").first.check()
    picture(page, f"exam-when-{name}-desktop", whole=True)
    _continue(page, "audience")
    page.locator("input[name=units]").first.check()
    picture(page, f"exam-who-{name}-desktop")
    _continue(page, "paper")
    for place, kind in enumerate(("single_choice", "multiple_choice", "true_false", "fill_in")):
        if page.locator(f"#sections-{place}-kind").count() == 0:
            # Two spare lines are offered at a time.
            page.get_by_role("button", name=zh("Save the paper")).click()
            page.get_by_role("link", name=zh("Paper"), exact=True).first.click()
        page.locator(f"#sections-{place}-kind").select_option(kind)
        page.locator(f"#sections-{place}-count").fill("5")
        page.locator(f"#sections-{place}-points").fill("5")
    picture(page, f"exam-paper-{name}-desktop", whole=True)
    page.get_by_role("button", name=zh("Save the paper")).click()
    found = re.search(r"/exams/(\d+)$", page.url)
    assert found, page.url
    return int(found[1])


def _continue(page: Page, step: str) -> None:
    page.get_by_role("button", name=zh("Save and continue")).click()
    page.wait_for_url(re.compile(rf"/exams/\d+/{step}$"))


def _publish(organizer: Person, name: str) -> None:
    page = organizer.page
    expect(page.locator("main")).to_contain_text("20")
    picture(page, f"exam-publish-{name}-desktop", whole=True)
    page.get_by_role("button", name=zh("Publish the test")).click()
    expect(page.locator(".notice-success")).to_be_visible()
    expect(page.locator("main h1")).to_contain_text(zh("Open now"))
    expect(page.locator("main img").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('main img').naturalWidth > 0")
    expect(page.locator("#notice-text")).to_have_value(re.compile(re.escape(EXAM)))
    picture(page, f"exam-published-{name}-desktop", whole=True)
    page.get_by_role("link", name=zh("Who has taken part")).click()
    picture(page, f"exam-running-{name}-desktop")


def _take(person: NewPerson, name: str) -> None:
    member = person()
    page = member.page
    sign_in(member, "member")
    start_test(page, exam=EXAM)
    expect(slots(page)).to_have_count(20)
    kinds = {slot.get_attribute("data-kind") for slot in slots(page).all()}
    assert kinds == {"single_choice", "multiple_choice", "true_false", "fill_in"}
    answer_all_on_phone(page)
    wait_until_saved(page)
    page.locator("[data-next]").click()
    hand_in(page)
    page.get_by_role("link", name=zh("See the result")).click()
    expect(page.locator(".verdict-score")).to_be_visible()
    picture(page, f"result-before-close-{name}-phone", whole=True)


def _close(server: Server, exam_id: int) -> None:
    """Let the test end now, as if hours had passed."""
    ended = datetime.now(ZoneInfo("UTC")) - timedelta(seconds=1)
    with sqlite3.connect(server.instance / "quizapp.sqlite3") as database:
        (stored,) = database.execute(
            "SELECT closes_at FROM exam WHERE id = ?", (exam_id,)
        ).fetchone()
        text = ended.strftime("%Y-%m-%d %H:%M:%S.%f")
        assert len(stored) == len(text), stored
        database.execute("UPDATE exam SET closes_at = ? WHERE id = ?", (text, exam_id))
        of_plan = database.execute(
            "SELECT count(*) FROM bank_item WHERE knowledge = 'schedule' AND status = 'approved'"
        ).fetchone()
    database.close()
    assert of_plan[0] > 0


def _look_at_boards(organizer: Person, exam_id: int, name: str) -> None:
    page = organizer.page
    organizer.go(f"/exams/{exam_id}")
    page.locator("#member_board").check()
    page.locator("#branch_board").check()
    page.get_by_role("button", name=zh("Save comparisons")).click()
    expect(page.locator(".notice-success")).to_be_visible()
    page.get_by_role("link", name=zh("View the boards")).click()
    for scope in ("branch", "member"):
        organizer.go(f"/exams/{exam_id}/leaderboard?scope={scope}")
        expect(page.locator("table.data tbody tr").first).to_be_visible()
        picture(page, f"board-{scope}-{name}-desktop")
    # The finished sample test has boards with many people.
    for scope in ("branch", "member"):
        organizer.go(f"/exams/1/leaderboard?scope={scope}")
        picture(page, f"board-{scope}-full-desktop")
