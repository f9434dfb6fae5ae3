"""Reviewing items."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.bank import operations, queries, words
from quizapp.bank.filters import Filters, ItemStatus, read_filters
from quizapp.bank.forms import DecisionForm, ManyForm, SourceForm, edit_form
from quizapp.bank.operations import Blocked, Decision, ManyDecided
from quizapp.domain.people import Role
from quizapp.domain.refusals import ManyReasons, Refusal, RefusalKind
from quizapp.web import item_words
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import reason_texts, refusal_text
from quizapp.web.reading import column_number

blueprint = Blueprint("bank", __name__, url_prefix="/bank")


@blueprint.context_processor
def shared() -> dict[str, object]:
    """What this feature's templates call to name things."""
    return {"words": words, "item_words": item_words}


@blueprint.get("/")
@role_required(Role.ORGANIZER)
def index() -> ResponseReturnValue:
    """List the items that the filters keep."""
    page = queries.bank_page(
        current_viewer(), read_filters(request.args), page=request.args.get("page", 1, int)
    )
    return render_template("bank/index.html", page=page)


@blueprint.get("/review")
@role_required(Role.ORGANIZER)
def review() -> ResponseReturnValue:
    """One item beside its source; drafts unless another status is asked for."""
    page = queries.review_page(
        current_viewer(),
        _review_filters(),
        item_id=request.args.get("item", type=column_number),
        last_id=request.args.get("last", type=column_number),
    )
    return render_template("bank/review.html", page=page)


@blueprint.post("/items/<int:item_id>/decision")
@role_required(Role.ORGANIZER)
def decide(item_id: int) -> ResponseReturnValue:
    """Approve, reject or take back, then go on to the next item."""
    form = DecisionForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    decision = Decision(form.decision.data)
    try:
        operations.decide(
            item_id,
            decision,
            version=form.version.data,
            seen=ItemStatus(form.seen.data),
            who=current_viewer(),
            now=now(),
        )
    except (Blocked, operations.ChangedMeanwhile) as refusal:
        flash(refusal_text(refusal), "danger")
        return _to_review(item=item_id)
    if decision is Decision.RESET:
        flash(_("The item is a draft again."), "info")
        return _to_review(item=item_id)
    following = queries.next_after(current_viewer(), _review_filters(), item_id)
    return _to_review(item=following, last=item_id)


@blueprint.route("/items/<int:item_id>/edit", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def edit(item_id: int) -> ResponseReturnValue:
    """Write a new version of an item."""
    stored = queries.stored_item(item_id, current_viewer())
    form = edit_form(stored.item, stored.version)
    findings, reasons = (), []
    if form.validate_on_submit():
        try:
            number = operations.edit_item(
                item_id,
                form.edited(),
                version=form.version.data,
                approve="approve" in request.form,
                who=current_viewer(),
                now=now(),
            )
        except Blocked as blocked:
            findings = blocked.findings
        except ManyReasons as many:
            reasons = reason_texts(many.reasons)
        except operations.ChangedMeanwhile as changed:
            reasons = [refusal_text(changed)]
        else:
            flash(_saved(number > stored.version, "approve" in request.form), "success")
            return _to_review(item=item_id)
    page = render_template(
        "bank/edit.html",
        stored=stored,
        form=form,
        findings=findings,
        reasons=reasons,
        filters=_review_filters(),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if findings or reasons else HTTPStatus.OK


@blueprint.post("/items/<int:item_id>/source")
@role_required(Role.ORGANIZER)
def take_source(item_id: int) -> ResponseReturnValue:
    """Set an item that lost its source on the sentence that took its place."""
    form = SourceForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        operations.take_new_source(
            item_id, version=form.version.data, who=current_viewer(), now=now()
        )
    except Refusal as refusal:
        if refusal.kind is not RefusalKind.CONFLICT:
            raise
        flash(refusal_text(refusal), "danger")
    else:
        flash(_("The item stands on the new sentence now. Check it, then approve it."), "success")
    return _to_review(item=item_id)


@blueprint.post("/decisions")
@role_required(Role.ORGANIZER)
def decide_many() -> ResponseReturnValue:
    """Approve or reject the ticked drafts, or all drafts that the filters keep."""
    form = ManyForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    decision = Decision(form.decision.data)
    filters = read_filters(request.args)
    if form.scope.data == "all":
        done = operations.decide_matching(filters, decision, who=current_viewer(), now=now())
    elif form.chosen():
        done = operations.decide_many(form.chosen(), decision, who=current_viewer(), now=now())
    else:
        flash(
            _("No item is ticked. Tick the items you mean, then press the button again."), "danger"
        )
        return redirect(url_for("bank.index", **filters.as_args()))
    _tell(done, decision)
    return redirect(url_for("bank.index", **filters.as_args()))


def _saved(changed: bool, approved: bool) -> str:
    if not changed:
        return _("The item was approved as it is.") if approved else _("Nothing was changed.")
    if approved:
        return _("The item was saved as a new version and approved.")
    return _("The item was saved as a new version.")


def _review_filters() -> Filters:
    return read_filters(request.args, status=ItemStatus.DRAFT)


def _to_review(**args: int | None) -> ResponseReturnValue:
    kept = {name: str(value) for name, value in args.items() if value is not None}
    return redirect(url_for("bank.review", **_review_filters().as_args(), **kept))


def _tell(done: ManyDecided, decision: Decision) -> None:
    if decision is Decision.APPROVE:
        text = ngettext("%(num)s item approved.", "%(num)s items approved.", done.done)
    else:
        text = ngettext("%(num)s item rejected.", "%(num)s items rejected.", done.done)
    flash(text, "success" if done.done else "info")
    if done.blocked:
        flash(
            ngettext(
                "%(num)s item breaks rules and stays a draft; open it to see which and how to mend it.",
                "%(num)s items break rules and stay drafts; open them to see which and how to mend them.",
                len(done.blocked),
            ),
            "attention",
        )
    if done.changed:
        flash(
            ngettext(
                "%(num)s item was changed or decided on by somebody else and stays as it is.",
                "%(num)s items were changed or decided on by somebody else and stay as they are.",
                done.changed,
            ),
            "attention",
        )
