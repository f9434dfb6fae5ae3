"""One question of a regulation: the words asked for, and the words that are certainly wrong there.

Owns the step from a fact to a question. Builds no items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.checks.blanks import NAME_SLOT
from question_bank.checks.statements import is_sensitive
from question_bank.checks.values import grams, noun_class, same_meaning
from question_bank.extraction.actors import is_actor
from question_bank.generation.choices import Choice, choice_of, contrary, rank_of, values_in
from question_bank.generation.norms.organs import are_parties, class_of, exclude, has_parties
from question_bank.generation.norms.stems import context_of
from question_bank.generation.norms.usual_words import shared_ending, usual_beside, usual_terms
from question_bank.generation.norms.values import is_worth_asking
from question_bank.generation.seeding import rank, shuffled
from question_bank.lexicon import lists
from question_bank.source import Source, Span

VALUE_SLOTS: Final = frozenset(
    {"frequency", "count", "month", "date", "deadline", "amount", "score", "when"}
)
ASIDE: Final = "aside"
"""Role of a question that is right but light: kept only where an article has little else."""
MOST_WRONG: Final = 3
FEWEST_WRONG: Final = 2
_NEVER_ASKED: Final = {"actor": frozenset({""}), "organ": frozenset({"", "government", "court"})}
"""Classes not asked: a report to a township or a claim before a government shows that it is wrong."""
HEAD: Final = 2
"""Characters of the head noun that a term and its wrong options share: 验资报告 and 审计报告."""
_VAGUE: Final = ("各", "有关", "相关", "相应", "必要", "其他")
_NEAR: Final = 0.5
"""Share of a duty's word pairs that may stand in a sentence on somebody else."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `span` bounds the key in the text; `wrong` are proven, best first.

    With `fixed` the options keep their natural order and `texts` holds all of them.
    """

    fact: Fact
    sentence: Span
    span: Span
    key: str
    slot: str
    role: str
    wrong: tuple[str, ...]
    texts: tuple[str, ...] = ()
    contrary: str = ""
    """The value that makes the sentence false: at least 3 is not contradicted by at least 2, and a
    condition that asks for less is met all the same."""

    @property
    def fixed(self) -> bool:
        return bool(self.texts)


@dataclass(frozen=True, eq=False)
class Questions:
    """Questions on the facts of one document. Same document, facts and seed give the same ones."""

    source: Source
    facts: Sequence[Fact]
    seed: int
    _values: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def of(self, fact: Fact) -> Question | None:
        """The question a fact gives; None when it gives none.

        Where a leader or a core phrase is named only numbers are asked: no other word may be offered
        in its place.
        """
        if fact.kind is not FactKind.RULE and is_sensitive(self._sentence_of(fact)):
            return None
        if fact.slot in VALUE_SLOTS and fact.kind is FactKind.RULE:
            return self._on_value(fact)
        if fact.slot in ("actor", "organ"):
            return self._on_actor(fact)
        if fact.slot == "name:definition":
            return self._on_definition(fact)
        if fact.slot == "name:system":
            return self._on_system(fact)
        if fact.slot == "name:object":
            return self._on_term(fact)
        if fact.slot == "name:member":
            return self._on_member(fact)
        return None

    def _on_member(self, fact: Fact) -> Question | None:
        """An inner member of a list; wrong are usual words of a group that holds it and two other
        members. All are as long, without a character in common, and not in the article; none says
        what another member says."""
        if fact.head.count("、") < 2 or grams(fact.value) & grams(self.source.label):
            return None
        members = tuple(fact.head.split("、"))
        ending = shared_ending(fact.value, fact.head)
        here, key = self._article_of(fact), set(fact.value.removesuffix(ending))
        usual = [
            name
            for name in usual_beside(fact.value, members)
            if name not in here
            and not key & set(name)
            and (not ending or name.endswith(ending))
            and not any(_says_same(name, member) for member in members)
        ]
        wrong = shuffled(self.seed, usual, about=f"{fact.id}:wrong")
        if len(wrong) < FEWEST_WRONG:
            return None
        return self._question(fact, NAME_SLOT, "member", wrong=wrong)

    def _on_value(self, fact: Fact) -> Question | None:
        key = fact.value
        if not is_worth_asking(fact, self.source):
            return None
        place = self.seed + self._turns[fact.id]
        known = None
        if fact.exclusive:
            known = choice_of(key, self._values_of(fact.article_ordinal), rank=rank_of(place))
        texts = known.texts if known else ()
        wrong = tuple(one for one in texts if one != key)
        if known is not None:
            at = known.key
            wrong = tuple(sorted(wrong, key=lambda one: abs(texts.index(one) - at)))
        contrary = self._contrary(fact, known) if known else ""
        question = self._question(fact, fact.slot, "value", wrong=wrong, texts=texts)
        return replace(question, contrary=contrary)

    def _contrary(self, fact: Fact, known: Choice) -> str:
        sentence, turn = self.source.sentence_at(fact.value_start), self.seed + self._turns[fact.id]
        value = Span(fact.value_start, fact.value_end)
        return contrary(self.source, sentence, value, known, turn=turn)

    def _on_actor(self, fact: Fact) -> Question | None:
        key = fact.value
        if fact.detail.get("polarity") == "negative" or "特别行政区" in self._sentence_of(fact):
            # What one must not do others may not either.
            return None
        if class_of(key) in _NEVER_ASKED[fact.slot] and not has_parties(key):
            return None
        about = f"{fact.id}:wrong"
        proven = [
            name
            for name in self._actors
            if (class_of(name) == class_of(key) != "government" or are_parties(name, key))
            and exclude(name, key)
            and noun_class(name) == noun_class(key)
            and not self._is_said_of(name, fact)
        ]
        usual = self._counts
        wrong = sorted(
            proven,
            key=lambda name: (
                not grams(name) & grams(key),
                abs(len(name) - len(key)) // 3,
                -min(usual.get(name, 0), 3),
                rank(self.seed, about, name),
            ),
        )
        return self._question(fact, NAME_SLOT, fact.slot, wrong=tuple(wrong))

    def _on_definition(self, fact: Fact) -> Question | None:
        own = fact.detail["meaning"]
        if grams(fact.value) <= grams(own) or "（" in fact.value:
            # 节约能源（以下简称节能） is no name that anybody writes.
            return None
        others = [
            other.value
            for other in self.facts
            if other.slot == "name:definition"
            and other.id != fact.id
            and other.value[-1] == fact.value[-1]
            and other.value not in own
            and not (other.value in fact.value or fact.value in other.value)
            and abs(len(other.value) - len(fact.value)) <= 4
        ]
        wrong = sorted(dict.fromkeys(others), key=lambda name: rank(self.seed, fact.id, name))
        return self._question(fact, NAME_SLOT, "definition", wrong=tuple(wrong))

    def _on_system(self, fact: Fact) -> Question | None:
        here = self._article_of(fact)
        others = [
            other.value
            for other in self.facts
            if other.slot == "name:system"
            and other.detail["noun"] == fact.detail["noun"]
            and not other.value.startswith(_VAGUE)
            and other.value not in here
            and fact.value not in other.value
            and other.value not in fact.value
            and not set(grams(other.value)) & set(grams(fact.value))
            and abs(len(other.value) - len(fact.value)) <= 3
        ]
        wrong = sorted(dict.fromkeys(others), key=lambda name: rank(self.seed, fact.id, name))
        return self._question(fact, NAME_SLOT, "system", wrong=tuple(wrong))

    def _on_term(self, fact: Fact) -> Question | None:
        """A term among others with its head noun: terms of other articles, and usual ones that the
        document never names though it speaks of what they are for."""
        before, after = fact.detail["before"], fact.detail["after"]
        key = fact.value
        known_words = lists("regulations")
        if before in known_words["never_before_terms"] or key in known_words["never_terms"]:
            return None
        if is_actor(key) or grams(key[:-HEAD]) & grams(self.source.label):
            return None
        here = self._article_of(fact)
        own = frozenset(grams(key[:-HEAD]))
        mine = self._terms.get((fact.detail["part"], fact.detail["kind"], key[-HEAD:]), ())
        others = [
            name
            for name in dict.fromkeys([*mine, *self._unnamed(key)])
            if name not in here
            and not _one_widens_other(name, key)
            and abs(len(name) - len(key)) <= 2
            and not any(word in name for word in lists("regulations")["bad_things"])
            and (not before or before + name not in self.source.text)
            and (not after or name + after not in self.source.text)
            and not is_sensitive(name)
        ]
        about = f"{fact.id}:wrong"
        wrong = sorted(
            others,
            key=lambda name: (
                not own & grams(name[:-HEAD]),
                abs(len(name) - len(key)),
                rank(self.seed, about, name),
            ),
        )
        if len(key) > max(map(len, wrong[:MOST_WRONG]), default=0):
            return None
        return self._question(fact, NAME_SLOT, "term", wrong=tuple(wrong))

    def _question(
        self,
        fact: Fact,
        slot: str,
        role: str,
        *,
        wrong: tuple[str, ...],
        texts: tuple[str, ...] = (),
    ) -> Question:
        span = Span(fact.value_start, fact.value_end)
        sentence = context_of(self.source, fact.value_start)
        return Question(fact, sentence, span, fact.value, slot, role, wrong, texts)

    def _sentence_of(self, fact: Fact) -> str:
        return self.source.text[fact.start : fact.end]

    def _values_of(self, ordinal: int) -> tuple[str, ...]:
        if ordinal not in self._values:
            article = self.source.article_of(ordinal)
            text = self.source.text[article.start : article.end] if article else ""
            self._values[ordinal] = values_in(text)
        return self._values[ordinal]

    @cached_property
    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for fact in self.facts:
            if fact.slot in ("actor", "organ"):
                found[fact.value] = found.get(fact.value, 0) + 1
        return found

    @cached_property
    def _turns(self) -> dict[str, int]:
        """Values take turns in the place of their key, so that no place holds it more often."""
        values = [fact for fact in self.facts if fact.slot in VALUE_SLOTS]
        return {fact.id: turn for turn, fact in enumerate(values)}

    @cached_property
    def _terms(self) -> dict[tuple[str, str, str], tuple[str, ...]]:
        """Terms by head noun, topics and objects, things and deeds apart: what a sentence is about is
        no option for what is done."""
        found: dict[tuple[str, str, str], set[str]] = {}
        for fact in self.facts:
            if fact.slot == "name:object":
                key = fact.detail["part"], fact.detail["kind"], fact.value[-HEAD:]
                found.setdefault(key, set()).add(fact.value)
        return {key: tuple(sorted(names)) for key, names in found.items()}

    def _unnamed(self, key: str) -> tuple[str, ...]:
        """Usual terms with this head noun that the document never names; the words before the head noun
        it does, so that they are of its field."""
        usual, text = usual_terms(key), self.source.text
        if usual not in self._absent:
            self._absent[usual] = tuple(
                name for name in usual if name not in text and name[:-HEAD] in text
            )
        return tuple(name for name in self._absent[usual] if name[-HEAD:] == key[-HEAD:])

    @cached_property
    def _absent(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    def _article_of(self, fact: Fact) -> str:
        article = self.source.article_of(fact.article_ordinal)
        return self.source.text[article.start : article.end] if article else ""

    @cached_property
    def _actors(self) -> tuple[str, ...]:
        """All persons and offices of the document."""
        return tuple(sorted(self._counts))

    @cached_property
    def _sentences_with(self) -> dict[str, list[frozenset[str]]]:
        return {}

    def _is_said_of(self, name: str, fact: Fact) -> bool:
        """Whether the document may lay the same duty on this name: the name stands in the sentence,
        or in another one that shares half of the duty's word pairs."""
        if name in self.source.text[fact.start : fact.end]:
            return True
        duty = grams(fact.head)
        if not duty:
            return True
        known = self._sentences_with
        if name not in known:
            known[name] = [
                grams(self.source.text[span.start : span.end]) for span in self._spans_with(name)
            ]
        return any(len(duty & said) > _NEAR * len(duty) for said in known[name])

    def _spans_with(self, name: str) -> list[Span]:
        text, found, place = self.source.text, [], 0
        while (place := text.find(name, place)) >= 0:
            span = self.source.sentence_at(place)
            found.append(span)
            place = max(span.end, place + 1)
        return found


def _says_same(name: str, member: str) -> bool:
    """Whether a word says what a member of a list says, which may carry other words of its clause."""
    return any(same_meaning(name, part) for part in (member[: len(name)], member[-len(name) :]))


def _one_widens_other(one: str, other: str) -> bool:
    """Whether one term says less of the same thing: 登记制度 of 登记入册制度."""
    return one[:-HEAD] in other or other[:-HEAD] in one
