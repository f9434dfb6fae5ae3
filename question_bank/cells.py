"""The cells of a table whose rows are lines and whose blanks or tabs were taken out in cleaning.

Owns one question: where in the clean text such a cell ends. A single stray blank is no cell: a row
has a neighbour with as many gaps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_LINE: Final = re.compile(r"[^\n]+")
_FEWEST_GAPS: Final = 2


def cell_edges(text: str, raw_offsets: Sequence[int]) -> dict[int, int]:
    """Where the cells behind the first of each row begin, with the place where their row does.

    `raw_offsets` are those of `Source`; without them nothing was taken out and there is no row.
    """
    if not raw_offsets or raw_offsets[len(text)] - raw_offsets[0] == len(text):
        return {}
    rows = [(match.start(), _gaps(match, raw_offsets)) for match in _LINE.finditer(text)]
    edges: dict[int, int] = {}
    for (start, gaps), (below, others) in pairwise(rows):
        if len(gaps) >= _FEWEST_GAPS and len(gaps) == len(others):
            edges |= dict.fromkeys(gaps, start) | dict.fromkeys(others, below)
    return edges


def _gaps(line: re.Match[str], raw_offsets: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        place
        for place in range(line.start() + 1, line.end())
        if raw_offsets[place] - raw_offsets[place - 1] > 1
    )
