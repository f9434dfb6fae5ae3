"""Approving, rejecting, taking back; two reviewers; many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from question_bank.items import Kind, Option
from quizapp.bank.filters import Filters
from quizapp.bank.operations import (
    Blocked,
    ChangedMeanwhile,
    Decision,
    decide,
    decide_many,
    decide_matching,
)
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.models import AuditEntry, BankItem, ItemStatus, Member
from tests.factories.bank import bank_item, make_bank_item
from tests.factories.plans import make_items
from tests.factories.viewers import viewer_of
from tests.quizapp.bank.conftest import Drafts

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


def act(drafts: Drafts, decision: Decision, **values: object) -> ItemStatus:
    given = {"version": 1, "seen": ItemStatus.DRAFT, "who": drafts.who, "now": NOW} | values
    return decide(drafts.activity, decision, **given)  # type: ignore[arg-type]


def bad_item(drafts: Drafts) -> BankItem:
    """A single choice with two equal options."""
    good = make_items()[2]
    options = (Option("a", "网上答题"), Option("b", "网上答题"), Option("c", "限时答题"))
    return make_bank_item(drafts.plan, replace(good, id="item-bad", options=options))


@pytest.mark.parametrize(
    ("decision", "status", "entry"),
    [
        (Decision.APPROVE, ItemStatus.APPROVED, "item.approved"),
        (Decision.REJECT, ItemStatus.REJECTED, "item.rejected"),
    ],
)
def test_decision_is_stored_with_who_and_when(
    drafts: Drafts, decision: Decision, status: ItemStatus, entry: str
) -> None:
    assert act(drafts, decision) is status
    row = bank_item("item-activity")
    assert (row.status, row.reviewed_by, row.reviewed_at) == (status, drafts.who.member_id, NOW)
    written = db.session.scalars(
        select(AuditEntry).where(AuditEntry.object_type == "bank_item")
    ).one()
    assert (written.act, written.details) == (entry, {"version": 1, "before": "draft"})


def test_undo_makes_a_draft_again(drafts: Drafts) -> None:
    act(drafts, Decision.APPROVE)
    act(drafts, Decision.RESET, seen=ItemStatus.APPROVED)
    row = bank_item("item-activity")
    assert (row.status, row.reviewed_by, row.reviewed_at) == (ItemStatus.DRAFT, None, None)


def test_same_decision_twice_is_one(drafts: Drafts) -> None:
    act(drafts, Decision.APPROVE)
    assert act(drafts, Decision.APPROVE) is ItemStatus.APPROVED
    acts = db.session.scalars(select(AuditEntry.act).where(AuditEntry.object_type == "bank_item"))
    assert acts.all() == ["item.approved"]


def test_second_reviewer_is_told_that_another_was_faster(drafts: Drafts) -> None:
    act(drafts, Decision.APPROVE)
    with pytest.raises(ChangedMeanwhile):
        act(drafts, Decision.REJECT)
    assert bank_item("item-activity").status is ItemStatus.APPROVED


def test_older_version_cannot_be_approved(drafts: Drafts) -> None:
    bank_item("item-activity").version = 2
    db.session.commit()
    with pytest.raises((ChangedMeanwhile, Refusal)):
        act(drafts, Decision.APPROVE)


def test_item_that_breaks_rules_is_not_approved(drafts: Drafts) -> None:
    bad = bad_item(drafts)
    with pytest.raises(Blocked) as blocked:
        decide(bad.id, Decision.APPROVE, version=1, seen=ItemStatus.DRAFT, who=drafts.who, now=NOW)
    assert {finding.rule for finding in blocked.value.findings} >= {"L12"}
    assert bank_item("item-bad").status is ItemStatus.DRAFT


def test_item_that_breaks_rules_may_be_rejected(drafts: Drafts) -> None:
    bad = bad_item(drafts)
    decide(bad.id, Decision.REJECT, version=1, seen=ItemStatus.DRAFT, who=drafts.who, now=NOW)
    assert bank_item("item-bad").status is ItemStatus.REJECTED


def test_foreign_item_is_not_there(drafts: Drafts, other_organizer: Member) -> None:
    with pytest.raises(Refusal) as refused:
        act(drafts, Decision.APPROVE, who=viewer_of(other_organizer))
    assert refused.value.kind is RefusalKind.NOT_FOUND


def test_all_drafts_of_a_selection_are_approved_but_those_that_break_rules(drafts: Drafts) -> None:
    bad = bad_item(drafts)
    done = decide_matching(Filters(plan=drafts.plan), Decision.APPROVE, who=drafts.who, now=NOW)
    assert (done.done, done.blocked, done.changed) == (4, (bad.id,), 0)
    assert bank_item("item-bad").status is ItemStatus.DRAFT
    assert bank_item("item-often").status is ItemStatus.APPROVED


def test_filters_limit_what_is_approved(drafts: Drafts) -> None:
    filters = Filters(plan=drafts.plan, kind=Kind.FILL_IN)
    assert decide_matching(filters, Decision.APPROVE, who=drafts.who, now=NOW).done == 1
    assert bank_item("item-mode").status is ItemStatus.DRAFT


def test_ticked_items_that_changed_meanwhile_stay(drafts: Drafts) -> None:
    decide(drafts.mode, Decision.REJECT, version=1, seen=ItemStatus.DRAFT, who=drafts.who, now=NOW)
    chosen = [(drafts.activity, 1), (drafts.people, 7), (drafts.mode, 1)]
    done = decide_many(chosen, Decision.APPROVE, who=drafts.who, now=NOW)
    assert (done.done, done.blocked, done.changed) == (1, (), 2)
    assert bank_item("item-mode").status is ItemStatus.REJECTED


def test_many_touches_only_the_own_subtree(drafts: Drafts, other_organizer: Member) -> None:
    who = viewer_of(other_organizer)
    assert decide_many([(drafts.activity, 1)], Decision.APPROVE, who=who, now=NOW).done == 0
    assert decide_matching(Filters(), Decision.APPROVE, who=who, now=NOW).done == 0
