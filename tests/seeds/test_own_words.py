"""No seed repeats a run of 24 Chinese characters of a real plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.seeds.conftest import SEEDS

RUN = 24
"""Longer than the titles of most regulations; a sentence copied from a plan is longer still."""


def chinese(text: str) -> str:
    """Give the Chinese characters alone, so that punctuation and field names hide nothing."""
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def runs(text: str) -> set[str]:
    """Give every run of `RUN` Chinese characters."""
    bare = chinese(text)
    return {bare[start : start + RUN] for start in range(len(bare) - RUN + 1)}


@pytest.fixture(scope="module")
def plan_runs(plans_dir: Path) -> set[str]:
    return set().union(*(runs(path.read_text("utf-8")) for path in plans_dir.glob("*.txt")))


@pytest.mark.parametrize(
    "path",
    sorted(path for path in SEEDS.rglob("*") if path.is_file()),
    ids=lambda path: str(path.relative_to(SEEDS)),
)
def test_seed_is_in_our_own_words(path: Path, plan_runs: set[str]) -> None:
    shared = runs(path.read_text("utf-8")) & plan_runs
    assert not shared, f"{path.name} repeats a real plan: {sorted(shared)[:3]}"
