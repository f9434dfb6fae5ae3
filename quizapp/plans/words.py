"""How what was found in plans is named on pages and in exports."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from question_bank.bundle import FactKind, Genre, SourceProblem
from quizapp.domain.refusals import N_
from quizapp.plans.events import EventRow
from quizapp.plans.exports import Sheet, Table
from quizapp.plans.queries.changes import Group
from quizapp.plans.queries.show import PlanPage
from quizapp.plans.queries.year import YearPage

MODES: Final = {
    "closed_book": _l("Closed-book test"),
    "online": _l("Online test"),
    "written": _l("Written test"),
    "contest": _l("Knowledge contest"),
    "assessment": _l("Assessment"),
    "other": _l("Another kind of test"),
}
FACT_KINDS: Final = {
    FactKind.TERM: _l("Term"),
    FactKind.TITLE: _l("Document title"),
    FactKind.ENUMERATION: _l("Enumeration"),
    FactKind.RULE: _l("Rule"),
    FactKind.DUTY: _l("Duty"),
    FactKind.TEST: _l("Test"),
}

GENRES: Final = {
    Genre.PLAN: _l("Work plan"),
    Genre.REGULATION: _l("Regulation"),
    Genre.RULES: _l("List of rules"),
    Genre.PROSE: _l("Continuous text"),
}
GROUPS: Final = {
    Group.LOST: _l("Source lost"),
    Group.MOVED: _l("Moved"),
    Group.KEPT: _l("Kept"),
    Group.GONE: _l("Drafts that go"),
    Group.NEW: _l("New"),
}

# The reader names the words inside its sentence; they are taken out again to be told in the
# reader's own language.
_PROBLEMS: Final = (
    (
        re.compile(r"A name is masked: (?P<words>.+)"),
        N_("A name is masked here: %(words)s. Send a file with the full names to have it asked."),
    ),
    (
        re.compile(r"(?P<words>.+) is probably (?P<better>.+)"),
        N_("“%(words)s” is probably a slip for “%(better)s”."),
    ),
    (re.compile(r"(?P<words>.) has no partner"), N_("The mark %(words)s has no partner.")),
    (
        re.compile(r"The number (?P<words>.+) stands where (?P<better>.+) was expected\."),
        N_("The number %(words)s stands where %(better)s was expected."),
    ),
    (
        re.compile(r"Two marks stand together: (?P<words>.+)"),
        N_("Two marks stand together: %(words)s."),
    ),
    (re.compile(r"A word stands twice: (?P<words>.+)"), N_("A word stands twice: “%(words)s”.")),
    (
        re.compile(r"There is no (?P<words>.+) in this document"),
        N_("%(words)s is named here, but there is no such article in this document."),
    ),
    (
        re.compile(r"The number (?P<words>.+) stands twice\."),
        N_("The number %(words)s stands twice."),
    ),
)


def group_of(name: str) -> Group | None:
    """The group of this name; None for anything else."""
    return Group(name) if name in list(Group) else None


def mode_names(event: EventRow) -> str:
    """闭卷测试、网上答题; says so when the plan leaves it open."""
    names = _(", ").join(str(MODES.get(mode, mode)) for mode in event.modes)
    return names or _("Not stated")


def audience_name(event: EventRow) -> str:
    """Whom the plan wants, in its own words."""
    return event.audience or _("Not stated")


def time_name(event: EventRow) -> str:
    """When the plan wants it: months, a rhythm, or 时间待定 with the document's own words."""
    if event.months:
        months = _(", ").join(month_name(month) for month in sorted(event.months))
        if not event.when_text or re.fullmatch(r"\d{1,2}月份?", event.when_text):
            return months
        return _("%(months)s (%(words)s)", months=months, words=event.when_text)
    if event.per_year > 1:
        rhythm = {2: _("Every half-year"), 4: _("Every quarter"), 12: _("Every month")}
        return rhythm.get(event.per_year, _("%(count)s times a year", count=event.per_year))
    if event.when_text:
        return _("Time to be settled (%(words)s)", words=event.when_text)
    return _("Time to be settled")


def month_name(month: int) -> str:
    """12月."""
    chinese = str(get_locale()).startswith("zh")
    return format_date(date(2000, month, 1), "M月" if chinese else "MMMM")


def plan_year(label: str, *, otherwise: int) -> int:
    """The year a plan is for, as its label says, else the given one."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", label)
    return int(found[1]) if found else otherwise


def year_sheet(page: YearPage, *, article: Callable[[int, str], str], as_of: str) -> Sheet:
    """The year's tests and studies as printed tables."""
    headings = (
        _("No."),
        _("Name"),
        _("Time"),
        _("Mode"),
        _("Audience"),
        _("Topic"),
        _("Article"),
        _("Plan"),
    )
    widths = (6, 28, 16, 18, 22, 28, 10, 24)
    return Sheet(
        title=_("Tests of the year"),
        note=_("From %(count)s plans, as of %(moment)s", count=page.plans, moment=as_of),
        tables=tuple(
            Table(
                title,
                headings,
                widths,
                tuple(
                    (
                        str(number),
                        event.name,
                        time_name(event),
                        mode_names(event),
                        audience_name(event),
                        event.topic,
                        article(event.article_ordinal, event.article_number),
                        event.plan_label,
                    )
                    for number, event in enumerate(events, start=1)
                ),
            )
            for title, events in (
                (_("Tests"), page.tests),
                (_("Studies and trainings"), page.studies),
            )
        ),
    )


def described(event: EventRow, *, article: Callable[[int, str], str]) -> str:
    """The description of a calendar entry: mode, audience, topic and where the plan says it."""
    lines = [
        (_("Mode"), mode_names(event)),
        (_("Audience"), event.audience),
        (_("Topic"), event.topic),
        (_("Time"), time_name(event)),
        (
            _("Source"),
            f"{event.plan_label} {article(event.article_ordinal, event.article_number)}",
        ),
    ]
    return "\n".join(f"{name}{_(': ')}{value}" for name, value in lines if value)


def problem_text(problem: SourceProblem) -> str:
    """What may be wrong in the document at this place, with the words it is about."""
    for pattern, sentence in _PROBLEMS:
        found = pattern.fullmatch(problem.message)
        if found:
            return _(sentence, **found.groupdict())
    return problem.message


def problem_place(
    page: PlanPage, problem: SourceProblem, article: Callable[[int, str], str]
) -> str:
    """Which article a fault lies in."""
    numbers = {entry.ordinal: entry.number for entry in page.articles}
    return article(problem.article_ordinal, numbers.get(problem.article_ordinal, ""))
