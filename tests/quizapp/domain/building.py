"""Pure values that several tests of the domain need, built in one line."""

from __future__ import annotations

from typing import Any

from question_bank.items import (
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
)

WORDS = ("甲组", "乙组", "丙组", "丁组", "戊组", "己组")


def source(article: int = 1) -> SourceRef:
    """A place in an invented document."""
    return SourceRef(
        "0" * 64, "样例计划", str(article), article, 0, 9, 0, 9, "甲组负责整理材料。", 0, 2
    )


def item(kind: Kind, name: str, *, family: str = "", article: int = 1, **fields: Any) -> Item:
    """An item of a kind; two items differ by name, and families by name unless given."""
    shared: dict[str, Any] = {
        "id": name,
        "stem": f"第{name}题：谁负责整理材料？",
        "explanation": "甲组负责。",
        "source": source(article),
        "knowledge": Knowledge.GENERAL,
        "difficulty": Difficulty.MEDIUM,
        "family": family or name,
        "template": "sample",
        "generator": "1",
        "seed": 1,
    }
    options = tuple(Option(letter, word) for letter, word in zip("abcd", WORDS, strict=False))
    match kind:
        case Kind.FILL_IN:
            own: dict[str, Any] = {"blanks": (Blank("甲组"),), "word_bank": WORDS[:4]}
            return FillInItem(**(shared | own | fields))
        case Kind.SINGLE_CHOICE:
            return SingleChoiceItem(**(shared | {"options": options, "key": "a"} | fields))
        case Kind.MULTIPLE_CHOICE:
            own = {"options": options, "keys": ("a", "c")}
            return MultipleChoiceItem(**(shared | own | fields))
        case Kind.TRUE_FALSE:
            return TrueFalseItem(**(shared | {"key": True} | fields))
