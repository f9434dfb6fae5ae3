"""What every template needs: the document, its facts, the wrong options, the seed.

Owns the parts all items share and the verdict of the linter on a draft. Knows no template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from question_bank.bundle import Fact, Genre
from question_bank.checks.item_linter import is_blocked
from question_bank.checks.statements import is_sensitive
from question_bank.checks.words import words
from question_bank.generation.distractors import Distractors
from question_bank.generation.norms.stems import law_bodies, law_stems
from question_bank.generation.standing import stands
from question_bank.generation.stems import Replacement, bodies, stems
from question_bank.identity import item_id
from question_bank.items import Difficulty, Item, Kind, Option
from question_bank.source import Source, Span

GENERATOR: Final = "2"

_SAYING: Final = ("强调", "指出", "要求", "提出", "嘱托", "号召", "说")
_IDS: Final = "abcdef"


@dataclass(frozen=True, eq=False)
class Workshop:
    """One run over one document."""

    source: Source
    facts: Sequence[Fact]
    distractors: Distractors
    seed: int

    def shared(
        self,
        fact: Fact,
        sentence: Span,
        *,
        asked: Span,
        kind: Kind,
        template: str,
        stem: str,
        explanation: str,
        difficulty: Difficulty,
    ) -> dict[str, Any]:
        """The fields of ItemBase."""
        return {
            "id": item_id(
                self.source.sha256, asked.start, fact.id, kind=kind.value, template=template
            ),
            "stem": stem,
            "explanation": explanation,
            "source": self.source.reference(fact, sentence, asked=asked),
            "knowledge": fact.knowledge,
            "difficulty": difficulty,
            "family": fact.id,
            "template": template,
            "generator": GENERATOR,
            "seed": self.seed,
        }

    @property
    def by_norms(self) -> bool:
        """Whether the document states norms, whose sentences may only be cut at their end."""
        return self.source.genre in (Genre.REGULATION, Genre.RULES)

    def stems(self, sentence: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
        """All stems around the replaced words, the best first, each naming the document."""
        make = law_stems if self.by_norms else stems
        return make(self.source, sentence, replaced)

    def bodies(self, sentence: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
        """What may be stated as true or false, without the naming of the document."""
        if self.by_norms:
            return law_bodies(self.source, sentence, replaced)
        return bodies(self.source, sentence, replaced, stated=True)

    def passes(self, item: Item) -> bool:
        """Whether the item can be asked by itself and breaks no blocking rule of the linter."""
        return stands(item, self.source) and not is_blocked(item, self.source)


def is_locked(fact: Fact) -> bool:
    """Whether leaders, core phrases or congresses are asked about: only the plan's own words then."""
    return fact.sensitive or is_sensitive(fact.value) or any(map(is_sensitive, fact.members))


def is_spoken_by_leader(source: Source, place: int) -> bool:
    """Whether the clause up to this place names a leader, or one before it says that he says what
    follows, so that a wrong word would be laid in his mouth."""
    before = source.text[source.sentence_at(place).start : place]
    clauses = re.split(r"[，。；：]", before)
    said = [clauses[-1], *(one for one in clauses[:-1] if one.endswith(_SAYING))]
    return any(name in clause for name in words().leaders for clause in said)


def names_leader(source: Source, sentence: Span) -> bool:
    """Whether a leader is named anywhere in the sentence, so that its words never change places."""
    said = source.text[sentence.start : sentence.end]
    return any(name in said for name in words().leaders)


def options_of(texts: Sequence[str]) -> tuple[Option, ...]:
    """The texts as options a, b, c, ... in the order given. At most six."""
    return tuple(Option(_IDS[place], text) for place, text in enumerate(texts))


def id_of(options: Sequence[Option], text: str) -> str:
    """Id of the option with this text. Raises StopIteration when there is none."""
    return next(option.id for option in options if option.text == text)
