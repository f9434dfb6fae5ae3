"""Lists of a regulation: inline (甲、乙和丙) and the lines （一）（二）（三） under a head.

Owns their templates and the wrong members. A wrong member comes from another list of the document,
so that it is a word of the field, and stands nowhere in the article asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from question_bank.bundle import Fact, FactKind
from question_bank.checks.statements import is_sensitive
from question_bank.checks.values import fold, grams
from question_bank.extraction.actors import SHORTEST_NORM
from question_bank.generation.difficulty import estimate, likeness
from question_bank.generation.enumerations import Listed, listed_of
from question_bank.generation.explanation import place_of, right_because
from question_bank.generation.list_items import items_on_list
from question_bank.generation.multiple_choice import MOST_RIGHT
from question_bank.generation.norms.heads import Head, are_alike, question_of
from question_bank.generation.norms.making import as_it_stands
from question_bank.generation.seeding import rank, shuffled
from question_bank.generation.standing import FEWEST_WRONG
from question_bank.generation.stems import Replacement, tidy
from question_bank.generation.workshop import Workshop, id_of, is_locked, options_of
from question_bank.items import (
    BLANK,
    Blank,
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
)
from question_bank.lexicon import lists
from question_bank.source import Span
from question_bank.stem_parts import GAP, prefix_for

CLOSED_BY: Final = "（选出文件明确列举的各项）"
LONGEST_OPTION: Final = 28
SHORTEST_OPTION: Final = 4
_BANK: Final = 5
_TRIES: Final = 6
_OVER_NUMBER: Final = 6
"""Characters before the first line's words that lead back into its head: （一） and a line's end."""


@dataclass(frozen=True, eq=False)
class Lists:
    """All lists of one document."""

    workshop: Workshop

    def items(self) -> Iterator[Item]:
        """Items on every list of the articles."""
        for fact in self._facts:
            if not fact.article_ordinal or is_locked(fact):
                continue
            if fact.slot == "items":
                yield from self._of_lines(fact)
                continue
            listed = self._listed.get(fact.id)
            if listed is not None:
                yield from self._of_inline(listed)

    def short_lines(self) -> Iterator[Item]:
        """Lines too short to be norms by themselves, each stated in the head of its list."""
        source = self.workshop.source
        for fact in self._facts:
            if fact.slot != "items" or not fact.article_ordinal or is_locked(fact):
                continue
            place = fact.value_start
            while place < fact.value_end:
                sentence = source.sentence_at(place)
                line = source.body_of(sentence)
                start = max(line.start, fact.value_start)
                if SHORTEST_OPTION < line.end - start < SHORTEST_NORM:
                    item = as_it_stands(
                        replace(fact, value_start=start, value_end=line.end), self.workshop
                    )
                    if item is not None:
                        yield item
                place = sentence.end + 1

    def _of_inline(self, listed: Listed) -> Iterator[Item]:
        wrong = self._wrong_members(listed)
        own = [self._blank(listed, wrong), self._several(listed, wrong)]
        found = [item for item in own if item is not None]
        yield from found or items_on_list(listed, self.workshop)

    def _wrong_members(self, listed: Listed) -> tuple[str, ...]:
        """Members of other lists built alike, with no character in common but a shared ending."""
        own = [fold(text) for text in listed.texts]
        ending = own[0][-1] if len({text[-1] for text in own}) == 1 else ""
        first = own[0][0] if len({text[0] for text in own}) == 1 else ""
        lengths = {len(text) for text in own}
        here = self._article_text(listed.fact)
        taken = set("".join(text[:-1] if ending else text for text in own))
        found: dict[str, int] = {}
        for other in self._listed.values():
            if other.fact.article_ordinal == listed.fact.article_ordinal:
                continue
            theirs = [fold(text) for text in other.texts]
            end = theirs[0][-1] if len({text[-1] for text in theirs}) == 1 else ""
            if end != ending or not {len(text) for text in theirs} & lengths:
                continue
            if not ending and self._behind(other) != self._behind(listed):
                continue
            for text, folded in zip(other.texts, theirs, strict=True):
                core = folded[:-1] if ending else folded
                if (
                    len(folded) in lengths
                    and folded.startswith(first)
                    and folded not in here
                    and not taken & set(core)
                    and not is_sensitive(text)
                ):
                    found.setdefault(text, len(found))
        about = f"{listed.fact.id}:wrong"
        return tuple(sorted(found, key=lambda text: rank(self.workshop.seed, about, text)))

    def _behind(self, listed: Listed) -> str:
        """The noun behind a list without shared ending: only lists of the same thing are alike."""
        text = self.workshop.source.text[listed.whole.end : listed.whole.end + 5]
        return text.removeprefix("等").removeprefix("的")[:2]

    def _blank(self, listed: Listed, wrong: Sequence[str]) -> FillInItem | None:
        """One inner member blanked, with a word bank."""
        chosen = tuple(wrong[: _BANK - 1])
        if len(chosen) < 2 or len(listed.spans) < 3:
            return None
        workshop = self.workshop
        places = [str(place) for place in listed.blankable]
        for place in map(int, shuffled(workshop.seed, places, about=listed.fact.id)):
            span, key = listed.spans[place], listed.texts[place]
            if len(key) < 2:
                continue
            bank = shuffled(workshop.seed, [key, *chosen], about=f"{listed.fact.id}:bank")
            for stem in workshop.stems(listed.sentence, (Replacement(span, BLANK),)):
                item = FillInItem(
                    blanks=(Blank(key),),
                    word_bank=bank,
                    **workshop.shared(
                        listed.fact,
                        listed.sentence,
                        asked=span,
                        kind=Kind.FILL_IN,
                        template=f"norm.fill_in.member.{place + 1}",
                        stem=stem,
                        explanation=self._because(listed.fact, listed.sentence, span),
                        difficulty=estimate(
                            "member",
                            rivals=len(chosen),
                            key_length=len(key),
                            parts=1,
                            similarity=likeness(key, chosen),
                        ),
                    ),
                )
                if workshop.passes(item):
                    return item
        return None

    def _several(self, listed: Listed, wrong: Sequence[str]) -> MultipleChoiceItem | None:
        """All members among words of other lists."""
        count = len(listed.texts)
        chosen = wrong[:FEWEST_WRONG]
        if len(chosen) < FEWEST_WRONG or not 2 <= count <= MOST_RIGHT:
            return None
        workshop, fact = self.workshop, listed.fact
        texts = shuffled(workshop.seed, [*listed.texts, *chosen], about=f"{fact.id}:options")
        options = options_of(texts)
        for stem in workshop.stems(listed.sentence, (Replacement(listed.whole, GAP),)):
            item = MultipleChoiceItem(
                options=options,
                keys=tuple(sorted(id_of(options, text) for text in listed.texts)),
                **workshop.shared(
                    fact,
                    listed.sentence,
                    asked=listed.whole,
                    kind=Kind.MULTIPLE_CHOICE,
                    template="norm.multiple_choice.members",
                    stem=stem if listed.closed else stem + CLOSED_BY,
                    explanation=self._because(fact, listed.sentence, listed.whole),
                    difficulty=estimate(
                        "members",
                        rivals=len(chosen),
                        key_length=len(listed.texts[0]),
                        parts=count,
                        similarity=likeness(listed.texts[0], tuple(chosen)),
                    ),
                ),
            )
            if workshop.passes(item):
                return item
        return None

    def _of_lines(self, fact: Fact) -> Iterator[Item]:
        """Two or three lines of a list among lines of another list of the same noun, and one line
        among three such lines."""
        head = question_of(fact.head)
        lines = [text for text in map(_as_option, fact.members) if text]
        wrong = self._wrong_lines(fact, head) if head.noun else []
        if not wrong:
            return
        several = self._several_lines(fact, head, lines, wrong)
        if several is not None:
            yield several
        one = self._one_line(fact, head, lines, wrong)
        if one is not None:
            yield one

    def _several_lines(
        self, fact: Fact, head: Head, lines: Sequence[str], wrong: Sequence[str]
    ) -> Item | None:
        for turn in range(_TRIES):
            about = f"{fact.id}:several:{turn}"
            right = shuffled(self.workshop.seed, lines, about=about)[:3]
            chosen = _turned(wrong, turn)[:FEWEST_WRONG]
            if len(right) < 2 or len(chosen) < FEWEST_WRONG:
                return None
            options = options_of(
                shuffled(self.workshop.seed, [*right, *chosen], about=f"{about}:options")
            )
            item = MultipleChoiceItem(
                options=options,
                keys=tuple(sorted(id_of(options, text) for text in right)),
                **self._shared_lines(
                    fact, right, chosen,
                    kind=Kind.MULTIPLE_CHOICE, stem=f"{head.several}？{GAP}{CLOSED_BY}",
                ),
            )  # fmt: skip
            if self.workshop.passes(item):
                return item
        return None

    def _one_line(
        self, fact: Fact, head: Head, lines: Sequence[str], wrong: Sequence[str]
    ) -> Item | None:
        for turn in range(_TRIES):
            about = f"{fact.id}:one:{turn}"
            right = shuffled(self.workshop.seed, lines, about=about)[:1]
            chosen = _turned(wrong, turn)[:3]
            if not right or len(chosen) < 2:
                return None
            options = options_of(
                shuffled(self.workshop.seed, [*right, *chosen], about=f"{about}:options")
            )
            item = SingleChoiceItem(
                options=options,
                key=id_of(options, right[0]),
                **self._shared_lines(
                    fact, right, chosen,
                    kind=Kind.SINGLE_CHOICE, stem=f"{head.one}？{GAP}",
                ),
            )  # fmt: skip
            if self.workshop.passes(item):
                return item
        return None

    def _shared_lines(
        self, fact: Fact, right: Sequence[str], wrong: Sequence[str], *, kind: Kind, stem: str
    ) -> dict[str, Any]:
        """The source of an item on lines runs from the head to the last line."""
        workshop = self.workshop
        head = workshop.source.sentence_at(max(0, fact.value_start - _OVER_NUMBER))
        return workshop.shared(
            fact,
            Span(min(head.start, fact.start), fact.value_end),
            asked=Span(fact.value_start, fact.value_end),
            kind=kind,
            template=f"norm.{kind.value}.lines",
            stem=prefix_for(workshop.source.label) + stem,
            explanation=_lines_because(workshop, fact, right),
            difficulty=estimate(
                "members", rivals=len(wrong), key_length=8, parts=len(right), similarity=0.4
            ),
        )

    def _wrong_lines(self, fact: Fact, asked: Head) -> list[str]:
        """Lines of other lists of such a noun behind the same verb: 载明下列事项 and 载明下列内容."""
        own = frozenset().union(*(grams(text, 3) for text in fact.members))
        heads = {text[:1] for text in map(_as_option, fact.members) if text}
        first = heads.pop() if len(heads) == 1 else ""
        here = self._article_text(fact)
        head = grams(fact.head)
        found = []
        for other in self._facts:
            if other.slot != "items" or other.article_ordinal == fact.article_ordinal:
                continue
            theirs = question_of(other.head)
            if theirs.verb != asked.verb or not are_alike(theirs.noun, asked.noun):
                continue
            alike = grams(other.head)
            if len(head & alike) > 0.6 * min(len(head), len(alike)):
                continue
            for text in map(_as_option, other.members):
                if (
                    text.startswith(first)
                    and text
                    and fold(text) not in here
                    and not grams(text, 3) & own
                ):
                    found.append(text)
        return sorted(
            found,
            key=lambda text: (-len(grams(text) & head), rank(self.workshop.seed, fact.id, text)),
        )

    def _because(self, fact: Fact, sentence: Span, asked: Span) -> str:
        return right_because(self.workshop.source, fact.article_ordinal, sentence, asked=asked)

    def _article_text(self, fact: Fact) -> str:
        source = self.workshop.source
        article = source.article_of(fact.article_ordinal)
        return fold(source.text[article.start : article.end]) if article else ""

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.workshop.facts if fact.kind is FactKind.ENUMERATION)

    @cached_property
    def _listed(self) -> dict[str, Listed]:
        found = {
            fact.id: listed_of(fact, self.workshop.source)
            for fact in self._facts
            if fact.slot == "members" and fact.detail.get("label")
        }
        return {
            name: listed
            for name, listed in found.items()
            if listed is not None and all(map(fold, listed.texts))
        }


def _turned(texts: Sequence[str], turn: int) -> list[str]:
    """The texts beginning with another one at each turn."""
    start = 2 * turn % len(texts)
    return [*texts[start:], *texts[:start]]


def _as_option(member: str) -> str:
    """A line as an option: without the 的 at its end; empty when it is long, or leans on others."""
    text = tidy(member).strip("；。，; ")
    text = text.removesuffix("的") if not text.endswith(("目的", "标的")) else text
    if not SHORTEST_OPTION <= len(text) <= LONGEST_OPTION:
        return ""
    words = lists("regulations")
    if any(
        word in text
        for word in (
            *words["anaphora"],
            *words["never_in_lines"],
            *words["wide_lines"],
            "；",
            "：",
            "。",
        )
    ):
        return ""
    return (
        ""
        if re.search(r"第[一二三四五六七八九十百\d]+[条款项]", text) or is_sensitive(text)
        else text
    )


def _lines_because(workshop: Workshop, fact: Fact, right: Sequence[str]) -> str:
    named = "、".join(f"“{text}”" for text in right)
    return f"{place_of(workshop.source, fact.article_ordinal)}：原文列举的有{named}。"
