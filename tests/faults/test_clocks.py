"""App machines whose clocks are an hour off decide as the database's clock says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.halls import NAME, Hall, hall_with_server
from tests.faults.serving import Server, free_port

pytestmark = pytest.mark.xdist_group("faults")

SHIM = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


@pytest.mark.skipif(SHIM is None, reason="no libfaketime here: wrong clocks were not tried")
def test_an_hour_off_changes_no_decision() -> None:
    with hall_with_server(members=6, workers=1) as hall:
        right = hall.servers[0]
        wrong = [
            Server(
                hall.app,
                free_port(),
                hall.cluster.url(NAME),
                environment={"THREADS": "4", "LD_PRELOAD": str(SHIM), "FAKETIME": shift},
            )
            for shift in ("+1h", "-1h")
        ]
        hall.servers += wrong
        for server in wrong:
            server.start()
        for server in (right, *wrong):
            decides_rightly(hall, server)


def decides_rightly(hall: Hall, server: Server) -> None:
    """Takes what is in time, shows what is left, refuses what is late, and shows nothing early."""
    in_time, late = hall.takers(2, ways=[(server.host, server.port)])
    saved = in_time.save(1, hall.options[1][0], in_time.sequence)
    assert saved.status == 200, saved.text
    assert 29 * 60_000 < saved.value["remaining_ms"] <= 30 * 60_000
    assert late.save(1, hall.options[1][0], late.sequence).status == 200
    with hall.cluster.connect(NAME) as connection:
        connection.execute(
            "UPDATE attempt SET started_at = clock_timestamp() - interval '31 min',"
            " deadline_at = clock_timestamp() - interval '16 s',"
            " accept_until = clock_timestamp() - interval '1 s' WHERE id = %s",
            (late.attempt.rpartition("/")[2],),
        )
    refused = late.save(2, hall.options[2][0], late.sequence + 1)
    assert (refused.status, refused.value["code"]) == (409, "time_is_up")
    assert in_time.hand_in().status == 200


@pytest.mark.skipif(SHIM is None, reason="no libfaketime here: wrong clocks were not tried")
def test_a_fast_clock_shows_no_answers_early() -> None:
    with hall_with_server(members=1, workers=1) as hall:
        server = Server(
            hall.app,
            free_port(),
            hall.cluster.url(NAME),
            environment={"THREADS": "4", "LD_PRELOAD": str(SHIM), "FAKETIME": "+3h"},
        )
        hall.servers.append(server)
        server.start()
        with hall.cluster.connect(NAME) as connection:
            connection.execute(
                "UPDATE exam SET answer_release = 'after_close', score_release = 'after_close',"
                " closes_at = clock_timestamp() + interval '1 h'"
            )
        (taker,) = hall.takers(1, ways=[(server.host, server.port)])
        assert taker.hand_in().status == 200
        page = taker.browser.get(f"{taker.attempt}/result")
        assert page.status == 200
        assert "canary" not in page.text
