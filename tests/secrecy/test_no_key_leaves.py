"""Every page that can be asked for, by everybody, while an attempt is in each of its states.

Two worlds differ in nothing but keys and explanations. Whoever has no right to the keys must get
the same bytes in both: then no text, length, order, header or picture says anything about them.
The organizer in charge sees them, which proves that the crawl would notice.
"""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.domain.disclosure import Release
from quizapp.extensions import db
from quizapp.models import Form, KeyVersion
from tests.factories.items import CANARY
from tests.secrecy.worlds import STATES, UNTOLD, World

RELEASES = (Release.AFTER_CLOSE, Release.BY_HAND, Release.NEVER)


@pytest.mark.parametrize(
    ("state", "release"),
    [(state, RELEASES[place % len(RELEASES)]) for place, state in enumerate(STATES)],
)
def test_nobody_learns_a_key_before_its_release(
    two_apps: tuple[Flask, Flask], state: str, release: Release
) -> None:
    if two_apps[0].config["SQLALCHEMY_DATABASE_URI"].startswith("postgres") and state != "open":
        pytest.skip("pages do not ask which database is below them; one state shows it")
    first, second = (World(app, place, state, release) for place, app in enumerate(two_apps))
    paths = first.paths()
    assert paths == second.paths() and len(paths) > 55
    leaks = []
    for who in UNTOLD:
        for path in paths:
            here, there = first.page(who, path), second.page(who, path)
            if CANARY.encode() in here or CANARY.encode() in there:
                leaks.append(f"{who} reads a key at {path}")
            elif here != there:
                leaks.append(f"{who} can tell the keys apart at {path}")
    assert not leaks, leaks
    seen = [path for path in paths if CANARY.encode() in first.page("organizer", path)]
    assert any(path.startswith("/bank") for path in seen), "the crawl would notice"


def test_after_the_release_the_member_reads_all(two_apps: tuple[Flask, Flask]) -> None:
    world = World(two_apps[0], 0, "handed in", Release.AT_ONCE)
    readable = {
        who: [path for path in world.paths() if CANARY.encode() in world.page(who, path)]
        for who in UNTOLD
    }
    assert readable.pop("member") == ["/attempts/1/result"]
    assert readable.pop("entry") == ["/attempts/1/result"]
    assert not any(readable.values()), readable


def test_the_paper_that_is_frozen_holds_no_key(two_apps: tuple[Flask, Flask]) -> None:
    papers = []
    for place, app in enumerate(two_apps):
        World(app, place, "open", Release.NEVER)
        with app.app_context():
            papers.append(db.session.execute(db.select(Form.content, Form.content_hash)).one())
            keys = db.session.execute(db.select(KeyVersion.content)).scalar_one()
            assert CANARY in str(keys)
            db.session.remove()
    assert papers[0] == papers[1]
    assert CANARY not in str(papers[0])
