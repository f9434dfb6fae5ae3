"""Importing plans; their articles, facts and the tests they call for."""

from __future__ import annotations

import io
from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.domain.people import Role
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.plans import exports, operations, queries, words
from quizapp.plans.exports import Sheet
from quizapp.plans.forms import LabelForm, ReplaceForm, UploadForm, VersionForm
from quizapp.plans.storing import Imported
from quizapp.web import item_words
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import STATUS, refusal_text
from quizapp.web.presentation import local_date
from quizapp.web.reading import column_number

blueprint = Blueprint("plans", __name__, url_prefix="/plans")


@blueprint.context_processor
def shared() -> dict[str, object]:
    """What this feature's templates call to name things."""
    return {"words": words, "item_words": item_words}


@blueprint.get("/")
@role_required(Role.ORGANIZER)
def index() -> ResponseReturnValue:
    """List the plans of the organizer's subtrees."""
    return render_template("plans/index.html", page=queries.plans_page(current_viewer()))


@blueprint.route("/import", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def create() -> ResponseReturnValue:
    """Import a plan from a file."""
    form = UploadForm()
    units = queries.owning_units(current_viewer())
    form.offer(units)
    if not form.validate_on_submit():
        return render_template("plans/create.html", form=form, refused="")
    with form.file.data.stream as stream:
        data = stream.read()
    try:
        done = operations.upload_plan(
            form.file.data.filename or "",
            data,
            unit_id=form.unit.data,
            who=current_viewer(),
            now=now(),
            label=form.label.data or "",
        )
    except Refusal as refusal:
        return _refused("plans/create.html", refusal, form=form)
    return _imported(done)


@blueprint.route("/<int:plan_id>/version", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def version(plan_id: int) -> ResponseReturnValue:
    """Send a changed file of a plan; what it changes is shown before anything is stored."""
    plan = queries.plan_brief(plan_id, current_viewer())
    form = VersionForm()
    if not form.validate_on_submit():
        return render_template("plans/version.html", form=form, plan=plan, refused="")
    with form.file.data.stream as stream:
        data = stream.read()
    try:
        done = operations.upload_plan(
            form.file.data.filename or "",
            data,
            unit_id=plan.unit_id,
            who=current_viewer(),
            now=now(),
            replaces=plan.id,
        )
    except Refusal as refusal:
        return _refused("plans/version.html", refusal, form=form, plan=plan)
    return _imported(done)


@blueprint.route("/uploads/<int:upload_id>", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def label(upload_id: int) -> ResponseReturnValue:
    """Ask for the label of a file that has no title, then import it."""
    upload = queries.upload_content(upload_id, current_viewer())
    if upload.compares:
        return redirect(url_for("plans.changes", upload_id=upload_id))
    form = LabelForm(label=upload.proposed_label)
    if not form.validate_on_submit():
        return render_template("plans/label.html", form=form, upload=upload, refused="")
    try:
        done = operations.label_upload(
            upload_id, form.label.data or "", who=current_viewer(), now=now()
        )
    except Refusal as refusal:
        return _refused("plans/label.html", refusal, form=form, upload=upload)
    return _imported(done)


@blueprint.get("/uploads/<int:upload_id>/changes")
@role_required(Role.ORGANIZER)
def changes(upload_id: int) -> ResponseReturnValue:
    """What a new version would do to the plan's items, before anything is changed."""
    page = queries.changes_page(
        upload_id,
        current_viewer(),
        group=words.group_of(request.args.get("show", "")),
        page=request.args.get("page", 1, column_number),
    )
    return render_template("plans/changes.html", page=page)


@blueprint.post("/uploads/<int:upload_id>/replace")
@role_required(Role.ORGANIZER)
def replace(upload_id: int) -> ResponseReturnValue:
    """Put the new version in the place of the plan it was compared with."""
    form = ReplaceForm()
    if not form.validate_on_submit():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        done = operations.replace_plan(
            upload_id,
            seen=form.seen.data,
            approved_stay=form.approved.data == "stay",
            who=current_viewer(),
            now=now(),
        )
    except Refusal as refusal:
        if refusal.kind is not RefusalKind.CONFLICT:
            raise
        flash(refusal_text(refusal), "danger")
        return redirect(url_for("plans.changes", upload_id=upload_id))
    flash(_replaced(done), "success")
    if done.orphans:
        flash(
            ngettext(
                "%(num)s reviewed item has lost its source; it stays and is marked.",
                "%(num)s reviewed items have lost their source; they stay and are marked.",
                done.orphans,
            ),
            "attention",
        )
    return redirect(url_for("plans.show", plan_id=done.plan_id))


@blueprint.post("/uploads/<int:upload_id>/apart")
@role_required(Role.ORGANIZER)
def apart(upload_id: int) -> ResponseReturnValue:
    """Keep the plan as it is and import the file as another one."""
    return _imported(operations.import_apart(upload_id, who=current_viewer(), now=now()))


@blueprint.post("/uploads/<int:upload_id>/discard")
@role_required(Role.ORGANIZER)
def discard(upload_id: int) -> ResponseReturnValue:
    """Forget a file that waits for its label."""
    operations.discard_upload(upload_id, current_viewer())
    flash(_("The file was not imported and is not kept any more."), "info")
    return redirect(url_for("plans.index"))


@blueprint.get("/<int:plan_id>")
@role_required(Role.ORGANIZER)
def show(plan_id: int) -> ResponseReturnValue:
    """The plan's articles, its marked text, and what was found in the chosen article."""
    wanted = queries.Wanted(
        article=request.args.get("article", type=column_number),
        number=request.args.get("number", "").strip()[:20],
        fact=request.args.get("fact", ""),
        item=request.args.get("item", type=column_number),
    )
    page = queries.plan_page(plan_id, current_viewer(), wanted)
    return render_template("plans/show.html", page=page)


@blueprint.get("/year")
@role_required(Role.ORGANIZER)
def year() -> ResponseReturnValue:
    """The year's tests over all plans."""
    return render_template("plans/year.html", page=queries.year_page(current_viewer()))


@blueprint.get("/year.docx")
@role_required(Role.ORGANIZER)
def year_docx() -> ResponseReturnValue:
    """The year's table as a document."""
    return _file(exports.docx(_sheet()), exports.DOCX, "docx")


@blueprint.get("/year.xlsx")
@role_required(Role.ORGANIZER)
def year_xlsx() -> ResponseReturnValue:
    """The year's table as a spreadsheet."""
    return _file(exports.xlsx(_sheet()), exports.XLSX, "xlsx")


@blueprint.get("/year.ics")
@role_required(Role.ORGANIZER)
def year_ics() -> ResponseReturnValue:
    """The year's tests and studies as calendar entries."""
    page = queries.year_page(current_viewer())
    made = exports.ics(
        page.tests + page.studies,
        year_of=lambda event: words.plan_year(event.plan_label, otherwise=now().year),
        describe=lambda event: words.described(event, article=item_words.article_name),
        now=now(),
    )
    return _file(made, exports.ICS, "ics")


def _sheet() -> Sheet:
    return words.year_sheet(
        queries.year_page(current_viewer()),
        article=item_words.article_name,
        as_of=local_date(now()),
    )


def _file(data: bytes, kind: str, ending: str) -> Response:
    # send_file writes names that are not English so that every server takes them.
    return send_file(
        io.BytesIO(data),
        mimetype=kind,
        as_attachment=True,
        download_name=f"{_('Tests of the year')}.{ending}",
    )


def _refused(template: str, refusal: Refusal, **values: object) -> ResponseReturnValue:
    """Show the form again with what was typed and why it was refused."""
    if refusal.kind is RefusalKind.NOT_FOUND:
        raise refusal
    page = render_template(template, refused=refusal_text(refusal), **values)
    return page, STATUS[refusal.kind]


def _imported(done: Imported | operations.Waiting) -> ResponseReturnValue:
    if isinstance(done, operations.Waiting):
        target = "plans.changes" if done.labelled else "plans.label"
        return redirect(url_for(target, upload_id=done.upload_id))
    flash(_outcome(done), "success" if done.changed else "info")
    return redirect(url_for("plans.show", plan_id=done.plan_id))


def _outcome(done: Imported) -> str:
    if not done.changed:
        return _("This file was imported before. Nothing has changed.")
    if not done.new:
        return _(
            "The plan was read again: %(added)s items added, %(updated)s updated, %(removed)s"
            " removed. Reviewed items stay as they are.",
            added=done.added,
            updated=done.updated,
            removed=done.removed,
        )
    return _(
        "“%(label)s” was imported: %(articles)s, %(facts)s, %(tests)s and %(items)s to review.",
        label=done.label,
        articles=ngettext("%(num)s article", "%(num)s articles", done.articles),
        facts=ngettext("%(num)s fact", "%(num)s facts", done.facts),
        tests=ngettext("%(num)s test", "%(num)s tests", done.tests),
        items=ngettext("%(num)s item", "%(num)s items", done.items),
    )


def _replaced(done: Imported) -> str:
    return _(
        "The new version of “%(label)s” is in place: %(added)s items added, %(updated)s updated,"
        " %(removed)s untouched drafts removed.",
        label=done.label,
        added=done.added,
        updated=done.updated,
        removed=done.removed,
    )
