"""Blind bots: five ways to guess an item without the document.

Owns the guesses and how they are counted. A bot that cannot tell options apart picks one of them at
random; its expected score is counted, so that the figures need no seed. Of a multiple-choice item
each pair of a right and a wrong option is a guess which of the two is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from question_bank.checks.folded import NUMERALS
from question_bank.checks.values import fold, grams
from question_bank.items import (
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.stem_parts import core_of
from question_bank.trial.questions import question_of


@dataclass(frozen=True, slots=True)
class BotScore:
    """How a bot did: expected right answers, questions, and what chance would have got right."""

    name: str
    right: float
    total: int
    chance: float

    @property
    def above_chance(self) -> float:
        """Percentage points above chance; 0 without questions."""
        return 100 * (self.right - self.chance) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which of these texts is right? `key` is the place of the right one."""

    stem: str
    texts: tuple[str, ...]
    key: int
    fixed_order: bool
    item_id: str


_Grade = Callable[[_Choice, Sequence[_Choice]], Sequence[float]]
"""Gives each text of the choice a grade, from what is printed and from the other choices."""

CHOICE_BOTS: Final = ("longest", "stem overlap", "convergence", "position", "frequency")


def bot_scores(items: Sequence[Item]) -> tuple[BotScore, ...]:
    """All bots on all items that they can guess at, bots without a question left out."""
    single = tuple(_single(items))
    pairs = tuple(_pairs(items))
    scores = [
        *(_score(f"single: {name}", grade, single) for name, grade in _GRADES.items()),
        *(
            _score(f"multiple: {name}", grade, pairs)
            for name, grade in _GRADES.items()
            if name != "position"
        ),
        *_on_statements([item for item in items if isinstance(item, TrueFalseItem)]),
    ]
    return tuple(score for score in scores if score.total)


def _single(items: Sequence[Item]) -> Iterator[_Choice]:
    for item in items:
        if not isinstance(item, SingleChoiceItem):
            continue
        ids = [option.id for option in item.options]
        if item.key in ids:
            texts = tuple(fold(option.text) for option in item.options)
            yield _Choice(_stem(item), texts, ids.index(item.key), item.fixed_order, item.id)


def _pairs(items: Sequence[Item]) -> Iterator[_Choice]:
    for item in items:
        if isinstance(item, MultipleChoiceItem):
            right = [fold(option.text) for option in item.options if option.id in item.keys]
            wrong = [fold(option.text) for option in item.options if option.id not in item.keys]
            for one, other in product(right, wrong):
                yield _Choice(_stem(item), (one, other), 0, item.fixed_order, item.id)


def _stem(item: Item) -> str:
    return core_of(question_of(item).stem)


def single_gains(items: Sequence[Item]) -> dict[str, dict[str, float]]:
    """For each bot what each single-choice item gives it above chance, by the item's id."""
    choices = tuple(_single(items))
    return {
        name: {
            choice.item_id: _hit(grade, choice, choices) - 1 / len(choice.texts)
            for choice in choices
        }
        for name, grade in _GRADES.items()
    }


def _score(name: str, grade: _Grade, choices: Sequence[_Choice]) -> BotScore:
    right = sum(_hit(grade, choice, choices) for choice in choices)
    chance = sum(1 / len(choice.texts) for choice in choices)
    return BotScore(name, right, len(choices), chance)


def _hit(grade: _Grade, choice: _Choice, choices: Sequence[_Choice]) -> float:
    """The chance that the bot picks the key: one of those it grades best."""
    grades = grade(choice, choices)
    best = [place for place, value in enumerate(grades) if value == max(grades)]
    return (choice.key in best) / len(best)


def _longest(choice: _Choice, others: Sequence[_Choice]) -> list[float]:
    del others
    return [len(text) for text in choice.texts]


def _overlap(choice: _Choice, others: Sequence[_Choice]) -> list[float]:
    del others
    stem = grams(choice.stem)
    return [len(grams(text) & stem) for text in choice.texts]


def _convergence(choice: _Choice, others: Sequence[_Choice]) -> list[float]:
    del others
    sets = [set(text) for text in choice.texts]
    return [
        sum(len(one & other) for place, other in enumerate(sets) if place != own)
        for own, one in enumerate(sets)
    ]


def _position(choice: _Choice, others: Sequence[_Choice]) -> list[float]:
    """Where most keys stand in the other half of the bank, with as many options in as fixed an order."""
    counts = _key_places(others)
    size, fixed, half = len(choice.texts), choice.fixed_order, 1 - _half(choice.item_id)
    return [counts[half, size, fixed, place] for place in range(size)]


def _frequency(choice: _Choice, others: Sequence[_Choice]) -> list[float]:
    """The option that most other items show."""
    shown, own = _showings(others)
    return [shown[text] - own[choice.item_id, text] for text in choice.texts]


@lru_cache(maxsize=1)
def _key_places(choices: Sequence[_Choice]) -> Counter[tuple[int, int, bool, int]]:
    return Counter(
        (_half(one.item_id), len(one.texts), one.fixed_order, one.key) for one in choices
    )


def _half(item_id: str) -> int:
    """0 or 1, by nothing but the id: what is learnt from one half is tried on the other."""
    return sum(map(ord, item_id)) % 2


@lru_cache(maxsize=1)
def _showings(choices: Sequence[_Choice]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    shown = Counter(text for one in choices for text in one.texts)
    return shown, Counter((one.item_id, text) for one in choices for text in one.texts)


_GRADES: Final[dict[str, _Grade]] = dict(
    zip(
        CHOICE_BOTS,
        (_longest, _overlap, _convergence, _position, _frequency),
        strict=True,
    )
)


def _on_statements(items: Sequence[TrueFalseItem]) -> Iterator[BotScore]:
    """Whether most statements of its sort are true in the other half of the bank: of its length, with
    or without a number.

    Chance is the guess of what most statements are: how many are false is for the paper to balance.
    """
    lengths = sorted(len(item.stem) for item in items)
    middle = lengths[len(lengths) // 2] if lengths else 0
    yield _majority("true/false: length", items, [len(one.stem) > middle for one in items])
    numbers = [any(char in NUMERALS for char in fold(core_of(one.stem))) for one in items]
    yield _majority("true/false: numbers", items, numbers)


def _majority(name: str, items: Sequence[TrueFalseItem], sorts: Sequence[bool]) -> BotScore:
    counts = Counter(
        (_half(item.id), sort, item.key) for sort, item in zip(sorts, items, strict=True)
    )
    right = 0.0
    for sort, item in zip(sorts, items, strict=True):
        half = 1 - _half(item.id)
        same, other = counts[half, sort, item.key], counts[half, sort, not item.key]
        right += 1.0 if same > other else 0.5 if same == other else 0.0
    true = sum(item.key for item in items)
    return BotScore(name, right, len(items), max(true, len(items) - true))
