"""The rows of a table as records in words.

Owns merged cells, the row that names the columns, and tables that only lay out a page. Knows no
format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

_LONGEST_HEAD: Final = 12
_MOST_LINES: Final = 8
"""Lines in one cell of a record; more of them are a page laid out as a table."""
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, how many columns and rows it takes, whether it goes on from above."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    goes_on: bool = False

    @property
    def words(self) -> str:
        """All its lines in one."""
        return "".join(line.strip() for line in self.lines)


def records_of(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Each row as one line; a first row of short cells without figures names the columns.

    A cell merged over several rows is said in each of them. A row with words in one cell only gives its lines
    as they are, and so does every row of a table that lays out a page.
    """
    grid = [row for row in _spread(rows) if any(cell.words for cell in row)]
    if any(len(cell.lines) > _MOST_LINES for row in grid for cell in row):
        for row in rows:
            for cell in row:
                yield from cell.lines
        return
    heads: list[str] = []
    for place, row in enumerate(grid):
        filled = _distinct(row)
        if len(filled) == 1 and (not heads or all(cell is row[0] for cell in row)):
            yield from filled[0].lines
        elif not heads and place + 1 < len(grid) and all(map(_is_head, row)):
            heads = [cell.words for cell in row]
        elif heads:
            yield _record(heads, row)
        else:
            yield "；".join(cell.words.rstrip("。；") for cell in filled) + "。"


def _record(heads: Sequence[str], row: Sequence[Cell]) -> str:
    named = []
    for place, cell in enumerate(row):
        if not cell.words or (place and cell is row[place - 1]):
            continue
        words = cell.words.rstrip("。；")
        named.append(f"{heads[place]}：{words}" if place < len(heads) else words)
    return "；".join(named) + "。"


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells, one that takes several columns once."""
    return [
        cell
        for place, cell in enumerate(row)
        if cell.words and not (place and cell is row[place - 1])
    ]


def _spread(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Every row with a cell for each column, cells from above that reach down put in."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        for cell in row:
            _hang(line, hanging)
            if cell.goes_on:
                above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else cell
                cell = replace(above, goes_on=True)
            for _ in range(max(1, min(cell.columns, _WIDEST))):
                if cell.rows > 1 and not cell.goes_on:
                    hanging[len(line)] = (cell, cell.rows - 1)
                line.append(cell)
        _hang(line, hanging)
        grid.append(line)
    return grid


def _hang(line: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    while len(line) in hanging:
        place = len(line)
        cell, left = hanging.pop(place)
        if left > 1:
            hanging[place] = (cell, left - 1)
        line.append(cell)


def _is_head(cell: Cell) -> bool:
    words = cell.words
    return 0 < len(words) <= _LONGEST_HEAD and not any(
        char.isdigit() or char in "。，；" for char in words
    )
