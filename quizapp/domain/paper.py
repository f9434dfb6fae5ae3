"""A frozen paper: its content without any key, and the keys apart from it.

Owns the values, their JSON and their hash, and the order in which a member sees items and options.
What the member sees follows from a stored seed by SHA-256 of seed and id, never from a library's
shuffle that may change. How a paper is put together is in `drawing`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from question_bank.items import Blank, Kind, Option, SourceRef

TRUE: Final = "true"
FALSE: Final = "false"
"""Responses to a true/false item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormItem:
    """An item as it stands on a paper."""

    number: int
    """1 to n through the whole paper."""
    section: int
    """Number of its section."""
    kind: Kind
    stem: str
    options: tuple[Option, ...] = ()
    """Canonical ids "a", "b", ... in an order that says nothing of the key."""
    fixed_order: bool = False
    """Options stand in their natural order and are never shuffled."""
    blank_count: int = 0
    word_bank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """大题: items of one kind that stand together."""

    number: int
    kind: Kind
    first: int
    """Number of its first item."""
    last: int
    points: tuple[int, ...]
    """Hundredths of a point, one for each item."""

    @property
    def total(self) -> int:
        """Hundredths of a point of the whole section."""
        return sum(self.points)

    @property
    def points_each(self) -> int | None:
        """Hundredths of a point of every item, or None when they differ."""
        return self.points[0] if len(set(self.points)) == 1 else None


@dataclass(frozen=True, slots=True)
class Form:
    """A paper without key and explanation."""

    sections: tuple[FormSection, ...]
    items: tuple[FormItem, ...]
    """In order of number."""

    @property
    def full(self) -> int:
        """Hundredths of a point of the whole paper."""
        return sum(section.total for section in self.sections)

    def item(self, number: int) -> FormItem:
        """Give the item of that number. KeyError when the paper has none."""
        if not 1 <= number <= len(self.items):
            raise KeyError(number)
        return self.items[number - 1]

    def points(self, number: int) -> int:
        """Give the hundredths of a point of the item of that number."""
        section = self.sections[self.item(number).section - 1]
        return section.points[number - section.first]

    def to_json(self) -> dict[str, Any]:
        """Give plain JSON values; `from_json` reads them back unchanged."""
        return {
            "sections": [_plain(section) for section in self.sections],
            "items": [_plain(item) for item in self.items],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Form:
        """Read what `to_json` wrote. KeyError, TypeError or ValueError when it is something else."""
        return cls(
            sections=tuple(
                FormSection(
                    **{**section, "kind": Kind(section["kind"]), "points": tuple(section["points"])}
                )
                for section in value["sections"]
            ),
            items=tuple(_form_item(item) for item in value["items"]),
        )

    def content_hash(self) -> str:
        """Give the SHA-256 of the canonical JSON: equal content, equal hash."""
        return hashlib.sha256(canonical_json(self.to_json()).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """The key of one item on a paper."""

    number: int
    kind: Kind
    points: int
    """Hundredths of a point."""
    keys: tuple[str, ...] = ()
    """Right option ids, sorted; ("true",) or ("false",); empty for a fill-in."""
    blanks: tuple[Blank, ...] = ()
    ordered: bool = True
    """False when a fill-in's keys may stand in any order."""
    explanation: str = ""
    correction: str = ""
    """For a false statement, what the source says instead."""
    source: SourceRef | None = None
    item_id: str = ""
    """Stable id of the bank item it was copied from."""


@dataclass(frozen=True)
class KeySheet:
    """All keys of a paper. A correction is a new sheet."""

    entries: tuple[KeyEntry, ...]
    """In order of number."""

    @property
    def full(self) -> int:
        """Hundredths of a point of the whole paper."""
        return sum(entry.points for entry in self.entries)

    @cached_property
    def by_number(self) -> Mapping[int, KeyEntry]:
        """The entries by item number."""
        return {entry.number: entry for entry in self.entries}

    def to_json(self) -> dict[str, Any]:
        """Give plain JSON values; `from_json` reads them back unchanged."""
        return {"entries": [_plain(entry) for entry in self.entries]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> KeySheet:
        """Read what `to_json` wrote. KeyError, TypeError or ValueError when it is something else."""
        return cls(tuple(_key_entry(entry) for entry in value["entries"]))


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as one member sees it."""

    place: int
    """1 to n in the order of this member."""
    item: FormItem
    options_seed: str | None
    """By which the options are shuffled; None when they stay as they are."""

    @property
    def options(self) -> tuple[Option, ...]:
        """In shown order: the first is lettered A. Ids stay canonical, and only they are sent back."""
        if self.options_seed is None or self.item.fixed_order:
            return self.item.options
        return tuple(
            sorted(
                self.item.options,
                key=lambda option: order_key(
                    self.options_seed or "", f"item {self.item.number} option {option.id}"
                ),
            )
        )


def shown_order(
    form: Form, seed: str, *, shuffle_items: bool, shuffle_options: bool
) -> tuple[ShownItem, ...]:
    """Give the items and options in the order that a member with this seed sees.

    Items move inside their section only. True/false has no options to move; options in fixed order
    stay. The same form and seed give the same order for ever.
    """
    items = list(form.items)
    if shuffle_items:
        items.sort(key=lambda item: (item.section, order_key(seed, f"item {item.number}")))
    return tuple(
        ShownItem(place, item, seed if shuffle_options else None)
        for place, item in enumerate(items, start=1)
    )


def order_key(seed: str, name: str) -> str:
    """Give the place of a name in the order that belongs to a seed."""
    return hashlib.sha256(f"{seed}\x1f{name}".encode()).hexdigest()


def canonical_json(value: object) -> str:
    """Write JSON in the one form that is hashed: sorted names, no spaces, text as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: FormSection | FormItem | KeyEntry) -> dict[str, Any]:
    return asdict(value) | {"kind": value.kind.value}


def _form_item(value: Mapping[str, Any]) -> FormItem:
    fields = dict(value)
    fields["kind"] = Kind(fields["kind"])
    fields["options"] = tuple(Option(option["id"], option["text"]) for option in fields["options"])
    fields["word_bank"] = tuple(fields["word_bank"])
    return FormItem(**fields)


def _key_entry(value: Mapping[str, Any]) -> KeyEntry:
    fields = dict(value)
    fields["kind"] = Kind(fields["kind"])
    fields["keys"] = tuple(fields["keys"])
    fields["blanks"] = tuple(
        Blank(blank["key"], tuple(blank["accepted"]), blank["slot"]) for blank in fields["blanks"]
    )
    if fields["source"] is not None:
        fields["source"] = SourceRef(**fields["source"])
    return KeyEntry(**fields)
