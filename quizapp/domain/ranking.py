"""Places of members and a fair comparison of branches.

The tie rule: the same score has the same place, and the places it takes up are skipped (1, 2, 2, 4).

The branch rule: branches are compared by their mean over those who took part, drawn towards the
mean of all the more the fewer they are, so that a branch of three neither leads nor trails by luck.
Participation stands beside it and is never multiplied in; nobody absent counts as zero. No order is
given where the differences are no larger than chance makes them. Who may see which figures is in
`disclosure`.

Sources: DerSimonian and Laird (1986) for the variance between branches, Cochran's Q for the test,
Wilson's interval for participation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from quizapp.domain.distributions import (
    Z_95,
    chances_of_first,
    chi_square_quantile,
    wilson_interval,
)

SMALLEST_PUBLISHED: Final = 5
"""Branches with fewer takers stand in published boards without figures."""

FEWEST_DEGREES: Final = 10
"""Takers beyond one per branch needed before the spread inside branches is trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberResult:
    """The score that counts for a member, in hundredths of a point."""

    member_id: int
    name: str
    branch: str
    points: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's place."""

    place: int
    shared: bool
    """Whether others have the same score."""
    result: MemberResult


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchResult:
    """What is known of a branch."""

    id: int
    name: str
    roster: int
    """Members who were to take part, without those exempt, as frozen at the opening."""
    scores: tuple[int, ...]
    """Counted scores of those who took part, in hundredths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchStanding:
    """A row of the branch board. Points are hundredths and may have fractions."""

    id: int
    name: str
    roster: int
    takers: int
    participation: float | None
    """Share of the roster; None when the roster is empty."""
    participation_low: float
    participation_high: float
    mean: float | None
    """Plain mean of those who took part; None when nobody did."""
    adjusted: float | None
    """Mean drawn towards all; None when the spread inside branches cannot be judged."""
    low: float | None
    """95% interval of the adjusted mean."""
    high: float | None
    place: int | None
    """None when no order is given, or nobody took part."""
    chance_of_first: float | None
    """Probability that this is the best branch; None when no order is given."""
    suppressed: bool
    """Whether published boards withhold the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchBoard:
    """All branches of an exam."""

    standings: tuple[BranchStanding, ...]
    """By place when ordered, then those nobody took part in; otherwise in the order given."""
    ordered: bool
    """Whether the data support an order."""
    mean: float | None
    """Plain mean of all who took part, hundredths of a point."""
    roster: int
    takers: int

    @property
    def comparable(self) -> bool:
        """Whether there were enough results to compare branches at all."""
        return any(row.adjusted is not None for row in self.standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrinkage:
    """Means drawn towards their common centre."""

    centre: float
    centre_error: float
    """Standard error of the centre."""
    tau2: float
    """Variance between the means beyond chance."""
    q: float
    """Cochran's Q: how much the means differ, measured by their own errors."""
    kept: tuple[float, ...]
    """Share of each mean's distance from the centre that is kept, 0 to 1."""
    shrunken: tuple[float, ...]
    errors: tuple[float, ...]
    """Standard errors of the shrunken means about their own true values, centre taken as known."""

    @property
    def supports_order(self) -> bool:
        """Whether Q exceeds the 95% point of chi-square."""
        degrees = len(self.kept) - 1
        return degrees >= 1 and self.q > chi_square_quantile(0.95, degrees)


def rank_members(results: Iterable[MemberResult]) -> list[Standing]:
    """Rank members by points; equal points share a place and keep the order they came in."""
    ordered = sorted(results, key=lambda result: -result.points)
    places = _places([result.points for result in ordered])
    sharing = Counter(places)
    return [
        Standing(place, sharing[place] > 1, result)
        for place, result in zip(places, ordered, strict=True)
    ]


def rank_branches(branches: Sequence[BranchResult], *, full: int) -> BranchBoard:
    """Compare branches fairly. `full` is the paper's hundredths of a point, which bounds intervals.

    No order is given with fewer than two branches, with a spread inside branches that is zero or
    rests on too few people, or where Cochran's Q does not exceed chi-square's 95% point.
    """
    taking = [branch for branch in branches if branch.scores]
    variance = pooled_variance([branch.scores for branch in taking])
    shrinkage = None
    if variance is not None and len(taking) >= 2:
        shrinkage = shrink(
            [_mean(branch.scores) for branch in taking],
            [variance / len(branch.scores) for branch in taking],
        )
    ordered = shrinkage is not None and shrinkage.supports_order
    rows = {branch.id: _plain_row(branch) for branch in branches}
    if shrinkage is not None:
        chances = chances_of_first(shrinkage.shrunken, shrinkage.errors) if ordered else None
        for index, branch in enumerate(taking):
            rows[branch.id] = _adjusted_row(rows[branch.id], shrinkage, index, full=full)
            if chances is not None:
                rows[branch.id] = replace(rows[branch.id], chance_of_first=chances[index])
    standings = tuple(rows[branch.id] for branch in branches)
    scores = [score for branch in branches for score in branch.scores]
    return BranchBoard(
        standings=_placed(standings) if ordered else standings,
        ordered=ordered,
        mean=_mean(scores) if scores else None,
        roster=sum(branch.roster for branch in branches),
        takers=len(scores),
    )


def for_publication(board: BranchBoard) -> BranchBoard:
    """Give the board as everybody sees it: small branches without scores and places.

    How many of them took part stays, for it says nothing of anybody's score. Places are counted among those shown. The mean of all goes too when exactly one branch is
    withheld, because its figures would follow from the rest.
    """
    rows = tuple(_withheld(row) if row.suppressed else row for row in board.standings)
    hidden = sum(1 for row in board.standings if row.suppressed and row.takers)
    return replace(
        board,
        standings=_placed(rows) if board.ordered else rows,
        mean=None if hidden == 1 else board.mean,
    )


def shrink(means: Sequence[float], variances: Sequence[float]) -> Shrinkage:
    """Draw means towards their common centre by DerSimonian and Laird's variance between them.

    `variances` are those of the means, above zero; at least two means.
    """
    if len(means) < 2 or len(means) != len(variances) or min(variances) <= 0:
        raise ValueError("shrinking needs two means or more with variances above zero")
    weights = [1 / variance for variance in variances]
    fixed = _weighted(means, weights)
    q = sum(w * (y - fixed) ** 2 for w, y in zip(weights, means, strict=True))
    scale = sum(weights) - sum(w * w for w in weights) / sum(weights)
    tau2 = max(0.0, (q - (len(means) - 1)) / scale)
    total_weights = [1 / (variance + tau2) for variance in variances]
    centre = _weighted(means, total_weights)
    kept = tuple(tau2 / (tau2 + variance) for variance in variances)
    return Shrinkage(
        centre=centre,
        centre_error=math.sqrt(1 / sum(total_weights)),
        tau2=tau2,
        q=q,
        kept=kept,
        shrunken=pull(means, centre=centre, kept=kept),
        errors=tuple(math.sqrt(k * v) for k, v in zip(kept, variances, strict=True)),
    )


def pull(values: Sequence[float], *, centre: float, kept: Sequence[float]) -> tuple[float, ...]:
    """Move each value towards the centre, keeping the given share of its distance."""
    return tuple(
        centre + share * (value - centre) for value, share in zip(values, kept, strict=True)
    )


def pooled_variance(groups: Sequence[Sequence[int]]) -> float | None:
    """Give the common variance inside groups; None when it is zero or rests on too few people."""
    degrees = sum(len(group) - 1 for group in groups if group)
    if degrees < FEWEST_DEGREES:
        return None
    squares = 0.0
    for group in groups:
        if group:
            middle = _mean(group)
            squares += sum((score - middle) ** 2 for score in group)
    return squares / degrees or None


def _plain_row(branch: BranchResult) -> BranchStanding:
    takers = len(branch.scores)
    low, high = wilson_interval(min(takers, branch.roster), branch.roster)
    return BranchStanding(
        id=branch.id,
        name=branch.name,
        roster=branch.roster,
        takers=takers,
        participation=min(takers, branch.roster) / branch.roster if branch.roster else None,
        participation_low=low,
        participation_high=high,
        mean=_mean(branch.scores) if branch.scores else None,
        adjusted=None,
        low=None,
        high=None,
        place=None,
        chance_of_first=None,
        suppressed=takers < SMALLEST_PUBLISHED,
    )


def _adjusted_row(
    row: BranchStanding, shrinkage: Shrinkage, index: int, *, full: int
) -> BranchStanding:
    """Add the adjusted mean. Its interval knows that the centre is an estimate too."""
    adjusted = shrinkage.shrunken[index]
    drawn = (1 - shrinkage.kept[index]) * shrinkage.centre_error
    half = Z_95 * math.hypot(shrinkage.errors[index], drawn)
    return replace(
        row,
        adjusted=adjusted,
        low=max(0.0, adjusted - half),
        high=min(float(full), adjusted + half),
    )


def _placed(rows: Sequence[BranchStanding]) -> tuple[BranchStanding, ...]:
    """Order rows by the adjusted mean, as shown to a hundredth; rows without one come last."""
    ranked = sorted(
        ((round(row.adjusted), row) for row in rows if row.adjusted is not None),
        key=lambda pair: -pair[0],
    )
    places = _places([value for value, _ in ranked])
    return (
        *(replace(row, place=place) for place, (_, row) in zip(places, ranked, strict=True)),
        *(row for row in rows if row.adjusted is None),
    )


def _withheld(row: BranchStanding) -> BranchStanding:
    return replace(
        row, mean=None, adjusted=None, low=None, high=None, place=None, chance_of_first=None
    )


def _places(values: Sequence[int]) -> list[int]:
    """Give the places of values that stand in falling order: 1, 2, 2, 4."""
    places: list[int] = []
    for index, value in enumerate(values):
        places.append(places[-1] if index and value == values[index - 1] else index + 1)
    return places


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)


def _mean(scores: Sequence[int]) -> float:
    return sum(scores) / len(scores)
