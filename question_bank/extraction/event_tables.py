"""A table of tests that was flattened to one cell a line.

Owns finding its head, a run of lines that are labels of columns, and reading each row as fields. A
table whose rows do not fit the head is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.event_times import times_in
from question_bank.extraction.rule_words import word_list
from question_bank.source import Span

_FEWEST_COLUMNS: Final = 3
_LONGEST_CELL: Final = 60
_LINE: Final = re.compile(r"[^\n]+")
_LABELS: Final = ("record_labels", "time_labels", "audience_labels", "mode_labels", "duty_labels")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the text and its cells, each behind its label as in 时间：6月；形式：闭卷."""

    span: Span
    record: str


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The place of a table with its head, and its rows in order."""

    span: Span
    rows: tuple[Row, ...]


def flat_tables(text: str) -> Iterator[FlatTable]:
    """Find the flattened tables of a document, in order."""
    if not any(label in text for label in word_list("record_labels")):
        return
    lines = [(match.start(), match.end(), match[0].strip()) for match in _LINE.finditer(text)]
    place = 0
    while place < len(lines):
        labels = _head(lines, place)
        table = _table(lines, place, labels) if labels else None
        if table is None:
            place += 1
            continue
        yield table
        place += (1 + len(table.rows)) * len(labels)


def _head(lines: list[tuple[int, int, str]], place: int) -> tuple[str, ...]:
    """The labels in a run of lines that begins here; empty when it is no head of a table."""
    labels: list[str] = []
    while place < len(lines) and lines[place][2] in _known() and lines[place][2] not in labels:
        labels.append(lines[place][2])
        place += 1
    named = any(label in word_list("record_labels") for label in labels)
    timed = any(label in word_list("time_labels") for label in labels)
    return tuple(labels) if named and timed and len(labels) >= _FEWEST_COLUMNS else ()


def _table(
    lines: list[tuple[int, int, str]], place: int, labels: tuple[str, ...]
) -> FlatTable | None:
    width = len(labels)
    rows: list[Row] = []
    first = place + width
    while first + width <= len(lines):
        cells = [words for _, _, words in lines[first : first + width]]
        if not _fits(labels, cells, len(rows) + 1):
            break
        record = "；".join(f"{label}：{cell}" for label, cell in zip(labels, cells, strict=True))
        rows.append(Row(Span(lines[first][0], lines[first + width - 1][1]), record))
        first += width
    if not rows:
        return None
    return FlatTable(Span(lines[place][0], rows[-1].span.end), tuple(rows))


def _fits(labels: tuple[str, ...], cells: list[str], number: int) -> bool:
    """Whether the cells can stand under these labels: a number under 序号, a time under 时间."""
    for label, cell in zip(labels, cells, strict=True):
        if len(cell) > _LONGEST_CELL or "；" in cell or "：" in cell:
            return False
        if label in word_list("number_labels") and cell.rstrip(".．、") != str(number):
            return False
        if label in word_list("time_labels"):
            times = times_in(cell)
            if not (times.when or times.frequency or times.count):
                return False
    return True


@cache
def _known() -> frozenset[str]:
    return frozenset(word for name in (*_LABELS, "number_labels") for word in word_list(name))
