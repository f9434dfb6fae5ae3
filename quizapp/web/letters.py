"""Extra-large type, kept by each browser for itself: `?letters=large` or `usual` on any page.

A cookie and not the account: a borrowed phone keeps its owner's way of reading, and the plain form
obeys it as the pages with script do. The script of the test page writes the same cookie.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

from quizapp.settings import Settings

COOKIE: Final = "letters"
LARGE: Final = "large"
_SIZES: Final = (LARGE, "usual")
_YEAR: Final = 365 * 24 * 60 * 60


def init_app(app: Flask, settings: Settings) -> None:
    """Tell every template which type to use, and keep what was chosen."""

    @app.context_processor
    def shared() -> dict[str, object]:
        return {"large_type": (_chosen() or request.cookies.get(COOKIE, "")) == LARGE}

    @app.after_request
    def keep(response: Response) -> Response:
        if _chosen():
            response.set_cookie(
                COOKIE,
                _chosen(),
                max_age=_YEAR,
                samesite="Lax",
                secure=not settings.plain_http,
            )
        return response


def _chosen() -> str:
    asked = request.args.get("letters", "")
    return asked if asked in _SIZES else ""
