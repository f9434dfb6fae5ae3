"""The look-up solver: answers an item from the document as a careful reader would.

Owns the search for the sentence and the reading of the answer there. It sees the question only. Where
two places of the document answer equally well and differently, it gives no answer: such an item is
ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeVar

from question_bank.checks.folded import stands_in
from question_bank.checks.values import fold
from question_bank.items import BLANK, Kind, Option
from question_bank.source import Source
from question_bank.stem_parts import GAP, core_of
from question_bank.trial.alignment import TORN, best_fit, common_around
from question_bank.trial.places import (
    EDGE,
    EDGES,
    Places,
    pairs_of,
    places_of,
    with_edges,
    without_edges,
)
from question_bank.trial.questions import Question

Answer = tuple[str, ...] | frozenset[str] | bool | None
"""Texts of the blanks in order, ids of options, true or false; None when nothing is certain."""

_Value = TypeVar("_Value")

_HOLE: Final = "␀"
_HINT: Final = re.compile(r"（选出[^）]*）")
_LISTED: Final = "下列哪"
_WHICH: Final = re.compile("哪[一些个几种项类]*|什么时间|什么时候|多长时间|多少|什么|谁|何时|几")
_SAME: Final = 1e-9
_CANDIDATES: Final = 12
_LONGEST_ANSWER: Final = 60
_LONGEST_LIST: Final = 160
_LEAST_SHARED: Final = 0.5
"""Share of a statement's pairs of characters that its sentence must have."""
_BETWEEN_MEMBERS: Final = re.compile("[、，；《》“”‘’（）()－—·＋+-]|和|与|以及|及|或者|或")
_LONG_MEMBER: Final = 4


def solve(question: Question, source: Source) -> Answer:
    """The answer that the document gives."""
    stem = _folded_stem(question.stem)
    places = places_of(source)
    match question.kind:
        case Kind.FILL_IN:
            return _fill(stem, places)
        case Kind.SINGLE_CHOICE:
            return _choose(stem, question.options, places)
        case Kind.MULTIPLE_CHOICE:
            return _collect(stem, question.options, places, source)
        case _:
            return _judge(stem, places)


def _folded_stem(stem: str) -> str:
    core = core_of(stem).replace(BLANK, _HOLE).replace(GAP, _HOLE)
    core = _HINT.sub("", core)
    if core.rstrip(_HOLE).endswith("？") and _LISTED not in core:
        core = _WHICH.sub(_HOLE, core.rstrip(_HOLE), count=1)
    alone = Source(sha256="", label="", text=core, articles=())
    folded = "".join(with_edges(alone, sentence) for sentence in alone.sentences)
    return re.sub(f"{EDGE}+", EDGE, folded)


def _fill(stem: str, places: Places) -> Answer:
    pieces = stem.split(_HOLE)
    found: list[tuple[float, tuple[str, ...]]] = []
    for weight, place in places.nearest(stem, _CANDIDATES):
        sentence = places.sentences[place]
        values: list[str] = []
        common = 0
        for left, right in pairwise(pieces):
            fit = best_fit(sentence, left or EDGE, right or EDGE, longest=_LONGEST_ANSWER)
            if fit is None:
                break
            piece = sentence[fit.start : fit.end]
            values.append(_bare(without_edges(piece), right))
            common += fit.common - (TORN if EDGE in piece else 0)
        if len(values) == len(pieces) - 1:
            found.append((weight + common, tuple(values)))
    return _only_best(found)


def _bare(value: str, right: str) -> str:
    """The value without the 的 that ends a line of a list and not the stem made of it."""
    return value.removesuffix("的") if right[:1] in ("", EDGE) else value


