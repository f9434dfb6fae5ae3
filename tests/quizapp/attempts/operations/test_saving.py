"""Saving answers: what is stored, what is a replay, what is refused and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.refusals import NoSuchAttempt, SessionEnded, UnreadableAnswers
from quizapp.attempts.operations.saving import Saved, save_answers, save_page
from quizapp.domain.attempt import AttemptState, SentAnswer
from quizapp.domain.attempt_refusals import (
    AlreadySubmitted,
    AttemptLocked,
    AttemptVoided,
    TakenOver,
    TimeIsUp,
)
from quizapp.domain.viewer import Claim
from quizapp.extensions import db
from quizapp.models import Answer, Form, ScoreSheet
from tests.conftest import People
from tests.factories.exams import make_published, right_answers
from tests.factories.items import single_choice
from tests.quizapp.attempts.conftest import KEY, SetClock, Sitting, claim_of


def save(
    sitting: Sitting, *sent: tuple[int, list[str], int], holder: int = 1, claim: Claim | None = None
) -> Saved:
    """Save (item, response, sequence) triples as the page would."""
    return save_answers(
        sitting.attempt_id,
        [SentAnswer(item, tuple(response), sequence) for item, response, sequence in sent],
        claim=claim or sitting.claim,
        holder=holder,
        form_hash=sitting.form_hash,
        key=KEY,
    )


def stored(sitting: Sitting) -> dict[int, tuple[list[str], int]]:
    """Response and sequence number of each stored answer."""
    db.session.expire_all()
    rows = db.session.execute(
        db.select(Answer).where(Answer.attempt_id == sitting.attempt_id)
    ).scalars()
    return {row.item_number: (row.response, row.sequence) for row in rows}


def change(sitting: Sitting, **values: object) -> None:
    """Change the attempt's row."""
    for name, value in values.items():
        setattr(sitting.attempt, name, value)
        db.session.commit()


def test_stores_a_batch_and_says_until_when(sitting: Sitting) -> None:
    saved = save(sitting, (1, ["b"], 10), (3, ["c", "a"], 11), (7, ["甲"], 12))
    assert stored(sitting) == {1: (["b"], 10), 3: (["a", "c"], 11), 7: (["甲"], 12)}
    assert {answer.item_number: answer.sequence for answer in saved.answers} == {
        1: 10,
        3: 11,
        7: 12,
    }
    assert timedelta(minutes=28) < saved.remaining <= timedelta(minutes=29)
    assert abs(saved.server_time - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_newer_answer_replaces_an_older_one_and_never_the_other_way(sitting: Sitting) -> None:
    save(sitting, (1, ["a"], 5))
    save(sitting, (1, ["b"], 6))
    again = save(sitting, (1, ["c"], 5))
    assert stored(sitting)[1] == (["b"], 6)
    assert again.answers[0].sequence == 6


def test_a_replay_is_a_success(sitting: Sitting) -> None:
    first = save(sitting, (1, ["a"], 5))
    again = save(sitting, (1, ["a"], 5))
    assert again.answers == first.answers


def test_a_batch_keeps_the_newest_answer_of_each_item(sitting: Sitting) -> None:
    save(sitting, (1, ["a"], 5), (1, ["b"], 7), (1, ["c"], 6))
    assert stored(sitting)[1] == (["b"], 7)


def test_a_batch_of_old_and_new_answers_reports_all(sitting: Sitting) -> None:
    save(sitting, (1, ["a"], 5))
    saved = save(sitting, (1, ["a"], 5), (2, ["b"], 6))
    assert {answer.item_number: answer.sequence for answer in saved.answers} == {1: 5, 2: 6}


def test_an_empty_batch_tells_the_time(sitting: Sitting) -> None:
    assert save(sitting).answers == ()
    assert save(sitting).remaining > timedelta(minutes=28)


def test_an_answer_can_be_taken_back(sitting: Sitting) -> None:
    save(sitting, (3, ["a"], 1))
    save(sitting, (3, [], 2))
    assert stored(sitting)[3] == ([], 2)


def test_within_the_grace_it_is_taken_and_marked_late(
    sitting: Sitting, set_clock: SetClock
) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline)
    save(sitting, (1, ["a"], 1))
    set_clock(deadline + timedelta(seconds=15))
    saved = save(sitting, (2, ["b"], 2))
    assert saved.remaining == timedelta(0)
    late = {
        row.item_number: row.late
        for row in db.session.execute(
            db.select(Answer).where(Answer.attempt_id == sitting.attempt_id)
        ).scalars()
    }
    assert late == {1: False, 2: True}


