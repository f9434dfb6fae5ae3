"""Quoted terms and titles of documents."""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.words import words

_QUOTED: Final = re.compile(r"“([^“”\n]{2,40})”")
_TITLE: Final = re.compile(r"《([^《》\n]{4,50})》")
_NUMERAL_SLOGAN: Final = re.compile(r"[一二三四五六七八九十两双]\S{1,7}")
_PURPOSE: Final = re.compile(r"[，,]([^，。；,;《》“”\n]{4,30})(?=[，。；,;\n])")
_SHORT_TITLE: Final = re.compile(
    r"(?:若干|实施|指导|具体|暂行|有关|上述|本|该)*(?:条例|意见|办法|规定|通知|细则|准则|方案|计划|要点|规则|纲要|决定|章程|制度)"
)
"""A title cut down to its kind: it names no document."""


def add_terms(maker: FactMaker) -> None:
    """Keep quoted terms that are worth asking for, with the role their right neighbour gives."""
    text = maker.source.text
    for match in _QUOTED.finditer(text):
        value = match[1]
        if value in words().not_terms or "‘" in value or re.search(r"[。；：:]", value):
            continue
        role = _role(text, match.end(), value)
        maker.add(FactKind.TERM, f"term:{role}", match.start(1), match.end(1), head=role)


def add_titles(maker: FactMaker) -> None:
    """Keep titles in 《》 with what they are named for, when the next clause says it."""
    text = maker.source.text
    for match in _TITLE.finditer(text):
        if _SHORT_TITLE.fullmatch(match[1]):
            continue
        purpose = _PURPOSE.match(text, match.end())
        named = purpose and not purpose[1].startswith(tuple(words().persons))
        detail = {"purpose": purpose[1]} if purpose and named else {}
        maker.add(FactKind.TITLE, "title", match.start(1), match.end(1), detail=detail)


def _role(text: str, end: int, value: str) -> str:
    after = text[end : end + 8]
    for noun, role in words().term_roles:
        if after.startswith(noun):
            return role
    if _NUMERAL_SLOGAN.fullmatch(value) and not value.startswith(words().no_slogans):
        return "slogan"
    return "plain"
