"""What a server process looks at once, so that a wrong setting is told at the start by its name."""

from __future__ import annotations

import logging
from typing import Final

from flask import Flask
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from quizapp.database.postgresql import NotDurable
from quizapp.extensions import db, limiter
from quizapp.home.queries import schema_revision
from quizapp.settings import Settings, WrongSetting
from quizapp.web.schema import schema_head

log: Final = logging.getLogger(__name__)


def check(app: Flask) -> None:
    """Look at what the settings lead to.

    A database or Redis that is away is told and waited for. Raises WrongSetting for a database that
    may lose what it has confirmed.
    """
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        try:
            at, wanted = schema_revision(), schema_head()
            if at != wanted:
                log.error(
                    "DATABASE_URL: the database is at migration %r, this version needs %r;"
                    " run: flask --app wsgi db upgrade",
                    at,
                    wanted,
                )
        except SQLAlchemyError as error:
            if isinstance(error, DBAPIError) and isinstance(error.orig, NotDurable):
                raise WrongSetting(str(error.orig)) from error
            log.warning("DATABASE_URL: the database does not answer yet; waiting for it")
        finally:
            db.session.remove()
        if settings.redis_url and not limiter.storage.check():
            log.warning("REDIS_URL does not answer; each process counts tries by itself meanwhile")
