"""Single-choice items: the clause with a gap, or a question where the clause ends in its noun.

Owns the templates of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from question_bank.bundle import Fact
from question_bank.checks.values import sort_value
from question_bank.generation.difficulty import estimate, likeness
from question_bank.generation.enumerations import MEASURED, Pairing
from question_bank.generation.explanation import right_because
from question_bank.generation.fill_in import is_glossed, is_spelt_out
from question_bank.generation.pools import pools
from question_bank.generation.resemblance import without_outcast
from question_bank.generation.seeding import shuffled
from question_bank.generation.standing import pattern
from question_bank.generation.stems import Replacement, tidy
from question_bank.generation.targets import Target
from question_bank.generation.workshop import (
    Workshop,
    id_of,
    is_locked,
    is_spoken_by_leader,
    options_of,
)
from question_bank.items import Kind, SingleChoiceItem
from question_bank.source import Span
from question_bank.stem_parts import GAP, body_of

MOST_WRONG: Final = 3
FEWEST_WRONG: Final = 2
CHOICE: Final = 9
"""How many of the most plausible wrong texts are looked at."""

_ORDERED: Final = frozenset({"frequency", "month", "count", "level"})
_NOT_ASKED: Final = frozenset({"interval", "score"})
_TIMES: Final = frozenset({"month", "festival"})
_LONGER_TITLE: Final = 1.5
_NEAR: Final = 24
"""How far from a list its count may stand."""


def from_target(target: Target, workshop: Workshop) -> SingleChoiceItem | None:
    """The asked words as the right option. None for core phrases and where proofs run out."""
    if is_locked(target.fact) or target.role in _NOT_ASKED:
        return None
    if is_spoken_by_leader(workshop.source, target.span.start):
        return None
    wrong = _chosen(target, workshop)
    if len(wrong) < FEWEST_WRONG:
        return None
    if target.role == "title" and len(target.text) > _LONGER_TITLE * max(map(len, wrong)):
        return None
    span, key = _shown(target)
    texts = [key, *(_in_shape(target, tidy(text)) for text in wrong)]
    if target.role in _ORDERED and all(sort_value(text) is not None for text in texts):
        texts.sort(key=lambda text: sort_value(text) or 0)
        fixed = True
    elif target.role == "festival" and target.text in pools().festivals:
        calendar = [_in_shape(target, word) for word in pools().festivals]
        texts.sort(key=calendar.index)
        fixed = True
    else:
        texts = list(shuffled(workshop.seed, texts, about=f"{target.fact.id}:options"))
        fixed = False
    return _first_that_passes(
        target.fact,
        target.sentence,
        (Replacement(span, GAP),),
        workshop,
        asked=target.span,
        key=key,
        texts=texts,
        fixed=fixed,
        role=target.role,
    )


def _chosen(target: Target, workshop: Workshop) -> tuple[str, ...]:
    """Up to three wrong texts: the most plausible one, then those that echo the sentence most.

    So that the option which shares most characters with the stem is not always the key.
    """
    proven = workshop.distractors.for_target(target)
    if target.role in _ORDERED:
        return proven[:MOST_WRONG]
    text = workshop.source.text
    around = {
        *text[target.sentence.start : target.span.start],
        *text[target.span.end : target.sentence.end],
    }
    near = sorted(proven[1:CHOICE], key=lambda word: -len(around & set(word)))
    chosen = proven if len(proven) <= MOST_WRONG else (proven[0], *near)
    if target.slot != "text" or target.role == "person":
        return chosen[:MOST_WRONG]
    return without_outcast(target.text, chosen, MOST_WRONG)


def from_pairing(pairing: Pairing, workshop: Workshop) -> list[SingleChoiceItem]:
    """What belongs to one head, its sisters being the wrong options. The other members go.

    [proof: each part belongs to another head of the same list]
    """
    source = workshop.source
    if is_locked(pairing.fact) or len(pairing.members) < 3:
        return []
    words = [tidy(source.text[part.start : part.end]) for part in pairing.parts]
    joints = source.text[pairing.heads[0].start : pairing.parts[0].start]
    if any(len(word) < 2 for word in words) or len(words) > 4 or joints.endswith(MEASURED):
        return []
    if _is_counted(pairing, workshop):
        return []
    made = []
    order = shuffled(workshop.seed, map(str, range(len(words))), about=f"{pairing.fact.id}:head")
    for place in [int(text) for text in order]:
        head, part = pairing.heads[place], pairing.parts[place]
        kept = source.text[head.start : head.end] + pairing.joint + GAP
        whole = Span(pairing.members[0].start, pairing.members[-1].end)
        item = _first_that_passes(
            pairing.fact,
            pairing.sentence,
            (Replacement(whole, kept),),
            workshop,
            asked=part,
            key=words[place],
            texts=list(shuffled(workshop.seed, words, about=f"{pairing.fact.id}:{place}")),
            fixed=False,
            role="paired",
        )
        if item is not None:
            made.append(item)
        if len(made) == 2:
            break
    return made


def _is_counted(pairing: Pairing, workshop: Workshop) -> bool:
    """Whether the words around the pairs say how many there are, or 即: one alone would belie them."""
    text = workshop.source.text
    first, last = pairing.members[0].start, pairing.members[-1].end
    before = text[max(pairing.sentence.start, first - _NEAR) : first]
    behind = re.split(r"[，。；]", text[last : min(pairing.sentence.end, last + _NEAR)])[0]
    return any(pattern("count_heads").search(part) for part in (before, behind))


def in_time(stem: str) -> str:
    """A stem that would begin with the gap of a time: 计划在（　）开展……"""
    body = body_of(stem)
    if not body.startswith(GAP):
        return stem
    rest = body.removeprefix(GAP).removeprefix("，")
    rest = re.sub(r"^(前夕|前后|期间)，", r"\1", rest)
    return stem.removesuffix(body) + "计划在" + GAP + rest


def as_question(stem: str) -> str:
    """The stem as a question when its last words are the gap and the noun it belongs to."""
    for noun, asked in pools().asked_as:
        if re.search(rf"{pattern('asking_verbs').pattern}{GAP}{noun}。$", stem):
            return stem.removesuffix(f"{GAP}{noun}。") + asked + "？"
    return stem


def _first_that_passes(
    fact: Fact,
    sentence: Span,
    replaced: Sequence[Replacement],
    workshop: Workshop,
    *,
    asked: Span,
    key: str,
    texts: Sequence[str],
    fixed: bool,
    role: str,
) -> SingleChoiceItem | None:
    options = options_of(texts)
    key_id = id_of(options, key)
    source = workshop.source
    others = tuple(text for text in texts if text != key)
    for bare in workshop.stems(sentence, replaced):
        if is_glossed(bare, GAP) or is_spelt_out(body_of(bare), key.strip("“”")):
            continue
        stem = in_time(bare) if role in _TIMES else bare
        drafts = [
            SingleChoiceItem(
                options=options,
                key=key_id,
                fixed_order=fixed,
                **workshop.shared(
                    fact,
                    sentence,
                    asked=asked,
                    kind=Kind.SINGLE_CHOICE,
                    template=f"paired.single_choice.{key_id}"
                    if role == "paired"
                    else f"single_choice.{role}",
                    stem=form,
                    explanation=right_because(source, fact.article_ordinal, sentence, asked=asked),
                    difficulty=estimate(
                        role,
                        rivals=len(others),
                        key_length=len(key),
                        parts=1,
                        similarity=likeness(key, others),
                    ),
                ),
            )
            for form in dict.fromkeys((stem, as_question(stem)))
        ]
        if all(workshop.passes(draft) for draft in drafts):
            return drafts[-1]
    return None


def _shown(target: Target) -> tuple[Span, str]:
    """The words an option shows and their place: marks, 每 and units come along."""
    match target.role:
        case "frequency":
            return Span(target.span.start - 1, target.span.end), "每" + target.text
        case "month":
            return Span(target.span.start, target.span.end + 1), target.text + "月"
        case "count":
            end = target.span.end + len(target.unit)
            return Span(target.span.start, end), target.text + target.unit
        case _:
            return target.outer, _in_shape(target, tidy(target.text))


def _in_shape(target: Target, text: str) -> str:
    match target.role:
        case "frequency":
            return "每" + text.removeprefix("每")
        case "month":
            return text.removesuffix("月") + "月"
        case "count":
            return text.removesuffix(target.unit) + target.unit
        case _:
            return f"{target.shell[0]}{text}{target.shell[1]}" if target.shell else text
