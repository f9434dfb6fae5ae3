"""The command line: what it prints, and how it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from question_bank.bundle import bundle_from_json
from question_bank.items import item_to_json
from tests.question_bank.made_up import TEXT
from tests.question_bank.reading.made_files import docx_of, paragraph

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "question_bank", *arguments],
        cwd=ROOT,
        input=data,
        capture_output=True,
        check=False,
    )


def test_bundle_from_standard_input() -> None:
    result = run(
        "bundle", "-", "--name", "a.txt", "--label", "甲计划", "--seed", "7", data=TEXT.encode()
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1
    assert "夯实组织基础" in result.stdout.decode()
    bundle = bundle_from_json(json.loads(result.stdout))
    assert (bundle.label, bundle.seed, len(bundle.articles)) == ("甲计划", 7, 3)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty_file"),
        (TEXT.encode(), "a.pdf", "broken_pdf"),
        (docx_of(paragraph("甲")), "a.txt", "name_mismatch"),
    ],
)
def test_refusals_are_one_line_of_json(data: bytes, name: str, code: str) -> None:
    result = run("bundle", "-", f"--name={name}", data=data)
    assert (result.returncode, result.stdout) == (3, b"")
    (line,) = result.stderr.decode().splitlines()
    refusal = json.loads(line)
    assert refusal["code"] == code
    assert refusal["message"].endswith(".")


def test_too_little_memory_is_refused_too() -> None:
    result = run("bundle", "-", "--max-memory-mb=1", data=TEXT.encode())
    assert result.returncode != 0
    assert result.stdout == b""


def test_extract_is_for_people(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    result = run("extract", str(path))
    assert result.returncode == 0
    shown = result.stdout.decode()
    assert "1 提高组织生活质量" in shown
    assert "frequency: 每季度" in shown
    assert "test: 保密知识测试 closed_book, online 11月" in shown


def test_check_tells_sound_items_from_broken_ones(tmp_path: Path) -> None:
    result = run("bundle", "-", "--name=a.txt", "--label=甲计划", data=TEXT.encode())
    items = bundle_from_json(json.loads(result.stdout)).items
    lines = [json.dumps(item_to_json(item), ensure_ascii=False) for item in items]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(lines) + "\n\n", "utf-8")
    good = run("check", str(path))
    assert (good.returncode, good.stderr) == (0, b"")
    broken = json.loads(lines[0]) | {"stem": "此外，下列哪项不属于____。"}
    path.write_text(json.dumps(broken), "utf-8")
    bad = run("check", str(path))
    assert bad.returncode == 1
    assert bad.stdout.startswith(b"1: L")
