"""What must hold before an exam is published, and what each mode proposes.

`reasons_against` lists everything in the way at once. Whether the pool yields a paper in detail
(families, enemies) is found by `drawing`, whose shortages are worded here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from question_bank.items import Kind
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish, Shortage
from quizapp.domain.refusals import N_, Reason
from quizapp.domain.scoring import MultipleChoiceRule


class ExamMode(StrEnum):
    """How a test is taken."""

    CLOSED_BOOK = "closed_book"
    """闭卷测试, supervised."""
    ONLINE = "online"
    """网上答题, anywhere within the window."""
    PRACTICE = "practice"
    """练习: as often as wanted, results at once."""

    @property
    def label(self) -> str:
        """The mode's name, as a message id."""
        return _MODE_LABELS[self]


_MODE_LABELS: Final = {
    ExamMode.CLOSED_BOOK: N_("Closed-book test"),
    ExamMode.ONLINE: N_("Online test"),
    ExamMode.PRACTICE: N_("Practice"),
}

KIND_LABELS: Final[Mapping[Kind, str]] = {
    Kind.SINGLE_CHOICE: N_("Single choice"),
    Kind.MULTIPLE_CHOICE: N_("Multiple choice"),
    Kind.TRUE_FALSE: N_("True or false"),
    Kind.FILL_IN: N_("Fill in the blank"),
}
"""Names of the kinds of item, as message ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What a mode proposes for a new draft. Everything can be changed."""

    multiple_choice_rule: MultipleChoiceRule
    """Suggested beside the choice; the organizer still has to choose."""
    score_release: Release
    answer_release: Release
    typed_blanks: bool = False
    tries: int = 1
    """0 for as many as wanted."""
    counting: CountingRule = CountingRule.BEST


