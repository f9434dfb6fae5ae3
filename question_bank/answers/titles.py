"""Titles of documents, with and without what people leave out.

Owns the short forms: without 《》, the party's or the state's name, 关于 with the authors before it,
（试行）, a bracket that names a revision, and 的; 十条 is 10条.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.answers.writing import folded, simplified, visible
from question_bank.lexicon import lists
from question_bank.numerals import with_digits

_LONGEST: Final = 200
_ON_TRIAL: Final = re.compile(r"[(\[【]?(?:试行|暂行)[)\]】]?(?=[》〉」』”’\"')。]*$)")
_REVISED: Final = re.compile(
    r"[(\[【]\d*年?(?:修订|修正|修正案|修正本|修订版)[)\]】](?=[》〉”\"。]*$)"
)


def title_form(text: str) -> str:
    """Give the form in which the usual writings of a title are equal."""
    plain = simplified(visible(text))
    form = folded(_ON_TRIAL.sub("", _REVISED.sub("", plain)))
    words = lists("answers")
    about = form
    for issuer in words["issuers"]:
        about = about.removeprefix(issuer)
    if about.startswith("关于"):
        form = about.removeprefix("关于")
    for name in words["names"]:
        form = form.removeprefix(name)
    form = form.replace("党组党委", "党委党组").replace("的", "")
    # A title of more is none, and a numeral of thousands of characters no number.
    return (with_digits(form) if len(form) <= _LONGEST else form) or folded(text)
