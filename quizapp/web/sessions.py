"""What the signed session cookie carries: who is signed in, the language, the device, entry codes given.

The cookie is about 4 kB and the last writer wins: nothing that must not be lost belongs here.
"""

from __future__ import annotations

import secrets
from typing import Final

from flask import session
from flask_login import login_user

from quizapp.domain.viewer import Viewer
from quizapp.web.access import SignedIn

_KEPT: Final = ("language", "device", "entry_codes")
"""Not about the person: these outlive signing in and out."""


def start(viewer: Viewer) -> None:
    """Start a fresh session for the person: nothing of an earlier one can be carried in."""
    _renew()
    session.permanent = True
    login_user(SignedIn(viewer))


def end() -> None:
    """Forget the person."""
    _renew()


def device() -> str:
    """Give a random name of this browser, made when first asked for."""
    if "device" not in session:
        session["device"] = secrets.token_urlsafe(12)
        session.permanent = True
    name: str = session["device"]
    return name


def remember_entry_code(exam_id: int, code: str) -> None:
    """Keep the entry code that was given for an exam; the last ten are kept."""
    codes = {name: kept for name, kept in _codes().items() if name != str(exam_id)}
    session["entry_codes"] = dict([*codes.items(), (str(exam_id), code)][-10:])


def given_entry_code(exam_id: int) -> str:
    """Give the entry code that this browser gave for the exam, or "". Compare it again: it may have
    been changed since."""
    return _codes().get(str(exam_id), "")


def _codes() -> dict[str, str]:
    codes: dict[str, str] = session.get("entry_codes", {})
    return codes


def _renew() -> None:
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)
