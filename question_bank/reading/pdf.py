"""The words of a PDF document.

Owns putting broken lines together and leaving out what every page repeats.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError

from question_bank.reading.cleaning import Piece, RawText
from question_bank.reading.pdf_page import Page, indented, page_of
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.wrapping import joined

MOST_PAGES: Final = 500
_LEAST_PER_PAGE: Final = 10
"""Characters; fewer on the average means that the words are in pictures."""

_PAGE_NUMBER: Final = re.compile(
    r"[\s\-—–－·.]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/／,，共]\s*共?\s*\d{1,4}\s*页?)?)[\s\-—–－·.]*"
)

_BROWSER: Final = re.compile(
    r"(?:file|https?)://\S+(?:\s+\d{1,4}/\d{1,4})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:上午|下午)?\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s.{0,80})?"
)
"""What browsers print at the edges of a page: its address, the day and the hour."""


def read_pdf(data: bytes) -> RawText:
    """The text of all pages and the pieces of each paragraph.

    Raises ReadingRefused when it is broken, protected or holds pictures only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingRefused(RefusalCode.ENCRYPTED_PDF)
        if len(reader.pages) > MOST_PAGES:
            raise ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE)
        pages = [page_of(page) for page in reader.pages]
    except (ReadingRefused, MemoryError):
        raise
    except LimitReachedError as error:
        raise ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE) from error
    except RecursionError as error:
        raise ReadingRefused(RefusalCode.BROKEN_PDF) from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        AssertionError,
        ArithmeticError,
        NotImplementedError,
    ) as error:
        # A damaged file may break the library at any place.
        raise ReadingRefused(RefusalCode.BROKEN_PDF) from error
    if not pages:
        raise ReadingRefused(RefusalCode.BROKEN_PDF)
    words = sum(char.isalnum() for page in pages for char in page.text)
    if words < _LEAST_PER_PAGE * len(pages):
        raise ReadingRefused(RefusalCode.SCANNED_PDF)
    raw = "\n".join(page.text for page in pages)
    if _is_garbled(raw):
        raise ReadingRefused(RefusalCode.NO_TEXT)
    by_page, lefts = _lines_by_page(pages)
    lines = _kept_lines(raw, by_page)
    marked = indented((line.start, lefts[line.start]) for line in lines if line.start in lefts)
    return RawText(raw, tuple(joined(raw, lines, marked)))


def _is_garbled(text: str) -> bool:
    """Whether the file's fonts do not say which characters their pictures stand for."""
    bad = sum(char == "�" or "\ue000" <= char <= "\uf8ff" for char in text)
    return bad * 5 > len(text)


def _lines_by_page(pages: Sequence[Page]) -> tuple[list[list[Piece]], dict[int, float]]:
    """The filled lines of each page in the joined text, and how far from the left they begin."""
    by_page: list[list[Piece]] = []
    lefts: dict[int, float] = {}
    start = 0
    for page in pages:
        lefts |= {start + place: left for place, left in page.lefts.items()}
        lines = []
        for words in page.text.split("\n"):
            if words.strip():
                lines.append(Piece(start, start + len(words)))
            start += len(words) + 1
        by_page.append(lines)
    return by_page, lefts


def _kept_lines(raw: str, by_page: Sequence[Sequence[Piece]]) -> list[Piece]:
    repeated = _repeated(raw, by_page)
    kept: list[Piece] = []
    for lines in by_page:
        for place, line in enumerate(lines):
            at_edge = place < 2 or place >= len(lines) - 2
            text = raw[line.start : line.end]
            if at_edge and (
                _form(raw, line) in repeated
                or _PAGE_NUMBER.fullmatch(text)
                or _BROWSER.fullmatch(text.strip())
            ):
                continue
            kept.append(line)
    return kept


def _repeated(raw: str, by_page: Sequence[Sequence[Piece]]) -> set[str]:
    """Forms of the lines at the edges of at least half of the pages.

    Two pages may begin alike by chance, so there only a number at the line's end may differ.
    """
    seen: Counter[str] = Counter()
    written: dict[str, set[str]] = {}
    for lines in by_page:
        edges = {_form(raw, line): line for line in (*lines[:2], *lines[-2:])}
        seen.update(edges.keys())
        for form, line in edges.items():
            text = raw[line.start : line.end].strip()
            written.setdefault(form, set()).add(re.sub(r"[\d/\s]+$", "", text))
    return {
        form
        for form, count in seen.items()
        if count * 2 >= len(by_page)
        and (len(by_page) > 2 or (count == 2 and len(written[form]) == 1))
    }


def _form(raw: str, line: Piece) -> str:
    return re.sub(r"\d+", "#", "".join(raw[line.start : line.end].split()))
