"""Visiting every page a role can reach, at the widths people have."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browser import Person

WIDTHS = {360: 780, 390: 844, 768: 1024, 1440: 900}
FILES = re.compile(r"\.(docx|xlsx|ics|json|svg|csv)$")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}


def visit_all(
    person: Person,
    starts: list[str],
    look: Callable[[str], None],
    *,
    known: frozenset[str] = frozenset(),
) -> set[str]:
    """Look at each starting page, then follow links to one page of each other shape of address."""
    seen = {*known, *map(shape_of, starts)}
    waiting = []
    visited = set()
    for path in starts:
        person.go(path)
        look(path)
        waiting += links_of(person.page)
    while waiting:
        path = waiting.pop(0)
        shape = shape_of(path)
        if shape in seen:
            continue
        seen.add(shape)
        person.go(path)
        # A redirect leads to a page of another shape.
        there = urlsplit(person.page.url)
        landed = shape_of(f"{there.path}?{there.query}")
        if landed != shape and landed in seen:
            continue
        seen.add(landed)
        visited.add(landed)
        look(landed)
        waiting += links_of(person.page)
    return visited


def shape_of(path: str) -> str:
    """/plans/3?article=7#article-7 -> /plans/N?article; what tells kinds of page apart."""
    parts = urlsplit(path)
    names = sorted(
        part if part.startswith("scope=") else part.split("=")[0]
        for part in parts.query.split("&")
        if part and not part.endswith("=")
    )
    kept = [name for name in names if name in ("article",) or name.startswith("scope=")]
    return re.sub(r"\d+", "N", parts.path) + ("?" + "&".join(kept) if kept else "")


def links_of(page: Page) -> list[str]:
    """Addresses of our own pages on this page, in their order; no downloads."""
    found: list[str] = page.evaluate(
        """() => Array.from(document.querySelectorAll("a[href]"))
            .filter((link) => link.origin === location.origin)
            .map((link) => link.pathname + link.search)"""
    )
    return [path for path in found if not FILES.search(path.split("?")[0])]


def too_wide(page: Page, width: int) -> list[str]:
    """What sticks out at this width; parts that scroll by themselves may."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    found: list[str] = page.evaluate(
        """(width) => {
            if (document.documentElement.scrollWidth <= width) return [];
            const out = Array.from(document.querySelectorAll("body *"))
                .filter((part) => part.getBoundingClientRect().right > width + 0.5)
                .map((part) => part.tagName.toLowerCase() + "." + part.className + ": "
                    + (part.textContent || "").trim().slice(0, 30));
            return ["page is " + document.documentElement.scrollWidth + " wide", ...out.slice(-4)];
        }""",
        width,
    )
    return found


def violations(page: Page) -> list[str]:
    """Rules of WCAG 2.2 AA that axe finds broken."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]
