"""How the parts of a stem are written: the naming of the document, the gap, the topic.

Owns these fixed forms, so that the generator writes and the item linter reads the same ones.
Standard library only.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.items import BLANK

GAP: Final = "（　）"
"""Where the chosen option stands in the stem of a choice item."""

_PREFIX: Final = re.compile(r"^根据《(?P<label>[^》]+)》，")
_TOPIC: Final = re.compile(r"^在(?P<title>[^，]{4,30})方面，")
_CLAUSES: Final = re.compile(r"[，；：。！？、]?[^，；：。！？]+[，；：。！？]*")


def prefix_for(label: str) -> str:
    """The words that name the document, such as 根据《某局2030年党建工作计划》，

    Marks of titles inside the label become 〈 〉, as the rules of punctuation ask. Empty for an
    empty label.
    """
    inner = label.strip()
    if inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1:
        inner = inner[1:-1]
    inner = inner.replace("《", "〈").replace("》", "〉")
    return f"根据《{inner}》，" if inner else ""


def topic_for(title: str) -> str:
    """The words that name an article by its title: 在加强某某方面，"""
    return f"在{title}方面，"


def named_label(stem: str) -> str:
    """The label a stem names, with 〈 〉 for inner marks; empty when it names none."""
    match = _PREFIX.match(stem)
    return match["label"] if match else ""


def body_of(stem: str) -> str:
    """The stem without the words that name the document."""
    return _PREFIX.sub("", stem, count=1)


def core_of(stem: str) -> str:
    """The stem without the naming of document and article: what is copied from the source."""
    return _TOPIC.sub("", body_of(stem), count=1)


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a stem, without the marks that end them; quotation marks do not matter."""
    return tuple(part.strip("，；：。！？") for part in _CLAUSES.findall(text) if part.strip())


def around_blanks(core: str) -> tuple[tuple[str, str], ...]:
    """For each blank the text before and after it inside its clause.

    Other blanks of the clause stay in it as written.
    """
    pairs = []
    for match in re.finditer(re.escape(BLANK), core):
        left = re.split(r"[，；：。！？]", core[: match.start()])[-1]
        right = re.split(r"[，；：。！？]", core[match.end() :])[0]
        pairs.append((left, right))
    return tuple(pairs)


def with_keys(core: str, keys: tuple[str, ...]) -> str:
    """The stem with its blanks filled in order."""
    parts = core.split(BLANK)
    filled = [parts[0]]
    for key, part in zip(keys, parts[1:], strict=False):
        filled += [key, part]
    return "".join(filled)
