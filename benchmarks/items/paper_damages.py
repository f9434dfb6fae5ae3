"""Ways to spoil a paper of good items, each with the rule of the linter that must notice.

Owns pure functions from good items to papers with a flaw that only items side by side have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from question_bank.checks.values import MEASURED, fold, value_type
from question_bank.items import FillInItem, Item, Option, SingleChoiceItem, TrueFalseItem

SpoiledPaper = tuple[str, str, tuple[Item, ...]]
"""Name of the way, the rule, the paper."""

_SHARED: Final = (
    "explanation", "knowledge", "difficulty", "template", "generator", "seed",
)  # fmt: skip
_STATEMENTS: Final = 8
_CHOICES: Final = 12


def spoiled_pairs(items: Sequence[Item]) -> Iterator[SpoiledPaper]:
    """Each item beside a twin and beside one that tells its answer."""
    for item in items:
        twin = replace(item, id=item.id + "-twin", family=item.family + "-twin")
        yield "same item twice", "L26", (item, twin)
        if not isinstance(item, FillInItem):
            continue
        key = item.blanks[0].key
        if value_type(key) in MEASURED or len(fold(key)) < 3:
            continue
        shown = TrueFalseItem(
            id=item.id + "-told",
            family=item.family + "-told",
            stem=f"本单位已经把{key}列入了年度要点。",
            source=replace(item.source, document_sha256="0" * 64),
            key=True,
            **{name: getattr(item, name) for name in _SHARED},
        )
        yield "answer in another item", "L27", (item, shown)


def spoiled_wholes(items: Sequence[Item]) -> Iterator[SpoiledPaper]:
    """Statements that are all true or all false, keys that all stand first."""
    statements = [item for item in items if isinstance(item, TrueFalseItem)]
    for key in (True, False):
        alike = tuple(item for item in statements if item.key is key)[:_STATEMENTS]
        if len(alike) == _STATEMENTS:
            yield "statements all alike", "L29", alike
    free = [one for one in items if isinstance(one, SingleChoiceItem) and not one.fixed_order]
    if len(free) >= _CHOICES:
        yield "key always in one place", "L14", tuple(map(_key_first, free[:_CHOICES]))


def _key_first(item: SingleChoiceItem) -> SingleChoiceItem:
    texts = sorted(item.options, key=lambda option: option.id != item.key)
    options = tuple(
        Option(name.id, one.text) for name, one in zip(item.options, texts, strict=True)
    )
    return replace(item, options=options, key=options[0].id)
