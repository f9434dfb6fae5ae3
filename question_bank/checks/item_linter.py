"""All rules on one item.

Owns their order. Rules on several items stand in `paper`. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from question_bank.checks import blanks, options, provenance, statements, wording
from question_bank.checks.findings import Finding
from question_bank.items import Item
from question_bank.source import Source

_Rule = Callable[[Item, Source | None], Iterator[Finding]]

_RULES: Final[tuple[_Rule, ...]] = (
    provenance.key_is_in_source,
    options.key_stands_alone,
    provenance.wrong_options_are_wrong,
    wording.names_plan,
    blanks.blank_is_unique,
    wording.stands_alone,
    blanks.key_is_not_in_stem,
    wording.no_option_on_options,
    wording.no_negative_question,
    options.options_are_of_a_kind,
    options.options_are_of_a_length,
    options.options_exclude_each_other,
    options.options_are_in_order,
    options.options_do_not_converge,
    wording.no_foreign_absolutes,
    wording.no_placeholder,
    blanks.blank_is_whole,
    blanks.load_is_bearable,
    blanks.key_is_worth_asking,
    statements.false_by_one_value,
    statements.core_phrases_stay,
    provenance.open_list_is_closed,
    wording.punctuation_matches,
    wording.source_is_sound,
    provenance.provenance_is_complete,
    wording.reading_is_light,
)

_WARNING_ONLY: Final = frozenset(
    {
        options.options_are_in_order,
        options.options_do_not_converge,
        wording.no_foreign_absolutes,
        wording.reading_is_light,
    }
)

_DEAR: Final[tuple[_Rule, ...]] = (
    options.options_exclude_each_other,
    provenance.wrong_options_are_wrong,
    blanks.blank_is_unique,
)
"""Rules that search the document or hold options against each other; asked last."""

_CHEAP: Final = tuple(rule for rule in _RULES if rule not in _DEAR and rule not in _WARNING_ONLY)


def check_item(item: Item, source: Source | None) -> list[Finding]:
    """All findings on one item, by rule number.

    Without the document, the rules that search the whole of it (L05's fillers, L25) say nothing
    and the others hold the item against the sentence it quotes.
    """
    return [found for rule in _RULES for found in rule(item, source)]


def is_blocked(item: Item, source: Source | None) -> bool:
    """Whether any blocking rule is broken. Asks the cheap rules first and stops at the first."""
    return any(found.blocking for rule in (*_CHEAP, *_DEAR) for found in rule(item, source))
