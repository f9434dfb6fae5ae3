"""Limits on tries within a time. Counted on the name that is tried and, far higher, on the address:
a whole hall may sit behind one address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_limiter.util import get_remote_address

from quizapp.domain.people import normal_sign_in_name
from quizapp.extensions import limiter


def limited(
    limit: str, *, key: Callable[[], str], failures_only: bool = False
) -> Callable[[Any], Any]:
    """Let a route be called so often for one key; GET is never counted.

    `failures_only` counts what was answered with a status of 400 or more.
    """
    return limiter.limit(
        limit,
        key_func=key,
        methods=["POST"],
        deduct_when=_failed if failures_only else None,
    )


def address() -> str:
    """The caller's address, behind the trusted proxies."""
    return f"address:{get_remote_address()}"


def typed(field: str) -> str:
    """What was typed into a field of the form, as a key: other width or case is the same."""
    return f"{field}:{normal_sign_in_name(request.form.get(field, ''))[:80]}"


def _failed(response: Response) -> bool:
    return response.status_code >= 400
