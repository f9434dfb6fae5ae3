"""The guarded statement that saves answers: the rules of `domain.attempt` as one WHERE.

One statement for each database, written in the words of its driver: the dialects' own
insert-or-update is compiled anew at each call. A property test holds it against
`domain.attempt.accept_answers`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row

from quizapp.domain.attempt import SentAnswer
from quizapp.domain.viewer import Claim

_RULES: Final = """
    attempt.id = :attempt
    AND attempt.member_id = :member
    AND member.session_version = :version
    AND member.closed_at IS NULL
    AND (CAST(:scope AS integer) IS NULL OR attempt.exam_id = CAST(:scope AS integer))
    AND form.content_hash = :form
    AND attempt.state = 'open'
    AND attempt.locked_at IS NULL
    AND attempt.voided_at IS NULL
    AND attempt.holder = :holder
"""

# Where one may only go forward (`places` is there), nothing of a batch is stored that would change
# an item before the last one that had an answer when the statement began.
_LEFT_NOTHING: Final = """
    places IS NULL OR NOT EXISTS (
        SELECT 1 FROM {batch}
        LEFT JOIN answer AS known ON known.attempt_id = {id} AND known.item_number = {item}
        WHERE {sent_place} < (
            SELECT max({known_place}) FROM answer AS reached WHERE reached.attempt_id = {id}
        ) AND (known.sequence IS NULL OR {sequence} > known.sequence)
    )
"""
_LEFT_NOTHING_POSTGRESQL: Final = _LEFT_NOTHING.format(
    batch="json_to_recordset(CAST(:batch AS json)) AS other(item integer, sequence integer)",
    id="held.id",
    item="other.item",
    sequence="other.sequence",
    sent_place="CAST(places ->> CAST(other.item AS text) AS integer)",
    known_place="CAST(places ->> CAST(reached.item_number AS text) AS integer)",
)
_LEFT_NOTHING_SQLITE: Final = _LEFT_NOTHING.format(
    batch="json_each(:batch) AS other",
    id="attempt.id",
    item="json_extract(other.value, '$.item')",
    sequence="json_extract(other.value, '$.sequence')",
    sent_place="""json_extract(places, '$."' || json_extract(other.value, '$.item') || '"')""",
    known_place="""json_extract(places, '$."' || reached.item_number || '"')""",
)

_NEWER: Final = """
ON CONFLICT (attempt_id, item_number) DO UPDATE
SET response = excluded.response, sequence = excluded.sequence,
    saved_at = excluded.saved_at, late = excluded.late
WHERE excluded.sequence > answer.sequence
RETURNING item_number, sequence, saved_at,
    (SELECT deadline_at FROM attempt WHERE attempt.id = answer.attempt_id) AS deadline_at
"""

# A submission holds the row FOR NO KEY UPDATE: with FOR SHARE the guard waits for it and then
# looks again, so no answer is acknowledged that was not scored.
_POSTGRESQL: Final = re.sub(
    r":(\w+)",
    r"%(\1)s",
    f"""
WITH held AS (
    SELECT attempt.id, attempt.deadline_at, attempt.places, app_now() AS moment
    FROM attempt
    JOIN member ON member.id = attempt.member_id
    JOIN form ON form.id = attempt.form_id
    WHERE {_RULES} AND app_now() <= attempt.accept_until
    FOR SHARE OF attempt
)
INSERT INTO answer (attempt_id, item_number, response, sequence, saved_at, late)
SELECT held.id, sent.item, sent.response, sent.sequence, held.moment,
    held.moment > held.deadline_at
FROM held CROSS JOIN json_to_recordset(CAST(:batch AS json))
    AS sent(item integer, response jsonb, sequence integer)
WHERE {_LEFT_NOTHING_POSTGRESQL}
{_NEWER}
""",  # noqa: S608 - no value is put into the text
)

# The moment is materialised because SQLite would ask the clock anew for every row; the parser
# needs a WHERE between SELECT ... FROM and ON CONFLICT.
_SQLITE: Final = f"""
WITH clock AS MATERIALIZED (SELECT app_now() AS moment)
INSERT INTO answer (attempt_id, item_number, response, sequence, saved_at, late)
SELECT attempt.id, json_extract(sent.value, '$.item'), json_extract(sent.value, '$.response'),
    json_extract(sent.value, '$.sequence'), clock.moment, clock.moment > attempt.deadline_at
FROM attempt
JOIN member ON member.id = attempt.member_id
JOIN form ON form.id = attempt.form_id
CROSS JOIN clock
CROSS JOIN json_each(:batch) AS sent
WHERE {_RULES} AND clock.moment <= attempt.accept_until AND ({_LEFT_NOTHING_SQLITE})
{_NEWER}
"""  # noqa: S608 - no value is put into the text


@dataclass(frozen=True, slots=True)
class Written:
    """An answer the statement has stored."""

    item_number: int
    sequence: int
    saved_at: datetime
    deadline_at: datetime


def write_answers(
    connection: Connection,
    attempt_id: int,
    *,
    claim: Claim,
    holder: int,
    form_hash: str,
    batch: Iterable[SentAnswer],
) -> list[Written]:
    """Store those answers of the batch that the rules let in and that are newer; give them.

    The batch has at most one answer for each item: PostgreSQL refuses to touch a row twice.
    """
    rows = connection.exec_driver_sql(
        _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL,
        {
            "attempt": attempt_id,
            "member": claim.member_id,
            "version": claim.session_version,
            "scope": claim.exam_id,
            "form": form_hash,
            "holder": holder,
            "batch": _batch_text(batch),
        },
    )
    return [_written(row) for row in rows]


def _batch_text(batch: Iterable[SentAnswer]) -> str:
    return json.dumps(
        [
            {
                "item": answer.item_number,
                "response": list(answer.response),
                "sequence": answer.sequence,
            }
            for answer in batch
        ],
        ensure_ascii=False,
    )


def _written(row: Row[Any]) -> Written:
    return Written(row.item_number, row.sequence, _moment(row.saved_at), _moment(row.deadline_at))


def _moment(value: datetime | str) -> datetime:
    """Read a moment as the driver gives it: text statements know nothing of column types."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC)
