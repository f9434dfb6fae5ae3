"""How items, their kinds and their places are named to people, in the reader's language."""

from __future__ import annotations

import re
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

KINDS: Final = {
    "fill_in": _l("Fill-in"),
    "single_choice": _l("Single choice"),
    "multiple_choice": _l("Multiple choice"),
    "true_false": _l("True or false"),
}
KNOWLEDGE: Final = {
    "general": _l("General knowledge"),
    "schedule": _l("Work arrangements"),
}
DIFFICULTIES: Final = {"easy": _l("Easy"), "medium": _l("Medium"), "hard": _l("Hard")}
_NUMERAL: Final = re.compile(r"\d+|[一二三四五六七八九十百千零〇]+")

STATUSES: Final = {
    "draft": _l("Draft"),
    "approved": _l("Approved"),
    "rejected": _l("Rejected"),
}


def article_name(ordinal: int, number: str) -> str:
    """第8条, 第八条; a number that is already printed as 第八条 stands as it is, 0 is the preamble.

    What has no number is a paragraph of continuous text.
    """
    if ordinal == 0:
        return _("Preamble")
    bare = number.strip(" .．、")
    if not bare:
        return _("Paragraph %(number)s", number=ordinal)
    return _("Article %(number)s", number=bare) if _NUMERAL.fullmatch(bare) else bare
