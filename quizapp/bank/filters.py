"""Which items of the bank somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from question_bank.items import Kind, Knowledge
from quizapp.models import ItemStatus as ItemStatus

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked of an item; None or an empty text asks nothing."""

    plan: int | None = None
    article: int | None = None
    kind: Kind | None = None
    knowledge: Knowledge | None = None
    status: ItemStatus | None = None
    text: str = ""
    """Words of the stem."""
    lost: bool = False
    """Only items whose plan no longer has the sentence they quote."""

    def as_args(self) -> dict[str, str]:
        """The query string that `read_filters` reads back; the status is always in it."""
        values: dict[str, object] = {
            "plan": self.plan,
            "article": self.article,
            "kind": self.kind,
            "knowledge": self.knowledge,
            "q": self.text or None,
            "source": "lost" if self.lost else None,
        }
        args = {name: str(value) for name, value in values.items() if value is not None}
        return args | {"status": self.status.value if self.status else ""}


def read_filters(args: Mapping[str, str], *, status: ItemStatus | None = None) -> Filters:
    """Read a query string; what makes no sense asks nothing. `status` holds when none is named."""
    asked = args.get("status")
    return Filters(
        plan=_number(args.get("plan", "")),
        article=_number(args.get("article", "")),
        kind=_one_of(Kind, args.get("kind", "")),
        knowledge=_one_of(Knowledge, args.get("knowledge", "")),
        status=status if asked is None else _one_of(ItemStatus, asked),
        text=args.get("q", "").strip()[:100],
        lost=args.get("source") == "lost",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _one_of(cls: type[E], text: str) -> E | None:
    return cls(text) if text in list(cls) else None
