"""Forms about the own account: what is typed, without any rule about who may."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from quizapp.accounts.weak_passwords import MOST

_NEW = [
    InputRequired(_l("Type the new password.")),
    Length(max=MOST * 2, message=_l("The password is too long.")),
]
_AGAIN = EqualTo("wanted", _l("The two new passwords differ. Type the new one twice, the same."))


class SignInForm(FlaskForm):
    """Name and password."""

    sign_in_name = StringField(
        _l("Sign-in name or number"),
        [InputRequired(_l("Type your sign-in name or number.")), Length(max=64)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Type your password.")), Length(max=MOST * 2)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class PasswordForm(FlaskForm):
    """Present and new password."""

    present = PasswordField(
        _l("Present password"),
        [InputRequired(_l("Type your present password.")), Length(max=MOST * 2)],
        render_kw={"autocomplete": "current-password"},
    )
    wanted = PasswordField(_l("New password"), _NEW, render_kw={"autocomplete": "new-password"})
    again = PasswordField(
        _l("New password once more"), [_AGAIN], render_kw={"autocomplete": "new-password"}
    )


class FirstPasswordForm(FlaskForm):
    """Code of a slip and the first password."""

    code = StringField(
        _l("Code on the slip"),
        [InputRequired(_l("Type the code that stands on your slip.")), Length(max=32)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters"},
    )
    wanted = PasswordField(_l("New password"), _NEW, render_kw={"autocomplete": "new-password"})
    again = PasswordField(
        _l("New password once more"), [_AGAIN], render_kw={"autocomplete": "new-password"}
    )


class EntryCodeForm(FlaskForm):
    """The exam's entry code."""

    code = StringField(
        _l("Entry code"),
        [InputRequired(_l("Type the entry code.")), Length(max=64)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters"},
    )


class ProofForm(FlaskForm):
    """What shows that the name is one's own."""

    proof = StringField(
        _l("Last four digits of your phone number, or the code on your slip"),
        [InputRequired(_l("Type the four digits, or the code on your slip.")), Length(max=32)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters"},
    )
