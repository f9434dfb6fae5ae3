"""`extract`: for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.question_bank.made_up import TEXT
from tests.question_bank.test_main import run


def test_it_shows_people_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    result = run("extract", str(path))
    assert (result.returncode, result.stderr) == (0, b"")
    shown = result.stdout.decode()
    assert " (txt, plan, 3 articles, " in shown.split("\n")[0]
    assert "\n1 提高组织生活质量\n" in shown
    assert "frequency: 每季度" in shown
    assert "test: 保密知识测试 closed_book, online 11月" in shown


def test_json_is_one_object_whose_places_count_its_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    result = run("extract", str(path), "--json", "--label", "甲计划")
    assert (result.returncode, result.stderr, result.stdout.count(b"\n")) == (0, b"", 1)
    found = json.loads(result.stdout)
    text = found["text"]
    assert text == TEXT.replace("\n", "\r\n")
    assert found["plan"]["label"] == "甲计划"
    assert [article["id"] for article in found["articles"]] == ["1", "2", "3"]
    for title in found["titles"]:
        assert text[title["start"] : title["end"]].strip("《》") == title["text"].strip("《》")
    assert found["titles"]
