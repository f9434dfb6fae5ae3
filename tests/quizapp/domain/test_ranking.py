"""Places of members and the fair comparison of branches, against published figures."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.distributions import chances_of_first
from quizapp.domain.ranking import (
    SMALLEST_PUBLISHED,
    BranchResult,
    MemberResult,
    for_publication,
    pooled_variance,
    pull,
    rank_branches,
    rank_members,
    shrink,
)


def member(points: int, number: int = 0) -> MemberResult:
    return MemberResult(member_id=number, name=f"m{number}", branch="b", points=points)


@pytest.mark.parametrize(
    ("points", "places", "shared"),
    [
        ([], [], []),
        ([5], [1], [False]),
        ([9, 7, 7, 5], [1, 2, 2, 4], [False, True, True, False]),
        ([7, 7, 7], [1, 1, 1], [True, True, True]),
        ([5, 9, 7, 9], [1, 1, 3, 4], [True, True, False, False]),
    ],
)
def test_equal_scores_share_a_place(
    points: list[int], places: list[int], shared: list[bool]
) -> None:
    standings = rank_members(member(score, number) for number, score in enumerate(points))
    assert [standing.place for standing in standings] == places
    assert [standing.shared for standing in standings] == shared


def test_of_equal_scores_the_order_given_is_kept() -> None:
    standings = rank_members([member(5, 1), member(9, 2), member(5, 3)])
    assert [standing.result.member_id for standing in standings] == [2, 1, 3]


@given(st.lists(st.integers(0, 10000), max_size=30))
def test_a_place_is_one_more_than_the_number_of_better_scores(points: list[int]) -> None:
    for standing in rank_members(member(score) for score in points):
        assert standing.place == 1 + sum(score > standing.result.points for score in points)


def test_baseball_averages_of_efron_and_morris() -> None:
    """TV-13: 18 batters, arcsine scale, kept share 1 - (k - 3) / V."""
    hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
    root = math.sqrt(45)
    scaled = [root * math.asin(2 * hit / 45 - 1) for hit in hits]
    centre = sum(scaled) / len(scaled)
    spread = sum((value - centre) ** 2 for value in scaled)
    drawn = (len(hits) - 3) / spread
    assert (round(centre, 4), round(spread, 3), round(drawn, 3)) == (-3.3166, 18.963, 0.791)
    pulled = pull(scaled, centre=centre, kept=[1 - drawn] * len(hits))
    assert [round((math.sin(value / root) + 1) / 2, 3) for value in pulled] == [
        *(0.290, 0.286, 0.281, 0.277, 0.273, 0.273, 0.268, 0.264, 0.259, 0.259),
        *(0.254, 0.254, 0.254, 0.254, 0.254, 0.249, 0.244, 0.239),
    ]


def test_eight_schools() -> None:
    """TV-14: no reliable difference, everything is drawn to the centre."""
    found = shrink([28, 8, -3, 7, -1, 1, 18, 12], [s * s for s in (15, 10, 16, 11, 9, 11, 10, 18)])
    assert round(found.centre, 6) == 7.685617
    assert round(found.centre_error, 6) == 4.071919
    assert round(found.q, 6) == 4.707079
    assert found.tau2 == 0
    assert not found.supports_order
    assert found.shrunken == pytest.approx([found.centre] * 8)


def test_five_branches() -> None:
    """TV-15: a lead of eight points of a branch of three shrinks to 0.6, and no order is given."""
    found = shrink([96, 88, 85.5, 84, 79], [100 / n for n in (3, 12, 25, 40, 8)])
    assert round(found.tau2, 6) == 6.718172
    assert round(found.centre, 6) == 85.289454
    assert [round(share, 4) for share in found.kept] == [0.1677, 0.4463, 0.6268, 0.7288, 0.3496]
    assert [round(mean, 3) for mean in found.shrunken] == [87.086, 86.499, 85.421, 84.350, 83.091]
    assert round(found.q, 4) == 8.0477
    assert not found.supports_order
    chances = chances_of_first(found.shrunken, found.errors)
    assert [round(chance, 2) for chance in chances] == [0.49, 0.33, 0.12, 0.03, 0.02]


@pytest.mark.parametrize(
    ("means", "variances"), [([1], [1]), ([], []), ([1, 2], [1]), ([1, 2], [1, 0])]
)
def test_what_cannot_be_shrunk(means: list[float], variances: list[float]) -> None:
    with pytest.raises(ValueError, match="shrinking"):
        shrink(means, variances)


def branch(number: int, scores: list[int], roster: int = 0) -> BranchResult:
    return BranchResult(
        id=number, name=f"b{number}", roster=roster or len(scores), scores=tuple(scores)
    )


def spread(mean: int, count: int) -> list[int]:
    """Scores with that mean and a spread of about ten points."""
    return [mean + (1000 if place % 2 else -1000) for place in range(count)]


CLEAR = [
    branch(1, spread(7000, 20), 40),
    branch(2, spread(8500, 20), 20),
    branch(3, spread(8000, 20), 25),
    branch(4, [], 10),
]


def test_clear_differences_give_an_order() -> None:
    board = rank_branches(CLEAR, full=10000)
    assert board.ordered
    assert [(row.id, row.place) for row in board.standings] == [(2, 1), (3, 2), (1, 3), (4, None)]
    assert (board.roster, board.takers) == (95, 60)
    assert board.mean == pytest.approx(7833.33, abs=0.01)
    first, last = board.standings[0], board.standings[-1]
    assert first.mean == 8500
    assert first.adjusted is not None
    assert 8000 < first.adjusted < 8500
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.adjusted < first.high <= 10000
    assert sum(row.chance_of_first or 0 for row in board.standings) == pytest.approx(1, abs=1e-6)
    assert (last.mean, last.adjusted, last.participation) == (None, None, 0.0)
    assert board.standings[2].participation == 0.5
    assert board.standings[2].participation_low == pytest.approx(0.352, abs=1e-3)


def test_a_small_branch_does_not_lead_by_luck() -> None:
    board = rank_branches([branch(6, [9900, 9800, 9700], 3), *CLEAR], full=10000)
    row = next(row for row in board.standings if row.id == 6)
    assert board.ordered
    assert row.mean == 9800
    assert row.adjusted is not None
    assert row.adjusted < 9500
    assert row.suppressed


@pytest.mark.parametrize(
    "branches",
    [
        [],
        [branch(1, [])],
        [branch(1, spread(8000, 20))],
        [branch(1, spread(8000, 20)), branch(2, [], 5)],
        [branch(1, [9000]), branch(2, [5000]), branch(3, [100])],
        [branch(1, [9000] * 20), branch(2, [5000] * 20)],
        [branch(1, [9000, 9100]), branch(2, [5000, 5100])],
        [branch(1, spread(8000, 20)), branch(2, spread(8100, 20))],
        [branch(1, spread(8000, 20)), branch(2, spread(8000, 20))],
    ],
)
def test_where_data_do_not_support_an_order(branches: list[BranchResult]) -> None:
    board = rank_branches(branches, full=10000)
    assert not board.ordered
    assert [row.id for row in board.standings] == [given.id for given in branches]
    assert all(row.place is None and row.chance_of_first is None for row in board.standings)


def test_without_an_order_adjusted_means_are_still_shown() -> None:
    close = [branch(1, spread(8000, 20)), branch(2, spread(8100, 20))]
    board = rank_branches(close, full=10000)
    assert [row.adjusted for row in board.standings] == pytest.approx([8050, 8050])
    few = rank_branches([branch(1, [9000]), branch(2, [5000])], full=10000)
    assert [row.adjusted for row in few.standings] == [None, None]
    assert [row.mean for row in few.standings] == [9000, 5000]


def test_branches_that_come_out_equal_share_a_place() -> None:
    twice = [*CLEAR[:3], branch(5, spread(8500, 20), 30)]
    board = rank_branches(twice, full=10000)
    assert [(row.id, row.place) for row in board.standings] == [(2, 1), (5, 1), (3, 3), (1, 4)]


def test_more_takers_than_roster_stay_at_all() -> None:
    row = rank_branches([branch(1, [1, 2, 3], 2)], full=10).standings[0]
    assert (row.participation, row.participation_high) == (1.0, 1.0)
    empty = rank_branches([BranchResult(id=1, name="", roster=0, scores=())], full=10)
    assert empty.standings[0].participation is None
    assert empty.mean is None


def test_published_boards_withhold_small_branches() -> None:
    small = branch(9, spread(9000, SMALLEST_PUBLISHED - 1))
    enough = branch(8, spread(6000, SMALLEST_PUBLISHED))
    full = rank_branches([small, *CLEAR, enough], full=10000)
    assert full.ordered
    board = for_publication(full)
    rows = {row.id: row for row in board.standings}
    assert (rows[9].mean, rows[9].adjusted, rows[9].low, rows[9].place) == (None, None, None, None)
    assert rows[9].takers == SMALLEST_PUBLISHED - 1
    assert rows[8].adjusted is not None
    assert sorted(row.place for row in board.standings if row.place) == [1, 2, 3, 4]
    assert board.mean is None, "the one withheld branch would follow from the mean of all"
    two = for_publication(rank_branches([small, branch(7, [5000]), *CLEAR], full=10000))
    assert two.mean is not None


def test_published_without_order_keeps_the_order_given() -> None:
    board = for_publication(rank_branches([branch(2, [5]), branch(1, [5] * 5)], full=10))
    assert [row.id for row in board.standings] == [2, 1]
    assert [row.mean for row in board.standings] == [None, 5]


def test_pooled_variance_needs_people_beyond_one_per_branch() -> None:
    assert pooled_variance([[1, 3]] * 10) == pytest.approx(2)
    assert pooled_variance([[1, 3]] * 9) is None
    assert pooled_variance([[5] * 20, [], [7]]) is None


def test_equally_good_branches_are_rarely_ordered_and_small_ones_rarely_lead() -> None:
    """Forty equal branches as in the notes: a table of plain means puts a branch of three first in
    half of all tests; an order is given in about one of fifteen, and then others lead."""
    chance = random.Random(1)
    sizes = [3] * 6 + [5] * 6 + [8] * 8 + [12] * 8 + [20] * 6 + [35] * 4 + [60] * 2
    ordered = small_leads = small_leads_by_mean = 0
    for _ in range(60):
        branches = [
            branch(n, [round(chance.gauss(8000, 1000)) for _ in range(size)])
            for n, size in enumerate(sizes)
        ]
        board = rank_branches(branches, full=20000)
        ordered += board.ordered
        small_leads += board.ordered and board.standings[0].takers == 3
        small_leads_by_mean += max(board.standings, key=lambda row: row.mean or 0).takers == 3
    assert small_leads_by_mean >= 20
    assert ordered <= 9
    assert small_leads <= 1


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.lists(st.integers(0, 10000), max_size=12)), max_size=6
    )
)
def test_whatever_comes_in_the_board_is_sound(made: list[tuple[int, list[int]]]) -> None:
    branches = [branch(n, scores, roster) for n, (roster, scores) in enumerate(made)]
    board = rank_branches(branches, full=10000)
    assert {row.id for row in board.standings} == {given.id for given in branches}
    for row in board.standings:
        if row.adjusted is not None:
            assert row.low is not None
            assert row.high is not None
            assert 0 <= row.low <= row.adjusted <= row.high <= 10000
        assert 0 <= row.participation_low <= row.participation_high <= 1
        assert (row.place is not None) == (board.ordered and row.adjusted is not None)
