"""Every sentence for people has its Chinese, nothing else is in the catalogue, and no word bypasses it.

The catalogue's rules of wording stand here too, as far as a machine can see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from jinja2 import Environment

from question_bank.checks.findings import RULES
from tests.architecture.test_imports import ROOT

FOLDER: Final = ROOT / "quizapp" / "translations" / "zh_Hans_CN" / "LC_MESSAGES"
KEYWORDS: Final = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
PLACE: Final = re.compile(r"%\((\w+)\)[sd]|%%")

AVOIDED: Final = {
    "!": "calm: no exclamation mark",
    "！": "calm: no exclamation mark",
    "考试": "the word is 测试",
    "合格": "people pass or do not reach the pass mark; nobody is found unfit",
    "积分": "no points are collected here",
    "排行榜": "the words are 个人成绩 and 各支部成绩情况",
    "你": "the form of address is 您",
    "...": "the Chinese mark is ……",
    "申诉": "the word is 试题异议",
}
Key = str | tuple[str, ...]


def key_of(message_id: object) -> Key:
    assert isinstance(message_id, str | tuple | list)
    return message_id if isinstance(message_id, str) else tuple(message_id)


@pytest.fixture(scope="module")
def used() -> dict[Key, str]:
    """Ids in code and templates, with the first file that uses each."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found: dict[Key, str] = {}
    for file, _line, message, _comments, _context in extract_from_dir(
        ROOT,
        method_map=methods,
        options_map=options,
        keywords=KEYWORDS,
        directory_filter=lambda folder: Path(folder).name not in ("tests", "node_modules", ".venv"),
    ):
        found.setdefault(key_of(message), file)
    for rule in RULES.values():  # the item linter knows no translations; the pages show its words
        found |= dict.fromkeys((rule.message, rule.cure), "question_bank/checks/findings.py")
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return pofile.read_po(file, locale="zh_Hans_CN")


def messages(catalogue: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalogue if message.id)


def texts(message: Message) -> list[str]:
    found = message.string
    return [found] if isinstance(found, str) else list(found)


def test_every_id_has_its_chinese(used: dict[Key, str], catalogue: Catalog) -> None:
    assert len(used) > 500, "nothing was found to translate"
    known = {key_of(message.id) for message in messages(catalogue) if all(texts(message))}
    missing = {key: file for key, file in used.items() if key not in known}
    assert missing == {}


def test_nothing_in_the_catalogue_is_unused(used: dict[Key, str], catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if key_of(message.id) not in used] == []
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []


def test_the_catalogue_is_one_that_gets_compiled(catalogue: Catalog) -> None:
    """Babel leaves out a catalogue whose header is marked fuzzy: a new checkout had no Chinese."""
    assert not catalogue.fuzzy


def test_places_agree(catalogue: Catalog) -> None:
    wrong = []
    for message in messages(catalogue):
        key = key_of(message.id)
        wanted = set(PLACE.findall(key if isinstance(key, str) else key[-1]))
        wrong += [text for text in texts(message) if set(PLACE.findall(text)) != wanted]
        # A lone per-cent sign would stop the page that fills the places in.
        wrong += [text for text in texts(message) if wanted and "%" in PLACE.sub("", text)]
    assert wrong == []


def test_chinese_keeps_to_the_words_of_the_house(catalogue: Catalog) -> None:
    wrong = {
        (text, reason)
        for message in messages(catalogue)
        for text in texts(message)
        for word, reason in AVOIDED.items()
        if word in text
    }
    assert wrong == set()


def test_chinese_is_set_with_chinese_marks(catalogue: Catalog) -> None:
    """No Latin comma, colon or bracket beside a Chinese character."""
    beside = re.compile(r"[\u4e00-\u9fff][,;:?()]|[,;:?()][\u4e00-\u9fff]")
    assert [
        text
        for message in messages(catalogue)
        for text in texts(message)
        if beside.search(PLACE.sub("", text))
    ] == []


def test_the_compiled_catalogue_is_the_same(catalogue: Catalog) -> None:
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = {key_of(m.id): texts(m) for m in read_mo(file) if m.id}
    assert compiled == {key_of(m.id): texts(m) for m in messages(catalogue)}


SPOKEN: Final = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
NAMES: Final = {"Quizapp", "English", "中文", "QR", "CSV", "xlsx", "docx", "txt", "pdf"}
"""Written the same in each language, or in its own."""


class _Raw(HTMLParser):
    """Collects words that stand in a template as they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        for name, value in attrs:
            if name in SPOKEN and value:
                self._note(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A macro that makes attributes has them outside of any element.
            self._note(re.sub(r'[a-z-]+="[a-z]*"?', "", data))

    def _note(self, text: str) -> None:
        words = re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+", text)
        self.found += [word for word in words if word not in NAMES]


def _markup(template: str) -> str:
    """What a template holds beside its expressions, statements and comments."""
    without_names = re.sub(r"\{% block \w*class %\}.*?\{% endblock %\}", "", template)
    markup = ""
    for _line, kind, text in Environment().lex(without_names):
        if kind == "data":
            markup += text
        elif kind == "variable_begin" and markup.endswith(("<", "</")):
            markup += "x"  # the name of the element is an expression
    return markup


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "quizapp" / "templates").rglob("*.html")),
    ids=lambda path: str(path.relative_to(ROOT / "quizapp" / "templates")),
)
def test_template_says_nothing_outside_the_catalogue(path: Path) -> None:
    raw = _Raw()
    raw.feed(_markup(path.read_text("utf-8")))
    assert raw.found == []
