"""How findings of the linter are told to reviewers."""

from __future__ import annotations

from flask_babel import gettext as _

from question_bank.checks.findings import Finding


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


def finding_text(finding: Finding) -> str:
    """What is wrong, in the reader's language."""
    return _(finding.message)


def cure_text(finding: Finding) -> str:
    """What to do about it."""
    return _(finding.cure)
