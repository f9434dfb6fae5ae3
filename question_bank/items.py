"""The four kinds of item, and where each one comes from.

Owns the frozen values that leave the generator and enter the bank, and their JSON form.
Knows nothing of facts, files or the web.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final

BLANK: Final = "____"
"""How one blank is written in the stem of a fill-in item."""


class Kind(StrEnum):
    """How an item is answered."""

    FILL_IN = "fill_in"
    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"


class Knowledge(StrEnum):
    """What an item asks for."""

    GENERAL = "general"
    """应知应会: terms, rules, duties, regulations."""
    SCHEDULE = "schedule"
    """工作安排: the plan's own logistics, such as which month or how many sessions."""


class Difficulty(StrEnum):
    """An estimate until responses are in."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The exact place in a document that proves an item.

    `start` and `end` are offsets into the document's clean text, `raw_start` and `raw_end`
    into the decoded text of the file. `quote` is the whole source sentence, `span_start` and
    `span_end` (offsets into the clean text, inside the quote) mark the words asked about.
    """

    document_sha256: str
    label: str
    article: str
    """Number as printed, for example "14"."""
    article_ordinal: int
    """1 for the first article of the document, whatever its printed number."""
    start: int
    end: int
    raw_start: int
    raw_end: int
    quote: str
    span_start: int
    span_end: int


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `id` is canonical ("a", "b", ...) and says nothing of the key."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """The key of one blank and every other writing that counts as the same answer."""

    key: str
    accepted: tuple[str, ...] = ()
    slot: str = "text"
    """How answers are compared; `question_bank.answers.matching` names the slots it knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBase:
    """What all items share."""

    id: str
    """Stable: same document, place, fact, kind and template give the same id."""
    stem: str
    explanation: str
    source: SourceRef
    knowledge: Knowledge
    difficulty: Difficulty
    family: str
    """Items on one fact share a family; two of a family never stand in one paper."""
    template: str
    generator: str
    """Version of the generator, for example "1"."""
    seed: int
    kind: ClassVar[Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class FillInItem(ItemBase):
    """A stem with one to three blanks."""

    blanks: tuple[Blank, ...]
    ordered: bool = True
    """False when any order of the keys is right, and the stem says so."""
    word_bank: tuple[str, ...] = ()
    """Keys and distractors in a fixed order that says nothing of the key, so that a phone can
    offer 选词填空. Empty when no proven distractor exists."""
    kind: ClassVar[Kind] = Kind.FILL_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoiceItem(ItemBase):
    """Three or four options, one of them right."""

    options: tuple[Option, ...]
    key: str
    """Id of the right option."""
    fixed_order: bool = False
    """True for numbers, dates and levels, which stand in their natural order."""
    kind: ClassVar[Kind] = Kind.SINGLE_CHOICE


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoiceItem(ItemBase):
    """Three to six options, at least two of them right."""

    options: tuple[Option, ...]
    keys: tuple[str, ...]
    """Ids of the right options, sorted."""
    fixed_order: bool = False
    kind: ClassVar[Kind] = Kind.MULTIPLE_CHOICE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseItem(ItemBase):
    """A statement that is the source's own, or differs from it in exactly one slot."""

    key: bool
    correction: str = ""
    """For a false statement, what the source says instead."""
    kind: ClassVar[Kind] = Kind.TRUE_FALSE


Item = FillInItem | SingleChoiceItem | MultipleChoiceItem | TrueFalseItem

_CLASSES: Final[dict[Kind, type[Item]]] = {
    Kind.FILL_IN: FillInItem,
    Kind.SINGLE_CHOICE: SingleChoiceItem,
    Kind.MULTIPLE_CHOICE: MultipleChoiceItem,
    Kind.TRUE_FALSE: TrueFalseItem,
}


def item_to_json(item: Item) -> dict[str, Any]:
    """Give the item as plain JSON values; `item_from_json` reads them back unchanged."""
    shared: dict[str, Any] = {
        "kind": item.kind.value,
        "id": item.id,
        "stem": item.stem,
        "explanation": item.explanation,
        "source": {name: getattr(item.source, name) for name in SourceRef.__slots__},
        "knowledge": item.knowledge.value,
        "difficulty": item.difficulty.value,
        "family": item.family,
        "template": item.template,
        "generator": item.generator,
        "seed": item.seed,
    }
    match item:
        case FillInItem():
            return shared | {
                "blanks": [
                    {"key": blank.key, "accepted": list(blank.accepted), "slot": blank.slot}
                    for blank in item.blanks
                ],
                "ordered": item.ordered,
                "word_bank": list(item.word_bank),
            }
        case SingleChoiceItem():
            return shared | _options_to_json(item) | {"key": item.key}
        case MultipleChoiceItem():
            return shared | _options_to_json(item) | {"keys": list(item.keys)}
        case TrueFalseItem():
            return shared | {"key": item.key, "correction": item.correction}


def item_from_json(value: dict[str, Any]) -> Item:
    """Read what `item_to_json` wrote.

    Raises KeyError or ValueError when a field is missing or not one of its values.
    """
    fields = dict(value)
    cls = _CLASSES[Kind(fields.pop("kind"))]
    fields["source"] = SourceRef(**fields["source"])
    fields["knowledge"] = Knowledge(fields["knowledge"])
    fields["difficulty"] = Difficulty(fields["difficulty"])
    if "blanks" in fields:
        fields["blanks"] = tuple(
            Blank(blank["key"], tuple(blank["accepted"]), blank["slot"])
            for blank in fields["blanks"]
        )
    if "options" in fields:
        fields["options"] = tuple(
            Option(option["id"], option["text"]) for option in fields["options"]
        )
    for name in ("keys", "word_bank"):
        if name in fields:
            fields[name] = tuple(fields[name])
    try:
        return cls(**fields)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _options_to_json(item: SingleChoiceItem | MultipleChoiceItem) -> dict[str, Any]:
    return {
        "options": [{"id": option.id, "text": option.text} for option in item.options],
        "fixed_order": item.fixed_order,
    }
