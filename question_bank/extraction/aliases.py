"""When two terms or two titles are one: the form to compare them by, within and across documents."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from question_bank.extraction.labels import units_of
from question_bank.extraction.words import words

_EDITION: Final = re.compile(r"（([^（）]{1,8})）\Z")
_MARKS: Final = str.maketrans(
    dict.fromkeys("“”‘’「」『』《》〈〉\"' \t　", "")
    | dict.fromkeys("·•・‧", "·")
    | dict.fromkeys("-－—–", "-")
    | {"(": "（", ")": "）", ",": "，"}
)


def canonical_term(term: str) -> str:
    """The form in which writings of one term are equal: one width, one sort of dots and dashes, no
    marks, and of known aliases the shortest."""
    folded = unicodedata.normalize("NFKC", term).translate(_MARKS)
    return _aliases().get(folded, folded)


def canonical_title(title: str) -> str:
    """The form in which writings of one title are equal: with or without 的, （试行）, the name of
    the state or party before it, and 党组（党委） in either order."""
    folded = unicodedata.normalize("NFKC", title).translate(_MARKS)
    while (edition := _EDITION.search(folded)) and edition[1] in words().editions:
        folded = folded[: edition.start()]
    for other, name in words().swapped_names:
        folded = folded.replace(other, name)
    for prefix in words().state_prefixes:
        if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
            folded = folded.removeprefix(prefix)
            break
    return folded.replace("的", "")


def overlap(one: str, other: str) -> bool:
    """Whether one term is the other or a part of it, so that neither is a wrong answer for the other:
    四强 and 四亮四强, 第一议题 and 第一议题制度."""
    shorter, longer = sorted((canonical_term(one), canonical_term(other)), key=len)
    if not shorter:
        return False
    if shorter in longer:
        return True
    parts = {(unit.count, unit.noun) for unit in units_of(shorter)}
    return bool(parts) and parts <= {(unit.count, unit.noun) for unit in units_of(longer)}


@cache
def _aliases() -> dict[str, str]:
    shortest = {}
    for group in words().term_aliases:
        name = min(group, key=lambda one: (len(one), one))
        shortest.update(dict.fromkeys(group, name))
    return shortest