def test_after_the_grace_it_is_refused_and_the_attempt_closed(
    sitting: Sitting, set_clock: SetClock
) -> None:
    right = right_answers(sitting.exam)[1]
    save(sitting, (1, right, 1))
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline + timedelta(seconds=15, microseconds=1))
    with pytest.raises(TimeIsUp):
        save(sitting, (2, ["b"], 2))
    assert stored(sitting) == {1: (right, 1)}
    assert sitting.attempt.state is AttemptState.EXPIRED
    assert sitting.attempt.closed_at == deadline
    sheet = db.session.execute(db.select(ScoreSheet)).scalar_one()
    assert (sheet.attempt_id, sheet.total) == (sitting.attempt_id, 1250)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"holder": 2}, TakenOver),
        ({"locked_at": datetime(2026, 1, 1, tzinfo=UTC)}, AttemptLocked),
        ({"voided_at": datetime(2026, 1, 1, tzinfo=UTC)}, AttemptVoided),
    ],
)
def test_refuses_by_the_attempts_own_rules(
    sitting: Sitting, values: dict[str, object], refusal: type[Exception]
) -> None:
    change(sitting, **values)
    with pytest.raises(refusal):
        save(sitting, (1, ["b"], 1))
    assert stored(sitting) == {}


def test_refuses_after_the_hand_in(sitting: Sitting) -> None:
    attempt = sitting.attempt
    attempt.closed_at, attempt.state = datetime.now(UTC), AttemptState.SUBMITTED
    db.session.commit()
    with pytest.raises(AlreadySubmitted):
        save(sitting, (1, ["b"], 1))


def test_knows_no_foreign_attempt(sitting: Sitting, people: People) -> None:
    with pytest.raises(NoSuchAttempt):
        save(sitting, (1, ["b"], 1), claim=claim_of(people.stranger))
    with pytest.raises(NoSuchAttempt):
        save(sitting, (1, ["b"], 1), claim=claim_of(people.member, exam_id=sitting.exam.id + 1))
    save(sitting, (1, ["b"], 1), claim=claim_of(people.member, exam_id=sitting.exam.id))
    assert stored(sitting) == {1: (["b"], 1)}


def test_a_closed_account_and_an_old_session_save_nothing(sitting: Sitting) -> None:
    claim = sitting.claim
    sitting.member.session_version += 1
    db.session.commit()
    with pytest.raises(SessionEnded):
        save(sitting, (1, ["b"], 1), claim=claim)
    sitting.member.closed_at = datetime.now(UTC)
    db.session.commit()
    with pytest.raises(SessionEnded):
        save(sitting, (1, ["b"], 1), claim=sitting.claim)
    assert stored(sitting) == {}


@pytest.mark.parametrize(
    ("item", "response"),
    [
        (0, ["a"]),
        (9, ["a"]),
        (1, ["e"]),
        (1, ["a", "b"]),
        (3, ["a", "z"]),
        (5, ["maybe"]),
        (5, ["true", "false"]),
        (7, ["one", "too many"]),
        (7, ["x" * 201]),
        (7, ["nul\x00"]),
        (7, ["half\ud800"]),
    ],
)
def test_stores_nothing_the_paper_cannot_take(
    sitting: Sitting, item: int, response: list[str]
) -> None:
    with pytest.raises(UnreadableAnswers):
        save(sitting, (2, ["b"], 1), (item, response, 2))
    assert stored(sitting) == {}


def test_refuses_answers_to_another_paper(sitting: Sitting, people: People) -> None:
    other = make_published(people.root, [people.member], sections=[[single_choice(9)]])
    hashes = db.session.execute(db.select(Form.content_hash).where(Form.exam_id == other.id))
    for form_hash in (*hashes.scalars(), "0" * 64):
        with pytest.raises(UnreadableAnswers):
            save_answers(
                sitting.attempt_id,
                [SentAnswer(1, ("a",), 5)],
                claim=sitting.claim,
                holder=1,
                form_hash=form_hash,
                key=KEY,
            )
    assert not stored(sitting)


def test_the_plain_form_counts_on_the_server(sitting: Sitting) -> None:
    save(sitting, (1, ["a"], 70_000))
    save_page(
        sitting.attempt_id,
        {1: ("b",), 2: ("c",)},
        claim=sitting.claim,
        holder=1,
        goes_on=False,
        key=KEY,
    )
    assert stored(sitting) == {1: (["b"], 70_001), 2: (["c"], 70_001)}
