"""The characters and paragraphs of a text file.

Owns which encodings are tried, in what order, and when the result is plausible.
"""

from __future__ import annotations

import codecs
from typing import Final

from question_bank.reading.cleaning import RawText, lines_of
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.wrapping import is_wrapped, joined

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = frozenset(chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\x0b\x1a")
_SAMPLE: Final = 20_000
_LEAST_COMMON: Final = 0.7
_LEVEL_ONE: Final = range(0xB0, 0xD8)
"""Lead bytes of the 3755 commonest characters in GB 2312; chance decoding hits rarer ones."""


def read_text(data: bytes) -> RawText:
    """The text with a paragraph on each line, or put together when its lines were broken to a width.

    Raises ReadingRefused when its characters cannot be read.
    """
    text, encoding = decode(data)
    lines = lines_of(text)
    if is_wrapped(text, lines):
        filled = [line for line in lines if text[line.start : line.end].strip()]
        return RawText(text, tuple(joined(text, filled)), encoding)
    return RawText(text, tuple((line,) for line in lines), encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes and its encoding: by their mark, else UTF-8, GB18030, UTF-16.

    Raises ReadingRefused when none fits or the result is no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strict(data, encoding)
            if text is None or _has_controls(text):
                break
            return text, encoding
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is None or _has_controls(text):
            continue
        # Strict UTF-8 hits nothing by chance, the others hit rare characters.
        if encoding == "utf-8" or _is_chinese(text):
            return text, encoding
    raise ReadingRefused(RefusalCode.UNKNOWN_ENCODING)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_controls(text: str) -> bool:
    return not _CONTROLS.isdisjoint(text)


def _is_chinese(text: str) -> bool:
    """Whether most Chinese characters are common ones, as they are in every real text."""
    hanzi = [char for char in text[:_SAMPLE] if not char.isascii() and char.isalnum()]
    if not hanzi:
        return False
    common = sum(_is_common(char) for char in hanzi)
    return common / len(hanzi) >= _LEAST_COMMON


def _is_common(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] in _LEVEL_ONE
    except UnicodeEncodeError:
        return False
