"""Pieces of pages that are rendered once and kept: what many see, in the same words.

A piece is kept in this process by the language, the macro and all that it is made of, so it is
never out of date. Nothing that belongs to one person alone should be kept: it would only push out
what others need.
"""

from __future__ import annotations

import secrets
from collections.abc import Hashable
from typing import Final

from flask import get_template_attribute
from flask_babel import get_locale
from markupsafe import Markup

LATER: Final = secrets.token_hex(16)
"""Stands in a kept piece for what is put in afterwards; random, so that no other text contains it."""

_MOST: Final = 20_000
"""Pieces, some 500 bytes each: those of a dozen papers of fifty items."""
_kept: Final[dict[Hashable, Markup]] = {}


def language() -> str:
    """Give the language of the request as pieces are kept by it."""
    return str(get_locale())


def kept(template: str, macro: str, *made_of: Hashable, spoken: str = "") -> Markup:
    """Give what the macro of the template makes of the values, from memory if it was made before.

    The macro must depend on nothing but the values and the language. `spoken` is `language()`,
    for those who ask many times.
    """
    key = (spoken or language(), template, macro, made_of)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST:
            _kept.clear()
        found = _kept[key] = made(template, macro, *made_of)
    return found


def made(template: str, macro: str, *made_of: object) -> Markup:
    """Give what the macro makes of the values, and keep nothing."""
    text: Markup = get_template_attribute(template, macro)(*made_of)
    return text
