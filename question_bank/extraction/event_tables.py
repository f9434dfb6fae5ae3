"""A table of tests that was flattened to one cell a line.

Owns finding its head, a run of lines that are labels of columns, and reading each row as fields. A
table whose rows do not fit the head is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.event_calls import testing
from question_bank.extraction.event_times import Times, times_in
from question_bank.extraction.rule_words import word_list
from question_bank.source import Source, Span

_FEWEST_COLUMNS: Final = 3
_MOST_COLUMNS: Final = 9
_LONGEST_LABEL: Final = 8
_LONGEST_CELL: Final = 60
_LINE: Final = re.compile(r"[^\n]+")
_CLAUSE_MARK: Final = re.compile("[，。；：]")
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


def cell_edges(text: str, raw: str, raw_offsets: Sequence[int]) -> dict[int, int]:
    """Where the cells of rows parted by tabs begin, but for the first, with the start of their row.

    `raw` is the text before blanks and tabs were taken out. A row has three cells or more.
    """
    edges: dict[int, int] = {}
    if "\t" not in raw or not raw_offsets:
        return edges
    for line in _LINE.finditer(text):
        inside = [
            place
            for place in range(line.start() + 1, line.end())
            if "\t" in raw[raw_offsets[place - 1] + 1 : raw_offsets[place]]
        ]
        if len(inside) + 1 >= _FEWEST_COLUMNS:
            edges |= dict.fromkeys(inside, line.start())
    return edges


def row_time(source: Source, line: Span) -> Times | None:
    """The month or quarter that the first cell of a row names; None where the line is no row."""
    edges = [place for place, row in source.cells.items() if row == line.start]
    if not edges:
        return None
    times = times_in(source.text[line.start : min(edges)])
    return times if times.is_dated else None


def cells_of(source: Source, line: Span) -> tuple[Span, ...]:
    """The cells of a row whose blanks were taken out in cleaning; the line itself when it is none.

    A row has three cells or more, and tabs between them or nothing that ends a clause.
    """
    known = [place for place in source.cells if line.start < place < line.end]
    if known:
        return tuple(map(Span, (line.start, *known), (*known, line.end)))
    text = source.text[line.start : line.end]
    if not source.raw_offsets or _CLAUSE_MARK.search(text):
        return (line,)
    offsets = source.raw_offsets
    edges = [
        place
        for place in range(line.start + 1, line.end)
        if offsets[place] - offsets[place - 1] > 1
    ]
    if len(edges) + 1 < _FEWEST_COLUMNS:
        return (line,)
    return tuple(map(Span, (line.start, *edges), (*edges, line.end)))


def flat_tables(text: str) -> Iterator[FlatTable]:
    """Find the flattened tables of a document, in order."""
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
    if lines[place][2] in word_list("number_labels"):
        heads = [words for _, _, words in lines[place : place + _MOST_COLUMNS + 1]]
        if "1" in heads:
            labels = heads[: heads.index("1")]
            short = all(len(label) <= _LONGEST_LABEL for label in labels)
            return tuple(labels) if len(labels) >= _FEWEST_COLUMNS and short else ()
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
    found: list[tuple[Span, list[str]]] = []
    first = place + width
    while first + width <= len(lines):
        cells = [words for _, _, words in lines[first : first + width]]
        if not _fits(labels, cells, len(found) + 1):
            break
        found.append((Span(lines[first][0], lines[first + width - 1][1]), cells))
        first += width
    labels = _named(labels, [cells for _, cells in found])
    if not found or not labels:
        return None
    rows = [
        Row(span, "；".join(f"{label}：{cell}" for label, cell in zip(labels, cells, strict=True)))
        for span, cells in found
    ]
    return FlatTable(Span(lines[place][0], rows[-1].span.end), tuple(rows))


def _named(labels: tuple[str, ...], rows: list[list[str]]) -> tuple[str, ...]:
    """The labels with those of the times and of the names made known by what stands below them.

    Empty when no column holds times or none says what is done.
    """
    named = list(labels)
    for kind, holds in (("time_labels", _is_time), ("record_labels", _is_test)):
        if any(label in word_list(kind) for label in named):
            continue
        open_ = [place for place, label in enumerate(named) if label not in _known()]
        column = next((at for at in open_ if all(holds(row[at]) for row in rows)), None)
        if column is None:
            return ()
        named[column] = word_list(kind)[-1]
    return tuple(named)


def _is_time(cell: str) -> bool:
    times = times_in(cell)
    return bool(times.when or times.frequency or times.count)


def _is_test(cell: str) -> bool:
    return testing().search(cell) is not None


def _fits(labels: tuple[str, ...], cells: list[str], number: int) -> bool:
    """Whether the cells can stand under these labels: a number under 序号, a time under 时间."""
    for label, cell in zip(labels, cells, strict=True):
        if len(cell) > _LONGEST_CELL or "；" in cell or "：" in cell:
            return False
        if label in word_list("number_labels") and cell.rstrip(".．、") != str(number):
            return False
        if label in word_list("time_labels") and not _is_time(cell):
            return False
    return True


@cache
def _known() -> frozenset[str]:
    return frozenset(word for name in (*_LABELS, "number_labels") for word in word_list(name))
