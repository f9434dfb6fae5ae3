"""Whether members of a list are words of one kind.

Owns one veto: the tagger is asked only whether an outer member, whose edge was cut, ends as the exact
ones do, and is made of as many words where these are single words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from question_bank.extraction.cuts import tagged

_NOUN: Final = frozenset(("n", "nr", "ns", "nt", "nz", "l", "j", "i", "s", "t", "eng"))
_PART: Final = frozenset(("b", "f", "p", "c", "u"))
"""Tags no whole member ends with."""
_JOINING: Final = ("的", "和", "与", "及")
_VERB: Final = frozenset(("v", "vd", "d"))
_PREPOSITION: Final = "p"


def agree_in_kind(members: Sequence[str]) -> bool:
    """Whether first and last member are built as the others are, as far as the tagger sees.

    A verbal noun goes with nouns and with verbs. With fewer than two exact members nothing is vetoed
    but a last word of another kind.
    """
    built = [_build(member) for member in members]
    kinds = {kind for _, kind, _ in built if kind}
    if len(kinds) > 1 or "part" in kinds or built[0][2]:
        return False
    held = [any(word in member for word in _JOINING) for member in members]
    if any(held) and not all(held):
        return False
    exact = {words for words, _, _ in built[1:-1]}
    return exact != {1} or built[0][0] == built[-1][0] == 1


@lru_cache(maxsize=8192)
def _build(member: str) -> tuple[int, str, bool]:
    """How many words it has, the kind of the last one (empty for any kind), and whether it begins with
    a preposition."""
    tags = [tag for _, tag in tagged(member)]
    last = tags[-1] if tags else ""
    kind = "part" if last in _PART else "n" if last in _NOUN else "v" if last in _VERB else ""
    return len(tags), kind, len(tags) > 1 and tags[0] == _PREPOSITION
