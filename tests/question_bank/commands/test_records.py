"""The lines of a file of items."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_bank.commands.records import read_items
from question_bank.commands.terminal import Failure

GOOD = json.dumps(
    {"kind": "true_false", "stem": "某事\u2028某事。", "key": True}, ensure_ascii=False
)


def test_empty_lines_count_but_are_no_items(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(f"\ufeff{GOOD}\r\n\n  \n{GOOD}\n", "utf-8")
    assert [(line.number, line.item.id) for line in read_items(str(path))] == [
        (1, "line-1"),
        (4, "line-4"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{GOOD}\n{{\n", r":2: not JSON, .* at column 2"),
        (f"{GOOD}\n[1]\n", ":2: an item is an object"),
        ('{"kind": "essay"}', ":1: kind is 'essay', not one of fill_in"),
        ("[" * 100_000, ":1: "),
        ("1" * 5000, ":1: "),
        ("\n\n", ": no items in it"),
    ],
)
def test_a_faulty_line_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(Failure, match=f"items.jsonl{said}"):
        read_items(str(path))


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(Failure, match=r"items\.jsonl: not UTF-8 at byte"):
        read_items(str(path))
