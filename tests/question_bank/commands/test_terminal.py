"""Streams, files and errors that all commands share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from question_bank.commands.terminal import (
    Failure,
    data_of,
    name_of,
    parser_of,
    positive,
    progress,
    report,
)


def test_files_are_read_or_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert data_of(str(path)) == b"abc"
    assert (name_of(str(path)), name_of("-")) == ("a.txt", "")
    with pytest.raises(Failure, match=r"b\.txt: no such file or directory"):
        data_of(str(tmp_path / "b.txt"))


def test_an_error_stays_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report("a\nb\r\n  c")
    assert capsys.readouterr().err == "question_bank: a b c\n"


def test_progress_is_for_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    progress("1/2")
    assert capsys.readouterr().err == ""


def test_a_wrong_option_is_a_failure() -> None:
    parser = parser_of("extract", "")
    parser.add_argument("--count", type=positive)
    assert parser.parse_args(["--count", "3"]).count == 3
    for wrong in ("0", "-1", "x"):
        with pytest.raises(Failure, match="--count"):
            parser.parse_args([f"--count={wrong}"])


def test_it_loads_next_to_nothing() -> None:
    code = "import sys, question_bank.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rjieba", "pypdf", "docx", "lxml", "dataclasses"} & set(loaded)
