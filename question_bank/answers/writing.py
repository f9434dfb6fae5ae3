"""Two writings of the same characters: width, white space, marks, traditional script, spelling.

Owns what of a writing never counts. Knows nothing of slots.

Traditional characters come from a table of our own with the 2,560 that have a simplified form in
GB 2312, because the web process loads this module: it costs 16 kB on disk and 1 ms once. OpenCC's
wheel is 7 MB on disk, 6.6 MB in memory and 16 ms for the same result on single characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from question_bank.lexicon import lists

SHELLS: Final = frozenset("“”‘’\"'《》〈〉「」『』()[]{}【】〔〕«»`´″′")
DOTS: Final = frozenset("·•・‧∙⋅●・ᐧ")
DASHES: Final = frozenset("-‐‑‒–—―−~〜∼─ー")
SEPARATORS: Final = frozenset("、,，;；。.．:：/!?+|_")
_ARROWS: Final = frozenset("→⇒➔")

_NO_SHELLS: Final = {ord(char): None for char in SHELLS}
_MARKS: Final = DOTS | SEPARATORS | DASHES | _ARROWS
_MARK: Final = re.compile(f"[{re.escape(''.join(sorted(_MARKS)))}]")

_CAPITALS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟○◯", "一二三四五六七八九十百千〇〇")
_ZERO_AMONG_DIGITS: Final = re.compile(
    r"(?<=[〇一二三四五六七八九])零|零(?=[〇一二三四五六七八九])"
)
_SPOKEN: Final = re.compile(
    r"([万千百])([一二三四五六七八九])(?![〇零一二三四五六七八九十百千万亿])"
)
_LOWER: Final = {"万": "千", "千": "百", "百": "十"}
_THOUSANDS: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def visible(text: str) -> str:
    """NFKC without white space, control and zero-width characters."""
    seen = "".join(unicodedata.normalize("NFKC", text).split())
    if seen.isprintable():
        return seen
    return "".join(char for char in seen if unicodedata.category(char)[0] != "C")


def folded(text: str) -> str:
    """Drop shells; drop dots, dashes and separators too unless they stand between digits."""
    bare = visible(text).casefold().translate(_NO_SHELLS)
    if not _MARK.search(bare):
        return bare
    kept: list[str] = []
    for place, char in enumerate(bare):
        if char in _MARKS:
            before = kept[-1] if kept else ""
            after = bare[place + 1] if place + 1 < len(bare) else ""
            if before.isdigit() and after.isdigit():
                kept.append("-" if char in DASHES else ".")
            continue
        kept.append(char)
    return "".join(kept)


def simplified(text: str) -> str:
    """Write traditional characters as simplified ones, save those that are both."""
    return text.translate(_tables()[0])


def wholly_simplified(text: str) -> str:
    """Read characters that are both as traditional ones too: 乾, 後, 著 as 干, 后, 着.

    For answers only: of a key, 乾隆 would become 干隆 and 著作 would become 着作.
    """
    return text.translate(_tables()[1])


def spelled(text: str) -> str:
    """Choose one of two right spellings of a word, such as 其他 for 其它, 二〇 for 二零."""
    for one, other in lists("answers")["spellings"]:
        text = text.replace(one, other)
    return _ZERO_AMONG_DIGITS.sub("〇", text)


def countable(text: str) -> str:
    """The visible text ready for reading numbers: capitals, 廿 and a spoken 二百五 written out."""
    text = wholly_simplified(visible(text).casefold()).translate(_CAPITALS).replace("⁄", "/")
    text = text.replace("廿", "二十").replace("卅", "三十")
    text = _THOUSANDS.sub("", text)
    return _SPOKEN.sub(lambda match: match[1] + match[2] + _LOWER[match[1]], text)


@cache
def _tables() -> tuple[dict[int, int], dict[int, int]]:
    words = lists("traditional")
    safe = str.maketrans(words["traditional"], words["simplified"])
    return safe, safe | str.maketrans(words["ambiguous"], words["ambiguous_as"])
