"""Pairs among many items without holding each against each.

Owns three searches on plain values: which texts show which secrets, which sets are nearly equal,
which spans meet. Each finds exactly what a look at every pair would. Places are indexes into what
was given. Standard library only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

_EDGE: Final = "\n"


def showing(
    secrets: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """For each secret that one of the texts holds: whose secret it is, and whose text.

    Empty secrets are in no text. Secrets must not hold a line feed.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for group in texts:
        starts.append(length)
        piece = "".join(text + _EDGE for text in group)
        pieces.append(piece)
        length += len(piece)
    joined = "".join(pieces)
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for owner, group in enumerate(secrets):
        for secret in dict.fromkeys(group):
            if secret:
                owners[secret].append(owner)
    for secret, whose in owners.items():
        place = joined.find(secret)
        while place >= 0:
            teller = bisect_right(starts, place) - 1
            for owner in whose:
                yield owner, teller
            following = starts[teller + 1] if teller + 1 < len(starts) else length
            place = joined.find(secret, following)


def alike(sets: Sequence[frozenset[str]], share: float) -> Iterator[tuple[int, int]]:
    """Each two sets, neither empty, that have at least this share of their union in common.

    Two such sets have one of their rarest members in common, so only those are looked up: of a set
    of n members the rarest n - share * n + 1.
    """
    common = Counter(member for one in sets for member in one)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sets):
        rarest = sorted(one, key=lambda member: (common[member], member))
        near: set[int] = set()
        for member in rarest[: int((1 - share) * len(one) + 1e-9) + 1]:
            near.update(holders[member])
            holders[member].append(place)
        for other in sorted(near):
            if len(one & sets[other]) >= share * len(one | sets[other]):
                yield other, place


def meeting(spans: Sequence[tuple[Hashable, int, int]]) -> Iterator[tuple[int, int]]:
    """Each two spans of one document that have a character in common."""
    open_until: defaultdict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for place in sorted(range(len(spans)), key=lambda one: spans[one][1:]):
        document, start, end = spans[place]
        still = [(until, other) for until, other in open_until[document] if until > start]
        if end > start:
            for _, other in still:
                yield min(place, other), max(place, other)
            still.append((end, place))
        open_until[document] = still
