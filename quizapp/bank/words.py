"""How findings of the linter are told to reviewers."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext as _

from question_bank.checks.findings import Finding

_SOURCE_RULE: Final = "L28"


def place_name(place: str) -> str:
    """Which part of the item a finding is on."""
    plain = {
        "stem": _("Stem"),
        "key": _("Key"),
        "options": _("Options"),
        "source": _("Source"),
        "correction": _("Correction"),
        "explanation": _("Explanation"),
        "word bank": _("Word bank"),
    }
    if place in plain:
        return plain[place]
    part, _space, which = place.partition(" ")
    if part == "blank":
        return _("Blank %(number)s", number=which)
    if part == "option":
        return _("Option %(letter)s", letter=which.upper())
    return _("Item")


def finding_text(finding: Finding, *, lost: bool = False) -> str:
    """What is wrong, in the reader's language; `lost` when the plan lacks the quoted sentence."""
    if lost and finding.rule == _SOURCE_RULE:
        return _("The plan no longer has the sentence that the item quotes.")
    return _(finding.message)


def cure_text(finding: Finding, *, lost: bool = False) -> str:
    """What to do about it."""
    if lost and finding.rule == _SOURCE_RULE:
        return _("Use the new sentence as its source, or reject the item.")
    return _(finding.cure)
