"""A person's browser: a context of its own that minds every error the page makes."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

PICTURES = Path(__file__).resolve().parent / "pictures"
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000
"""Milliseconds until something is taken to be missing: generous, for machines that do much else."""
DESKTOP = {"width": 1440, "height": 900}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def find_browser() -> str:
    """The path of an installed browser; without one the journeys are skipped, but never in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    if os.environ.get("CI") == "true":
        raise AssertionError("no Chromium here, and CI must have one")
    pytest.skip("no Chromium here: journeys were not run; install chromium to run them")


@dataclass
class Person:
    """Somebody with a browser: phone or desktop, with or without script."""

    context: BrowserContext
    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    _excused: list[str] = field(default_factory=list)

    def excuse(self, *parts: str) -> None:
        """Expect errors of the console that contain one of these, from now on."""
        self._excused += parts

    def go(self, path: str) -> None:
        """Open one of our pages, which must be there."""
        answer = self.page.goto(self.address + path)
        assert answer is None or answer.status < 400, f"{path}: {answer.status}"

    def new_page(self) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        self.watch(page)
        return page

    def watch(self, page: Page) -> None:
        """Note what goes wrong on a page: script errors, refused content, server errors."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on(
            "response",
            lambda answer: (
                self.faults.append(f"{answer.status} {answer.url}")
                if answer.status >= 500
                else None
            ),
        )

    def mind(self, log: Path) -> None:
        """Fail with everything that went wrong and was not expected; `log` is the server's."""
        left = [fault for fault in self.faults if not any(part in fault for part in self._excused)]
        said = log.read_text("utf-8")[-3000:] if any("500" in fault for fault in left) else ""
        assert not left, "\n".join([*left, said])

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.location.get('url', '')}: {message.text}")


def new_person(browser: Browser, address: str, **options: Any) -> Person:
    """Open a browser context: a phone held upright unless told otherwise."""
    size = options.pop("viewport", PHONE)
    context = browser.new_context(
        viewport=size,
        locale=options.pop("locale", "zh-CN"),
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        has_touch=size["width"] < 800,
        is_mobile=size["width"] < 800,
        **options,
    )
    context.set_default_timeout(PATIENCE)
    person = Person(context, context.new_page(), address)
    person.watch(person.page)
    return person


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what is on the screen, or the whole page, for a look; it must fit the screen."""
    size = page.viewport_size
    assert size is not None
    # A page that is being left has no document for a moment; one without script runs no timers,
    # so the asking is done from here.
    for _ in range(PATIENCE // 50):
        if page.evaluate("() => document.documentElement && document.readyState") == "complete":
            break
        page.wait_for_timeout(50)
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= size["width"], f"{name} is {wide} wide"
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole, animations="disabled")
