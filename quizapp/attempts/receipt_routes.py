"""Receipts: the own one after handing in, and the page where anybody who holds one checks it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quizapp.attempts.forms import ReceiptForm
from quizapp.attempts.queries.receipts import checked_receipt
from quizapp.attempts.routes import blueprint
from quizapp.domain.codes import read_code
from quizapp.web.access import public
from quizapp.web.limits import address, limited
from quizapp.web.signing import signing_key


@blueprint.route("/receipts", methods=["GET", "POST"])
@public
@limited("10 per minute", key=lambda: f"receipt:{read_code(request.form.get('number', ''))[:20]}")
@limited("60 per minute", key=address, failures_only=True)
def check_receipt() -> ResponseReturnValue:
    """Say whether stored answers are still those of a receipt."""
    form = ReceiptForm(number=request.args.get("number", ""))
    found = None
    if form.validate_on_submit():
        found = checked_receipt(form.number.data, form.name.data, key=signing_key())
        if found is None:
            form.say_unknown()
    page = render_template("attempts/check_receipt.html", form=form, found=found)
    return page, 422 if form.errors else 200
