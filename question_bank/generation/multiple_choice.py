"""Multiple-choice items: all members of a list, among words like them.

Owns the templates of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.generation.difficulty import estimate, likeness
from question_bank.generation.enumerations import Listed, pairing_of
from question_bank.generation.explanation import right_because
from question_bank.generation.seeding import shuffled
from question_bank.generation.standing import FEWEST_WRONG
from question_bank.generation.stems import Replacement, tidy
from question_bank.generation.targets import Target
from question_bank.generation.workshop import Workshop, id_of, is_locked, options_of
from question_bank.items import Kind, MultipleChoiceItem
from question_bank.source import Span
from question_bank.stem_parts import GAP

MOST_RIGHT: Final = 4
CLOSED_BY: Final = "（选出计划明确列举的各项）"

_OPEN: Final = ("等",)


def from_list(listed: Listed, workshop: Workshop) -> MultipleChoiceItem | None:
    """The whole list as right options. None unless the list is certain and a wrong one is found."""
    if is_locked(listed.fact):
        return None
    pairing = pairing_of(listed, workshop.source)
    if pairing is not None and any(part.end - part.start > 1 for part in pairing.parts):
        return None
    wrong = workshop.distractors.for_members(listed.fact, listed.texts, listed.sentence)
    text = workshop.source.text
    whole = listed.whole
    if text[whole.start - 1 : whole.start] == "“" and text[whole.end : whole.end + 1] == "”":
        whole = Span(whole.start - 1, whole.end + 1)
    return _all_of(
        listed.fact, listed.sentence, whole, workshop, right=listed.texts, wrong=wrong,
        template="multiple_choice.members", opened=not listed.closed,
    )  # fmt: skip


def from_neighbours(targets: Sequence[Target], workshop: Workshop) -> MultipleChoiceItem | None:
    """Terms or titles that stand side by side in their marks: 《甲条例》《乙条例》."""
    first, last = targets[0], targets[-1]
    if any(is_locked(target.fact) or not target.shell for target in targets):
        return None
    right = [target.shell[0] + tidy(target.text) + target.shell[1] for target in targets]
    proven = set(workshop.distractors.for_target(first))
    for target in targets[1:]:
        proven &= set(workshop.distractors.for_target(target))
    shell = first.shell
    ranked = [word for word in workshop.distractors.for_target(first) if word in proven]
    wrong = [shell[0] + tidy(word) + shell[1] for word in ranked]
    return _all_of(
        first.fact, first.sentence, Span(first.outer.start, last.outer.end), workshop,
        right=right, wrong=wrong, template=f"multiple_choice.{first.role}.list",
        opened=workshop.source.text[last.outer.end :].startswith(_OPEN),
    )  # fmt: skip


def neighbours(targets: Sequence[Target], text: str) -> list[list[Target]]:
    """Runs of two or more targets of one kind with nothing or 、 between their marks."""
    runs: list[list[Target]] = []
    for target in sorted(targets, key=lambda one: one.span.start):
        if target.fact.kind not in {FactKind.TERM, FactKind.TITLE} or not target.shell:
            continue
        if runs and runs[-1][-1].shell == target.shell:
            between = text[runs[-1][-1].outer.end : target.outer.start]
            if between in {"", "、", "和"}:
                runs[-1].append(target)
                continue
        runs.append([target])
    return [run for run in runs if len(run) > 1]


def _all_of(
    fact: Fact,
    sentence: Span,
    whole: Span,
    workshop: Workshop,
    *,
    right: Sequence[str],
    wrong: Sequence[str],
    template: str,
    opened: bool,
) -> MultipleChoiceItem | None:
    chosen = list(wrong)[:FEWEST_WRONG]
    if not 2 <= len(right) <= MOST_RIGHT or len(chosen) < FEWEST_WRONG:
        return None
    options = options_of(shuffled(workshop.seed, [*right, *chosen], about=f"{fact.id}:{template}"))
    source = workshop.source
    affixed = len({text[0] for text in right}) == 1 or len({text[-1] for text in right}) == 1
    for stem in workshop.stems(sentence, (Replacement(whole, GAP),)):
        if not affixed and re.search(rf"[，；]{GAP}[，；。]", stem):
            continue
        item = MultipleChoiceItem(
            options=options,
            keys=tuple(sorted(id_of(options, text) for text in right)),
            **workshop.shared(
                fact,
                sentence,
                asked=Span(whole.start, whole.end),
                kind=Kind.MULTIPLE_CHOICE,
                template=template,
                stem=stem + CLOSED_BY if opened else stem,
                explanation=right_because(source, fact.article_ordinal, sentence, asked=whole),
                difficulty=estimate(
                    "members",
                    rivals=len(chosen),
                    key_length=len(right[0]),
                    parts=len(right),
                    similarity=likeness(right[0], tuple(chosen)),
                ),
            ),
        )
        if workshop.passes(item):
            return item
    return None
