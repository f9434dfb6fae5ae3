"""Publishing: everything against it at once, or frozen papers and a roster."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from question_bank.items import Kind
from quizapp.domain.drawing import SectionWish
from quizapp.domain.paper import Form as FormValue
from quizapp.domain.people import Role
from quizapp.domain.publication import ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.viewer import Grant, Viewer
from quizapp.exams.operations import drafts, publishing
from quizapp.exams.operations.owned import NoSuchExam, NotADraft
from quizapp.extensions import db
from quizapp.models import Exam, ExamState, Form, ItemVersion, KeyVersion, RosterEntry
from tests.conftest import People
from tests.factories.stock import make_stock

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def viewer_of(people: People) -> Viewer:
    return Viewer(
        member_id=people.organizer.id,
        name="organizer",
        unit_id=people.branch,
        unit_name="Branch 1",
        unit_path=f"/{people.root}/{people.branch}/",
        session_version=1,
        grants=(Grant(Role.ORGANIZER, people.root, f"/{people.root}/"),),
    )


def complete_draft(people: People, viewer: Viewer, **changes: object) -> int:
    plan = make_stock(people.root)
    basics = drafts.Basics(
        name="Invented",
        mode=ExamMode.ONLINE,
        unit_id=people.root,
        plan_ids=(plan.id,),
        with_schedule=True,
    )
    exam_id = drafts.create_exam(basics, 7, viewer=viewer, now=NOW)
    exam = db.session.get_one(Exam, exam_id)
    exam.opens_at, exam.closes_at = NOW, NOW + timedelta(days=1)
    exam.multiple_choice_rule = MultipleChoiceRule.EXACT
    for name, value in changes.items():
        setattr(exam, name, value)
    db.session.commit()
    wishes = [SectionWish(kind, 2, 1250) for kind in Kind]
    drafts.change_sections(exam_id, wishes, viewer=viewer, now=NOW)
    return exam_id


def test_freezes_the_paper_and_writes_the_roster(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer)
    publishing.publish(exam_id, viewer=viewer, now=NOW)
    exam = db.session.get_one(Exam, exam_id)
    assert exam.state is ExamState.PUBLISHED
    assert db.session.query(RosterEntry).filter_by(exam_id=exam_id).count() == 5
    form = db.session.query(Form).filter_by(exam_id=exam_id).one()
    value = FormValue.from_json(form.content)
    assert len(value.items) == 8
    assert value.full == 10000
    assert form.content_hash == value.content_hash()
    assert "key" not in str(form.content).replace("key1", "").replace("key2", "")


def test_later_edits_of_the_bank_do_not_touch_the_paper(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer)
    publishing.publish(exam_id, viewer=viewer, now=NOW)
    before = db.session.query(Form).filter_by(exam_id=exam_id).one().content
    keys = db.session.query(KeyVersion).one().content
    for version in db.session.query(ItemVersion):
        version.content = version.content | {"stem": "changed", "explanation": "changed"}
    db.session.commit()
    assert db.session.query(Form).filter_by(exam_id=exam_id).one().content == before
    assert db.session.query(KeyVersion).one().content == keys


def test_several_papers_differ_and_each_has_its_keys(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer, form_count=3)
    publishing.publish(exam_id, viewer=viewer, now=NOW)
    forms = db.session.query(Form).filter_by(exam_id=exam_id).all()
    assert len({form.content_hash for form in forms}) == 3
    assert db.session.query(KeyVersion).count() == 3


def test_lists_every_reason_at_once_and_stores_nothing(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(
        people, viewer, opens_at=None, closes_at=None, multiple_choice_rule=None, name=" "
    )
    with pytest.raises(publishing.CannotPublish) as refused:
        publishing.publish(exam_id, viewer=viewer, now=NOW)
    codes = {reason.code for reason in refused.value.reasons}
    assert {"no_name", "no_window", "no_multiple_choice_rule"} <= codes
    assert db.session.get_one(Exam, exam_id).state is ExamState.DRAFT
    assert db.session.query(Form).count() == 0
    assert db.session.query(RosterEntry).count() == 0


def test_names_the_exact_shortage(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer)
    wishes = [SectionWish(Kind.TRUE_FALSE, 9, 1000)]
    drafts.change_sections(exam_id, wishes, viewer=viewer, now=NOW)
    with pytest.raises(publishing.CannotPublish) as refused:
        publishing.publish(exam_id, viewer=viewer, now=NOW)
    short = next(reason for reason in refused.value.reasons if "true_false" in reason.code)
    assert short.values == {"wanted": 9, "found": 6, "missing": 3}


def test_a_second_publication_is_refused(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer)
    publishing.publish(exam_id, viewer=viewer, now=NOW)
    with pytest.raises(NotADraft):
        publishing.publish(exam_id, viewer=viewer, now=NOW)


def test_an_exam_of_another_subtree_does_not_exist(people: People) -> None:
    viewer = viewer_of(people)
    exam_id = complete_draft(people, viewer)
    path = f"/{people.root}/{people.other_branch}/"
    outsider = Viewer(
        member_id=people.stranger.id,
        name="stranger",
        unit_id=people.other_branch,
        unit_name="Branch 2",
        unit_path=path,
        session_version=1,
        grants=(Grant(Role.ORGANIZER, people.other_branch, path),),
    )
    with pytest.raises(NoSuchExam):
        publishing.publish(exam_id, viewer=outsider, now=NOW)