def _choose(stem: str, options: Sequence[Option], places: Places) -> Answer:
    left, right = _around(stem)
    asks = _asks(stem)
    found: list[tuple[float, frozenset[str]]] = []
    for weight, place in places.nearest(stem, _CANDIDATES):
        sentence = places.sentences[place]
        for option in options:
            text = _marked(option.text)
            common = 0 if asks and _is_member(text, sentence) else None
            if not asks:
                common = common_around(text, sentence, left, right)
            if common is not None:
                found.append((weight + common, frozenset((option.id,))))
    return _only_best(found)


def _asks(stem: str) -> bool:
    """Whether the stem asks which lines of a list it means, so that nothing stands beside its gap."""
    return _LISTED in stem


def _is_member(text: str, sentence: str) -> bool:
    """Whether the folded option is a whole member, clause or line of the sentence."""
    return any(
        f"{before}{text}{after}" in sentence
        for before in EDGES
        for after in (*EDGES, f"的{EDGE}", f"之一{EDGE}")
    )


def _collect(stem: str, options: Sequence[Option], places: Places, source: Source) -> Answer:
    left, right = _around(stem)
    found: list[tuple[float, frozenset[str]]] = []
    for weight, place in places.nearest(stem, _CANDIDATES):
        sentence = places.sentences[place]
        if _asks(stem):
            members = frozenset(
                one.id for one in options if _is_member(_marked(one.text), sentence)
            )
            if members:
                found.append((weight, members))
            continue
        fit = best_fit(sentence, left, right, longest=_LONGEST_LIST)
        if fit is None:
            continue
        listed = without_edges(sentence[fit.start : fit.end])
        span = places.spans[place]
        chosen = _members(listed, options, source.text[span.start : span.end])
        if chosen:
            found.append((weight + fit.common, chosen))
    return _only_best(_with_widest(found))


def _with_widest(
    found: Sequence[tuple[float, frozenset[str]]],
) -> list[tuple[float, frozenset[str]]]:
    """Without the sets that a set of the same weight holds: one line of a list and the whole."""
    return [
        (weight, chosen)
        for weight, chosen in found
        if not any(abs(weight - other) < _SAME and chosen < more for other, more in found)
    ]


def _members(listed: str, options: Sequence[Option], sentence: str) -> frozenset[str]:
    """The options that stand in the folded list as members of their own."""
    members = {fold(part) for part in _BETWEEN_MEMBERS.split(sentence)}
    inside = {option.id: fold(option.text) for option in options if fold(option.text) in listed}
    return frozenset(
        name
        for name, text in inside.items()
        if text in members
        or (
            len(text) >= _LONG_MEMBER
            and not any(text in other for key, other in inside.items() if key != name)
        )
        or listed.startswith(text)
        or listed.endswith(text)
    )


def _judge(stem: str, places: Places) -> Answer:
    clauses = [without_edges(clause) for clause in stem.split(EDGE) if clause]
    nearest = places.nearest(stem, _CANDIDATES)
    for _, place in nearest:
        sentence = without_edges(places.sentences[place])
        if all(stands_in(clause, sentence) for clause in clauses):
            return True
    pairs = set(pairs_of(stem))
    for _, place in nearest[:1]:
        shared = pairs & set(pairs_of(places.sentences[place]))
        if len(shared) >= _LEAST_SHARED * len(pairs):
            return False
    return None


def _around(stem: str) -> tuple[str, str]:
    left, hole, right = stem.partition(_HOLE)
    return (left or EDGE, right or EDGE) if hole else (stem, EDGE)


def _marked(text: str) -> str:
    """A text folded with the edges that a sentence would have inside it."""
    alone = Source(sha256="", label="", text=text, articles=())
    return "".join(with_edges(alone, part) for part in alone.sentences).strip(EDGE)


def _only_best(found: Sequence[tuple[float, _Value]]) -> _Value | None:
    """The value with the greatest weight; None when another value has the same."""
    if not found:
        return None
    top = max(weight for weight, _ in found)
    best = {value for weight, value in found if top - weight < _SAME}
    return best.pop() if len(best) == 1 else None
