"""The word lists the linter's rules read.

Owns what each of them is for. The words themselves are data in `question_bank/lexicon/item_rules.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from question_bank.lexicon import lists


@dataclass(frozen=True, slots=True)
class Words:
    """One field per list of the file; see there."""

    stop_keys: frozenset[str]
    stop_grams: frozenset[str]
    dangling_openings: tuple[str, ...]
    standing_openings: tuple[str, ...]
    """Words that begin like a dangling opening and are none."""
    dangling_anywhere: tuple[str, ...]
    dependent_endings: tuple[str, ...]
    sensitive: tuple[str, ...]
    locked_slogans: tuple[str, ...]
    leaders: tuple[str, ...]
    negations: tuple[str, ...]
    absolutes: tuple[str, ...]
    synonyms: tuple[frozenset[str], ...]
    containments: tuple[tuple[str, str], ...]
    """Pairs of the wider and the narrower word."""
    wider_words: tuple[tuple[str, str], ...]
    """The same for whole texts, or for texts that differ in these words only."""
    open_words: tuple[str, ...]
    closing_words: tuple[str, ...]
    soft_left: frozenset[str]
    soft_right: frozenset[str]
    class_groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Classes of nouns by their endings; options are all of a class or none is."""
    common_keys: frozenset[str]
    """Offices so common that their name alone gives no answer away."""
    strong_left: frozenset[str]
    strong_right: tuple[str, ...]
    """What stands right before and after an actor in running text."""
    mimic_nouns: tuple[str, ...]
    """Nouns that make a number a core phrase, so that another number invents one."""
    aliases: tuple[frozenset[str], ...]
    """Writings of one office that may stand for each other also in a key."""
    lead_in: frozenset[str]
    """Characters of the words with which a stem says who plans or wants something."""
    emphatic_open: tuple[str, ...]
    not_open_before: str
    not_open_after: str
    """Characters beside 等 with which it opens no list: 平等, 等级, 等三项."""
    typos: tuple[tuple[str, tuple[str, ...]], ...]
    """Wrong writings, each with the words in which it is right."""
    limits: tuple[tuple[str, str], ...]
    """Words before a number that make it the least or the most, longest first, with min or max."""
    measures: dict[str, tuple[str, str, float]]
    """Family, base unit and how many of it for each unit that can be compared with others."""
    counted_units: frozenset[str]
    bare_periods: frozenset[str]
    """Periods without 每 that name a frequency when nothing stands before them."""
    levels: tuple[str, ...]
    """Ranks of office, the lowest first."""
    festivals: tuple[tuple[str, int, int], ...]
    """Names with month and day."""


@cache
def words() -> Words:
    """The lists, read once."""
    data = lists("item_rules")
    return Words(
        stop_keys=frozenset(data["stop_keys"]),
        stop_grams=frozenset(data["stop_grams"]),
        dangling_openings=tuple(data["dangling_openings"]),
        standing_openings=tuple(data["standing_openings"]),
        dangling_anywhere=tuple(data["dangling_anywhere"]),
        dependent_endings=tuple(data["dependent_endings"]),
        sensitive=tuple(data["sensitive"]),
        locked_slogans=tuple(data["locked_slogans"]),
        leaders=tuple(data["leaders"]),
        negations=tuple(data["negations"]),
        absolutes=tuple(data["absolutes"]),
        synonyms=tuple(frozenset(group) for group in data["synonyms"]),
        containments=tuple((wide, narrow) for wide, narrow in data["containments"]),
        wider_words=tuple((wide, narrow) for wide, narrow in data["wider_words"]),
        open_words=tuple(data["open_words"]),
        closing_words=tuple(data["closing_words"]),
        soft_left=frozenset(data["soft_left"]),
        soft_right=frozenset(data["soft_right"]),
        class_groups=tuple((name, tuple(ends)) for name, ends in data["class_groups"].items()),
        common_keys=frozenset(data["common_keys"]),
        strong_left=frozenset(data["strong_left"]),
        strong_right=tuple(data["strong_right"]),
        mimic_nouns=tuple(data["mimic_nouns"]),
        aliases=tuple(frozenset(group) for group in data["aliases"]),
        lead_in=frozenset("".join(data["lead_in"])),
        emphatic_open=tuple(data["emphatic_open"]),
        not_open_before=data["not_open_before"],
        not_open_after=data["not_open_after"],
        typos=tuple((wrong, tuple(unless)) for wrong, _, unless in data["typos"]),
        limits=_longest_first(
            [(word, "min") for word in data["least_words"]]
            + [(word, "max") for word in data["most_words"]]
        ),
        measures={
            unit: (family, base, float(factor))
            for unit, (family, base, factor) in data["measures"].items()
        },
        counted_units=frozenset(data["counted_units"]),
        bare_periods=frozenset(data["bare_periods"]),
        levels=tuple(data["levels"]),
        festivals=tuple((name, month, day) for name, month, day in data["festivals"]),
    )


def _longest_first(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
