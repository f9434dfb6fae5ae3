"""An event is stored with the change it tells of, or not at all; old ones go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.database.transaction import transaction
from quizapp.extensions import db
from quizapp.live.publishing import KEPT_FOR, exam_topic, prune, publish
from quizapp.models import LiveEvent
from tests.quizapp.live.conftest import NOW


def stored() -> list[LiveEvent]:
    """All events."""
    return list(db.session.execute(db.select(LiveEvent).order_by(LiveEvent.id)).scalars())


def test_goes_with_the_transaction(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        publish(session, exam_topic(7), "started", now=NOW, attempt=3)
        raise ZeroDivisionError
    assert stored() == []
    with transaction() as session:
        publish(session, exam_topic(7), "started", now=NOW, attempt=3)
    (event,) = stored()
    assert (event.topic, event.kind, event.payload) == ("exam:7", "started", {"attempt": 3})
    assert (event.writer > 0) is (db.session.get_bind().dialect.name == "postgresql")


def test_prunes_what_is_old_and_goes_on_counting(app: Flask) -> None:
    with transaction() as session:
        publish(session, "exam:1", "started", now=NOW)
        publish(session, "exam:1", "started", now=NOW + timedelta(seconds=1))
    last = stored()[-1].id
    assert prune(now=NOW + KEPT_FOR) == 0
    assert prune(now=NOW + KEPT_FOR + timedelta(seconds=1)) == 1
    assert prune(now=NOW + KEPT_FOR * 2) == 1
    assert stored() == []
    with transaction() as session:
        publish(session, "exam:1", "started", now=NOW)
    assert stored()[0].id > last, "a reader that waits behind the last id would hear nothing more"
