"""What a request may hold: numbers that fit a column, no zero characters, only our own addresses."""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

LARGEST_NUMBER: Final = 2**31 - 1
"""The largest number of an integer column; PostgreSQL raises an error for anything above."""


class ColumnNumber(IntegerConverter):
    """The `<int:...>` of addresses: no page has a number that no row can have."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST_NUMBER, **options})


def column_number(text: str) -> int:
    """Read a number of the query string, as `type=` of `request.args.get`.

    Raises ValueError, which means "not asked", for what no row can have as its number.
    """
    if len(text) > len(str(LARGEST_NUMBER)) or not 0 <= int(text) <= LARGEST_NUMBER:
        raise ValueError("no row has this number")
    return int(text)


def chosen_number(field: str) -> int | None:
    """Read the number of a form field; None when it is empty or left out, 400 for what is none."""
    text = request.form.get(field, "")
    if not text:
        return None
    try:
        return column_number(text)
    except ValueError:
        abort(400)


def sent_json() -> Any:
    """Give the JSON that a script has sent; 400 when it is none, or nested beyond all reading."""
    try:
        return request.get_json()
    except RecursionError:
        abort(400)


def is_own_path(text: str) -> bool:
    """Say whether an address is a path of this site; "//host" and "/\\host" lead browsers away."""
    return (
        text.startswith("/")
        and not text.startswith("//")
        and "\\" not in text
        and text.isprintable()
    )


def init_app(app: Flask) -> None:
    """Refuse what no database column holds. Before any address is registered."""
    app.url_map.converters["int"] = ColumnNumber

    @app.before_request
    def refuse_zero_characters() -> None:
        # PostgreSQL stores none, and no keyboard types one: it comes from tools that probe.
        texts = _sent(request.args)
        if not request.is_json:
            texts += _sent(request.form)
            texts += [file.filename or "" for _field, file in request.files.items(multi=True)]
        if any("\0" in text for text in texts):
            abort(400)


def _sent(values: Any) -> list[str]:
    return [text for pair in values.items(multi=True) for text in pair]
