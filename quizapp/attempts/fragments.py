"""Items of the test page, put together from pieces that a template renders once.

A paper has fifty items of four options, and every member sees them in another order. What does not
depend on the order (the frame around an item, an option under one letter, chosen or not) is kept in
this process by its own content, so that it is never out of date. Knows no key.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from typing import Final

from flask import get_template_attribute
from flask_babel import get_locale
from markupsafe import Markup

from quizapp.attempts.queries.papers import PaperItem

_TEMPLATE: Final = "attempts/_question.html"
_MOST: Final = 20_000
"""Pieces kept, some 500 bytes each: those of a dozen papers in one language."""
# Stands for an item's place; random, so that no text of an item can contain it.
_PLACE: Final = secrets.token_hex(16)

_kept: Final[dict[Hashable, str]] = {}


def questions(items: tuple[PaperItem, ...], page: int, first_place: int) -> dict[int, Markup]:
    """Give the HTML of items by number; those of another page are hidden and send nothing.

    `first_place` is that of the item a page without script begins with.
    """
    language = str(get_locale())
    return {
        item.number: _question(
            item, language, shown=item.page == page, here=item.place == first_place
        )
        for item in items
    }


def _question(item: PaperItem, language: str, *, shown: bool, here: bool) -> Markup:
    blanks = item.blanks
    own = (language, item.number, item.kind, item.points, item.stem_parts, blanks)
    head = _piece((*own, shown, here), lambda: _macro("head")(item, _PLACE, shown, here))
    if item.choices:
        answer = "".join(
            _piece(
                (language, item.number, item.kind, choice),
                lambda choice=choice: _macro("choice_row")(item, choice),
            )
            for choice in item.choices
        )
    else:
        answer = _piece((*own, item.word_bank), lambda: _macro("blank_fields")(item))
    tail = _piece((language, bool(item.choices)), lambda: _macro("tail")(item))
    # Nothing but what the template has escaped, and a number.
    return Markup(head.replace(_PLACE, str(item.place)) + answer + tail)  # noqa: S704


def _piece(key: Hashable, render: Callable[[], str]) -> str:
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST:
            _kept.clear()
        found = _kept[key] = str(render())
    return found


def _macro(name: str) -> Callable[..., str]:
    macro: Callable[..., str] = get_template_attribute(_TEMPLATE, name)
    return macro
