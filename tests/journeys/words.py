"""The words on the screen: journeys read the pages as people do, in the page's language."""

from __future__ import annotations

import gettext
import re
from functools import cache

from tests.journeys.server import ROOT


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("messages", ROOT / "quizapp" / "translations", ["zh_Hans_CN"])


def zh(message: str) -> str:
    """The Chinese of an English message; every message a journey looks for must have one."""
    found = _catalogue().gettext(message)
    assert found != message, f"no Chinese for {message!r}"
    return found


def like(message: str) -> re.Pattern[str]:
    """The Chinese of a message with %(values)s, as a pattern in which a value is anything."""
    parts = re.split(r"%\(\w+\)s", zh(message))
    return re.compile(".+?".join(re.escape(part) for part in parts))
