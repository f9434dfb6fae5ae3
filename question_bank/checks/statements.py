"""Rules on true and false, and on what must never be altered: L21, L22.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.folded import folded_source
from question_bank.checks.provenance import claims_of, lead_of, said_part
from question_bank.checks.values import MEASURED, exclude_each_other, fold, value_type
from question_bank.checks.words import words
from question_bank.items import (
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.source import Source
from question_bank.stem_parts import body_of, clauses_of, core_of

_NUMERIC: Final = MEASURED | {"level"}
_LONGER: Final = 8
"""How many characters a changed value may be longer than the source's own."""


def false_by_one_value(item: Item, source: Source | None) -> Iterator[Finding]:
    """L21: exactly one value differs, the source's own excludes it, and the document does not say
    the statement anywhere. Without the quote only that there is a correction."""
    if not isinstance(item, TrueFalseItem) or item.key:
        return
    if not item.source.quote:
        if not item.correction:
            yield finding("L21", "correction")
        return
    change = changed_value(item)
    said = source is not None and folded_source(source).asserts(fold(core_of(item.stem)))
    if change is None or said:
        yield finding("L21", "stem")
        return
    said_value, stated = change
    excluded = exclude_each_other(said_value, stated) or _is_exchange(said_value, stated)
    if not excluded or _is_reordered(said_value, stated):
        yield finding("L21", "stem")


def core_phrases_stay(item: Item, source: Source | None) -> Iterator[Finding]:
    """L22: leaders, core phrases and congresses are never negated, altered or offered as wrong, and
    no core phrase is invented. A number beside them may change."""
    del source
    body = body_of(item.stem)
    if is_sensitive(body) and any(
        word in body and word not in item.source.quote for word in words().negations
    ):
        yield finding("L22", "stem")
    match item:
        case TrueFalseItem(key=False):
            if _alters_core(item, body):
                yield finding("L22", "stem")
        case TrueFalseItem():
            if mimics(body):
                yield finding("L22", "stem")
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            for option in item.options:
                locked = has_locked_slogan(option.text) or mimics(option.text)
                if locked or (option.id not in keys and _names_a_leader(option.text)):
                    yield finding("L22", f"option {option.id}")
        case FillInItem():
            answers = {blank.key for blank in item.blanks}
            for word in item.word_bank:
                if word not in answers and (
                    has_locked_slogan(word) or mimics(word) or _names_a_leader(word)
                ):
                    yield finding("L22", "word bank")


def _alters_core(item: TrueFalseItem, body: str) -> bool:
    change = changed_value(item)
    if change is None:
        asked = body if not item.source.quote else ""
        measured = value_type(item.correction) in _NUMERIC
        locked = has_locked_slogan(asked) or _names_a_leader(asked)
        return (locked and not measured) or mimics(body)
    if value_type(change[0]) in _NUMERIC:
        return mimics(body)
    if _names_a_leader(body + item.source.quote):
        # Words that changed places, or another word of a list, would be laid in a leader's mouth.
        return True
    clause = next((part for part in clauses_of(body) if change[1] in part), body)
    return is_sensitive(change[0] + change[1]) or has_locked_slogan(clause) or mimics(body)


def changed_value(item: TrueFalseItem) -> tuple[str, str] | None:
    """The source's value and the one stated instead; None when it is not exactly one.

    Found by putting the correction in place of each piece of the statement until every clause is
    the source's own.
    """
    quote = fold(item.source.quote)
    wrong = [clause for clause in claims_of(item) if said_part(clause, item) not in quote]
    if len(wrong) != 1 or not item.correction:
        return None
    said = fold(item.correction)
    lead = lead_of(item)
    for start in range(len(wrong[0])):
        piece = _changed_piece(wrong[0][start:], said, quote)
        if piece is not None:
            return item.correction, piece
        if wrong[0][start] not in lead:
            break
    return None


def _changed_piece(clause: str, said: str, quote: str) -> str | None:
    """The shortest piece of the clause that, replaced by what is said, gives the quote's words."""
    folded = fold(clause)
    best: tuple[int, int] | None = None
    place = quote.find(said) if said else -1
    while place >= 0:
        before, after = quote[:place], quote[place + len(said) :]
        starts = [i for i in range(len(folded)) if before.endswith(folded[:i])]
        ends = [i for i in range(1, len(folded) + 1) if after.startswith(folded[i:])]
        for start in starts:
            end = next((end for end in ends if end > start), None)
            if end is not None and (best is None or end - start < best[1] - best[0]):
                best = start, end
        place = quote.find(said, place + 1)
    if best is None or best[1] - best[0] > len(said) + _LONGER:
        return None
    return _raw_piece(clause, *best)


def _raw_piece(clause: str, start: int, end: int) -> str:
    """The words of the clause that folding turns into this piece of its folded text."""
    folded = fold(clause)
    places: list[int] = []
    for place, char in enumerate(clause):
        kept = folded[len(places) : len(places) + 1] in (".", "-")
        places += [place] * (len(fold(char)) or kept)
    return clause[places[start] : places[end - 1] + 1]


def is_sensitive(text: str) -> bool:
    """Whether a leader, a core phrase or a congress is named."""
    return _sensitive().search(text) is not None


@cache
def _sensitive() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().sensitive)))


def has_locked_slogan(text: str) -> bool:
    """Whether a core phrase is named that may only be quoted."""
    folded = fold(text)
    return any(word in folded for word in _folded_slogans())


def mimics(text: str) -> bool:
    """Whether a neighbour of a core phrase is made up, such as one with another number."""
    if not any(noun in text for noun in words().mimic_nouns):
        return False
    return any(not has_locked_slogan(match[0]) for match in _mimic_pattern().finditer(text))


def _names_a_leader(text: str) -> bool:
    return any(name in text for name in words().leaders)


@cache
def _mimic_pattern() -> re.Pattern[str]:
    return re.compile(f"[一二两三四五六七八九十0-9]个(?:{'|'.join(words().mimic_nouns)})")


@cache
def _folded_slogans() -> tuple[str, ...]:
    return tuple(map(fold, words().locked_slogans))


def _is_reordered(said: str, stated: str) -> bool:
    """Whole members of a list in another order, which says the same."""
    return sorted(map(fold, said.split("、"))) == sorted(map(fold, stated.split("、")))


def _is_exchange(said: str, stated: str) -> bool:
    """Two parts that changed places: same characters, other order, at least four of them."""
    return said != stated and len(said) >= 4 and sorted(fold(said)) == sorted(fold(stated))
