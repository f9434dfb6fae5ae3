"""What a document says, as other programs read it: the object that `extract --json` prints.

Owns its names and its offsets, which count characters of the decoded file. The names are a promise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, Final

from question_bank.bundle import EventKind, Fact, FactKind, PlannedEvent
from question_bank.extraction.event_words import is_topic
from question_bank.extraction.extracting import Reading
from question_bank.extraction.rule_entries import rule_entries
from question_bank.reading.document import PlanDocument
from question_bank.reading.identifiers import PREAMBLE, article_ids
from question_bank.source import Span

_OPENING: Final = "“‘「『\"'"
_UNNAMED: Final = "other"
_WHOLE_YEAR: Final = "全年"


def report(document: PlanDocument, reading: Reading) -> dict[str, Any]:
    """Give articles, terms, titles, lists, rules, events and faults with their places in `text`."""
    return _Report(document, reading).whole()


class _Report:
    def __init__(self, document: PlanDocument, reading: Reading) -> None:
        self.document = document
        self.source = reading.source
        self.reading = reading
        self.names = article_ids(document.articles)

    def whole(self) -> dict[str, Any]:
        document, facts, events = self.document, self.reading.facts, self.source.events
        return {
            "text": document.raw,
            "plan": {
                "label": self.source.label,
                "sha256": document.sha256,
                "encoding": document.encoding or None,
            },
            "articles": self._articles(),
            "terms": [self._term(fact) for fact in facts if self._is_quoted(fact)],
            "titles": [
                {"text": fact.value} | self._placed(fact)
                for fact in facts
                if fact.kind is FactKind.TITLE
            ],
            "enumerations": [
                {"term": fact.detail["label"], "members": list(fact.members), "closed": fact.closed}
                | self._placed(fact)
                for fact in facts
                if fact.kind is FactKind.ENUMERATION and "label" in fact.detail
            ],
            "rules": self._rules(),
            "test_events": self._events(one for one in events if one.kind is EventKind.TEST),
            "study_events": self._events(one for one in events if one.kind is EventKind.STUDY),
            "problems": [
                {"kind": problem.code, "message": problem.message}
                | self._raw(problem.start, problem.end)
                for problem in self.source.problems
            ],
        }

    def _articles(self) -> list[dict[str, Any]]:
        return [
            {
                "id": name,
                "label": article.number,
                "section": self._section(article.section),
                "title": article.title,
                **self._raw(article.start, article.end),
            }
            for name, article in zip(self.names, self.document.articles, strict=True)
        ]

    def _section(self, index: int) -> str | None:
        """The heading as printed, in one line."""
        if not 0 <= index < len(self.document.sections):
            return None
        section = self.document.sections[index]
        printed = self.document.text[section.start : section.end].split("\n", 1)[0]
        return printed.strip() or section.title

    def _term(self, fact: Fact) -> dict[str, Any]:
        components = list(fact.members) or None
        return {"text": fact.value} | self._placed(fact) | {"components": components}

    def _is_quoted(self, fact: Fact) -> bool:
        """Whether the term stands in quotation marks; defined words are facts of another sort."""
        before = self.source.text[fact.value_start - 1 : fact.value_start]
        return fact.kind is FactKind.TERM and before != "" and before in _OPENING

    def _rules(self) -> list[dict[str, Any]]:
        return [
            {
                "actor": rule.actor or None,
                "action": rule.action or None,
                "frequency": rule.frequency or None,
                "count": rule.count or None,
                "deadline": rule.deadline or None,
                "polarity": rule.polarity,
                "article": self._name(rule.article_ordinal, rule.span),
                **self._raw(rule.span.start, rule.span.end),
            }
            for rule in rule_entries(self.reading)
        ]

    def _events(self, events: Iterable[PlannedEvent]) -> list[dict[str, Any]]:
        return [
            {
                "name": event.name,
                "modes": list(event.modes) or [_UNNAMED],
                "when": event.when_text or None,
                "months": list(event.months) or None,
                "count": event.count or None,
                "frequency": event.frequency
                or (_WHOLE_YEAR if event.when_text == _WHOLE_YEAR else None),
                "audience": event.audience or None,
                "topic": event.topic if is_topic(event.topic) else None,
                "pass_mark": event.pass_mark or None,
                "article": self._name(event.article_ordinal, Span(event.start, event.end)),
                **self._raw(event.start, event.end),
            }
            for event in events
        ]

    def _placed(self, fact: Fact) -> dict[str, Any]:
        span = Span(fact.value_start, fact.value_end)
        return {
            "article": self._name(fact.article_ordinal, span),
            **self._raw(span.start, span.end),
        }

    def _name(self, ordinal: int, span: Span) -> str:
        """The article's public name; a heading belongs to the article it stands above."""
        if ordinal:
            return self.names[ordinal - 1]
        articles = self.document.articles
        if not articles or span.start < self.document.preamble.end:
            return PREAMBLE
        after = bisect_left(articles, span.end, key=lambda one: one.start)
        return self.names[min(after, len(articles) - 1)]

    def _raw(self, start: int, end: int) -> dict[str, int]:
        """Places in the decoded file; white space that was taken out at the end stays outside."""
        offsets = self.document.raw_offsets
        return {
            "start": offsets[start],
            "end": offsets[end - 1] + 1 if end > start else offsets[start],
        }
