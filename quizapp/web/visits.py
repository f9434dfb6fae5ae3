"""Where a request comes from, as the door of a test wants to know it.

The address is the one that the trusted proxies say (`TRUSTED_PROXIES`); what else a client writes
into X-Forwarded-For is never believed. The address of the page is the one the browser sees.
"""

from __future__ import annotations

from flask import request

from quizapp.domain.door import Visit
from quizapp.domain.safe_browser import Shown


def visit() -> Visit:
    """Give the address of the caller and what its browser shows of itself."""
    return Visit(
        request.remote_addr or "",
        Shown(
            request.url,
            request.headers.get("X-SafeExamBrowser-ConfigKeyHash", ""),
            request.headers.get("X-SafeExamBrowser-RequestHash", ""),
        ),
    )
