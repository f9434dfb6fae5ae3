"""An estimate of difficulty until responses are in.

Owns the formula of the design notes: kind of value, rivals in the plan, length of the key, number
of blanks, likeness of the options. The cuts are the terciles over five real plans.
"""

from __future__ import annotations

from math import log2
from typing import Final

from question_bank.items import Difficulty

_BY_ROLE: Final = {
    "frequency": 0.4, "month": 0.8, "festival": 0.2, "count": 0.6, "interval": 1.0, "level": 0.6,
    "score": 0.4, "title": 0.9, "person": 0.4, "slogan": 0.6, "problem": 0.3, "member": 0.8,
    "members": 1.0, "paired": 0.9, "true": 0.2, "false": 0.7,
}  # fmt: skip
_OTHER: Final = 0.7
_EASY_BELOW: Final = 1.45
_HARD_FROM: Final = 2.2


def estimate(
    role: str, *, rivals: int, key_length: int, parts: int, similarity: float
) -> Difficulty:
    """Easy, medium or hard.

    `rivals` are words of the plan that could be mistaken for the key, `parts` the blanks or right
    options, `similarity` (0 to 1) the mean likeness of the wrong options to the key.
    """
    z = _BY_ROLE.get(role, _OTHER)
    z += 0.5 * log2(1 + rivals) * 0.3 + 0.3 * min(key_length, 12) / 4 + 0.4 * (parts - 1)
    z += 0.5 * similarity
    if z < _EASY_BELOW:
        return Difficulty.EASY
    return Difficulty.MEDIUM if z < _HARD_FROM else Difficulty.HARD


def likeness(key: str, others: tuple[str, ...]) -> float:
    """Mean share of the key's characters that the others have too; 0 without others."""
    if not key or not others:
        return 0.0
    own = set(key)
    return sum(len(own & set(other)) / len(own) for other in others) / len(others)
