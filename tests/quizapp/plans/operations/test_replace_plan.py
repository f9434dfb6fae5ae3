"""A new version takes a plan's place: reviewed items keep their words, lost sources are marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from question_bank.items import Item, item_from_json
from quizapp.bank.operations import Decision, decide
from quizapp.database.transaction import transaction
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.models import (
    AuditEntry,
    BankItem,
    Form,
    ItemStatus,
    ItemVersion,
    KeyVersion,
    Member,
    Plan,
    PlanArticle,
    PlanEvent,
    PlanUpload,
)
from quizapp.plans.operations import import_apart, replace_plan
from quizapp.plans.storing import Imported
from tests.conftest import People
from tests.factories.bank import bank_item
from tests.factories.exams import make_exam, publish_exam
from tests.factories.plans import DIGEST, make_bundle, store_plan
from tests.factories.viewers import viewer_of
from tests.quizapp.plans.conftest import CHANGED, read_again, wait_for_comparison

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def plan(people: People) -> Imported:
    """The invented plan with two approved items and one rejected; the fill-in is untouched."""
    stored = store_plan(people.root)
    who = viewer_of(people.organizer)
    for name, decision in (
        ("mode", Decision.APPROVE),
        ("often", Decision.APPROVE),
        ("people", Decision.REJECT),
    ):
        decide(
            bank_item(f"item-{name}").id,
            decision,
            version=1,
            seen=ItemStatus.DRAFT,
            who=who,
            now=NOW,
        )
    return stored


def replace_it(
    people: People, plan: Imported, *, approved_stay: bool = False, seen: str = DIGEST
) -> Imported:
    upload = wait_for_comparison(people, plan.plan_id, read_again(CHANGED))
    return replace_plan(
        upload, seen=seen, approved_stay=approved_stay, who=viewer_of(people.organizer), now=NOW
    )


def content(item_id: str) -> Item:
    row = bank_item(item_id)
    version = db.session.get_one(ItemVersion, (row.id, row.version))
    return item_from_json(version.content)


def test_the_plan_stays_the_same_plan_with_the_new_text(people: People, plan: Imported) -> None:
    done = replace_it(people, plan)
    row = db.session.scalars(select(Plan)).one()
    assert (row.id, done.plan_id) == (plan.plan_id, plan.plan_id)
    assert row.text == CHANGED
    assert row.file_name == "计划（修订）.txt"
    assert db.session.scalar(select(func.count()).select_from(PlanArticle)) == 4
    assert db.session.scalar(select(func.count()).select_from(PlanUpload)) == 0


def test_moved_item_keeps_its_words_and_its_number_in_published_papers(
    people: People, plan: Imported
) -> None:
    before = content("item-mode")
    replace_it(people, plan)
    row, after = bank_item("item-mode"), content("item-mode")
    assert (row.status, row.version, row.article_ordinal) == (ItemStatus.APPROVED, 2, 3)
    assert (after.stem, after.source.article) == (before.stem, "3")
    assert CHANGED[after.source.start : after.source.end] == after.source.quote
    assert row.source_lost_at is None


def test_published_papers_and_drafts_of_tests_stay_tied_to_what_they_were_made_of(
    people: People, plan: Imported
) -> None:
    exam = make_exam(people.root)
    event = db.session.scalars(select(PlanEvent).where(PlanEvent.event_id == "test-1")).one()
    exam.plan_event_id = event.id
    db.session.commit()
    publish_exam(exam, [people.member], sections=[[content("item-mode")], [content("item-often")]])
    papers = select(Form.content, Form.content_hash, KeyVersion.content).join(
        KeyVersion, KeyVersion.form_id == Form.id
    )
    before = db.session.execute(papers).all()
    assert before
    events = tuple(
        replace(event, id=f"{event.id}-again", months=(9,)) for event in make_bundle().events
    )
    upload = wait_for_comparison(people, plan.plan_id, read_again(CHANGED, events=events))
    who = viewer_of(people.organizer)
    replace_plan(upload, seen=DIGEST, approved_stay=False, who=who, now=NOW)
    db.session.expire_all()
    assert db.session.execute(papers).all() == before
    row = db.session.get_one(PlanEvent, exam.plan_event_id)
    assert (row.event_id, row.months) == ("test-1-again", [9])
    assert db.session.scalar(select(func.count()).select_from(PlanEvent)) == len(events)


def test_approved_item_that_lost_its_source_is_marked_and_a_draft_again(
    people: People, plan: Imported
) -> None:
    before = content("item-often")
    done = replace_it(people, plan)
    row = bank_item("item-often")
    assert done.orphans == 1
    assert (row.status, row.source_lost_at, row.reviewed_by) == (ItemStatus.DRAFT, NOW, None)
    assert content("item-often") == before


def test_organizer_may_leave_such_items_approved(people: People, plan: Imported) -> None:
    replace_it(people, plan, approved_stay=True)
    row = bank_item("item-often")
    assert (row.status, row.source_lost_at) == (ItemStatus.APPROVED, NOW)


def test_rejected_item_stays_rejected_and_is_not_proposed_again(
    people: People, plan: Imported
) -> None:
    replace_it(people, plan)
    assert bank_item("item-people").status is ItemStatus.REJECTED
    ids = set(db.session.scalars(select(BankItem.item_id)))
    assert ids == {"item-activity", "item-people", "item-mode", "item-often", "item-fresh"}


def test_untouched_draft_goes_with_its_sentence_and_a_touched_one_stays(
    people: People, plan: Imported
) -> None:
    text = CHANGED.replace("“灯下共读”", "“晨间诵读”")
    upload = wait_for_comparison(people, plan.plan_id, read_again(text))
    who = viewer_of(people.organizer)
    done = replace_plan(upload, seen=DIGEST, approved_stay=False, who=who, now=NOW)
    assert (done.removed, done.orphans) == (1, 2)
    ids = set(db.session.scalars(select(BankItem.item_id)))
    assert "item-activity" not in ids
    assert bank_item("item-people").source_lost_at == NOW


def test_returning_to_the_old_text_finds_the_sources_again(people: People, plan: Imported) -> None:
    seen = read_again(CHANGED).sha256
    replace_it(people, plan)
    upload = wait_for_comparison(people, plan.plan_id, make_bundle())
    who = viewer_of(people.organizer)
    done = replace_plan(upload, seen=seen, approved_stay=False, who=who, now=NOW)
    assert done.orphans == 0
    assert bank_item("item-often").source_lost_at is None
    assert {row.item_id for row in db.session.scalars(select(BankItem))} >= {"item-often"}


def test_the_new_file_again_changes_nothing(people: People, plan: Imported) -> None:
    replace_it(people, plan)
    again = store_plan(people.root, read_again(CHANGED))
    assert (again.changed, again.plan_id, again.orphans) == (False, plan.plan_id, 1)
    assert bank_item("item-often").source_lost_at == NOW, "it is not taken for an untouched draft"


def test_it_is_written_down(people: People, plan: Imported) -> None:
    replace_it(people, plan)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "plan.replaced")).one()
    assert entry.details["before"] == DIGEST
    assert entry.details["items_orphaned"] == 1


def test_version_replaced_by_somebody_else_meanwhile_is_refused(
    people: People, plan: Imported
) -> None:
    with pytest.raises(Refusal) as refused:
        replace_it(people, plan, seen="0" * 64)
    assert refused.value.code == "plan_changed"
    assert db.session.scalars(select(Plan.sha256)).one() == DIGEST


def test_file_that_is_another_plan_of_the_unit_is_refused(people: People, plan: Imported) -> None:
    store_plan(people.root, read_again(CHANGED, label="另一份计划"))
    with pytest.raises(Refusal) as refused:
        replace_it(people, plan)
    assert refused.value.code == "plan_known_apart"
    with transaction() as session:
        assert session.get_one(Plan, plan.plan_id).sha256 == DIGEST


def test_file_may_be_imported_beside_the_plan(people: People, plan: Imported) -> None:
    upload = wait_for_comparison(people, plan.plan_id, read_again(CHANGED))
    done = import_apart(upload, who=viewer_of(people.organizer), now=NOW)
    assert done.new
    assert done.plan_id != plan.plan_id
    assert db.session.scalar(select(func.count()).select_from(Plan)) == 2


def test_foreign_organizer_cannot_touch_it(
    people: People, plan: Imported, other_organizer: Member
) -> None:
    upload = wait_for_comparison(people, plan.plan_id, read_again(CHANGED))
    stranger = viewer_of(other_organizer)
    for act in (
        lambda: replace_plan(upload, seen=DIGEST, approved_stay=True, who=stranger, now=NOW),
        lambda: import_apart(upload, who=stranger, now=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.kind is RefusalKind.NOT_FOUND


def test_reading_of_another_release_is_refused_with_what_to_do(
    people: People, plan: Imported
) -> None:
    upload = wait_for_comparison(people, plan.plan_id, read_again(CHANGED))
    with transaction() as session:
        session.get_one(PlanUpload, upload).reading = b"nothing that was packed"
    with pytest.raises(Refusal) as refused:
        replace_plan(
            upload, seen=DIGEST, approved_stay=True, who=viewer_of(people.organizer), now=NOW
        )
    assert refused.value.code == "plan_reading_outdated"
