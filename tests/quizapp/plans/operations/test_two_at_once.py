"""The same file sent twice at the same moment is stored once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models import BankItem, Plan
from quizapp.plans.operations import import_plan
from quizapp.plans.storing import Imported
from tests.conftest import make_people
from tests.factories.plans import LABEL, TEXT

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


def test_same_file_twice_at_once_is_one_plan(live_app: Flask) -> None:
    with live_app.app_context():
        unit_id = make_people().root
        db.session.remove()

    def send(_number: int) -> Imported:
        with live_app.app_context():
            done = import_plan(
                "计划.txt", TEXT.encode(), unit_id=unit_id, who=None, now=NOW, label=LABEL
            )
            db.session.remove()
            return done

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(send, range(2)))
    assert sorted(one.changed for one in done) == [False, True]
    with live_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Plan)) == 1
        assert db.session.scalar(select(func.count()).select_from(BankItem)) == done[0].items
