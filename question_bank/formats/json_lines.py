"""The public form of items: one JSON object a line, with names other programs rely on.

Owns the writing of these records. `typed.py` reads them. Standard library only.

Beside the promised names a record has `detail`, which only `check` reads: what a full check needs
and the promised names do not tell. Readers may ignore it, writers may leave it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from question_bank.bundle import Fact, FactKind
from question_bank.items import (
    FillInItem,
    Item,
    Knowledge,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)

# Line ends to some readers, and halves of characters that no encoding can write.
_UNSAFE: Final = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")
_OF_FACTS: Final = {FactKind.DUTY: "duty", FactKind.RULE: "rule"}


@dataclass(frozen=True, slots=True)
class Printed:
    """One document as its records name it."""

    plan: str
    """Its label, or its file's name when it has none."""
    text: str = field(repr=False)
    """The decoded text of the file, which `start` and `end` count."""
    raw_offsets: Sequence[int] = field(repr=False)
    """Place in `text` of each character of the clean text, and one more."""
    article_ids: tuple[str, ...]
    """By ordinal, the first that of the text before the first article."""
    facts: Mapping[str, Fact] = field(repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A piece of the clean text as a piece of `text`, without what was cleaned away after it."""
        return self.raw_offsets[start], self.raw_offsets[end - 1] + 1


def json_line(value: object) -> str:
    """The value on one line, with Chinese text as it is, without the end of line."""
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def public_record(
    item: Item, printed: Printed, enemies: Collection[str], *, family: str = ""
) -> dict[str, Any]:
    """The item as other programs read it, with the ids of the items it must not stand beside.

    `family` is given where several documents state the item's fact.
    """
    start, end = printed.place(item.source.start, item.source.end)
    fact = printed.facts.get(item.family)
    return {
        "id": item.id,
        "kind": item.kind.value,
        "knowledge": knowledge_of(item, fact),
        "stem": item.stem,
        "word_bank": list(item.word_bank) if isinstance(item, FillInItem) else [],
        "options": _options(item),
        "key": key_of(item),
        "accepted": [list(blank.accepted) for blank in item.blanks]
        if isinstance(item, FillInItem)
        else [],
        "explanation": item.explanation,
        "difficulty": item.difficulty.value,
        "fact": item.family,
        "family": family or item.family,
        "enemies": sorted(enemies),
        "template": item.template,
        "seed": item.seed,
        "source": {
            "plan": printed.plan,
            "article": printed.article_ids[item.source.article_ordinal],
            "start": start,
            "end": end,
            "quote": printed.text[start:end],
        },
        "detail": _detail(item, printed),
    }


def knowledge_of(item: Item, fact: Fact | None) -> str:
    """arrangement for the plan's own schedule, else duty, rule or term by what the fact says."""
    if item.knowledge is Knowledge.SCHEDULE:
        return "arrangement"
    return "term" if fact is None else _OF_FACTS.get(fact.kind, "term")


def key_of(item: Item) -> list[str] | list[int] | bool:
    """The texts of the blanks, the places of the right options, or whether the statement holds."""
    match item:
        case FillInItem():
            return [blank.key for blank in item.blanks]
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            return [place for place, option in enumerate(item.options) if option.id in keys]
        case TrueFalseItem():
            return item.key


def _options(item: Item) -> list[str]:
    if isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return [option.text for option in item.options]
    return []


def _detail(item: Item, printed: Printed) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "sha256": item.source.document_sha256,
        "ordinal": item.source.article_ordinal,
        "span": list(printed.place(item.source.span_start, item.source.span_end)),
        "generator": item.generator,
    }
    start, end = printed.place(item.source.start, item.source.end)
    if printed.text[start:end] != item.source.quote:
        # White space that was cleaned away: the rules hold an item against the cleaned sentence.
        clean = ("quote", "start", "end", "span_start", "span_end")
        shared["clean"] = {name: getattr(item.source, name) for name in clean}
    match item:
        case FillInItem():
            slots = [blank.slot for blank in item.blanks]
            return shared | {"slots": slots, "ordered": item.ordered}
        case SingleChoiceItem() | MultipleChoiceItem():
            return shared | {"fixed_order": item.fixed_order}
        case TrueFalseItem():
            return shared | {"correction": item.correction}
