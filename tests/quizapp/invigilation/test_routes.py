"""The live page over HTTP: who gets it, what it holds, how it follows, and the acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.invigilation.operations import extend
from quizapp.live.hub import MOST_OF_ONE, Hub
from quizapp.models import AttemptWatch, Member
from tests.conftest import PageClient, People, make_people
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.factories.viewers import viewer_of
from tests.quizapp.invigilation.conftest import Scene

PAGES = ("", "/rows", "/stream")
ACTS = ("extension", "lock", "unlock", "note")


def base(scene: Scene) -> str:
    """Where the live page lives."""
    return f"/exams/{scene.exam.id}/invigilation"


def test_the_page_is_whole_without_script(client: PageClient, scene: Scene, people: People) -> None:
    client.sign_in(people.organizer)
    page = client.get(base(scene)).text
    assert page.count("<tr data-member=") == 3
    assert "2 of 8" in page and "Not started" in page
    assert f'href="{base(scene)}/attempts/{scene.attempt_id}"' in page
    assert re.search(r'data-count="answering">1<', page)
    few = client.get(base(scene) + "?state=answering").text
    assert few.count("<tr data-member=") == 1 and re.search(r'data-count="not_started">2<', few)
    none = client.get(base(scene) + "?name=nobody").text
    assert "Nobody fits what you chose" in none


def test_rows_are_sent_again_only_when_something_changed(
    client: PageClient, scene: Scene, people: People
) -> None:
    client.sign_in(people.organizer)
    first = client.get(base(scene) + "/rows")
    body = first.get_json()
    assert body["counts"]["answering"] == 1 and len(body["rows"]) == 3
    assert body["rows"][0][:4] == [people.member.id, scene.attempt_id, "answering", "2 of 8"]
    assert re.fullmatch(r"\d\d:\d\d:\d\d", first.headers["X-As-Of"])
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(base(scene) + "/rows", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["X-As-Of"]
    extend(scene.exam.id, scene.attempt_id, 5, viewer=scene.organizer)
    changed = client.get(base(scene) + "/rows", headers=tag)
    assert changed.status_code == 200 and "5 min more" in changed.get_json()["rows"][0][6]


@pytest.mark.parametrize("page", [*PAGES, "/attempts/{attempt}"])
@pytest.mark.parametrize(
    ("person", "status"),
    [("member", 403), ("secretary", 403), ("other", 404), (None, 302)],
)
def test_nobody_else_may_look_or_listen(
    client: PageClient,
    scene: Scene,
    people: People,
    other_organizer: Member,
    page: str,
    person: str | None,
    status: int,
) -> None:
    if person is not None:
        client.sign_in(other_organizer if person == "other" else getattr(people, person))
    reply = client.get(base(scene) + page.format(attempt=scene.attempt_id))
    assert reply.status_code == status
    assert "2 of 8" not in reply.text


def test_an_exam_session_does_not_open_the_page(
    client: PageClient, scene: Scene, people: People
) -> None:
    client.sign_in(people.organizer, exam_id=scene.exam.id)
    for page in PAGES:
        assert client.get(base(scene) + page).status_code == 302


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("person", "status"), [("secretary", 403), ("other", 404)])
def test_nobody_else_may_act(
    client: PageClient,
    scene: Scene,
    people: People,
    other_organizer: Member,
    act: str,
    person: str,
    status: int,
) -> None:
    client.sign_in(other_organizer if person == "other" else people.secretary)
    data = {"minutes": "5", "note": "n"}
    reply = client.post(f"{base(scene)}/attempts/{scene.attempt_id}/{act}", data=data)
    assert reply.status_code == status
    assert client.get(f"{base(scene)}/attempts/{scene.attempt_id}/{act}").status_code == 405


def test_the_acts_and_what_they_say(client: PageClient, scene: Scene, people: People) -> None:
    client.sign_in(people.organizer)
    address = f"{base(scene)}/attempts/{scene.attempt_id}"

    def act(name: str, **data: str) -> str:
        return client.post(f"{address}/{name}", data=data, follow_redirects=True).text

    assert "Time was added" in act("extension", minutes="10")
    assert scene.attempt.extra_seconds == 600
    for wrong in ("", "0", "241", "soon"):
        assert "minutes" in act("extension", minutes=wrong)
    assert scene.attempt.extra_seconds == 600
    assert "Locked:" in act("lock")
    assert scene.attempt.locked_at is not None
    assert "Unlocked:" in act("unlock")
    assert "The note is saved" in act("note", note="the <phone> broke")
    assert "the &lt;phone&gt; broke" in client.get(address).text
    assert "at most 300" in act("note", note="x" * 301)
    assert db.session.get_one(AttemptWatch, scene.attempt_id).note == "the <phone> broke"
    row = scene.attempt
    row.state, row.closed_at = AttemptState.SUBMITTED, row.started_at
    db.session.commit()
    refused = act("lock")
    assert "was handed in at" in refused and "Lock now" not in refused


@pytest.fixture
def live_scene(live_app: Flask) -> Iterator[tuple[Flask, int, int, Member]]:
    """App, exam, attempt and organizer on a database with real commits."""
    with live_app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member])
        attempt = make_attempt(exam, people.member)
        db.session.refresh(people.organizer)
        yield live_app, exam.id, attempt.id, people.organizer
        db.session.remove()


def test_the_stream_tells_what_happens_and_gives_its_place_back(
    live_scene: tuple[Flask, int, int, Member],
) -> None:
    app, exam_id, attempt_id, organizer = live_scene
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(organizer)
    viewer = viewer_of(organizer)
    hub: Hub = app.extensions["live"]
    address = f"/exams/{exam_id}/invigilation/stream"
    reply = client.get(address, buffered=False)
    assert reply.mimetype == "text/event-stream" and reply.headers["X-Accel-Buffering"] == "no"
    assert reply.headers["Cache-Control"] == "no-store"
    pieces = iter(reply.response)
    assert next(pieces).startswith(b"retry:")  # type: ignore[arg-type]
    extend(exam_id, attempt_id, 5, viewer=viewer)
    piece = next(pieces)
    assert isinstance(piece, bytes)
    assert b"event: changed" in piece and f'{{"attempt":{attempt_id}}}'.encode() in piece
    last = re.search(rb"id: (\S+)", piece)
    assert last is not None
    extend(exam_id, attempt_id, 5, viewer=viewer)
    second = client.get(address, headers={"Last-Event-ID": last.group(1).decode()}, buffered=False)
    missed = iter(second.response)
    next(missed)
    assert b"event: changed" in next(missed)  # type: ignore[operator]
    assert hub.count == MOST_OF_ONE
    full = client.get(address)
    assert (full.status_code, full.data) == (204, b"")
    reply.close()
    second.close()
    assert hub.count == 0
