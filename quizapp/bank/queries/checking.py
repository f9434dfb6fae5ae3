"""What the item linter says of stored items, held against their document and its other items."""

from __future__ import annotations

from collections.abc import Iterable

from question_bank.checks.findings import Finding, finding
from question_bank.checks.item_linter import check_item
from question_bank.checks.paper import repeats
from question_bank.items import Item, Kind
from question_bank.source import Source
from quizapp.bank.queries.access import StoredItem, rivals_of, source_of


class Checker:
    """Checks items; loads each document, and the items that may be repeated, once."""

    def __init__(self) -> None:
        self._sources: dict[int, Source] = {}
        self._rivals: dict[tuple[int, Kind], tuple[tuple[int, Item], ...]] = {}

    def findings(self, stored: StoredItem, item: Item | None = None) -> tuple[Finding, ...]:
        """All findings on the stored item, or on what it would become; blocking ones first.

        The generator makes no two items alike, so only a person's own words are held against the
        other items of the plan.
        """
        source = self.source(stored.plan_id)
        found = check_item(item or stored.item, source)
        if item is not None or stored.edited:
            found += self._repeats(stored, item or stored.item)
        return tuple(sorted(found, key=lambda one: not one.blocking))

    def blocking(self, stored: StoredItem, item: Item | None = None) -> tuple[Finding, ...]:
        """The findings that keep it from being approved."""
        return tuple(one for one in self.findings(stored, item) if one.blocking)

    def source(self, plan_id: int) -> Source:
        """The plan's document."""
        if plan_id not in self._sources:
            self._sources[plan_id] = source_of(plan_id)
        return self._sources[plan_id]

    def _repeats(self, stored: StoredItem, item: Item) -> Iterable[Finding]:
        key = (stored.plan_id, item.kind)
        if key not in self._rivals:
            self._rivals[key] = rivals_of(*key)
        if any(repeats(item, other) for number, other in self._rivals[key] if number != stored.id):
            yield finding("L26", "stem")
