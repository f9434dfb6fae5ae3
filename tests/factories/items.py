"""Items of each kind, with words by which a leaked key is noticed."""

from __future__ import annotations

from typing import Any

from question_bank.items import (
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
)

CANARY = "canary"
"""Stands in every explanation, correction, accepted variant and source sentence of these items."""

OPTIONS = (Option("a", "red"), Option("b", "green"), Option("c", "blue"), Option("d", "grey"))


def make_source(number: int) -> SourceRef:
    """A source sentence that quotes the words asked about."""
    quote = f"The {CANARY} sentence {number} names the colour."
    return SourceRef(
        document_sha256="0" * 64,
        label="Invented rules",
        article=str(number),
        article_ordinal=number,
        start=100,
        end=100 + len(quote),
        raw_start=100,
        raw_end=100 + len(quote),
        quote=quote,
        span_start=104,
        span_end=110,
    )


def shared(number: int, kind: str) -> dict[str, Any]:
    """What every item has."""
    return {
        "id": f"{kind}-{number}",
        "stem": f"Stem of {kind} {number}",
        "explanation": f"Because of {CANARY} explanation {number}.",
        "source": make_source(number),
        "knowledge": Knowledge.GENERAL,
        "difficulty": Difficulty.EASY,
        "family": f"{kind}-{number}",
        "template": "test",
        "generator": "1",
        "seed": 1,
    }


def single_choice(number: int, *, key: str = "b") -> SingleChoiceItem:
    """A single-choice item; the right option is "green" unless told otherwise."""
    return SingleChoiceItem(options=OPTIONS, key=key, **shared(number, "single"))


def multiple_choice(number: int, *, keys: tuple[str, ...] = ("a", "c")) -> MultipleChoiceItem:
    """A multiple-choice item; "red" and "blue" are right unless told otherwise."""
    return MultipleChoiceItem(options=OPTIONS, keys=keys, **shared(number, "multiple"))


def true_false(number: int, *, key: bool = False) -> TrueFalseItem:
    """A statement, false unless told otherwise."""
    correction = "" if key else f"{CANARY} correction"
    return TrueFalseItem(key=key, correction=correction, **shared(number, "truth"))


def fill_in(number: int, *, blanks: int = 1, word_bank: bool = True) -> FillInItem:
    """A stem with blanks whose keys are key1, key2, ..."""
    keys = tuple(f"key{place}" for place in range(1, blanks + 1))
    values = shared(number, "fill") | {"stem": f"Fill {number}: " + " and ".join(["____"] * blanks)}
    return FillInItem(
        blanks=tuple(Blank(key, (f"{CANARY} {key}",)) for key in keys),
        word_bank=tuple(sorted((*keys, "other", "wrong"))) if word_bank else (),
        **values,
    )


def small_paper(each: int = 2) -> list[list[Item]]:
    """Four sections, one for each kind: single, multiple, true/false, fill-in."""
    numbers = range(1, each + 1)
    return [
        [single_choice(number) for number in numbers],
        [multiple_choice(number) for number in numbers],
        [true_false(number) for number in numbers],
        [fill_in(number, blanks=number) for number in numbers],
    ]
