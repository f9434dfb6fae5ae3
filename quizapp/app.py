"""The application factory: a table of contents. Runs no migration and touches no data."""

from __future__ import annotations

import logging.config
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.pool import QueuePool
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp import (
    accounts,
    attempts,
    bank,
    exams,
    home,
    invigilation,
    leaderboard,
    live,
    members,
    plans,
    suggestions,
)
from quizapp.accounts.queries import signed_in_member
from quizapp.commands import COMMANDS
from quizapp.database import postgresql, sqlite
from quizapp.extensions import bootstrap, csrf, db, limiter, migrate
from quizapp.settings import ROOT, Settings
from quizapp.web import (
    access,
    admission,
    failures,
    headers,
    letters,
    logs,
    metrics,
    presentation,
    reading,
)
from quizapp.web.session_cookie import SessionCookies

FEATURES = (
    home,
    accounts,
    members,
    plans,
    bank,
    exams,
    attempts,
    invigilation,
    leaderboard,
    suggestions,
)


class QuizApp(Flask):
    """Flask for views and hooks that are plain functions, as all of ours are."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give the function as it is: asking sixteen times a request whether it is a coroutine
        costs a twentieth of a save."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app from the settings, or from the environment when none are given."""
    settings = settings or Settings.from_environment()
    app = QuizApp(__name__, instance_path=str(settings.instance))
    _configure(app, settings)
    _log()
    logs.init_app(app, settings)
    admission.init_app(app, settings)
    _extend(app, settings)
    reading.init_app(app)
    access.init_app(app, signed_in_member)
    failures.init_app(app)
    presentation.init_app(app, settings)
    letters.init_app(app, settings)
    headers.init_app(app, settings)
    metrics.init_app(app)
    live.init_app(app, threads=settings.threads)
    for feature in FEATURES:
        app.register_blueprint(feature.routes.blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        SESSION_COOKIE_NAME="session" if settings.plain_http else "__Host-session",
        SESSION_COOKIE_SECURE=not settings.plain_http,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=16),
        # A test may last longer than the library's one hour; the token is bound to the session.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=25 * 1024 * 1024,
        BOOTSTRAP_SERVE_LOCAL=True,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_HEADERS_ENABLED=False,
        # Without Redis the limits go on in each process by itself; nobody is kept out or waits.
        RATELIMIT_STORAGE_OPTIONS={"socket_connect_timeout": 1, "socket_timeout": 1}
        if settings.redis_url
        else {},
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


def _engine_options(settings: Settings) -> dict[str, object]:
    # One connection for each thread and a few for commands: no request waits for the pool.
    options: dict[str, object] = {
        "poolclass": QueuePool,
        "pool_size": settings.threads,
        "max_overflow": 4,
        "pool_timeout": 2,
        "hide_parameters": True,  # answers and names stay out of every log
    }
    if settings.is_sqlite:
        return options | {"connect_args": {"check_same_thread": False}}
    # No ping before each use: what may be repeated is repeated once when a connection has gone.
    return options | {"connect_args": postgresql.CONNECT_ARGUMENTS}


def _log() -> None:
    if not logging.getLogger().handlers:
        logging.config.dictConfig(logs.configuration())


def _extend(app: Flask, settings: Settings) -> None:
    settings.instance.mkdir(parents=True, exist_ok=True)
    app.session_interface = SessionCookies()
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    bootstrap.init_app(app)
    limiter.init_app(app)
    with app.app_context():
        (sqlite if settings.is_sqlite else postgresql).prepare(db.engine)
        metrics.watch(db.engine)
