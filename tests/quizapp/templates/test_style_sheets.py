"""Colours are legible in both schemes, and style sheets and scripts suit Chromium 80 and iOS 13.

Reads the files themselves; needs no database and no browser.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quizapp

STATIC = Path(quizapp.__file__).resolve().parent / "static"
CSS = STATIC / "css"
SCRIPTS = STATIC / "js"

# --- colours ----------------------------------------------------------------------------------


def schemes() -> dict[str, dict[str, str]]:
    text = (CSS / "tokens.css").read_text("utf-8")
    light_part, dark_part = text.split("@media screen and (prefers-color-scheme: dark)")
    read = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    light = dict(read.findall(light_part))
    dark_only = dict(read.findall(dark_part.split("@media")[0]))
    assert set(dark_only) == set(light), "both schemes name the same colours"
    return {"light": light, "dark": dark_only}


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2 between two colours written as #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


GROUNDS = ("ground", "paper", "well", "red-soft", "blue-soft", "green-soft", "amber-soft")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft") for ground in GROUNDS),
    *(
        (colour, ground)
        for colour in ("red", "blue", "green", "amber")
        for ground in ("ground", "paper", "well", f"{colour}-soft")
    ),
    *(("on-fill", f"{colour}-fill") for colour in ("red", "blue", "green", "amber")),
    ("on-fill", "red-fill-strong"),
    ("on-mark", "mark"),
]
SHAPE_PAIRS = [("line-strong", ground) for ground in ("ground", "paper", "well")] + [
    (f"{colour}-fill", "paper") for colour in ("red", "blue", "green", "amber")
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_and_shapes_are_seen(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = [
        (first, second, round(contrast(colours[first], colours[second]), 2))
        for pairs, least in ((TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0))
        for first, second in pairs
        if contrast(colours[first], colours[second]) < least
    ]
    assert weak == []


# --- the browser floor: Chromium 80, iOS 13 ------------------------------------------------------

TOO_NEW_CSS = {
    ":has(": r":has\(",
    ":is( and :where(": r":(?:is|where)\(",
    "a list inside :not()": r":not\([^)]*,",
    "container queries": r"@container|container-type",
    "layers": r"@layer",
    "nesting": r"^\s*&",
    "inset": r"(?<![\w-])inset(?:-[a-z]+)*\s*:",
    "flex gap": r"(?<!grid-)(?<!column-)(?<!row-)\bgap\s*:",
    "aspect-ratio": r"aspect-ratio\s*:",
    "new viewport units": r"\d(?:dvh|svh|lvh|dvw)\b",
    "color-mix": r"color-mix\(",
    "clamp": r"\bclamp\(",
    "two-value logical shorthands": r"(?:margin|padding)-(?:inline|block)\s*:",
    "text colours by light-dark()": r"light-dark\(",
    "media ranges": r"@media[^{]*[<>]",
}
TOO_NEW_JS = {
    "optional chaining": r"\w\?\.[\w(\[]",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(?:\|\||&&)=",
    "private fields": r"(?:this|\w)\.#\w|^\s+#\w+\s*[=(;]",
    "class fields": r"^\s+static\s*\{",
    "replaceAll": r"\.replaceAll\(",
    "at()": r"\.at\(-?\d",
    "randomUUID": r"randomUUID",
    "structuredClone": r"structuredClone",
    "hasOwn": r"Object\.hasOwn\b",
    "top-level await": r"^await\b",
    "AbortSignal.timeout": r"AbortSignal\.timeout",
    "regular expression look-behind": r"\(\?<[=!]",
    "numeric separators": r"\b\d+_\d+\b",
    "globalThis": r"\bglobalThis\b",
    "allSettled and any": r"Promise\.(?:allSettled|any)\(",
}


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/", "", source, flags=re.S)


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda p: p.name)
def test_a_style_sheet_stays_above_the_floor(path: Path) -> None:
    source = without_comments(path.read_text("utf-8"))
    found = [name for name, rule in TOO_NEW_CSS.items() if re.search(rule, source, re.M)]
    assert found == []


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.js")), ids=lambda p: p.name)
def test_a_script_stays_above_the_floor(path: Path) -> None:
    source = re.sub(r"(?m)(?<!:)//.*$", "", without_comments(path.read_text("utf-8")))
    found = [name for name, rule in TOO_NEW_JS.items() if re.search(rule, source, re.M)]
    assert found == []


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda p: p.name)
def test_sizes_and_colours_come_from_the_tokens(path: Path) -> None:
    source = without_comments(path.read_text("utf-8"))
    sizes = set(re.findall(r"(?<!-)font-size\s*:\s*([^;]+);", source))
    free = {size for size in sizes if not size.startswith("var(--size-")}
    assert free <= ({"106.25%", "100%", "150%"} if path.name == "base.css" else {"11pt"})
    if path.name != "tokens.css":
        # Paper is white and ink black, and the ground of a QR picture is white, in any scheme.
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", source)) <= {"#000000", "#ffffff"}


def test_style_sheets_close_what_they_open() -> None:
    for path in CSS.glob("*.css"):
        source = without_comments(path.read_text("utf-8"))
        assert source.count("{") == source.count("}"), path.name
