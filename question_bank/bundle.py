"""What reading one document yields: outline, facts, events, items and faults of the source.

Owns the frozen values and JSON that pass from the child process which reads a file to the web
process which stores the result. Standard library only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from question_bank.items import Item, Knowledge, item_from_json, item_to_json


class Genre(StrEnum):
    """What sort of document it is, told by its outline."""

    PLAN = "plan"
    """A work plan, also one arranged by months."""
    REGULATION = "regulation"
    """Numbered 条: a law, a party regulation, a unit's own rules."""
    RULES = "rules"
    """A numbered list of short rules, such as a booklet of 100 rules."""
    PROSE = "prose"
    """A report, communiqué or reader: paragraphs below headings or none."""


class FactKind(StrEnum):
    """What sort of thing a fact says."""

    TERM = "term"
    TITLE = "title"
    ENUMERATION = "enumeration"
    RULE = "rule"
    DUTY = "duty"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading such as 一、… with the span it covers in the clean text."""

    number: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered article. `ordinal` counts from 1; `section` is the index of its section, -1 for none."""

    ordinal: int
    number: str
    title: str
    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the document says, with its place in the clean text.

    `slot` names what the value fills (for example "frequency", "count", "month", "term:activity",
    "members"); `head` is what the fact is about in the document's words; `exclusive` means the slot
    can hold one value only, so another value is provably false; `closed` means `members` is the
    complete set.
    """

    id: str
    kind: FactKind
    article_ordinal: int
    slot: str
    head: str
    value: str
    members: tuple[str, ...]
    exclusive: bool
    closed: bool
    sensitive: bool
    knowledge: Knowledge
    start: int
    end: int
    value_start: int
    value_end: int
    detail: dict[str, str]
    """Further named parts: actor, action, object, unit, purpose, ..."""


class EventKind(StrEnum):
    """A test asks for answers and is scored; a study or training never does."""

    TEST = "test"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """A test or study that the document calls for.

    `modes` are of: closed_book, online, written, contest, assessment, other. `months` are 1..12,
    empty when the document leaves the time open; `when_text` is the document's own words for the
    time. `per_year` is how often it happens in a year (4 for quarterly), 0 when not said.
    `frequency`, `count` and `pass_mark` (每季度, 2-3次, 80分) are the document's words, empty when
    it names none.
    """

    id: str
    kind: EventKind
    name: str
    modes: tuple[str, ...]
    months: tuple[int, ...]
    when_text: str
    per_year: int
    audience: str
    topic: str
    article_ordinal: int
    start: int
    end: int
    quote: str
    frequency: str = ""
    count: str = ""
    pass_mark: str = ""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A suspected fault of the document, for its owner: unmatched quote, mask, likely typo."""

    code: str
    message: str
    article_ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that one document yields. Same file, label and seed give the same bytes."""

    sha256: str
    format: str
    """txt, docx or pdf."""
    genre: Genre
    label: str
    proposed_label: str
    """From the first paragraph; empty when there is none to be found."""
    text: str
    """Clean text; all offsets but SourceRef.raw_* point into it."""
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]
    events: tuple[PlannedEvent, ...]
    items: tuple[Item, ...]
    problems: tuple[SourceProblem, ...]
    generator: str
    seed: int


def bundle_to_json(bundle: Bundle) -> dict[str, Any]:
    """Give the bundle as plain JSON values; `bundle_from_json` reads them back unchanged."""
    value = {name: getattr(bundle, name) for name in Bundle.__slots__}
    for name in ("sections", "articles", "facts", "events", "problems"):
        value[name] = [asdict(part) for part in value[name]]
    value["items"] = [item_to_json(item) for item in bundle.items]
    return value


def bundle_from_json(value: dict[str, Any]) -> Bundle:
    """Read what `bundle_to_json` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    fields = dict(value)
    fields["genre"] = Genre(fields["genre"])
    fields["sections"] = tuple(Section(**part) for part in fields["sections"])
    fields["articles"] = tuple(Article(**part) for part in fields["articles"])
    fields["facts"] = tuple(_fact(part) for part in fields["facts"])
    fields["events"] = tuple(_event(part) for part in fields["events"])
    fields["problems"] = tuple(SourceProblem(**part) for part in fields["problems"])
    fields["items"] = tuple(item_from_json(part) for part in fields["items"])
    return Bundle(**fields)


def _fact(part: dict[str, Any]) -> Fact:
    return Fact(
        **part
        | {
            "kind": FactKind(part["kind"]),
            "knowledge": Knowledge(part["knowledge"]),
            "members": tuple(part["members"]),
        }
    )


def _event(part: dict[str, Any]) -> PlannedEvent:
    return PlannedEvent(
        **part
        | {
            "kind": EventKind(part["kind"]),
            "modes": tuple(part["modes"]),
            "months": tuple(part["months"]),
        }
    )
