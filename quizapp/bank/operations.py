"""Reviewing items: approve, reject, take back, edit; one at a time or many at once.

Checks run before the transaction, on a numbered version; the transaction makes sure that this
version is still the current one, so that what was checked is what is approved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_bank.checks.findings import Finding
from question_bank.items import FillInItem, Item, item_to_json
from quizapp.bank import queries
from quizapp.bank.editing import Edited, apply
from quizapp.bank.filters import Filters
from quizapp.database.transaction import transaction
from quizapp.domain.plan_text import document
from quizapp.domain.plan_versions import moved_to
from quizapp.domain.refusals import N_, Refusal
from quizapp.domain.viewer import Viewer
from quizapp.models import BankItem, ItemStatus, ItemVersion, record


class Decision(StrEnum):
    """What a reviewer does with an item."""

    APPROVE = "approve"
    REJECT = "reject"
    RESET = "reset"
    """Back to draft: undo."""


STATUS_OF = {
    Decision.APPROVE: ItemStatus.APPROVED,
    Decision.REJECT: ItemStatus.REJECTED,
    Decision.RESET: ItemStatus.DRAFT,
}


class Blocked(Refusal):
    """Blocking rules of the linter are broken; all findings are listed at once."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "item_blocked",
            N_(
                "The item breaks %(count)s rules and cannot be used so. Each is listed with its cure."
            ),
            values={"count": len(findings)},
        )
        self.findings = findings


