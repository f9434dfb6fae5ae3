"""The words of a web page.

Owns which elements are lines, the numbers a browser counts itself, and what is not text: scripts,
menus, hidden parts, pinyin in brackets.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.html import HTMLParser

from question_bank.reading.cleaning import RawText
from question_bank.reading.glyphs import as_written
from question_bank.reading.plain_text import decode
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.tables import Cell, records_of
from question_bank.reading.word_numbering import number_text

_DROPPED: Final = frozenset(
    {
        "script", "style", "nav", "head", "noscript", "template", "iframe", "object", "svg", "math",
        "button", "select", "textarea", "footer", "aside", "rt", "rp", "audio", "video", "canvas",
    }
)  # fmt: skip
_INLINE: Final = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
        "ins", "kbd", "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
    }
)  # fmt: skip
_ROOTS: Final = ("article", "main")
_LEAST_OF_PAGE: Final = 0.5
"""What part of all words the marked main part must hold to be taken for the whole."""
_DEEPEST: Final = 200
"""Elements inside one another; what lies deeper is taken as plain words."""
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CODECS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8", "big5": "big5", "big5-hkscs": "big5hkscs",
}  # fmt: skip
"""What pages in Chinese are written in; other names are not believed."""
_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_LOST: Final = 0.002
"""What part of the characters of a page may be broken without the page being refused."""
_DECLARED_WITHIN: Final = 4096
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_XML_HEAD: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ"
_PINYIN: Final = re.compile(
    rf"(?<=[一-鿿])[（(](?=[^（()）]{{0,40}}[{_TONED}])[A-Za-zɡüÜ{_TONED}'’ ·-]{{1,40}}[）)]"
)
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_FORMATS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "none": "none", "disc": "none", "circle": "none", "square": "none",
}  # fmt: skip


@dataclass(slots=True)
class _Lines:
    """The lines so far, the one being filled, and a number that waits for its first word."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    number: str = ""

    def add(self, words: str | None) -> None:
        if words:
            self.open.append(words)

    def end(self) -> None:
        line = " ".join("".join(self.open).split())
        self.open.clear()
        if line:
            typed = self.number and line.startswith(self.number.rstrip("、."))
            self.done.append(line if typed else self.number + line)
            self.number = ""


def read_html(data: bytes) -> RawText:
    """The text with a line per block and per row of a table, the numbers of lists written out.

    Raises ReadingRefused when its characters cannot be read or nothing is there.
    """
    text, encoding = _decoded(data)
    parser = HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_XML_HEAD.sub("", text).encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ReadingRefused(RefusalCode.NO_TEXT) from error
    if root is None:
        raise ReadingRefused(RefusalCode.NO_TEXT)
    lines = _Lines()
    _read(_main_part(root), lines, 0)
    lines.end()
    words = "\n".join(_PINYIN.sub("", line) for line in lines.done)
    return RawText.of_lines(as_written(words), encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared is None or data.startswith(_BOMS):
        return decode(data)
    name = _CODECS.get(declared[1].decode("ascii").lower(), "utf-8")
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        # Pages often declare another character set than they are written in.
        pass
    try:
        return decode(data)
    except ReadingRefused:
        text = data.decode(name, "replace")
        if text.count("\ufffd") > _MOST_LOST * len(text):
            raise
        return text, name


def _main_part(root: etree._Element) -> etree._Element:
    """The one part marked as the page's matter, when it holds most of the words."""
    for name in _ROOTS:
        parts = list(root.iter(name))
        if len(parts) == 1 and _size(parts[0]) >= _LEAST_OF_PAGE * _size(root):
            return parts[0]
    return root


def _size(element: etree._Element) -> int:
    return sum(len(words.strip()) for words in element.itertext() if isinstance(words, str))


def _read(element: etree._Element, lines: _Lines, depth: int) -> None:
    """Add the words of the element; its tail belongs to the one around it."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED or _is_hidden(element):
        return
    if tag == "br":
        lines.end()
        return
    if depth > _DEEPEST:
        lines.add(" ".join(str(words) for words in element.itertext()))
        return
    if tag == "table":
        lines.end()
        lines.done += records_of(_rows(element, depth))
        return
    if tag == "pre":
        _read_as_typed(element, lines)
        return
    if tag == "sup" and _is_note(element):
        return
    block = tag not in _INLINE
    if block:
        lines.end()
    numbers = _numbers(element) if tag == "ol" else None
    lines.add(element.text)
    for child in element:
        if numbers is not None and child.tag == "li":
            lines.end()
            lines.number = numbers.of(child)
        _read(child, lines, depth + 1)
        if numbers is not None and child.tag == "li":
            lines.end()
            lines.number = ""
        lines.add(child.tail)
    if block:
        lines.end()


def _read_as_typed(element: etree._Element, lines: _Lines) -> None:
    lines.end()
    for line in "".join(str(words) for words in element.itertext()).split("\n"):
        lines.add(line)
        lines.end()


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_note(element: etree._Element) -> bool:
    """Whether it is the small number that leads to a note."""
    words = "".join(str(part) for part in element.itertext()).strip()
    return bool(re.fullmatch(r"[\[［〔]\d{1,3}[\]］〕]", words)) or (
        words.isdigit() and element.find(".//a") is not None
    )


@dataclass(slots=True)
class _Numbers:
    """The numbers of one list, in the order of its entries."""

    format: str
    next: int
    step: int

    def of(self, entry: etree._Element) -> str:
        self.next = _integer(entry.get("value"), self.next)
        number = self.next
        self.next += self.step
        if self.format == "none" or "none" in entry.get("style", ""):
            return ""
        mark = "、" if self.format == "chineseCounting" else "."
        return number_text(number, self.format) + mark


def _numbers(element: etree._Element) -> _Numbers:
    style = _STYLE.search(element.get("style", ""))
    kind = style[1].lower() if style else element.get("type", "1")
    count = sum(child.tag == "li" for child in element)
    backwards = "reversed" in element.attrib
    start = _integer(element.get("start"), count if backwards else 1)
    return _Numbers(_FORMATS.get(kind, "decimal"), start, -1 if backwards else 1)


def _integer(text: str | None, fallback: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,5}", text.strip()) else fallback


def _rows(table: etree._Element, depth: int) -> list[list[Cell]]:
    rows = []
    for part in table:
        if part.tag == "caption":
            rows.append([Cell(_cell_lines(part, depth))])
        inner = (
            [part] if part.tag == "tr" else part.findall("tr") if isinstance(part.tag, str) else []
        )
        for row in inner:
            if not _is_hidden(row):
                rows.append([_cell(cell, depth) for cell in row if cell.tag in ("td", "th")])
    return rows


def _cell(cell: etree._Element, depth: int) -> Cell:
    columns, rows = _integer(cell.get("colspan"), 1), _integer(cell.get("rowspan"), 1)
    return Cell(_cell_lines(cell, depth), max(columns, 1), max(rows, 1))


def _cell_lines(cell: etree._Element, depth: int) -> tuple[str, ...]:
    lines = _Lines()
    _read(cell, lines, depth + 2)
    lines.end()
    return tuple(lines.done)
