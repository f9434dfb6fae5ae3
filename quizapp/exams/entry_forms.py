"""The part of a test's rules about coming in and about order. Everything is off unless switched on."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from quizapp.domain.networks import UnreadableNetwork, read_networks
from quizapp.domain.safe_browser import UnreadableKey, read_keys
from quizapp.exams.queries.builder import ExamPage

LONGEST_TEXT = 4000


def _networks(_form: Form, field: TextAreaField) -> None:
    try:
        read_networks(field.data or "")
    except UnreadableNetwork as error:
        raise ValidationError(
            _(
                "“%(text)s” is no address range, or there are too many. Write ranges such as"
                " 192.168.1.0/24, one a line.",
                text=str(error)[:60],
            )
        ) from None


def _keys(_form: Form, field: StringField) -> None:
    try:
        keys = read_keys(field.data or "")
    except UnreadableKey as error:
        raise ValidationError(
            _(
                "“%(text)s” is no key, or there are too many. Copy the 64 letters and digits from"
                " the settings of Safe Exam Browser.",
                text=str(error)[:70],
            )
        ) from None
    if field.name == "browser_config_key" and len(keys) > 1:
        raise ValidationError(_("A test has one configuration key. Keep one of them."))


class EntryFields(Form):
    """Fields of the rules form; a part of it, never a form of its own."""

    rotating_code = BooleanField(
        _l("Ask for a code that changes every minute"),
        description=_l(
            "You show it in the room on a page for the projector. It is asked at the start, of"
            " everybody."
        ),
    )
    forward_only = BooleanField(
        _l("Forward only: no way back to items that were left"),
        description=_l(
            "The answer card only shows how far one is, and there are no marks. Members are told"
            " before they start."
        ),
    )
    asks_honour = BooleanField(_l("Members tick an honour statement before they start"))
    honour_text = TextAreaField(
        _l("Wording of the statement"),
        [Length(max=1000)],
        description=_l("Empty: the usual wording, in the language of each member."),
    )
    networks = TextAreaField(
        _l("Only from these networks"),
        [Length(max=LONGEST_TEXT), _networks],
        description=_l(
            "Address ranges such as 192.168.1.0/24, one a line. Checked at the start and when a page"
            " is opened, not at each save: a phone may change its network. Empty: from anywhere."
        ),
    )
    browser_config_key = StringField(
        _l("Safe Exam Browser: configuration key"),
        [Length(max=LONGEST_TEXT), _keys],
        description=_l(
            "Only for rooms with computers. The browser exists for Windows, macOS, iPad and iPhone,"
            " and neither for Android and HarmonyOS nor inside WeChat: members with such phones"
            " cannot take the test then. It makes cheating harder; it is no proof. The settings file"
            " must let it send its keys with each request. Empty: any browser."
        ),
    )
    browser_exam_keys = TextAreaField(
        _l("Safe Exam Browser: browser exam keys"),
        [Length(max=LONGEST_TEXT), _keys],
        description=_l("One a line, one for each version and system in use. May stay empty."),
    )

    def entry_rules(self) -> dict[str, Any]:
        """Give what was typed, in the form in which it is stored."""
        return {
            "rotating_code": self.rotating_code.data,
            "forward_only": self.forward_only.data,
            "asks_honour": self.asks_honour.data,
            "honour_text": (self.honour_text.data or "").strip(),
            "networks": "\n".join(read_networks(self.networks.data or "")),
            "browser_config_key": "".join(read_keys(self.browser_config_key.data or "")),
            "browser_exam_keys": "\n".join(read_keys(self.browser_exam_keys.data or "")),
        }

    @property
    def entry_is_open(self) -> bool:
        """Whether the part is unfolded: something in it is switched on or wrong."""
        return any(self[name].data or self[name].errors for name in ENTRY_NAMES)


ENTRY_NAMES = (
    "rotating_code",
    "forward_only",
    "asks_honour",
    "honour_text",
    "networks",
    "browser_config_key",
    "browser_exam_keys",
)


def entry_data(exam: ExamPage) -> dict[str, Any]:
    """Fill this part of the rules form."""
    return {name: getattr(exam, name) for name in ENTRY_NAMES}
