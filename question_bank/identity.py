"""Ids that stay the same when a document is read again.

Owns how they are made. Knows nothing of what they stand for. Standard library only.
"""

from __future__ import annotations

from hashlib import sha256


def stable_id(prefix: str, *parts: str | int) -> str:
    """The prefix and 16 hexadecimal digits that depend on the parts alone.

    Parts are told apart: ("ab", "c") and ("a", "bc") give different ids.
    """
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{sha256(text.encode()).hexdigest()[:16]}"


def item_id(document_sha256: str, start: int, fact: str, *, kind: str, template: str) -> str:
    """Id of an item: document, place of its sentence, fact, kind and template."""
    return stable_id("item", document_sha256, start, fact, kind, template)
