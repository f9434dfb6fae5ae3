"""`solve`: the solver and the guessers on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.question_bank.made_up import TEXT
from tests.question_bank.test_main import run


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def items(plan: Path) -> bytes:
    return run("generate", str(plan), "--json").stdout


def test_generated_items_are_solved_from_their_plan(plan: Path, items: bytes) -> None:
    result = run("solve", "-", "--plan", str(plan), "--json", data=items)
    assert (result.returncode, result.stderr) == (0, b"")
    found = json.loads(result.stdout)
    assert found["solver"]["total"] == items.count(b"\n")
    assert found["solver"]["right"] + len(found["solver"]["wrong"]) == found["solver"]["total"]
    assert found["solver"]["right"] > 0
    assert all(bot["chance"] <= bot["total"] for bot in found["bots"])


def test_a_wrong_key_is_named(plan: Path, items: bytes) -> None:
    lines = [json.loads(line) for line in items.splitlines()]
    item = next(line for line in lines if line["kind"] == "single_choice")
    item["key"] = [(item["key"][0] + 1) % len(item["options"])]
    result = run("solve", "-", "--plan", str(plan), data=json.dumps(item).encode())
    shown = result.stdout.decode()
    assert shown.splitlines()[0].split()[:4] == ["solver", "0", "/", "1"]
    assert f"  wrong {item['id']}: " in shown


def test_items_of_another_document_are_left_out(plan: Path, items: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("1.学习。各科室每月学习1次。\n2.登记。各科室每季度登记1次。\n", "utf-8")
    more = run("generate", str(other), "--json").stdout
    result = run("solve", "-", "--plan", str(plan), "--json", data=items + more)
    assert json.loads(result.stdout)["solver"]["total"] == items.count(b"\n")


def test_the_plan_must_be_named() -> None:
    result = run("solve", "-", data=b"")
    assert result.returncode == 2
    assert b"--plan" in result.stderr
