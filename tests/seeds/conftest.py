"""The seed files, read once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def read_json(name: str) -> dict[str, Any]:
    """Read one seed file."""
    value: dict[str, Any] = json.loads((SEEDS / name).read_text("utf-8"))
    return value


@pytest.fixture(scope="session")
def organisation() -> dict[str, Any]:
    return read_json("organisation.json")


@pytest.fixture(scope="session")
def finished() -> dict[str, Any]:
    return read_json("finished_exam.json")


@pytest.fixture(scope="session")
def sample_plan() -> str:
    return (SEEDS / "sample_plan.txt").read_text("utf-8")
