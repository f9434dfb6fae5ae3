"""How refusals and errors are shown: a page for people, JSON for scripts, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Final

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from quizapp.domain.refusals import Reason, Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.web.presentation import local_datetime

STATUS: Final = {
    RefusalKind.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusalKind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    RefusalKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    RefusalKind.CONFLICT: HTTPStatus.CONFLICT,
}

MESSAGES: Final = {
    400: _l("The request could not be read. Go back, reload the page and try again."),
    401: _l("You are not signed in any more. Sign in again; answers on this device are kept."),
    403: _l("This page is not open to your account. Ask your test organizer if you need it."),
    404: _l(
        "There is no such page, or it is not yours. Check the address or start from your home page."
    ),
    405: _l("This address does not take that kind of request. Start from your home page."),
    413: _l("The file is too large. Files of up to 10 MB can be sent."),
    429: _l("Too many tries in a short time. Wait a minute, then try again."),
    500: _l("Something went wrong on our side. Nothing was half stored; please try again."),
}


def refusal_text(refusal: Refusal) -> str:
    """Give the refusal's sentence in the reader's language."""
    return _(refusal.message, **{name: _shown(value) for name, value in refusal.values.items()})


def reason_texts(reasons: Iterable[Reason]) -> list[str]:
    """Give the sentences of listed reasons in the reader's language."""
    return [
        _(reason.message, **{name: _shown(value) for name, value in reason.values.items()})
        for reason in reasons
    ]


def _shown(value: object) -> object:
    return local_datetime(value) if isinstance(value, datetime) else value


def init_app(app: Flask) -> None:
    """Answer every failure in the form the caller reads."""

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> ResponseReturnValue:
        return _answer(STATUS[refusal.kind], refusal_text(refusal), refusal.code)

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> ResponseReturnValue:
        message = _("This form is out of date. Reload the page and send it again.")
        return _answer(HTTPStatus.BAD_REQUEST, message, "stale_form")

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if code < 400:
            return error
        if isinstance(error, InternalServerError):
            # PostgreSQL answers nothing more in a failed transaction, and the page asks who is there.
            db.session.rollback()
            current_app.logger.error("unhandled error on %s", request.path)
        message = str(MESSAGES.get(code, MESSAGES[400 if code < 500 else 500]))
        return _answer(code, message, HTTPStatus(code).phrase.lower().replace(" ", "_"))


def wants_json() -> bool:
    """Whether a script asks rather than a person."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _answer(status: int, message: str, code: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(code=code, message=message), status
    return render_template("home/failure.html", message=message, status=int(status)), status
