"""Each search finds exactly the pairs that a look at every pair finds."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.paper_search import alike, meeting, showing

WORDS = st.lists(st.lists(st.text("甲乙丙", max_size=4), max_size=3), max_size=8)
SETS = st.lists(st.frozensets(st.sampled_from("甲乙丙丁戊己"), max_size=6), max_size=10)


@given(WORDS, WORDS)
def test_secrets_in_texts(secrets: list[list[str]], texts: list[list[str]]) -> None:
    expected = {
        (owner, teller)
        for owner, group in enumerate(secrets)
        for teller, seen in enumerate(texts)
        if any(secret and secret in text for secret in group for text in seen)
    }
    assert set(showing(secrets, texts)) == expected


@given(SETS, st.sampled_from([0.5, 0.6, 0.8, 1.0]))
def test_nearly_equal_sets(sets: list[frozenset[str]], share: float) -> None:
    expected = {
        (i, j)
        for i, j in combinations(range(len(sets)), 2)
        if sets[i] and sets[j] and len(sets[i] & sets[j]) >= share * len(sets[i] | sets[j])
    }
    assert set(alike(sets, share)) == expected


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9), st.integers(0, 9)), max_size=10)
)
def test_spans_that_meet(spans: list[tuple[str, int, int]]) -> None:
    expected = {
        (i, j)
        for (i, one), (j, two) in combinations(enumerate(spans), 2)
        if one[0] == two[0] and max(one[1], two[1]) < min(one[2], two[2])
    }
    assert set(meeting(spans)) == expected
