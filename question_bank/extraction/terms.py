"""Quoted terms and titles of documents, everywhere in the text.

Every one is a fact. Those that no item should ask for carry detail["worth"] = "no": single
characters, worn words, and what stands in a clause with a suspected fault.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.marks import Pair, marks_in
from question_bank.extraction.words import words
from question_bank.source import Span

LONGEST_TERM: Final = 40
LONGEST_TITLE: Final = 150
_QUOTES: Final = ("“", "「", '"')
_ENDED: Final = re.compile(r"[。？?\n]")
"""A sentence ends inside: reported speech, no term."""
_DATE: Final = re.compile(r"\d{1,2}[.·．/-]\d{1,2}|\d{1,4}年?|双\d{1,2}")
_PARALLEL: Final = re.compile(r"[、，,·•；;]|[－—＋+-]")
_NUMERAL_SLOGAN: Final = re.compile(r"[一二三四五六七八九十两双]\S{1,7}")
_PURPOSE: Final = re.compile(r"[，,]([^，。；,;《》“”\n]{4,30})(?=[，。；,;\n])")
_EDITION: Final = re.compile(r"[（(]([^（）()\n]{2,8})[)）]")
_NUMBER: Final = re.compile(
    r"[（(]([^（）()，。\n]{1,12}[〔\[［（(]\d{4}[〕\]］）)]第?\d{1,5}号)[)）]"
)
_SHORT_FORM: Final = re.compile(
    r"[（(](?:以下|下文|下)?(?:统|简)称[：:为]?[“《\"]?([^（）()“”《》\"\n]{2,20})[”》\"]?[)）]"
)
_SHORT_TITLE: Final = re.compile(
    r"(?:若干|实施|指导|具体|暂行|有关|上述|本|该)*(?:条例|意见|办法|规定|通知|细则|准则|方案|计划|要点|规则|纲要|决定|章程|制度)"
)
"""A title cut down to its kind: it names no document."""


def add_terms(maker: FactMaker) -> None:
    """Keep quoted terms with the role their right neighbour gives, and their shape."""
    text = maker.source.text
    end = 0
    for pair in marks_in(text).of(*_QUOTES):
        if pair.end <= end or not _is_term(text, pair):
            continue
        end = pair.end
        inside = _trimmed(text, pair.inside)
        value = text[inside.start : inside.end]
        role = _role(text, pair.end, value)
        shape = _shape(value, role)
        worthless = value in words().worn_terms or len(value) < 2 or re.search(r"[‘“：:；;]", value)
        maker.add(
            FactKind.TERM,
            f"term:{role}",
            inside.start,
            inside.end,
            head=role,
            detail={"shape": shape} | ({"worth": "no"} if worthless else {}),
            despite_faults=True,
        )


def add_titles(maker: FactMaker) -> None:
    """Keep titles in 《》 with what they are named for, when the next clause says it, and the
    edition, document number, short form and issuer that stand beside them."""
    text = maker.source.text
    end = 0
    for pair in marks_in(text).of("《"):
        inside = _trimmed(text, pair.inside)
        value = text[inside.start : inside.end]
        if pair.end <= end or not 1 <= len(value) <= LONGEST_TITLE or "\n" in value:
            continue
        end = pair.end
        purpose = _PURPOSE.match(text, pair.end)
        detail = _beside(text, pair)
        if purpose and not purpose[1].startswith(words().persons):
            detail["purpose"] = purpose[1]
        if _SHORT_TITLE.fullmatch(value) or len(value) < 4:
            detail["worth"] = "no"
        maker.add(
            FactKind.TITLE,
            "title",
            inside.start,
            inside.end,
            detail=detail,
            despite_faults=True,
            across_sentences=True,
        )


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks at its edges."""
    value = text[span.start : span.end]
    start = span.start + len(value) - len(value.lstrip())
    return Span(start, start + len(value.strip()))


def _is_term(text: str, pair: Pair) -> bool:
    value = text[pair.start + 1 : pair.end - 1].strip()
    if not 1 <= len(value) <= LONGEST_TERM or _ENDED.search(value) or not _has_letter(value):
        return False
    if value in words().not_terms or _DATE.fullmatch(value):
        return False
    return not text[max(0, pair.start - 4) : pair.start].endswith(words().before_speech)


def _has_letter(value: str) -> bool:
    return any(char.isalnum() for char in value)


def _role(text: str, end: int, value: str) -> str:
    after = text[end : end + 8]
    for noun, role in words().term_roles:
        if after.startswith(noun):
            return role
    if _NUMERAL_SLOGAN.fullmatch(value) and not value.startswith(words().no_slogans):
        return "slogan"
    return "plain"


def _shape(value: str, role: str) -> str:
    """How the term is built, else what its neighbour says it is."""
    if _NUMERAL_SLOGAN.fullmatch(value) and not value.startswith(words().no_slogans):
        return "numeral"
    return "parallel" if _PARALLEL.search(value) else role


def _beside(text: str, pair: Pair) -> dict[str, str]:
    """What the brackets behind a title and the words before it say of the document."""
    found: dict[str, str] = {}
    place = pair.end
    while (bracket := _EDITION.match(text, place)) and bracket[1] in words().editions:
        found["edition"] = bracket[1]
        place = bracket.end()
    for name, pattern in (("number", _NUMBER), ("short", _SHORT_FORM)):
        if match := pattern.match(text, place):
            found[name] = match[1]
            place = match.end()
    before = text[max(0, pair.start - 12) : pair.start]
    for issuer in words().issuers:
        if before.endswith(issuer):
            return found | {"issuer": issuer}
    return found
