"""Importing: everything or nothing, the same file twice, labels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from quizapp.database.transaction import transaction
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.models import (
    AuditEntry,
    BankItem,
    ItemStatus,
    ItemVersion,
    Member,
    Plan,
    PlanArticle,
    PlanEvent,
    PlanFact,
    PlanUpload,
)
from quizapp.plans.operations import (
    UPLOADS_KEPT_FOR,
    LabelNeeded,
    Waiting,
    discard_upload,
    import_plan,
    label_upload,
    upload_plan,
)
from quizapp.plans.queries import upload_content
from quizapp.plans.storing import Imported
from quizapp.plans.versions import unpack
from tests.conftest import People
from tests.factories.plans import TEXT, make_bundle, make_fact, make_items, store_plan
from tests.factories.viewers import viewer_of
from tests.quizapp.plans.conftest import CHANGED

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TITLED = "《云溪图书馆2026年党建工作计划》\n" + TEXT


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def send(people: People, text: str, *, label: str = "", name: str = "计划.txt") -> Imported:
    return import_plan(
        name,
        text.encode("utf-8"),
        unit_id=people.root,
        who=viewer_of(people.organizer),
        now=NOW,
        label=label,
    )


def test_file_becomes_plan_articles_and_draft_items(people: People) -> None:
    done = send(people, TEXT, label="云溪图书馆2026年党建工作计划")
    assert done.new
    assert done.articles == count(PlanArticle) == 3
    assert done.facts == count(PlanFact)
    assert done.items == done.added == count(BankItem) == count(ItemVersion)
    assert set(db.session.scalars(select(BankItem.status))) == {ItemStatus.DRAFT}
    assert db.session.scalars(select(AuditEntry.act)).all() == ["plan.imported"]


def test_same_file_again_changes_nothing(people: People) -> None:
    first = send(people, TEXT, label="云溪图书馆2026年党建工作计划")
    again = send(people, TEXT, label="云溪图书馆2026年党建工作计划")
    assert not again.changed
    assert again.plan_id == first.plan_id
    assert count(Plan) == 1
    assert count(AuditEntry) == 1
    assert count(ItemVersion) == first.items


def test_same_file_without_a_label_keeps_its_label(people: People) -> None:
    send(people, TEXT, label="云溪计划")
    assert not send(people, TEXT).changed


def test_new_label_renames_items_nobody_has_reviewed(people: People) -> None:
    send(people, TEXT, label="云溪图书馆2026年党建工作计划")
    done = send(people, TEXT, label="云溪2026年工作要点")
    assert done.changed
    assert not done.new
    assert done.added == done.removed == 0
    assert done.updated == done.items
    stems = db.session.scalars(select(BankItem.stem)).all()
    assert not [stem for stem in stems if "云溪图书馆2026年党建工作计划" in stem]


def test_new_label_is_refused_once_an_item_was_reviewed(people: People) -> None:
    store_plan(people.root)
    with transaction() as session:
        session.scalars(select(BankItem)).first().status = ItemStatus.APPROVED  # type: ignore[union-attr]
    with pytest.raises(Refusal) as refused:
        store_plan(people.root, make_bundle(label="另一个名字"))
    assert refused.value.code == "plan_label_in_use"
    assert db.session.scalars(select(Plan.label)).one() == make_bundle().label


def test_better_reading_replaces_drafts_and_leaves_reviewed_items(people: People) -> None:
    store_plan(people.root)
    with transaction() as session:
        kept = session.scalars(select(BankItem).where(BankItem.item_id == "item-mode")).one()
        kept.status = ItemStatus.APPROVED
    activity, people_item, _mode, often = make_items()
    bundle = make_bundle(
        generator="2",
        items=(
            replace(activity, explanation="新的解析。"),
            replace(often, id="item-new", template="another"),
            people_item,
        ),
        facts=(*make_bundle().facts[:2], make_fact_on_report()),
        events=make_bundle().events[1:],
    )
    done = store_plan(people.root, bundle)
    assert (done.added, done.updated, done.removed) == (1, 1, 1)
    states = dict(db.session.execute(select(BankItem.item_id, BankItem.version)).tuples().all())
    assert states == {"item-activity": 2, "item-people": 1, "item-mode": 1, "item-new": 1}
    assert count(PlanFact) == 3
    assert count(PlanEvent) == 3


def make_fact_on_report():  # type: ignore[no-untyped-def]
    kind = make_bundle().facts[0].kind
    return make_fact(kind, "馆务会备案", 3, slot="purpose")


def test_texts_longer_than_their_columns_are_cut(people: People) -> None:
    event = replace(make_bundle().events[0], name="长" * 400, when_text="久" * 300)
    store_plan(people.root, make_bundle(events=(event,)))
    row = db.session.scalars(select(PlanEvent)).one()
    assert len(row.name) == 255
    assert row.name.endswith("…")


def test_gbk_text_is_read(people: People) -> None:
    done = import_plan(
        "计划.txt",
        TITLED.encode("gb18030"),
        unit_id=people.root,
        who=viewer_of(people.organizer),
        now=NOW,
    )
    assert done.articles == 3


def test_title_of_the_document_is_its_label(people: People) -> None:
    assert send(people, TITLED).label == "云溪图书馆2026年党建工作计划"


def test_plan_without_title_asks_for_its_label(people: People) -> None:
    with pytest.raises(LabelNeeded):
        send(people, TEXT)
    assert count(Plan) == 0


def test_upload_without_title_waits_and_is_imported_under_its_label(people: People) -> None:
    who = viewer_of(people.organizer)
    text = "2026年云溪图书馆机关党建工作的总体要求是：把书读好，把馆管好。\n" + TEXT
    waiting = upload_plan("计划.txt", text.encode(), unit_id=people.root, who=who, now=NOW)
    assert isinstance(waiting, Waiting)
    assert not waiting.labelled
    proposal = upload_content(waiting.upload_id, who).proposed_label
    assert proposal == "云溪图书馆2026年机关党建工作计划"
    assert count(Plan) == 0
    done = label_upload(waiting.upload_id, proposal, who=who, now=NOW)
    assert isinstance(done, Imported)
    assert done.label == proposal
    assert count(PlanUpload) == 0
    stored = db.session.scalars(select(Plan)).one()
    assert stored.text.startswith("2026年云溪图书馆")


def test_file_given_the_label_of_a_plan_is_compared_with_it(people: People) -> None:
    """Nobody had said yet that it is a new version; its label does."""
    plan = store_plan(people.root)
    who = viewer_of(people.organizer)
    waiting = upload_plan("计划.txt", TEXT.encode() + b"\n", unit_id=people.root, who=who, now=NOW)
    assert isinstance(waiting, Waiting)
    compared = label_upload(waiting.upload_id, make_bundle().label, who=who, now=NOW)
    assert compared == Waiting(waiting.upload_id, labelled=True)
    row = db.session.scalars(select(PlanUpload)).one()
    assert (row.replaces_id, row.reading is not None) == (plan.plan_id, True)
    assert count(Plan) == 1


def test_new_version_takes_over_unit_and_label(people: People) -> None:
    plan = store_plan(people.branch, make_bundle(label="云溪计划"))
    who = viewer_of(people.organizer)
    waiting = upload_plan(
        "改.txt", CHANGED.encode(), unit_id=people.root, who=who, now=NOW, replaces=plan.plan_id
    )
    assert waiting == Waiting(only_upload(), labelled=True)
    row = db.session.scalars(select(PlanUpload)).one()
    assert row.unit_id == people.branch
    assert unpack(row.reading or b"").label == "云溪计划"


def only_upload() -> int:
    return db.session.scalars(select(PlanUpload.id)).one()


def test_the_file_a_plan_was_made_from_is_no_new_version(people: People) -> None:
    first = send(people, TEXT, label="云溪计划")
    who = viewer_of(people.organizer)
    done = upload_plan(
        "同.txt", TEXT.encode(), unit_id=people.root, who=who, now=NOW, replaces=first.plan_id
    )
    assert isinstance(done, Imported)
    assert (done.changed, done.plan_id) == (False, first.plan_id)


def test_waiting_file_can_be_discarded(people: People) -> None:
    who = viewer_of(people.organizer)
    waiting = upload_plan("计划.txt", TEXT.encode(), unit_id=people.root, who=who, now=NOW)
    assert isinstance(waiting, Waiting)
    discard_upload(waiting.upload_id, who)
    assert count(PlanUpload) == 0


def test_forgotten_files_are_dropped_with_the_next_one(people: People) -> None:
    who = viewer_of(people.organizer)
    upload_plan("一.txt", TEXT.encode(), unit_id=people.root, who=who, now=NOW)
    later = NOW + UPLOADS_KEPT_FOR * 2
    upload_plan("二.txt", (TEXT + "\n").encode(), unit_id=people.root, who=who, now=later)
    assert db.session.scalars(select(PlanUpload.file_name)).all() == ["二.txt"]


def test_other_peoples_units_are_not_there(people: People, other_organizer: Member) -> None:
    who = viewer_of(other_organizer)
    with pytest.raises(Refusal) as refused:
        import_plan(
            "计划.txt", TEXT.encode(), unit_id=people.root, who=who, now=NOW, label="云溪计划"
        )
    assert refused.value.kind is RefusalKind.NOT_FOUND
    assert count(Plan) == 0


def test_two_units_may_have_the_same_file(people: People) -> None:
    store_plan(people.root)
    assert store_plan(people.branch).new


def test_label_loses_the_marks_around_it_and_has_a_limit(people: People) -> None:
    assert send(people, TEXT, label=" 《云溪 计划》 ").label == "云溪 计划"
    with pytest.raises(Refusal) as refused:
        send(people, TEXT, label="长" * 121)
    assert refused.value.code == "plan_label_too_long"


def test_text_without_articles_is_refused(people: People) -> None:
    with pytest.raises(Refusal) as refused:
        send(people, "今天天气很好。", label="云溪计划")
    assert refused.value.code == "plan_nothing_found"
    assert count(Plan) == 0
