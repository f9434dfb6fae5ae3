"""All stored answers of an attempt as one value of a statement, rather than a row for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ScalarSelect, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from quizapp.models.attempts import Answer, Attempt
from quizapp.models.base import Json


class _ByNumber(FunctionElement[Any]):
    """Item number -> [response, sequence]."""

    type = Json
    inherit_cache = True


@compiles(_ByNumber, "postgresql")
def _in_postgresql(element: _ByNumber, compiler: SQLCompiler, **kw: Any) -> str:
    number, response, sequence = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"jsonb_object_agg({number}, jsonb_build_array({response}, {sequence}))"


@compiles(_ByNumber, "sqlite")
def _in_sqlite(element: _ByNumber, compiler: SQLCompiler, **kw: Any) -> str:
    number, response, sequence = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"json_group_object({number}, json_array(json({response}), {sequence}))"


STORED_ANSWERS: Final[ScalarSelect[dict[str, tuple[list[str], int]] | None]] = (
    select(_ByNumber(Answer.item_number, Answer.response, Answer.sequence))
    .where(Answer.attempt_id == Attempt.id)
    .correlate(Attempt)
    .scalar_subquery()
)
"""Response and sequence number by item number, of the attempt that the statement selects; None or
empty when nothing is stored."""


def answers_of(
    stored: Mapping[str, tuple[list[str], int]] | None,
) -> tuple[dict[int, tuple[str, ...]], dict[int, int]]:
    """Give responses and sequence numbers by item number, as STORED_ANSWERS gave them."""
    pairs = {int(number): pair for number, pair in (stored or {}).items()}
    return (
        {number: tuple(response) for number, (response, _sequence) in pairs.items()},
        {number: sequence for number, (_response, sequence) in pairs.items()},
    )
