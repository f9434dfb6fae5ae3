"""The word lists of extraction. The words are data in `question_bank/lexicon/extraction.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "extraction.json"


@dataclass(frozen=True, slots=True)
class Words:
    """One field for each list of the file."""

    core_phrases: tuple[str, ...]
    """Core political wording: facts on it are sensitive and never altered."""
    not_terms: frozenset[str]
    """Quoted dates and congresses, which are no terms to ask for."""
    typos: dict[str, str]
    """Writings that are certainly slips, and what was meant."""
    term_roles: tuple[tuple[str, str], ...]
    """A noun behind the closing quotation mark, and what it makes of the term."""
    persons: tuple[str, ...]
    duty_verbs: tuple[str, ...]
    study_words: tuple[str, ...]
    list_verbs: tuple[str, ...]
    """Words before a list that are certainly no part of its first member."""
    compounds: frozenset[str]
    """Four characters that belong together, so that no first member begins in their middle."""


@cache
def words() -> Words:
    """The lists, read once."""
    data = json.loads(_FILE.read_text("utf-8"))
    return Words(
        core_phrases=tuple(data["core_phrases"]),
        not_terms=frozenset(data["not_terms"]),
        typos=dict(data["typos"]),
        term_roles=tuple((noun, role) for noun, role in data["term_roles"]),
        persons=tuple(data["persons"]),
        duty_verbs=tuple(data["duty_verbs"]),
        study_words=tuple(data["study_words"]),
        list_verbs=tuple(data["list_verbs"]),
        compounds=frozenset(data["compounds"]),
    )


def is_sensitive(text: str) -> bool:
    """Whether the text holds core political wording."""
    return any(phrase in text for phrase in words().core_phrases)
