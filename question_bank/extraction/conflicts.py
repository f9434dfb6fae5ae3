"""What several documents say of the same thing: where they differ, and where they agree.

Owns the comparison of hard facts by what they are about. A value that another document contradicts
can be asked only under the name of its own document; equal facts can be asked once for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.extraction.rule_words import one_of
from question_bank.numerals import with_digits

_SHORTEST: Final = 2
_SLOTS: Final = frozenset({"frequency", "count", "month", "date", "deadline", "amount", "score"})
_AMOUNT: Final = re.compile(r"(?:不少于|至少|不超过)?(?:\d+|[一二两三四五六七八九十]+)[次期轮场]")
_MARKS: Final = re.compile(r"[，。；：、“”‘’《》（）()\s]")
_ENDING: Final = re.compile(r"(?:工作|活动|情况|会议)+$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of the document with this label."""

    label: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements about one thing, in the order of the documents; `values` as they are compared."""

    slot: str
    about: str
    values: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """`conflicts` hold two or more values, `agreements` one value in two or more documents."""

    conflicts: tuple[Comparison, ...]
    agreements: tuple[Comparison, ...]


def compared(documents: Sequence[tuple[str, Sequence[Fact]]]) -> Differences:
    """Compare the hard facts of documents, each given with its label.

    Facts are told by their slot and by what is done, without verbs, marks and counts. Statements of
    one document alone are no conflict: its articles may speak of different cases.
    """
    known: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for label, facts in documents:
        for fact in facts:
            about = _about(fact)
            if len(about) >= _SHORTEST:
                known[fact.slot, about].append(Statement(label, fact))
    conflicts: list[Comparison] = []
    agreements: list[Comparison] = []
    for (slot, about), statements in known.items():
        if len({one.label for one in statements}) < 2:
            continue
        values = tuple(dict.fromkeys(value_of(one.fact.value) for one in statements))
        found = Comparison(slot, about, values, tuple(statements))
        (agreements if len(values) == 1 else conflicts).append(found)
    return Differences(tuple(conflicts), tuple(agreements))


def value_of(text: str) -> str:
    """The value in one writing: 每个季度 and 每季 are 每季度, 两次 and 2次 are one."""
    plain = with_digits(text).replace("两", "2").replace("每个", "每").replace("年度", "年")
    return re.sub(r"季(?!度)", "季度", _MARKS.sub("", plain))


def _about(fact: Fact) -> str:
    if fact.kind is not FactKind.RULE or fact.slot not in _SLOTS or not fact.exclusive:
        return ""
    action = _AMOUNT.sub("", fact.detail.get("action", ""))
    return _ENDING.sub("", _MARKS.sub("", _verbs().sub("", action)))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"^(?:{one_of('held')}|好)+")
