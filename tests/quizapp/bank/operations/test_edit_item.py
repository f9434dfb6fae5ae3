"""Editing makes a new version; all faults are told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from question_bank.items import FillInItem, Item, Knowledge, Option, item_from_json
from quizapp.bank.editing import Edited
from quizapp.bank.operations import (
    Blocked,
    ChangedMeanwhile,
    Decision,
    decide,
    decide_many,
    edit_item,
)
from quizapp.domain.refusals import ManyReasons
from quizapp.extensions import db
from quizapp.models import AuditEntry, ItemStatus, ItemVersion
from tests.factories.bank import bank_item, make_bank_item
from tests.factories.plans import make_items
from tests.quizapp.bank.conftest import Drafts

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
ACTIVITY, PEOPLE, MODE, OFTEN = make_items()


def as_edited(item: Item, **values: object) -> Edited:
    """What the form sends when nothing but these was changed."""
    same: dict[str, object] = {
        "stem": item.stem,
        "explanation": item.explanation,
        "knowledge": item.knowledge,
        "difficulty": item.difficulty,
    }
    if isinstance(item, FillInItem):
        same["blanks"] = tuple((blank.key, blank.accepted) for blank in item.blanks)
        same["word_bank"] = item.word_bank
    elif hasattr(item, "options"):
        same |= {"options": item.options, "keys": getattr(item, "keys", None) or (item.key,)}
    else:
        same |= {"truth": item.key, "correction": item.correction}
    return Edited(**same | values)  # type: ignore[arg-type]


def edit(drafts: Drafts, item_id: int, edited: Edited, **values: object) -> int:
    given = {"version": 1, "approve": False, "who": drafts.who, "now": NOW} | values
    return edit_item(item_id, edited, **given)  # type: ignore[arg-type]


def test_edit_is_a_new_version_and_the_old_one_stays(drafts: Drafts) -> None:
    edited = as_edited(ACTIVITY, explanation="见第一条。", knowledge=Knowledge.SCHEDULE)
    assert edit(drafts, drafts.activity, edited) == 2
    row = bank_item("item-activity")
    assert (row.version, row.knowledge, row.status) == (2, Knowledge.SCHEDULE, ItemStatus.DRAFT)
    versions = db.session.scalars(
        select(ItemVersion).where(ItemVersion.item_id == row.id).order_by(ItemVersion.number)
    ).all()
    assert item_from_json(versions[0].content) == ACTIVITY
    assert item_from_json(versions[1].content).explanation == "见第一条。"
    assert [version.made_by for version in versions] == [None, drafts.who.member_id]
    written = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert written == ["item.edited"]


def test_edit_may_approve_at_once(drafts: Drafts) -> None:
    edit(drafts, drafts.mode, as_edited(MODE, explanation="见第二条。"), approve=True)
    assert bank_item("item-mode").status is ItemStatus.APPROVED


def test_edited_item_must_be_approved_anew(drafts: Drafts) -> None:
    decide(drafts.mode, Decision.APPROVE, version=1, seen=ItemStatus.DRAFT, who=drafts.who, now=NOW)
    edit(drafts, drafts.mode, as_edited(MODE, explanation="见第二条。"))
    assert bank_item("item-mode").status is ItemStatus.DRAFT


def test_nothing_typed_makes_no_version(drafts: Drafts) -> None:
    for item_id, item in zip(
        (drafts.activity, drafts.people, drafts.mode, drafts.often), make_items(), strict=True
    ):
        assert edit(drafts, item_id, as_edited(item)) == 1


def test_older_version_cannot_be_edited(drafts: Drafts) -> None:
    edit(drafts, drafts.activity, as_edited(ACTIVITY, explanation="甲"))
    with pytest.raises(ChangedMeanwhile):
        edit(drafts, drafts.activity, as_edited(ACTIVITY, explanation="乙"))


def test_broken_rules_are_refused_with_all_their_places(drafts: Drafts) -> None:
    options = (
        Option("a", "网上答题"),
        Option("b", "网上答题"),
        Option("c", "以上都对"),
        Option("d", "限时答题"),
    )
    with pytest.raises(Blocked) as blocked:
        edit(drafts, drafts.mode, as_edited(MODE, options=options), approve=True)
    assert {"L08", "L12"} <= {finding.rule for finding in blocked.value.findings}
    assert bank_item("item-mode").version == 1


def test_key_that_the_source_does_not_say_is_refused(drafts: Drafts) -> None:
    edited = as_edited(ACTIVITY, blanks=(("林间漫谈", ()),))
    with pytest.raises(Blocked) as blocked:
        edit(drafts, drafts.activity, edited, approve=True)
    assert "L01" in {finding.rule for finding in blocked.value.findings}


def test_item_that_repeats_another_is_refused(drafts: Drafts) -> None:
    twin = replace(MODE, id="item-twin", stem=MODE.stem.replace("哪一种", "哪一类"))
    row = make_bank_item(
        drafts.plan,
        replace(twin, stem="根据《云溪图书馆2026年党建工作计划》，借阅制度的检验办法是什么样的？"),
    )
    with pytest.raises(Blocked) as blocked:
        edit(drafts, row.id, as_edited(twin), approve=True)
    assert "L26" in {finding.rule for finding in blocked.value.findings}


def test_draft_with_broken_rules_is_saved_and_not_approved_later(drafts: Drafts) -> None:
    edited = as_edited(ACTIVITY, blanks=(("林间漫谈", ()),))
    assert edit(drafts, drafts.activity, edited) == 2
    version = {"version": 2, "seen": ItemStatus.DRAFT, "who": drafts.who, "now": NOW}
    with pytest.raises(Blocked):
        decide(drafts.activity, Decision.APPROVE, **version)  # type: ignore[arg-type]
    done = decide_many([(drafts.activity, 2)], Decision.APPROVE, who=drafts.who, now=NOW)
    assert (done.done, done.blocked) == (0, (drafts.activity,))
    assert bank_item("item-activity").status is ItemStatus.DRAFT


def test_saved_draft_that_repeats_another_is_not_approved_later(drafts: Drafts) -> None:
    twin = replace(MODE, id="item-twin", stem=MODE.stem.replace("哪一种", "哪一类"))
    other = replace(
        twin, stem="根据《云溪图书馆2026年党建工作计划》，借阅制度的检验办法是什么样的？"
    )
    row = make_bank_item(drafts.plan, other)
    edit(drafts, row.id, as_edited(twin))
    with pytest.raises(Blocked) as blocked:
        decide(row.id, Decision.APPROVE, version=2, seen=ItemStatus.DRAFT, who=drafts.who, now=NOW)
    assert "L26" in {finding.rule for finding in blocked.value.findings}


@pytest.mark.parametrize(
    ("item", "name", "changes", "codes"),
    [
        (ACTIVITY, "activity", {"stem": ""}, {"stem_missing", "blanks_do_not_match"}),
        (ACTIVITY, "activity", {"blanks": ()}, {"blanks_do_not_match"}),
        (ACTIVITY, "activity", {"word_bank": ("别的",)}, {"word_bank_without_key"}),
        (MODE, "mode", {"keys": ()}, {"keys_missing"}),
        (MODE, "mode", {"keys": ("a", "b")}, {"keys_missing"}),
        (MODE, "mode", {"keys": ("f",)}, {"keys_missing"}),
        (MODE, "mode", {"options": MODE.options[:2]}, {"options_missing"}),  # type: ignore[union-attr]
        (PEOPLE, "people", {"keys": ("a",)}, {"keys_missing"}),
        (OFTEN, "often", {"truth": None}, {"truth_missing"}),
        (OFTEN, "often", {"correction": ""}, {"correction_missing"}),
    ],
)
def test_incomplete_item_is_refused_with_every_reason(
    drafts: Drafts, item: Item, name: str, changes: dict[str, object], codes: set[str]
) -> None:
    with pytest.raises(ManyReasons) as many:
        edit(drafts, getattr(drafts, name), as_edited(item, **changes))
    assert {reason.code for reason in many.value.reasons} == codes
