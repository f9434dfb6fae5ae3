"""The Flask extensions, made once and bound to the app by `create_app`. No app, no models here."""

from __future__ import annotations

from flask import request
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from quizapp.models.base import Base


class ScriptsFirst(CSRFProtect):  # type: ignore[misc]
    """The check of forms, which looks for a script's header before it takes a body for a form."""

    def _get_csrf_token(self) -> str | None:
        found: str | None = request.headers.get("X-CSRFToken") or super()._get_csrf_token()
        return found


class RouteLimits(Limiter):
    """Limits that stand at their routes, and none for all pages."""

    def _check_request_limit(
        self, callable_name: str | None = None, in_middleware: bool = True
    ) -> None:
        # Looking for limits before every request costs a save more than reading its session.
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


# Without the savepoint mode an operation's rows would vanish inside the tests' outer transaction.
db = SQLAlchemy(
    metadata=Base.metadata, session_options={"join_transaction_mode": "create_savepoint"}
)
migrate = Migrate(render_as_batch=True)
login_manager = LoginManager()
csrf = ScriptsFirst()
babel = Babel()
bootstrap = Bootstrap5()
limiter = RouteLimits(get_remote_address, default_limits=[])
