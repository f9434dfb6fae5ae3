"""How refusals and errors are shown: a page for people, JSON for scripts, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Final

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError

from quizapp.database.outages import FULL, outage
from quizapp.domain.refusals import Reason, Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.web import metrics
from quizapp.web.access import be_nobody, may_be_repeated
from quizapp.web.admission import DeskBusy
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
    503: _l(
        "The server cannot keep up at the moment. Everything that was shown as saved is kept."
        " Wait a few seconds, then try again."
    ),
}
DISK_FULL: Final = _l(
    "The server has no room left to store anything: what you sent is not stored. Everything that was"
    " shown as saved is kept. Tell your test organizer, and try again in a minute."
)
_DESK_SECONDS: Final = 3
"""When an organizer who found all places at the desk taken may ask again."""


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

    @app.errorhandler(DeskBusy)
    def desk_busy(_error: DeskBusy) -> ResponseReturnValue:
        return _not_now("desk_busy", _DESK_SECONDS, MESSAGES[503])

    @app.errorhandler(SQLAlchemyError)
    def database_failed(error: SQLAlchemyError) -> ResponseReturnValue:
        found = outage(error)
        if found is None:
            raise error
        db.session.remove()
        repeated = g.pop("repeated", False)
        if found.repeatable and may_be_repeated() and not repeated:
            g.repeated = True
            try:
                return app.preprocess_request() or app.dispatch_request()
            except Exception as second:
                return app.handle_user_exception(second)
        current_app.logger.warning("%s: %s", found.code, type(error).__name__)
        message = DISK_FULL if found is FULL else MESSAGES[503]
        return _not_now(found.code, found.retry_seconds, message)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if code < 400:
            return error
        if isinstance(error, InternalServerError):
            # PostgreSQL answers nothing more in a failed transaction, and the page asks who is there.
            db.session.rollback()
        message = str(MESSAGES.get(code, MESSAGES[400 if code < 500 else 500]))
        return _answer(code, message, HTTPStatus(code).phrase.lower().replace(" ", "_"))


def wants_json() -> bool:
    """Whether a script asks rather than a person."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _not_now(code: str, retry_seconds: int, message: LazyString) -> ResponseReturnValue:
    """Tell when to ask again; the page asks the database for nothing."""
    be_nobody()  # before the sentence is put into words: whose language it is, the database knows
    answer = current_app.make_response(_answer(503, str(message), code))
    answer.headers["Retry-After"] = str(retry_seconds)
    return answer


def _answer(status: int, message: str, code: str) -> ResponseReturnValue:
    metrics.refused(code)
    if wants_json():
        return jsonify(code=code, message=message), status
    try:
        page = _page(status, message)
    except SQLAlchemyError:
        # The page asks who is there, and the database may have gone since.
        db.session.remove()
        be_nobody()
        page = _page(status, message)
    return page, status


def _page(status: int, message: str) -> str:
    again = request.full_path.rstrip("?") if request.method == "GET" else ""
    return render_template("home/failure.html", message=message, status=int(status), again=again)
