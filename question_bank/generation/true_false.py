"""True and false items: the plan's own words, or one exclusive value of them changed.

Owns the templates of this kind. A statement is made false only where the source's value excludes
the stated one: a number, time, frequency or level, parts of a one-to-one list that change places,
a member of a list whose count the document states.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from question_bank.bundle import Fact
from question_bank.generation.difficulty import estimate
from question_bank.generation.enumerations import Listed, Pairing
from question_bank.generation.explanation import right_because, wrong_because
from question_bank.generation.seeding import shuffled
from question_bank.generation.stems import Replacement, tidy, verbatim_bodies
from question_bank.generation.targets import Target
from question_bank.generation.workshop import Workshop, is_locked, names_leader
from question_bank.items import Kind, TrueFalseItem
from question_bank.source import Span
from question_bank.stem_parts import prefix_for

LIGHT: Final = ".aside"
"""Ending of the templates whose items are right but light."""
_SHORTEST_LIGHT: Final = 20
_EXCLUSIVE = frozenset({"frequency", "month", "festival", "count", "interval", "level", "score"})


def true_statement(
    fact: Fact, asked: Span, workshop: Workshop, *, light: bool = False
) -> TrueFalseItem | None:
    """The clauses around the fact as they stand; a light one is kept only where an article has little
    else."""
    source = workshop.source
    sentence = source.sentence_at(asked.start)
    for body in verbatim_bodies(source, sentence, asked):
        if light and len(body) < _SHORTEST_LIGHT:
            continue
        item = TrueFalseItem(
            key=True,
            **workshop.shared(
                fact,
                sentence,
                asked=asked,
                kind=Kind.TRUE_FALSE,
                template="true_false.true" + LIGHT * light,
                stem=prefix_for(source.label) + body,
                explanation=right_because(source, fact.article_ordinal, sentence, asked=asked),
                difficulty=estimate("true", rivals=0, key_length=0, parts=1, similarity=0.5),
            ),
        )
        if workshop.passes(item):
            return item
    return None


def false_value(target: Target, workshop: Workshop) -> TrueFalseItem | None:
    """One exclusive value changed to another that it excludes."""
    fact = target.fact
    if target.role not in _EXCLUSIVE or not fact.exclusive or is_locked(fact):
        return None
    for text in workshop.distractors.contrary_to(target):
        span, said, stated = _with_unit(target, text)
        item = _false(fact, target.sentence, (Replacement(span, stated),), workshop, said=said,
                      stated=stated, asked=span, template=f"true_false.{target.role}")  # fmt: skip
        if item is not None:
            return item
    return None


def exchanged(pairing: Pairing, workshop: Workshop) -> TrueFalseItem | None:
    """Two heads of a one-to-one list with their parts exchanged."""
    fact = pairing.fact
    if is_locked(fact) or names_leader(workshop.source, pairing.sentence):
        return None
    text = workshop.source.text
    count = len(pairing.members)
    order = shuffled(workshop.seed, map(str, range(count - 1)), about=f"{fact.id}:exchange")
    for first in map(int, order):
        second = first + 1
        if _echoes(pairing, first, second, text) or _echoes(pairing, second, first, text):
            continue
        whole = Span(pairing.members[first].start, pairing.members[second].end)
        between = text[pairing.members[first].end : pairing.members[second].start]
        stated = (
            text[pairing.heads[first].start : pairing.heads[first].end]
            + pairing.joint
            + text[pairing.parts[second].start : pairing.parts[second].end]
            + between
            + text[pairing.heads[second].start : pairing.heads[second].end]
            + pairing.joint
            + text[pairing.parts[first].start : pairing.parts[first].end]
        )
        item = _false(
            fact, pairing.sentence, (Replacement(whole, stated),), workshop,
            said=text[whole.start : whole.end], stated=stated, asked=whole,
            template="true_false.exchanged",
        )  # fmt: skip
        if item is not None:
            return item
    return None


def _echoes(pairing: Pairing, head: int, part: int, text: str) -> bool:
    """Whether a head would get a part whose words it holds itself: 骨干教师培养成骨干."""
    said = text[pairing.parts[part].start : pairing.parts[part].end]
    return said in text[pairing.heads[head].start : pairing.heads[head].end]


def exchanged_duties(first: Target, second: Target, workshop: Workshop) -> TrueFalseItem | None:
    """Two offices side by side with their duties exchanged: 甲带头抓、乙具体抓 as 乙带头抓、甲具体抓."""
    source = workshop.source
    text = source.text
    between = text[first.span.end : second.span.start]
    own, other = first.fact.detail.get("relation"), second.fact.detail.get("relation")
    if not own or not other or own == other or not between.startswith(own):
        return None
    if not between.endswith("、") or "，" in between or is_locked(first.fact):
        return None
    if not text.startswith(other, second.span.end):
        return None
    whole = Span(first.span.start, second.span.end + len(other))
    stated = second.text + between + first.text + other
    return _false(
        first.fact, first.sentence, (Replacement(whole, stated),),
        workshop, said=text[whole.start : whole.end],
        stated=stated, asked=whole,
        template="true_false.exchanged_duties",
    )  # fmt: skip


def foreign_member(listed: Listed, workshop: Workshop) -> TrueFalseItem | None:
    """A member of a list whose count is stated, replaced by a word that is not in it."""
    fact = listed.fact
    if is_locked(fact) or names_leader(workshop.source, listed.sentence):
        return None
    if not (listed.closed and listed.counted):
        return None
    wrong = workshop.distractors.for_members(fact, listed.texts, listed.sentence)
    for place in reversed(listed.blankable):
        for text in wrong[:2]:
            span = listed.spans[place]
            item = _false(
                fact, listed.sentence, (Replacement(span, text),), workshop,
                said=listed.texts[place], stated=text, asked=span,
                template="true_false.member",
            )  # fmt: skip
            if item is not None:
                return item
    return None


def _false(
    fact: Fact,
    sentence: Span,
    replaced: tuple[Replacement, ...],
    workshop: Workshop,
    *,
    said: str,
    stated: str,
    asked: Span,
    template: str,
) -> TrueFalseItem | None:
    source = workshop.source
    for item in _drafts(
        fact, sentence, replaced, workshop, said=tidy(said), stated=tidy(stated), asked=asked,
        template=template,
    ):  # fmt: skip
        if workshop.passes(item) and not source.is_faulty(asked):
            return item
    return None


def _drafts(
    fact: Fact,
    sentence: Span,
    replaced: tuple[Replacement, ...],
    workshop: Workshop,
    *,
    said: str,
    stated: str,
    asked: Span,
    template: str,
) -> Iterator[TrueFalseItem]:
    source = workshop.source
    for body in workshop.bodies(sentence, replaced):
        yield TrueFalseItem(
            key=False,
            correction=said,
            **workshop.shared(
                fact,
                sentence,
                asked=asked,
                kind=Kind.TRUE_FALSE,
                template=template,
                stem=prefix_for(source.label) + body,
                explanation=wrong_because(
                    source, fact.article_ordinal, sentence, asked=asked, said=said, stated=stated
                ),
                difficulty=estimate(
                    "false", rivals=2, key_length=len(said), parts=1, similarity=0.5
                ),
            ),
        )


def _with_unit(target: Target, text: str) -> tuple[Span, str, str]:
    """The piece that changes, what it is and what is stated, units and 每 included."""
    span = target.span
    match target.role:
        case "frequency":
            return Span(span.start - 1, span.end), "每" + target.text, "每" + text
        case "month":
            return Span(span.start, span.end + 1), target.text + "月", text + "月"
        case "count" | "interval":
            end = span.end + len(target.unit)
            return Span(span.start, end), target.text + target.unit, text + target.unit
        case _:
            return span, target.text, text
