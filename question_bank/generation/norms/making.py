"""Items from the questions of a regulation.

Owns the templates: a blank, four options, the sentence as it stands, the sentence with another
value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from question_bank.bundle import Fact
from question_bank.generation.difficulty import estimate, likeness
from question_bank.generation.explanation import right_because, wrong_because
from question_bank.generation.norms.contraries import contrary_in
from question_bank.generation.norms.obligations import Obligations
from question_bank.generation.norms.organs import are_parties
from question_bank.generation.norms.questions import FEWEST_WRONG, HEAD, MOST_WRONG, Question
from question_bank.generation.norms.statements import single_statements
from question_bank.generation.norms.stems import LONGEST, SHORTEST, context_of, written
from question_bank.generation.seeding import shuffled
from question_bank.generation.stems import Replacement
from question_bank.generation.workshop import Workshop, id_of, is_locked, options_of
from question_bank.items import (
    BLANK,
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Kind,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value, with_digits
from question_bank.source import Span
from question_bank.stem_parts import GAP, body_of, prefix_for

_TRIES: Final = 4
_LONGEST_MEANING: Final = 60
_DESCRIBING: Final = re.compile(
    "可以[^，。；]{1,8}的|可以(?:采取|采用|选择|通过)[^，。；]{1,30}或者"
)
"""可以承受的措施 says what something is like, not what somebody may do; of two ways that may be taken one
must be."""
DEFINITION: Final = "definition"
_TERMS: Final = frozenset({"term", "system", "aside"})
DENIED: Final = "denied"
"""Role of a denied duty: kept only where an article has little else."""
_MAY: Final = "可以"
_SHARE: Final = re.compile("百分之([零一二三四五六七八九十百]+)")
_MUST: Final = "应当"


def items_on(question: Question, workshop: Workshop) -> Iterator[Item]:
    """All items on one question that pass every check."""
    for make in (blank_of, choice_of, changed):
        item = make(question, workshop)
        if item is not None:
            yield item


def blank_of(question: Question, workshop: Workshop) -> FillInItem | None:
    """The asked words as one blank, with a word bank when two wrong words are proven."""
    if is_locked(question.fact):
        return None
    blanks = (Blank(question.key, _writings(question), question.slot),)
    sets = _wrong_sets(question)
    if question.role == DEFINITION and not sets:
        # What a document itself defines can be recalled without a word bank.
        sets = [()]
    for chosen in sets:
        bank = _banked(question, chosen, workshop) if chosen else ()
        for shared in _shared(question, workshop, BLANK, kind=Kind.FILL_IN, wrong=chosen):
            if _is_told(question, shared["stem"]):
                continue
            item = FillInItem(blanks=blanks, word_bank=bank, **shared)
            if workshop.passes(item):
                return item
    return None


def choice_of(question: Question, workshop: Workshop) -> SingleChoiceItem | None:
    """The asked words among two or three wrong ones."""
    if is_locked(question.fact):
        return None
    for chosen in _wrong_sets(question):
        texts: Sequence[str] = question.texts
        if not question.fixed:
            about = f"{question.fact.id}:options"
            texts = shuffled(workshop.seed, [question.key, *chosen], about=about)
        options = options_of(texts)
        key = id_of(options, question.key)
        for shared in _shared(question, workshop, GAP, kind=Kind.SINGLE_CHOICE, wrong=chosen):
            if _is_told(question, shared["stem"]):
                continue
            item = SingleChoiceItem(options=options, key=key, fixed_order=question.fixed, **shared)
            if workshop.passes(item):
                return item
    return None


def _is_told(question: Question, stem: str) -> bool:
    """Whether the stem names what the asked term is of: 培训 beside the gap of 培训制度."""
    if question.role not in _TERMS:
        return False
    body = body_of(stem)
    names = question.key, question.key[:-HEAD]
    return any(len(name) >= HEAD and name in body for name in names)


def _wrong_sets(question: Question) -> list[tuple[str, ...]]:
    """Sets of wrong words to try, the most plausible first."""
    wrong = question.wrong
    if question.fixed:
        return [wrong[:MOST_WRONG]]
    sets = [wrong[start : start + MOST_WRONG] for start in range(0, len(wrong), 2)][:_TRIES]
    return [chosen for chosen in sets if len(chosen) >= FEWEST_WRONG]


def _banked(question: Question, chosen: Sequence[str], workshop: Workshop) -> tuple[str, ...]:
    """The word bank: values in their order, words in one that says nothing."""
    if question.fixed:
        return question.texts
    return shuffled(workshop.seed, [question.key, *chosen], about=f"{question.fact.id}:bank")


def _writings(question: Question) -> tuple[str, ...]:
    if question.role != "value":
        return ()
    share = _SHARE.fullmatch(question.key)
    value = numeral_value(share[1]) if share else None
    if value is not None:
        return (f"{value}%",)
    digits = with_digits(question.key)
    return (digits,) if digits != question.key and "分之" not in question.key else ()


def _shared(
    question: Question, workshop: Workshop, gap: str, *, kind: Kind, wrong: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """What all kinds share, for each stem in turn."""
    fact = question.fact
    explanation = right_because(
        workshop.source, fact.article_ordinal, question.sentence, asked=question.span
    )
    for stem in workshop.stems(question.sentence, (Replacement(question.span, gap),)):
        yield workshop.shared(
            fact,
            question.sentence,
            asked=question.span,
            kind=kind,
            template=f"norm.{kind.value}.{question.role}",
            stem=stem,
            explanation=explanation,
            difficulty=_difficulty(question, wrong),
        )


def changed(question: Question, workshop: Workshop) -> TrueFalseItem | None:
    """The sentence with another value, where the slot holds one, or with the other party, where a duty
    is laid on one of two."""
    if is_locked(question.fact) or not question.wrong:
        return None
    if question.role != "actor" and not question.fact.exclusive:
        return None
    if question.role == "actor":
        stated = next((name for name in question.wrong if are_parties(name, question.key)), "")
        stated = stated if _bears_the_duty(question, workshop) else ""
    elif question.role == "value":
        stated = question.contrary
    else:
        stated = ""
    if not stated:
        return None
    return _false(
        question.fact, workshop, question.sentence, question.span,
        said=question.key, stated=stated, role=question.role,
        difficulty=_difficulty(question, (stated,)),
    )  # fmt: skip


def _false(
    fact: Fact,
    workshop: Workshop,
    sentence: Span,
    asked: Span,
    *,
    said: str,
    stated: str,
    role: str,
    difficulty: Difficulty,
) -> TrueFalseItem | None:
    """The sentence with what it says at the asked place replaced by something else."""
    for body in workshop.bodies(sentence, (Replacement(asked, stated),)):
        item = _stated(
            fact, workshop, sentence, asked, body,
            said=said, stated=stated, role=role, difficulty=difficulty,
        )  # fmt: skip
        if item is not None:
            return item
    return None


def _stated(
    fact: Fact,
    workshop: Workshop,
    sentence: Span,
    asked: Span,
    body: str,
    *,
    said: str,
    stated: str,
    role: str,
    difficulty: Difficulty,
) -> TrueFalseItem | None:
    source = workshop.source
    item = TrueFalseItem(
        key=False,
        correction=said,
        **workshop.shared(
            fact,
            sentence,
            asked=asked,
            kind=Kind.TRUE_FALSE,
            template=f"norm.true_false.{role}",
            stem=prefix_for(source.label) + body,
            explanation=wrong_because(
                source, fact.article_ordinal, sentence, asked=asked, said=said, stated=stated
            ),
            difficulty=difficulty,
        ),
    )
    return item if workshop.passes(item) else None


def _bears_the_duty(question: Question, workshop: Workshop) -> bool:
    """Whether the modal word follows the actor, who then is no part of a longer name."""
    behind = workshop.source.text[question.span.end :][:4]
    return behind.startswith((*lists("regulations")["modals"], "对", "在", "依法", "于"))


def exchanged(first: Fact, second: Fact, workshop: Workshop) -> TrueFalseItem | None:
    """A defined term with the meaning of another one that is defined beside it.

    [proof: each meaning is stated to be another term's]
    """
    if is_locked(first) or is_locked(second):
        return None
    source = workshop.source
    meaning, stated = first.detail["meaning"], second.detail["meaning"]
    if first.value in stated or second.value in meaning or len(stated) > _LONGEST_MEANING:
        return None
    sentence = source.sentence_at(first.value_start)
    start = source.text.index(meaning, first.value_end)
    asked = Span(start, start + len(meaning))
    return _false(
        first, workshop, sentence, asked, said=meaning, stated=stated, role="definition",
        difficulty=estimate("false", rivals=1, key_length=8, parts=1, similarity=0.5),
    )  # fmt: skip


def obliged(fact: Fact, workshop: Workshop) -> TrueFalseItem | None:
    """A norm that allows, stated as one that obliges: 可以 as 应当.

    Never the other way round, since what one must do one also may, and never a prohibition.
    """
    source = workshop.source
    sentence = source.sentence_at(fact.value_start)
    text = source.text[fact.value_start : fact.value_end]
    if (
        is_locked(fact)
        or text.count(_MAY) != 1
        or any(word in text for word in lists("regulations")["never_obliged"])
        or _DESCRIBING.search(text)
    ):
        return None
    start = fact.value_start + text.index(_MAY)
    place = Span(start, start + len(_MAY))
    return _false(
        fact, workshop, sentence, place, said=_MAY, stated=_MUST, role="modal",
        difficulty=estimate("false", rivals=1, key_length=2, parts=1, similarity=0.5),
    )  # fmt: skip


def turned(fact: Fact, workshop: Workshop) -> TrueFalseItem | None:
    """A norm with the contrary of a word that leaves no room for it."""
    found = contrary_in(workshop.source, Span(fact.value_start, fact.value_end))
    if found is None or is_locked(fact):
        return None
    sentence = context_of(workshop.source, fact.value_start)
    return _false(
        fact, workshop, sentence, found.place, said=found.said, stated=found.stated, role="contrary",
        difficulty=estimate("false", rivals=1, key_length=2, parts=1, similarity=0.5),
    )  # fmt: skip


def denied(fact: Fact, obligations: Obligations, workshop: Workshop) -> TrueFalseItem | None:
    """A norm whose duty or right is denied, up to the end of the clause that lays it down."""
    found = None
    if not is_locked(fact):
        found = obligations.denied(Span(fact.value_start, fact.value_end))
    if found is None:
        return None
    change = found.change
    body = written(workshop.source, found.reach, (Replacement(change.place, change.stated),))
    if not SHORTEST <= len(body) <= LONGEST:
        return None
    return _stated(
        fact, workshop, workshop.source.sentence_at(fact.value_start), change.place, f"{body}。",
        said=change.said, stated=change.stated, role=DENIED,
        difficulty=estimate("false", rivals=1, key_length=2, parts=1, similarity=0.5),
    )  # fmt: skip


def as_it_stands(fact: Fact, workshop: Workshop) -> TrueFalseItem | None:
    """A norm in its own words."""
    asked = Span(fact.value_start, fact.value_end)
    sentence = context_of(workshop.source, fact.value_start)
    for body in islice(workshop.bodies(sentence, ()), 1):
        return _true(fact, workshop, sentence, asked, body=body)
    return None


def one_by_one(fact: Fact, workshop: Workshop) -> tuple[TrueFalseItem, ...]:
    """The single statements that a norm is made of, each in its own words."""
    sentence = context_of(workshop.source, fact.value_start)
    items = (
        _true(fact, workshop, sentence, one.asked, body=one.body)
        for one in single_statements(workshop.source, sentence)
    )
    return tuple(item for item in items if item is not None)


def _true(
    fact: Fact, workshop: Workshop, sentence: Span, asked: Span, *, body: str
) -> TrueFalseItem | None:
    source = workshop.source
    item = TrueFalseItem(
        key=True,
        **workshop.shared(
            fact,
            sentence,
            asked=asked,
            kind=Kind.TRUE_FALSE,
            template="norm.true_false.true",
            stem=prefix_for(source.label) + body,
            explanation=right_because(source, fact.article_ordinal, sentence, asked=asked),
            difficulty=estimate("true", rivals=0, key_length=0, parts=1, similarity=0.5),
        ),
    )
    return item if workshop.passes(item) else None


def _difficulty(question: Question, wrong: Sequence[str]) -> Difficulty:
    return estimate(
        question.role,
        rivals=len(wrong),
        key_length=len(question.key),
        parts=1,
        similarity=likeness(question.key, tuple(wrong)),
    )
