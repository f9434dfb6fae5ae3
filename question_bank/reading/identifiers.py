"""The public name of each article: its printed number in Arabic digits.

Owns how numbers of all styles are written there and how repeated ones are told apart. Other
programs read these names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from question_bank.bundle import Article
from question_bank.numerals import numeral_value

PREAMBLE: Final = "preamble"
"""The text before the first heading."""

_RUN: Final = re.compile(r"[〇零一二两三四五六七八九十百千]+")


def article_ids(articles: Sequence[Article]) -> tuple[str, ...]:
    """One unique name for each article, in order.

    12 for 12., 第十二条 and （十二）, 3.2 for 3.2, 120-1 for 第一百二十条之一, 6 for 6月, A for A. and
    p3 for the third paragraph or part without a number. The second 12 is 12#2, the third 12#3.
    """
    seen: Counter[str] = Counter()
    names = []
    paragraphs = 0
    for article in articles:
        name = _arabic(article.number)
        if not name:
            paragraphs += 1
            name = f"p{paragraphs}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(names)


def article_name(article: Article) -> str:
    """What a sentence calls the article: 第三条, 第三条之一, 第2.1条, 6月, 第一部分, “标题”部分, 第4段."""
    number, _, below = article.number.partition("之")
    if not number:
        return f"“{article.title}”部分" if article.title else f"第{article.ordinal}段"
    if number.startswith("第") or number.endswith(("月", "月份", "季度")):
        return number
    return f"第{number}条之{below}" if below else f"第{number}条"


def _arabic(printed: str) -> str:
    number, _, below = printed.partition("之")
    plain = unicodedata.normalize("NFKC", number)
    if chinese := _RUN.search(plain):
        value = numeral_value(chinese[0])
        plain = str(value) if value else plain
    elif digits := re.search(r"\d+(?:\.\d+)*", plain):
        plain = ".".join(str(int(part)) for part in digits[0].split("."))
    else:
        plain = plain.strip("()（）. ")
    return f"{plain}-{_arabic(below)}" if below else plain
