"""What a sanction is for and how high it is, out of a sentence that names several sanctions.

Owns which clauses such a stem keeps: what was done, the condition of the grade asked for, and the
clause with the value. What else is imposed may go, who imposes it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.lexicon import lists
from question_bank.source import Source, Span

_CONDITION: Final = re.compile("的[，,；;]?$")
_AFTER_ORDER: Final = ("逾期", "拒不", "限期", "仍不", "经责令")
_ORDER: Final = "责令"
_WHOM: Final = re.compile("^(?:并?对|由[^，]{2,24}对)")
_BESIDE: Final = re.compile("^(?:由[^，]{2,24})?可以?(?:并|单)")
"""可以并处: beside what stands before."""
_MARKS: Final = "，；。,; \n"

Writer = Callable[[Span], str]
"""Writes a piece of the source with the asked words replaced."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The clauses of one sanction: `lead` says what was done, `grade` under which further condition,
    `between` what else is imposed, `value` holds the asked words, `order` what an overdue one was
    told to do."""

    lead: tuple[Span, ...]
    order: tuple[Span, ...]
    grade: tuple[Span, ...]
    between: tuple[Span, ...]
    value: Span


def sanctioned(
    source: Source, whole: Span, asked: Span, write: Writer, *, done: str = ""
) -> Iterator[str]:
    """Stems on a value among sanctions, the fullest first, without their end mark.

    With `done` these words stand for what was done: a line of the list that the sentence opens.
    """
    parts = _parts(source, whole, asked)
    if parts is None:
        return
    lead = (done or _joined(parts.lead, write)).strip(_MARKS)
    grade = _joined(parts.grade, write).strip(_MARKS)
    order = _joined(parts.order, write).strip(_MARKS).removeprefix("并")
    if grade:
        lead = _without_end(lead)
    value = write(parts.value).strip(_MARKS)
    head = "，".join(part for part in (lead, order) if part)
    head = f"{head}；{grade}" if order and grade else "，".join(filter(None, (head, grade)))
    kept = [place for place, span in enumerate(parts.between) if _WHOM.match(write(span))]
    most = kept[-1] if kept else len(parts.between)
    for first in range(most + 1):
        beside = [write(span).strip(_MARKS) for span in parts.between[first:]]
        if not beside:
            if _BESIDE.match(value):
                return
            value = value.removeprefix("并")
        if beside and beside[0].startswith("并"):
            continue
        yield "，".join([head, *beside, value])


def graded(source: Source, parts: Sequence[Span], write: Writer) -> Iterator[tuple[Span, str]]:
    """Each part between ； with what was done before it, without end marks: the first as it is, later
    ones where they begin with a condition that makes the deed graver. Nothing where one says more."""
    clauses = _within(source, parts[0])
    texts = [source.text[one.start : one.end] for one in clauses]
    done = _end_of_condition(texts, 0, len(texts))
    if done is None or done == len(texts):
        return
    lead = _without_end(_joined(clauses[: _deed(texts, done)], write).strip(_MARKS))
    orders = [write(one) for one, text in zip(clauses, texts, strict=True) if _ORDER in text]
    yield parts[0], write(parts[0])
    for part in parts[1:]:
        said = write(part).replace("的，并处", "的，处", 1)
        known = lists("regulations")
        if not said.startswith(tuple(known["grades"])):
            continue
        if said.endswith(tuple(known["matters_of_course"])):
            continue
        if said.startswith(_AFTER_ORDER) and not orders:
            continue
        if said.startswith(_AFTER_ORDER):
            yield part, f"{lead}的，{orders[-1].removeprefix('并')}；{said}"
        else:
            yield part, f"{lead}，{said}"


def _within(source: Source, whole: Span) -> list[Span]:
    return [
        Span(max(one.start, whole.start), min(one.end, whole.end))
        for one in source.clauses_of(source.sentence_at(whole.start))
        if one.end > whole.start and one.start < whole.end
    ]


def _without_end(lead: str) -> str:
    return lead if lead.endswith(("目的", "标的")) else lead.removesuffix("的")


def _parts(source: Source, whole: Span, asked: Span) -> _Parts | None:
    clauses = _within(source, whole)
    place = next((i for i, one in enumerate(clauses) if one.start <= asked.start < one.end), 0)
    texts = [source.text[one.start : one.end] for one in clauses]
    if asked.end > clauses[place].end or _CONDITION.search(texts[place]):
        return None
    if not any(word in texts[place] for word in lists("regulations")["sanction_verbs"]):
        return None
    done = _end_of_condition(texts, 0, place)
    if done is None:
        return None
    first = max((i for i in range(place) if texts[i].endswith(("；", ";"))), default=-1) + 1
    start = max(first, _behind_other_deeds(texts, done, place))
    ends = [i + 1 for i in range(start, place) if _CONDITION.search(texts[i])]
    graded_by = _grade(texts, start, ends) if ends else None
    if ends and graded_by is None:
        return None
    own = graded_by if graded_by is not None else (start, start)
    if first >= done and not ends and not _WHOM.match(texts[first]):
        return None
    order: tuple[Span, ...] = ()
    if graded_by is not None and texts[graded_by[0]].startswith(_AFTER_ORDER):
        orders = [i for i in range(done, graded_by[0]) if _ORDER in texts[i]]
        if not orders:
            return None
        order = (clauses[orders[-1]],)
    deed = _deed(texts, done) if graded_by is not None else done
    return _Parts(
        tuple(clauses[:deed]), order, tuple(clauses[own[0] : own[1]]),
        tuple(clauses[own[1] : place]), clauses[place],
    )  # fmt: skip


def _end_of_condition(texts: Sequence[str], start: int, stop: int) -> int | None:
    """Behind the clause that ends what was done; None when a sanction stands before it."""
    for place in range(start, stop):
        if _CONDITION.search(texts[place]):
            return place + 1
        if any(word in texts[place] for word in lists("regulations")["sanction_verbs"]):
            return None
    return None


def _behind_other_deeds(texts: Sequence[str], done: int, stop: int) -> int:
    """Behind what else may have been done: 甲的，或者乙的，: each deed alone is enough."""
    graver = tuple(lists("regulations")["grades"])
    known = lists("regulations")["sanction_verbs"]
    last = done
    for place in range(done, stop):
        if texts[place].startswith(graver) or any(word in texts[place] for word in known):
            break
        if _CONDITION.search(texts[place]):
            last = place + 1
    return last


def _deed(texts: Sequence[str], done: int) -> int:
    """Behind the last clause that says what was done: a grade that it may end with is not for others."""
    graver = tuple(lists("regulations")["grades"])
    return next((place for place in range(1, done) if texts[place].startswith(graver)), done)


def _grade(texts: Sequence[str], start: int, ends: Sequence[int]) -> tuple[int, int] | None:
    """The clauses of the last further condition; None when it is another deed, not a graver form of
    this one."""
    graver = tuple(lists("regulations")["grades"])
    end = ends[-1]
    first = end - 1
    while first > start and not texts[first].startswith(graver):
        first -= 1
        if _CONDITION.search(texts[first]) or texts[first].endswith(("；", ";")):
            return None
    return (first, end) if texts[first].startswith(graver) else None


def _joined(spans: Sequence[Span], write: Writer) -> str:
    if not spans:
        return ""
    return write(Span(spans[0].start, spans[-1].end))
