"""One machine, one process, SQLite: `make run` as it is, with a hall of fifty."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from flask import Flask

from benchmarks.load import rounds, stand
from benchmarks.load.browser import Browser
from benchmarks.load.rounds import Round
from benchmarks.load.takers import ProductTaker
from benchmarks.load.timings import Timings
from tests.faults.serving import cookie_of

TAKERS = 50


async def fifty_saving(app: Flask, folder: Path, *, seconds: float) -> Round:
    """Let fifty members of the sample's open test save without thinking time."""
    served = stand.serve_as_make_run(folder)
    try:
        timings = Timings()
        exam_id, members = _roster(folder / "quizapp.sqlite3")
        takers = [
            ProductTaker(
                Browser(served.port, cookie_of(app, member)),
                exam_id,
                timings,
                random.Random(member),
            )
            for member in members[:TAKERS]
        ]
        await rounds.all_of(takers, lambda taker: taker.open_for_saves(), at_once=4)
        await rounds.saves(takers, timings, seconds=2, roots=[served.process.pid])
        done = await rounds.saves(takers, timings, seconds=seconds, roots=[served.process.pid])
        for taker in takers:
            taker.browser.close()
        return done
    finally:
        served.stop()


def _roster(database: Path) -> tuple[int, list[int]]:
    """Give the sample's open exam and its members."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT exam_id, member_id FROM roster_entry WHERE exempt_reason = '' AND exam_id ="
            " (SELECT id FROM exam WHERE state = 'published' ORDER BY closes_at DESC LIMIT 1)"
        ).fetchall()
    connection.close()
    return rows[0][0], [member for _exam, member in rows]