PRESETS: Final[Mapping[ExamMode, Preset]] = {
    ExamMode.CLOSED_BOOK: Preset(
        multiple_choice_rule=MultipleChoiceRule.EXACT,
        score_release=Release.AFTER_CLOSE,
        answer_release=Release.AFTER_CLOSE,
    ),
    ExamMode.ONLINE: Preset(
        multiple_choice_rule=MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET,
        score_release=Release.AT_ONCE,
        answer_release=Release.AFTER_CLOSE,
    ),
    ExamMode.PRACTICE: Preset(
        multiple_choice_rule=MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET,
        score_release=Release.AT_ONCE,
        answer_release=Release.AT_ONCE,
        tries=0,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamDraft:
    """An exam that is being put together. Points are hundredths; None is "not chosen yet"."""

    name: str
    mode: ExamMode
    opens_at: datetime | None
    closes_at: datetime | None
    duration: timedelta | None
    pass_points: int
    sections: tuple[SectionWish, ...]
    multiple_choice_rule: MultipleChoiceRule | None
    score_release: Release | None
    answer_release: Release | None
    tries: int = 1
    """0 for as many as wanted, in practice only."""
    form_count: int = 1
    source_count: int = 1
    """How many documents items are drawn from."""
    entry_by_name: bool = False
    entry_code: str = ""

    @property
    def full(self) -> int:
        """Hundredths of a point of the whole paper."""
        return sum(section.count * section.points_each for section in self.sections)


def reasons_against(
    draft: ExamDraft, pool_counts: Mapping[Kind, int], *, audience_size: int, now: datetime
) -> list[Reason]:
    """List everything that keeps the draft from being published; empty when nothing does.

    `pool_counts` are the approved items per kind that may be drawn, each family counted once.
    """
    return [
        *_about_name_and_people(draft, audience_size),
        *_about_time(draft, now),
        *_about_sections(draft, pool_counts),
        *_about_rules(draft),
    ]


def shortage_reasons(shortages: Sequence[Shortage]) -> list[Reason]:
    """Word what a draw could not find, one reason for each section."""
    return [
        Reason(
            "section_short",
            N_(
                "Section %(section)s asks for %(wanted)s items, but only %(found)s fit together:"
                " items on the same fact or that give each other away never share a paper. Approve"
                " %(missing)s more or lower the count."
            ),
            {
                "section": shortage.section,
                "wanted": shortage.wanted,
                "found": shortage.found,
                "missing": shortage.wanted - shortage.found,
            },
        )
        for shortage in shortages
    ]


def _about_name_and_people(draft: ExamDraft, audience_size: int) -> list[Reason]:
    reasons = []
    if not draft.name.strip():
        reasons.append(Reason("no_name", N_("The test has no name. Give it one.")))
    if audience_size < 1:
        reasons.append(
            Reason(
                "no_audience",
                N_("Nobody is to take part. Choose units or groups that have members."),
            )
        )
    if draft.entry_by_name and not draft.entry_code.strip():
        reasons.append(
            Reason(
                "no_entry_code",
                N_(
                    "Entry by name needs an entry code, so that names are not shown to strangers. Set one."
                ),
            )
        )
    return reasons


def _about_time(draft: ExamDraft, now: datetime) -> list[Reason]:
    reasons = []
    opens_at, closes_at, duration = draft.opens_at, draft.closes_at, draft.duration
    lasts = duration is not None and duration > timedelta(0)
    if not lasts:
        reasons.append(
            Reason(
                "no_duration", N_("The answering time is missing. Say how many minutes it takes.")
            )
        )
    if opens_at is None or closes_at is None:
        reasons.append(
            Reason(
                "no_window",
                N_("The time is still open. Say when the test begins and when it ends."),
            )
        )
        return reasons
    if closes_at <= opens_at:
        reasons.append(
            Reason(
                "ends_before_it_begins",
                N_(
                    "The test ends at %(closes_at)s, which is not after its beginning at %(opens_at)s. Correct one of them."
                ),
                {"opens_at": opens_at, "closes_at": closes_at},
            )
        )
        return reasons
    if closes_at <= now:
        reasons.append(
            Reason(
                "window_in_the_past",
                N_("The test would have ended at %(closes_at)s already. Choose a later time."),
                {"closes_at": closes_at},
            )
        )
    if duration is not None and lasts and duration > closes_at - opens_at:
        reasons.append(
            Reason(
                "duration_too_long",
                N_(
                    "The answering time of %(duration)s minutes is longer than the %(window)s"
                    " minutes from beginning to end. Shorten it or end the test later."
                ),
                {"duration": _minutes(duration), "window": _minutes(closes_at - opens_at)},
            )
        )
    return reasons


def _about_sections(draft: ExamDraft, pool_counts: Mapping[Kind, int]) -> list[Reason]:
    reasons = []
    if draft.source_count < 1:
        reasons.append(
            Reason(
                "no_source",
                N_("No plan or regulation is chosen. Choose what items are drawn from."),
            )
        )
    if not draft.sections:
        reasons.append(Reason("no_sections", N_("The paper has no section. Add at least one.")))
    wanted: Counter[Kind] = Counter()
    for number, section in enumerate(draft.sections, start=1):
        wanted[section.kind] += max(section.count, 0)
        if section.count < 1:
            reasons.append(
                Reason(
                    "section_without_items",
                    N_("Section %(section)s has no items. Say how many, or remove it."),
                    {"section": number},
                )
            )
        if section.points_each < 1:
            reasons.append(
                Reason(
                    "section_without_points",
                    N_("Items of section %(section)s earn no points. Say how many each is worth."),
                    {"section": number},
                )
            )
    for kind, count in wanted.items():
        found = pool_counts.get(kind, 0)
        if found < count:
            reasons.append(
                Reason(
                    f"too_few_{kind.value}",
                    _TOO_FEW[kind],
                    {"wanted": count, "found": found, "missing": count - found},
                )
            )
    if draft.form_count < 1:
        reasons.append(
            Reason(
                "no_forms", N_("The number of different papers is zero. At least one is needed.")
            )
        )
    return reasons


_TOO_FEW: Final = {
    Kind.SINGLE_CHOICE: N_(
        "Single choice: %(wanted)s items are asked for, %(found)s are approved. Approve"
        " %(missing)s more or lower the count."
    ),
    Kind.MULTIPLE_CHOICE: N_(
        "Multiple choice: %(wanted)s items are asked for, %(found)s are approved. Approve"
        " %(missing)s more or lower the count."
    ),
    Kind.TRUE_FALSE: N_(
        "True or false: %(wanted)s items are asked for, %(found)s are approved. Approve"
        " %(missing)s more or lower the count."
    ),
    Kind.FILL_IN: N_(
        "Fill in the blank: %(wanted)s items are asked for, %(found)s are approved and fit this"
        " way of answering. Approve %(missing)s more or lower the count."
    ),
}


def _about_rules(draft: ExamDraft) -> list[Reason]:
    reasons = []
    if draft.multiple_choice_rule is None and any(
        section.kind is Kind.MULTIPLE_CHOICE for section in draft.sections
    ):
        reasons.append(
            Reason(
                "no_multiple_choice_rule",
                N_(
                    "The scoring rule for multiple choice is not chosen. Choose one; members see it before they start."
                ),
            )
        )
    if draft.pass_points < 0:
        reasons.append(
            Reason("pass_mark_below_zero", N_("The pass mark is below zero. Set it to 0 or more."))
        )
    if draft.pass_points > draft.full:
        reasons.append(
            Reason(
                "pass_mark_too_high",
                N_(
                    "The pass mark of %(pass_points)s points is above the %(full)s points of the paper. Lower it."
                ),
                {"pass_points": _points(draft.pass_points), "full": _points(draft.full)},
            )
        )
    if draft.score_release is None or draft.answer_release is None:
        reasons.append(
            Reason(
                "no_release_policy",
                N_("It is not said when scores and answers are shown. Choose both."),
            )
        )
    if draft.tries < 0 or (draft.tries == 0 and draft.mode is not ExamMode.PRACTICE):
        reasons.append(
            Reason("no_tries", N_("The number of attempts is zero. Allow at least one."))
        )
    return reasons


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
