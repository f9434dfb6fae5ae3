"""A document on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_bank.commands.documents import opened
from question_bank.commands.terminal import Failure
from tests.question_bank.made_up import TEXT


def test_a_plan_is_named_by_its_label_or_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert "云岭市档案局" in opened(str(path)).printed.plan
    assert opened(str(path), label=" 甲计划 ").printed.plan == "甲计划"
    assert opened(str(path)).printed.article_ids == ("preamble", "1", "2", "3")


def test_without_a_name_the_file_gives_one(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("1.学习。每月学习1次。\n2.讨论。每季度讨论1次。\n", "utf-8")
    assert opened(str(path)).printed.plan == "b.txt"


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(b"no zip")
    with pytest.raises(Failure, match=r"c\.docx: "):
        opened(str(path))
