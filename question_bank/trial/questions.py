"""What a person who answers an item sees of it: never the key, the source or the explanation.

Owns the one way from an item to the solver and the bots, so that neither can cheat.
"""

from __future__ import annotations

from dataclasses import dataclass

from question_bank.items import (
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
)


@dataclass(frozen=True, slots=True)
class Question:
    """An item as it stands on paper."""

    kind: Kind
    stem: str
    options: tuple[Option, ...] = ()
    blanks: int = 0
    fixed_order: bool = False


def question_of(item: Item) -> Question:
    """The item without what only its maker knows."""
    match item:
        case FillInItem():
            return Question(item.kind, item.stem, blanks=len(item.blanks))
        case SingleChoiceItem() | MultipleChoiceItem():
            return Question(item.kind, item.stem, item.options, fixed_order=item.fixed_order)
        case _:
            return Question(item.kind, item.stem)
