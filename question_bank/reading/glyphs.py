"""Signs that stand for a usual character, as programs that make pdf files put them.

Owns the table. A radical such as ⼯ or ⻛ looks like its character and is another one to a search.
The simplified radicals and some marks are data in `question_bank/lexicon/radicals.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "radicals.json"
_SIGNS: Final = re.compile("[\u2e3a\u2e3b\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")
_TABLE: Final[dict[int, str]] = {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFB00, 0xFB06))
    for code in range(first, last + 1)
} | {ord(sign): usual for sign, usual in json.loads(_FILE.read_text("utf-8")).items()}


def as_written(text: str) -> str:
    """The text with the usual character for every radical, compatibility form and ligature."""
    return text.translate(_TABLE) if _SIGNS.search(text) else text
