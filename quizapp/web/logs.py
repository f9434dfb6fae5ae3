"""The log: JSON lines, or plain ones on a terminal; one for each request, with the request's id.

No answers, names or codes: requests are named by their endpoint, never by address or body, and of
an exception the first line of its message is kept: what follows may quote a row.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime
from traceback import format_tb
from types import TracebackType
from typing import Any, Final

from flask import Flask, Response, g, has_request_context, request

from quizapp.settings import Settings

REQUEST_ID: Final = "X-Request-ID"
_requests: Final = logging.getLogger("quizapp.requests")
_PROPER_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CONTROL: Final = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLines(logging.Formatter):
    """One JSON object a line; whatever stands in a message cannot begin another one."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        value: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id():
            value["request_id"] = request_id()
        value |= getattr(record, "fields", {})
        if record.exc_info:
            value["error"] = error_text(record.exc_info)
        return json.dumps(value, default=str)


class PlainLines(logging.Formatter):
    """The same for people who watch a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, and the lines of an exception."""
        moment = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        fields = "".join(
            f" {name}={value}" for name, value in getattr(record, "fields", {}).items()
        )
        line = f"{moment} {record.levelname} {record.name}: {record.getMessage()}{fields}"
        line = line.translate(_CONTROL)
        return line + ("\n" + error_text(record.exc_info) if record.exc_info else "")


def error_text(error: _Error) -> str:
    """Give where an exception came from and the first line of what it says, causes first."""
    kind, value, frames = error
    if kind is None or value is None:
        return ""
    cause = value.__cause__ or (None if value.__suppress_context__ else value.__context__)
    before = error_text((type(cause), cause, cause.__traceback__)) + "\n" if cause else ""
    first_line = (str(value).splitlines() or [""])[0]
    return f"{before}{''.join(format_tb(frames))}{kind.__name__}: {first_line}"


def configuration() -> dict[str, Any]:
    """Give what `logging.config.dictConfig` reads; gunicorn's own lines take the same way."""
    terminal = sys.stderr.isatty()
    kind = PlainLines if terminal else JsonLines
    quiet = {"level": "WARNING"}
    passed_on = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{kind.__module__}.{kind.__name__}"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"level": "INFO", "handlers": ["stderr"]},
        "loggers": {
            "alembic": quiet,
            "gunicorn.error": passed_on | {"level": "INFO"},
            "gunicorn.access": passed_on | {"level": "WARNING"},
        }
        # A newcomer's terminal says how to get in, and then only what went wrong.
        | ({"quizapp.requests": quiet} if terminal else {}),
    }


def request_id() -> str:
    """Give the id of the running request, "" outside of one."""
    found: str = g.get("request_id", "") if has_request_context() else ""
    return found


def init_app(app: Flask, settings: Settings) -> None:
    """Give each request an id and a line. Register before everything that may refuse a request."""

    @app.before_request
    def begin() -> None:
        g.started = time.perf_counter()
        sent = request.headers.get(REQUEST_ID, "") if settings.trusted_proxies else ""
        g.request_id = sent if _PROPER_ID.fullmatch(sent) else uuid.uuid4().hex

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[REQUEST_ID] = request_id()
        fields = {
            "method": request.method,
            "endpoint": request.endpoint or "",
            "status": response.status_code,
            "milliseconds": round(1000 * seconds_taken(), 1),
        }
        level = logging.WARNING if response.status_code >= 500 else logging.INFO
        _requests.log(level, "request", extra={"fields": fields})
        return response

    def log_exception(exc_info: _Error) -> None:
        # Flask's own line has the address, and addresses carry codes.
        app.logger.error("unhandled error", exc_info=exc_info)

    app.log_exception = log_exception  # type: ignore[method-assign]


def seconds_taken() -> float:
    """Give how long the running request has taken."""
    return time.perf_counter() - float(g.get("started", time.perf_counter()))
