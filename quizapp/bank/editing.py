"""What a person makes of an item: a new value of the same item, with the same source.

Owns the shape rules that hold before any check of quality: an item of its kind must be complete.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from question_bank.items import (
    BLANK,
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    TrueFalseItem,
)
from quizapp.domain.refusals import N_, ManyReasons, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What was typed; each kind of item uses its own part of it."""

    stem: str
    explanation: str
    knowledge: Knowledge
    difficulty: Difficulty
    blanks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Key and other accepted writings of each blank."""
    ordered: bool = True
    word_bank: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    keys: tuple[str, ...] = ()
    fixed_order: bool = False
    truth: bool | None = None
    correction: str = ""


def apply(item: Item, edited: Edited) -> Item:
    """Give the item as edited. Raises ManyReasons with all that is missing."""
    reasons = tuple(_missing(item, edited))
    if reasons:
        raise ManyReasons(
            "item_incomplete",
            N_("The item was not saved: %(count)s things are missing or do not fit together."),
            reasons,
        )
    changed = replace(
        item,
        stem=edited.stem,
        explanation=edited.explanation,
        knowledge=edited.knowledge,
        difficulty=edited.difficulty,
    )
    match changed:
        case FillInItem():
            return replace(
                changed,
                blanks=_blanks(changed.blanks, edited),
                ordered=edited.ordered,
                word_bank=edited.word_bank,
            )
        case SingleChoiceItem():
            return replace(
                changed,
                options=edited.options,
                key=edited.keys[0],
                fixed_order=edited.fixed_order,
            )
        case MultipleChoiceItem():
            return replace(
                changed,
                options=edited.options,
                keys=tuple(sorted(edited.keys)),
                fixed_order=edited.fixed_order,
            )
        case TrueFalseItem():
            correction = "" if edited.truth else edited.correction
            return replace(changed, key=bool(edited.truth), correction=correction)


def _blanks(old: tuple[Blank, ...], edited: Edited) -> tuple[Blank, ...]:
    slots = [blank.slot for blank in old]
    return tuple(
        Blank(key, accepted, slots[place] if place < len(slots) else "text")
        for place, (key, accepted) in enumerate(edited.blanks)
    )


def _missing(item: Item, edited: Edited) -> list[Reason]:
    found: list[Reason] = []
    if not edited.stem:
        found.append(Reason("stem_missing", N_("The stem is empty. Type the question.")))
    match item:
        case FillInItem():
            found += _missing_in_fill_in(edited)
        case SingleChoiceItem():
            found += _missing_in_options(edited, least=1, most=1)
        case MultipleChoiceItem():
            found += _missing_in_options(edited, least=2, most=6)
        case TrueFalseItem():
            if edited.truth is None:
                found.append(
                    Reason("truth_missing", N_("Say whether the statement is true or false."))
                )
            elif not edited.truth and not edited.correction:
                found.append(
                    Reason(
                        "correction_missing",
                        N_("A false statement needs its correction: what the source says instead."),
                    )
                )
    return found


def _missing_in_fill_in(edited: Edited) -> list[Reason]:
    found = []
    shown = edited.stem.count(BLANK)
    if not shown or shown != len(edited.blanks):
        found.append(
            Reason(
                "blanks_do_not_match",
                N_(
                    "The stem has %(shown)s blanks and %(keys)s keys are given. Write each blank as"
                    " ____ and give one key for each."
                ),
                {"shown": shown, "keys": len(edited.blanks)},
            )
        )
    bank = edited.word_bank
    lacking = [key for key, _accepted in edited.blanks if bank and key not in bank]
    if lacking:
        found.append(
            Reason(
                "word_bank_without_key",
                N_("The word bank lacks the key “%(key)s”. Add it, or empty the word bank."),
                {"key": lacking[0]},
            )
        )
    return found


def _missing_in_options(edited: Edited, *, least: int, most: int) -> list[Reason]:
    found = []
    if not 3 <= len(edited.options) <= 6:
        found.append(
            Reason("options_missing", N_("Three to six options are needed; leave no gaps."))
        )
    ids = {option.id for option in edited.options}
    if not least <= len(edited.keys) <= most or not set(edited.keys) <= ids:
        sentence = (
            N_("Mark exactly one of the options as right.")
            if most == 1
            else N_("Mark at least two of the options as right.")
        )
        found.append(Reason("keys_missing", sentence))
    return found