class ChangedMeanwhile(Refusal):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(
            "item_changed",
            N_(
                "Somebody else changed or decided on this item while you looked at it. Nothing was"
                " stored; look at it as it is now and decide again."
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyDecided:
    """What came of a decision on many items."""

    done: int
    blocked: tuple[int, ...]
    """Numbers of the items that break blocking rules and stay drafts."""
    changed: int
    """Items that somebody else changed or decided in the meantime; they stay as they are."""


def decide(
    item_id: int,
    decision: Decision,
    *,
    version: int,
    seen: ItemStatus,
    who: Viewer,
    now: datetime,
) -> ItemStatus:
    """Approve, reject or take back the version that the reviewer saw in the state `seen`.

    Raises Blocked when it breaks blocking rules, Refusal when somebody else was faster.
    """
    stored = queries.stored_item(item_id, who)
    if decision is Decision.APPROVE and stored.version == version:
        found = queries.Checker().blocking(stored)
        if found:
            raise Blocked(found)
    wanted = STATUS_OF[decision]
    with transaction() as session:
        row = _locked(session, item_id)
        if row.version != version or row.status not in (seen, wanted):
            raise ChangedMeanwhile()
        if row.status is not wanted:
            _set_status(session, row, wanted, who=who, now=now)
    return wanted


def decide_many(
    chosen: Sequence[tuple[int, int]], decision: Decision, *, who: Viewer, now: datetime
) -> ManyDecided:
    """Approve or reject drafts, each named by number and the version that was shown.

    Items that break blocking rules stay drafts and are named; nothing is approved unchecked.
    """
    versions = dict(chosen)
    stored = queries.stored_items(list(versions), who)
    fresh = [one for one in stored if one.version == versions[one.id]]
    blocked: tuple[int, ...] = ()
    if decision is Decision.APPROVE:
        checker = queries.Checker()
        blocked = tuple(one.id for one in fresh if checker.blocking(one))
    done = 0
    clean = {one.id: one.version for one in fresh if one.id not in blocked}
    with transaction() as session:
        for row in _locked_rows(session, clean):
            if row.version == clean[row.id] and row.status is ItemStatus.DRAFT:
                _set_status(session, row, STATUS_OF[decision], who=who, now=now)
                done += 1
    return ManyDecided(done=done, blocked=blocked, changed=len(versions) - done - len(blocked))


def decide_matching(
    filters: Filters, decision: Decision, *, who: Viewer, now: datetime
) -> ManyDecided:
    """Approve or reject every draft that the filters keep."""
    return decide_many(queries.matching_drafts(who, filters), decision, who=who, now=now)


def edit_item(
    item_id: int,
    edited: Edited,
    *,
    version: int,
    approve: bool,
    who: Viewer,
    now: datetime,
) -> int:
    """Store a new version and give its number; the item is a draft again, or approved at once.

    What was typed without a change makes no new version. A draft may break rules: its reviewer is
    shown which. Raises ManyReasons when the item is incomplete, Blocked when it is to be approved
    and breaks blocking rules, Refusal when somebody else was faster.
    """
    stored = queries.stored_item(item_id, who)
    if stored.version != version:
        raise ChangedMeanwhile()
    item = apply(stored.item, edited)
    found = queries.Checker().blocking(stored, item) if approve else ()
    if found:
        raise Blocked(found)
    wanted = ItemStatus.APPROVED if approve else ItemStatus.DRAFT
    with transaction() as session:
        row = _locked(session, item_id)
        if row.version != version:
            raise ChangedMeanwhile()
        if item != stored.item:
            _add_version(session, row, item, who=who, now=now)
        if row.status is not wanted and (approve or item != stored.item):
            _set_status(session, row, wanted, who=who, now=now)
        return row.version


def take_new_source(item_id: int, *, version: int, who: Viewer, now: datetime) -> None:
    """Set an item that lost its source on the sentence most like the one it quotes; a draft again.

    Raises Refusal when it has its source or no sentence is like it, or somebody else was faster.
    """
    stored = queries.stored_item(item_id, who)
    paper = document(queries.source_of(stored.plan_id))
    _part, sentence = queries.counterpart_of(stored, paper)
    if stored.source_lost_at is None or sentence is None:
        raise Refusal(
            "no_new_source",
            N_(
                "This item has its source, or no sentence of the plan is like the one it quotes."
                " Nothing was changed."
            ),
        )
    item = moved_to(stored.item, sentence, paper)
    with transaction() as session:
        row = _locked(session, item_id)
        if row.version != version or stored.version != version:
            raise ChangedMeanwhile()
        _add_version(session, row, item, who=who, now=now)
        row.source_lost_at = None
        row.article_ordinal = sentence.ordinal
        if row.status is not ItemStatus.DRAFT:
            _set_status(session, row, ItemStatus.DRAFT, who=who, now=now)


def _locked(session: Session, item_id: int) -> BankItem:
    row = session.get(BankItem, item_id, with_for_update=True)
    if row is None:
        raise queries.not_yours()
    return row


def _locked_rows(session: Session, item_ids: Collection[int]) -> Sequence[BankItem]:
    # In one order for all, so that two reviewers wait for each other and never in a circle.
    return session.scalars(
        select(BankItem).where(BankItem.id.in_(item_ids)).order_by(BankItem.id).with_for_update()
    ).all()


def _set_status(
    session: Session, row: BankItem, status: ItemStatus, *, who: Viewer, now: datetime
) -> None:
    before = row.status
    row.status = status
    row.reviewed_at = None if status is ItemStatus.DRAFT else now
    row.reviewed_by = None if status is ItemStatus.DRAFT else who.member_id
    act = "item.reset" if status is ItemStatus.DRAFT else f"item.{status.value}"
    _audit(session, row, act, who=who, now=now, before=before.value)


def _add_version(
    session: Session, row: BankItem, item: Item, *, who: Viewer, now: datetime
) -> None:
    row.version += 1
    row.stem = item.stem
    row.knowledge = item.knowledge
    row.difficulty = item.difficulty
    row.has_word_bank = isinstance(item, FillInItem) and bool(item.word_bank)
    session.add(
        ItemVersion(
            item_id=row.id,
            number=row.version,
            content=item_to_json(item),
            made_at=now,
            made_by=who.member_id,
        )
    )
    _audit(session, row, "item.edited", who=who, now=now)


def _audit(
    session: Session, row: BankItem, act: str, *, who: Viewer, now: datetime, **details: object
) -> None:
    record(session, act, row, viewer=who, now=now, version=row.version, **details)
