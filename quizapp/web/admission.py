"""What a request may take of the server: threads, the database's time, memory for its body.

A thread holds at most one database connection and there is one for each thread. So whoever is kept
from the last threads is kept from the last connections: saves always have both.
"""

from __future__ import annotations

from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Final

from flask import Flask, current_app, g, request

from quizapp.database import patience
from quizapp.domain.people import Role
from quizapp.settings import Settings
from quizapp.web.access import rule_of

MEMBERS_BODY: Final = 1024 * 1024
"""Bytes; a paper full of typed answers has a tenth. Files come from people with a role only."""


class DeskBusy(Exception):
    """Reports and other work of organizers hold their share of this process already."""


def init_app(app: Flask, settings: Settings) -> None:
    """Admit each request before anything else looks at it."""
    desk = BoundedSemaphore(max(1, settings.threads // 2))

    @app.before_request
    def admit() -> None:
        if request.endpoint is None or "admitted" in g:
            return
        rule = rule_of(current_app, request.endpoint)
        at_desk = rule is not None and rule.role is not Role.MEMBER
        stack = ExitStack()
        if at_desk:
            # Waiting would hold the very thread that is kept for the members.
            if not desk.acquire(blocking=False):
                raise DeskBusy()
            stack.callback(desk.release)
        else:
            request.max_content_length = MEMBERS_BODY
        stack.enter_context(patience.having(patience.LONG if at_desk else patience.SHORT))
        g.admitted = stack

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        stack: ExitStack | None = g.pop("admitted", None)
        if stack is not None:
            stack.close()
