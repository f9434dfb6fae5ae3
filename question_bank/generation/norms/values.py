"""Numbers of a norm that can be asked: none that follow from others, none below zero.

Owns which are left out. Other values are found in `choices`.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final

from question_bank.bundle import Fact
from question_bank.generation.choices import values_in
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value
from question_bank.source import Source

_ONCE: Final = frozenset({"一次", "1次"})
_BELOW_ZERO: Final = ("-", "－", "−", "零下")
"""Not above -18 is not contradicted by not above -12, as it were without the sign."""
_DONE_ONCE: Final = re.compile(r"[^，。；\d]{0,16}[一1][次遍轮回]")
_DATED: Final = re.compile(r"第[一二三四]季度|[上下]半年|[\d一二三四五六七八九十]+月|年?[初中底末]")
"""What names a part of the year gives the rhythm away: 每年第四季度."""
_PARITY: Final = re.compile("的?[单双奇偶]数")
"""Not fewer than eight, and odd, is not fewer than nine, and odd."""
_LONGEST_DEED: Final = 24


def is_worth_asking(fact: Fact, source: Source) -> bool:
    """Whether a reader must know this number and cannot reckon it from the rest of its sentence."""
    if fact.slot == "frequency" and not _is_done(fact, source):
        return False
    if _PARITY.match(source.text, fact.value_end):
        return False
    before = source.text[max(0, fact.value_start - 2) : fact.value_start]
    sentence = source.text[fact.start : fact.end]
    return not (before.endswith(_BELOW_ZERO) or _is_once(fact) or _is_sum(fact.value, sentence))


def _is_done(fact: Fact, source: Source) -> bool:
    """Whether a frequency says how often something is done, not what a measure is per."""
    behind = source.text[fact.value_end : fact.value_end + _LONGEST_DEED]
    if _DATED.match(behind):
        return False
    verbs = tuple(lists("regulations")["frequency_verbs"])
    return behind.startswith(verbs) or _DONE_ONCE.match(behind) is not None


def _is_once(fact: Fact) -> bool:
    """Whether it is the 一次 of 每2年一次, where the period is what one must know."""
    return fact.value in _ONCE and "每" in fact.head


def _is_sum(value: str, sentence: str) -> bool:
    """Whether two other numbers of the sentence yield it: 三名, of whom one is 首席 and 其他二名."""
    unit = value[-1]
    numbers = [numeral_value(one[:-1]) for one in values_in(sentence) if one[-1] == unit]
    known = [one for one in numbers if one is not None] + [1] * sentence.count("首席")
    own = numeral_value(value[:-1])
    return own is not None and any(
        own in (first + second, abs(first - second)) for first, second in combinations(known, 2)
    )
