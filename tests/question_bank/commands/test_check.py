"""`check`: findings by line, for any form of item."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import bundle_from_json
from question_bank.checks.item_linter import check_item
from question_bank.checks.paper import check_paper
from question_bank.formats.typed import NotAnItem, item_of
from question_bank.items import item_to_json
from tests.question_bank.made_up import TEXT
from tests.question_bank.test_main import run


def test_generated_items_break_no_blocking_rule(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_bytes(TEXT.replace("\n", "\r\n").encode())
    made = run("generate", str(plan), "--json").stdout
    result = run("check", "-", data=made)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b" blocks " not in result.stdout


def test_our_own_json_is_read_too(tmp_path: Path) -> None:
    result = run("bundle", "-", "--name=a.txt", "--label=甲计划", data=TEXT.encode())
    items = bundle_from_json(json.loads(result.stdout)).items
    lines = [json.dumps(item_to_json(item), ensure_ascii=False) for item in items]
    good = run("check", "-", data="\n".join(lines).encode())
    assert (good.returncode, good.stderr) == (0, b"")
    broken = json.loads(lines[0]) | {"stem": "此外，下列哪项不属于____。"}
    bad = run("check", "-", data=f"\n{json.dumps(broken)}\n".encode())
    assert bad.returncode == 1
    assert bad.stdout.startswith(b"2: L")


def test_a_typed_item_gets_rule_place_and_cure() -> None:
    item = {
        "kind": "单选题",
        "stem": "下列哪项属于党员的义务？",
        "options": ["A. 按期交纳党费", "B. 参加组织生活", "C. 以上都对"],
        "key": "A",
    }
    line = json.dumps(item, ensure_ascii=False)
    result = run("check", "-", data=line.encode())
    assert result.returncode == 1
    assert "1: L08 blocks option c: " in result.stdout.decode()
    found = [
        json.loads(one)
        for one in run("check", "-", "--json", data=line.encode()).stdout.splitlines()
    ]
    assert {"line": 1, "id": "line-1", "rule": "L08"}.items() <= next(
        one for one in found if one["rule"] == "L08"
    ).items()


def test_rules_on_several_items_ask_for_the_paper() -> None:
    item = json.dumps({"kind": "判断题", "stem": "党支部每月召开一次支部委员会会议。", "key": "对"})
    data = f"{item}\n{item}\n".encode()
    assert b"L26" not in run("check", "-", data=data).stdout
    assert b"\n2: L26 blocks line-2: " in run("check", "-", "--paper", data=data).stdout


TEXTS = st.text(alphabet="党学习每月2日____、，。“”《》（） 人A1-", max_size=24)
RECORDS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["fill_in", "single_choice", "multiple_choice", "true_false"]),
        "stem": TEXTS.filter(str.strip),
        "key": st.booleans() | st.integers(0, 3) | st.lists(TEXTS | st.integers(0, 3), max_size=3),
    },
    optional={
        "options": st.lists(TEXTS, min_size=2, max_size=5),
        "word_bank": st.lists(TEXTS, max_size=3),
        "explanation": TEXTS,
        "source": st.fixed_dictionaries(
            {}, optional={"plan": TEXTS, "quote": TEXTS, "start": st.integers(-1, 30)}
        ),
    },
)


@given(st.lists(RECORDS, max_size=3))
def test_any_item_can_be_checked(records: list[dict[str, object]]) -> None:
    items = []
    for number, record in enumerate(records):
        try:
            items.append(item_of(record, f"line-{number}"))
        except NotAnItem:
            continue
    for item in items:
        assert all(found.message for found in check_item(item, None))
    assert all(found.message for found in check_paper(items))
