"""The trial of a bank: every item through the solver, every bot over the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.answers import blank_results
from question_bank.items import FillInItem, Item, MultipleChoiceItem, SingleChoiceItem
from question_bank.source import Source
from question_bank.trial.bots import BotScore, bot_scores
from question_bank.trial.questions import question_of
from question_bank.trial.solver import Answer, solve


@dataclass(frozen=True, slots=True)
class Miss:
    """An item that the solver did not answer right, and what it answered."""

    item_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class TrialReport:
    """How many items can be answered from the document, and how well they are guessed without."""

    solver_right: int
    solver_total: int
    misses: tuple[Miss, ...]
    bots: tuple[BotScore, ...]

    @property
    def wrong(self) -> tuple[str, ...]:
        """Ids of the items that the solver did not answer right, in the order of the bank."""
        return tuple(miss.item_id for miss in self.misses)


def trial(items: Sequence[Item], source: Source) -> TrialReport:
    """Try all items of one document."""
    misses = tuple(
        Miss(item.id, _shown(answer, item))
        for item in items
        if not is_right(answer := solve(question_of(item), source), item)
    )
    return TrialReport(len(items) - len(misses), len(items), misses, bot_scores(items))


def is_right(answer: Answer, item: Item) -> bool:
    """Whether the answer earns all points."""
    match item:
        case FillInItem():
            if not isinstance(answer, tuple) or len(answer) != len(item.blanks):
                return False
            return all(blank_results(answer, item.blanks, ordered=item.ordered))
        case SingleChoiceItem():
            return answer == frozenset((item.key,))
        case MultipleChoiceItem():
            return answer == frozenset(item.keys)
        case _:
            return answer is item.key


def _shown(answer: Answer, item: Item) -> str:
    match answer:
        case None:
            return ""
        case bool():
            return "true" if answer else "false"
        case tuple():
            return "；".join(answer)
        case _:
            texts = {o.id: o.text for o in getattr(item, "options", ())}
            return "；".join(texts.get(name, name) for name in sorted(answer))
