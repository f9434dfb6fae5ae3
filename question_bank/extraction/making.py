"""Making facts: the sentence, article and id that every fact carries, and what bars it."""

from __future__ import annotations

from dataclasses import dataclass, field

from question_bank.bundle import Fact, FactKind
from question_bank.checks.statements import is_sensitive
from question_bank.identity import stable_id
from question_bank.items import Knowledge
from question_bank.source import Source, Span


@dataclass(slots=True)
class FactMaker:
    """Collects facts of one document, each place and slot once."""

    source: Source
    facts: dict[tuple[str, int], Fact] = field(default_factory=dict)

    def add(
        self,
        kind: FactKind,
        slot: str,
        start: int,
        end: int,
        *,
        members: tuple[str, ...] = (),
        head: str = "",
        exclusive: bool = False,
        closed: bool = False,
        knowledge: Knowledge = Knowledge.GENERAL,
        detail: dict[str, str] | None = None,
        despite_faults: bool = False,
        across_sentences: bool = False,
    ) -> Fact | None:
        """Keep the fact that the words from `start` to `end` fill the slot.

        None when it is barred: over a sentence's end unless `across_sentences`, or in a clause with
        a suspected fault. With `despite_faults` the latter is kept, marked as not worth asking.
        Outside of all articles (preamble, headings) the ordinal is 0.
        """
        detail = dict(detail or {})
        if self.source.is_faulty(Span(start, end)):
            if not despite_faults:
                return None
            detail["worth"] = "no"
        article = self.source.article_at(start)
        sentence = self.source.sentence_at(start)
        if end > sentence.end:
            if not across_sentences:
                return None
            last = start + len(self.source.text[start:end].rstrip()) - 1
            sentence = Span(sentence.start, self.source.sentence_at(last).end)
        value = self.source.text[start:end]
        fact = Fact(
            id=stable_id("fact", self.source.sha256, slot, start, end),
            kind=kind,
            article_ordinal=article.ordinal if article else 0,
            slot=slot,
            head=head,
            value=value,
            members=members,
            exclusive=exclusive,
            closed=closed,
            sensitive=is_sensitive(value) or any(map(is_sensitive, members)),
            knowledge=knowledge,
            start=sentence.start,
            end=sentence.end,
            value_start=start,
            value_end=end,
            detail=detail,
        )
        return self.facts.setdefault((slot, start), fact)

    def clause_of(self, place: int) -> str:
        """The clause that holds this place."""
        sentence = self.source.sentence_at(place)
        for clause in self.source.clauses_of(sentence):
            if clause.start <= place < clause.end:
                return self.source.text[clause.start : clause.end]
        return self.source.text[sentence.start : sentence.end]
