"""`bundle`: what the web app's child process prints, and how it refuses."""

from __future__ import annotations

import json

import pytest

from question_bank.bundle import bundle_from_json
from tests.question_bank.made_up import TEXT
from tests.question_bank.reading.made_files import docx_of, paragraph
from tests.question_bank.test_main import run


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
    assert refusal["message"]


def test_too_little_memory_is_refused_too() -> None:
    result = run("bundle", "-", "--max-memory-mb=1", data=TEXT.encode())
    assert (result.returncode, result.stdout) == (2, b"")
