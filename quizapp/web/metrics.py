"""What an operator watches on the day, in the text format of Prometheus.

Counters are added up over the server processes of this machine; what the database knows is the
same from every machine. Nothing here names a person.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Flask, Response, current_app, request
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine, event

from quizapp.domain.people import Role
from quizapp.settings import Settings
from quizapp.web.access import rule_of
from quizapp.web.logs import seconds_taken

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = Histogram(
    "quizapp_request_seconds",
    "Time to answer a request, by kind of work.",
    ["work"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)
_ANSWERED: Final = Counter(
    "quizapp_requests_total", "Requests answered, by kind of work and status.", ["work", "status"]
)
_REFUSED: Final = Counter("quizapp_refusals_total", "Refusals and failures, by code.", ["code"])
_CONNECTIONS: Final = Gauge(
    "quizapp_database_connections",
    "Connections to the database: open, and in use at the moment.",
    ["state"],
    multiprocess_mode="livesum",
)
_WORK: Final = {
    "attempts.save_answers": "save",
    "attempts.save_page": "save",
    "attempts.start": "start",
    "attempts.submit": "hand_in",
}


def init_app(app: Flask) -> None:
    """Count and time every request; files are left out."""

    @app.after_request
    def count(response: Response) -> Response:
        work = _work(request.endpoint or "")
        if work:
            _SECONDS.labels(work).observe(seconds_taken())
            _ANSWERED.labels(work, str(response.status_code)).inc()
        return response


def watch(engine: Engine) -> None:
    """Follow the connections of the engine's pool."""
    opened, used = (_CONNECTIONS.labels(state) for state in ("open", "in_use"))
    event.listen(engine, "connect", lambda *_: opened.inc())
    event.listen(engine, "close", lambda *_: opened.dec())
    event.listen(engine, "checkout", lambda *_: used.inc())
    event.listen(engine, "checkin", lambda *_: used.dec())


def refused(code: str) -> None:
    """Count a refusal."""
    _REFUSED.labels(code).inc()


def may_read() -> bool:
    """Whether the request carries the token; nobody does when none is set."""
    settings: Settings = current_app.config["SETTINGS"]
    sent = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.metrics_token}"
    return bool(settings.metrics_token) and hmac.compare_digest(sent.encode(), wanted.encode())


def exposition(stored: Mapping[str, tuple[str, float]]) -> bytes:
    """Give all figures; `stored` is what the database knows: name, what it means, value."""
    counted = CollectorRegistry()
    try:
        MultiProcessCollector(counted)
    except ValueError:  # one process keeps its counters in memory
        counted = REGISTRY
    known = CollectorRegistry()
    known.register(_Stored(stored))
    return generate_latest(counted) + generate_latest(known)


class _Stored(Collector):
    def __init__(self, values: Mapping[str, tuple[str, float]]) -> None:
        self.values = values

    def collect(self) -> Iterator[Any]:
        for name, (meaning, value) in self.values.items():
            yield GaugeMetricFamily(name, meaning, value=value)


def _work(endpoint: str) -> str:
    if endpoint.endswith("static"):
        return ""
    if endpoint in _WORK:
        return _WORK[endpoint]
    rule = rule_of(current_app, endpoint) if endpoint else None
    return "desk" if rule is not None and rule.role is not Role.MEMBER else "member"
