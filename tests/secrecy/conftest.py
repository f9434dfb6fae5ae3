"""Two worlds need two databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.extensions import db
from tests.conftest import make_app
from tests.databases import Databases


@pytest.fixture
def two_apps(
    live_app: Flask, template_app: Flask, databases: Databases, tmp_path: Path
) -> tuple[Flask, Flask]:
    """Two apps on two copies of the same empty database."""
    with template_app.app_context():
        db.engine.dispose()
        url = databases.copy(template_app.config["SQLALCHEMY_DATABASE_URI"])
    return live_app, make_app(url, tmp_path / "second")
