"""The command line as a person meets it: commands, one-line errors, exit statuses, streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from question_bank.__main__ import main
from question_bank.commands import COMMANDS
from tests.question_bank.made_up import TEXT

ROOT = Path(__file__).resolve().parents[2]


def run(
    *arguments: str, data: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "question_bank", *arguments],
        cwd=ROOT,
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: python -m question_bank {command}")
    if command != "bundle":
        assert f"  python -m question_bank {command} " in shown, "an example"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no command given"),
        (["make"], "no command 'make'"),
        (["generate"], "no FILE given"),
        (["generate", "none.txt"], "none.txt: no such file"),
        (["generate", "{folder}"], "is a directory"),
        (["generate", "{plan}", "--kinds", "essay"], "no kind 'essay'"),
        (["generate", "{plan}", "--count", "0"], "--count"),
        (["generate", "{plan}", "--cuont", "3"], "--cuont"),
        (["generate", "{plan}", "{plan}", "--label", "甲"], "--label names one document"),
        (["generate", "a\0b"], "null"),
        (["extract", "{plan}", "--max-memory-mb", "3"], "whole number from 128"),
        (["extract"], "required"),
        (["extract", "{empty}"], "empty.txt: "),
        (["extract", "{old}"], "old.doc: "),
        (["check", "{plan}"], "计划.txt:1: not JSON"),
        (["check", "{empty}"], "no items"),
        (["bundle", "none.txt"], "no such file"),
    ],
)
def test_errors_are_one_line_and_status_2(
    arguments: list[str],
    said: str,
    plan: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    paths = {
        "plan": plan,
        "folder": str(tmp_path),
        "empty": str(tmp_path / "empty.txt"),
        "old": str(tmp_path / "old.doc"),
    }
    result = subprocess.run(
        [sys.executable, "-c", "import sys, json; from question_bank.__main__ import main;"
         "sys.exit(main(json.loads(sys.argv[1])))",
         json.dumps([one.format(**paths) for one in arguments])],
        cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, b"")
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("question_bank: ")
    assert said in line


def test_streams_are_utf8_in_any_locale(plan: str) -> None:
    result = run("generate", plan, "--json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (0, b"")
    assert "云岭市档案局" in result.stdout.decode("utf-8")


def test_a_reader_that_leaves_ends_it_without_a_word(plan: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "question_bank", "generate", plan, "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == -signal.SIGPIPE


def test_an_interrupt_is_status_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "question_bank", "check", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)  # until it waits for its input
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_too_little_time_is_an_error_not_a_death(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    lines = (
        f"{n}.第{n}项要求。各科室每季度开展{n}次第{n}类登记，并形成记录。" for n in range(1, 9000)
    )
    path.write_text("\n".join(lines), "utf-8")
    result = run("generate", str(path), "--max-seconds", "1")
    assert result.returncode == 2
    assert b"--max-seconds" in result.stderr
    assert result.stderr.count(b"\n") == 1


def test_what_nobody_expected_is_one_line_too(
    plan: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("question_bank.__main__.COMMANDS", {"missing": "no such module"})
    assert main(["missing", plan]) == 2
    assert capsys.readouterr().err.startswith("question_bank: unexpected ModuleNotFoundError")
