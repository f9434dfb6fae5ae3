"""The numbers that Word counts itself and does not store as text.

Owns finding a paragraph's list through its styles, the counters and the writing of numbers.
Terms follow ECMA-376 part 1, section 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from question_bank.numerals import chinese_numeral

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_CHINESE: Final = frozenset(
    {
        "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
        "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand",
    }
)  # fmt: skip
_CIRCLED: Final = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖拾"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str
    restart: int
    """After which level (counted from 1) it begins again; -1 for any higher one, 0 for none."""
    parted: bool
    """Whether a tab or a blank follows the number."""
    legal: bool
    """Whether the numbers of higher levels are shown in digits, however they are written there."""


@dataclass(slots=True)
class _Counter:
    values: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document; `label_of` must see its paragraphs in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counters: dict[str, _Counter] = {}
        self._started: set[tuple[str, int]] = set()
        self._styles: dict[str, etree._Element] = {}
        self._default_style = ""
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def label_of(self, paragraph: etree._Element) -> str:
        """The number before the paragraph's words, empty for none; counts on."""
        num, level = self._place_of(paragraph)
        abstract = self._abstract_of.get(num, "")
        levels = self._levels.get(abstract, {})
        if not num or num == "0" or level not in levels:
            return ""
        values = self._counted(num, abstract, level, levels=levels)
        shown = levels[level]
        if shown.format in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            format_ = levels[one].format if one in levels and not shown.legal else "decimal"
            return number_text(values.get(one, 1), format_)

        number = re.sub(r"%([1-9])", written, shown.text)
        return f"{number} " if number and shown.parted else number

    def _counted(
        self, num: str, abstract: str, level: int, *, levels: dict[int, _Level]
    ) -> dict[int, int]:
        values = self._counters.setdefault(abstract, _Counter()).values
        override = self._overrides.get(num, {}).get(level)
        if override is not None and (num, level) not in self._started:
            values[level] = override
        elif level in values:
            values[level] += 1
        else:
            values[level] = levels[level].start
        self._started.add((num, level))
        for higher in range(level):
            if higher not in values and higher in levels:
                values[higher] = levels[higher].start
        for lower in [one for one in values if one > level]:
            restart = levels[lower].restart if lower in levels else -1
            if restart == -1 or level < restart:
                del values[lower]
        return values

    def _place_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Id of the list and the level, from the paragraph itself, else through its styles."""
        properties = paragraph.find(f"{WORD}pPr")
        style = self._default_style
        num, level = "", -1
        if properties is not None:
            style = _value(properties, "pStyle") or style
            num, level = _numbers(properties)
        if num and level >= 0:
            return num, level
        style_of_num = style
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(style_of_num)
            if element is None or num:
                break
            inner = element.find(f"{WORD}pPr")
            if inner is not None:
                num, own = _numbers(inner)
                level = own if level < 0 else level
            if not num:
                style_of_num = _value(element, "basedOn")
        if not num:
            return "", 0
        if level < 0:
            levels = self._levels.get(self._abstract_of.get(num, ""), {})
            level = next(
                (n for n, one in levels.items() if one.style and one.style == style_of_num), 0
            )
        return num, level

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.findall(f"{WORD}style"):
            name = style.get(f"{WORD}styleId", "")
            self._styles[name] = style
            if style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in (
                "1",
                "true",
            ):
                self._default_style = name

    def _read_lists(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in numbering.findall(f"{WORD}abstractNum"):
            name = abstract.get(f"{WORD}abstractNumId", "")
            self._levels[name] = dict(_level(one) for one in abstract.findall(f"{WORD}lvl"))
            if own := _value(abstract, "styleLink"):
                by_style[own] = name
            if link := _value(abstract, "numStyleLink"):
                linked[name] = link
        for num in numbering.findall(f"{WORD}num"):
            name = num.get(f"{WORD}numId", "")
            abstract_id = _value(num, "abstractNumId")
            if abstract_id in linked:
                abstract_id = by_style.get(linked[abstract_id], abstract_id)
            self._abstract_of[name] = abstract_id
            for override in num.findall(f"{WORD}lvlOverride"):
                start = _value(override, "startOverride")
                if start:
                    self._overrides.setdefault(name, {})[_number(override.get(f"{WORD}ilvl"))] = (
                        _number(start)
                    )


def number_text(value: int, format_: str) -> str:
    """The number as Word writes it in this format; plain digits for formats not known."""
    if format_ in _CHINESE:
        return chinese_numeral(value) or str(value)
    if format_ in _CIRCLED and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if format_ == "chineseLegalSimplified" and 1 <= value <= 10:
        return _LEGAL[value]
    if format_ == "ideographTraditional" and 1 <= value <= 10:
        return _STEMS[value - 1]
    if format_ == "decimalZero":
        return f"{value:02d}"
    if format_ in ("lowerLetter", "upperLetter") and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in ("lowerRoman", "upperRoman") and 1 <= value < 4000:
        roman = _roman(value)
        return roman if format_ == "upperRoman" else roman.lower()
    return str(value)


def _roman(value: int) -> str:
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for worth, sign in signs:
        count, value = divmod(value, worth)
        text += sign * count
    return text


def _level(element: etree._Element) -> tuple[int, _Level]:
    restart = element.find(f"{WORD}lvlRestart")
    return _number(element.get(f"{WORD}ilvl")), _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        _number(_value(element, "start") or "1"),
        _value(element, "pStyle"),
        -1 if restart is None else _number(restart.get(f"{WORD}val")),
        _value(element, "suff") != "nothing",
        element.find(f"{WORD}isLgl") is not None,
    )


def _numbers(properties: etree._Element) -> tuple[str, int]:
    found = properties.find(f"{WORD}numPr")
    if found is None:
        return "", -1
    level = _value(found, "ilvl")
    return _value(found, "numId"), _number(level) if level else -1


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{WORD}{name}")
    return "" if child is None else child.get(f"{WORD}val", "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
