"""`generate`: items for people and as public records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_bank.formats.typed import item_of
from tests.question_bank.made_up import TEXT
from tests.question_bank.test_main import run

NAMES = [
    "id", "kind", "knowledge", "stem", "word_bank", "options", "key", "accepted", "explanation",
    "difficulty", "fact", "family", "enemies", "template", "seed", "source",
]  # fmt: skip


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("gb18030"))
    return path


@pytest.fixture(scope="module")
def records(plan: Path) -> list[dict[str, object]]:
    result = run("generate", str(plan), "--json")
    assert (result.returncode, result.stderr) == (0, b"")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_promised_names_are_there(records: list[dict[str, object]]) -> None:
    assert records
    for record in records:
        assert list(record)[: len(NAMES)] == NAMES
        assert set(record) - set(NAMES) == {"detail"}
        assert record["knowledge"] in ("term", "rule", "duty", "arrangement")


def test_quotes_stand_in_the_decoded_file(records: list[dict[str, object]]) -> None:
    text = TEXT.replace("\n", "\r\n")
    for record in records:
        source = record["source"]
        assert isinstance(source, dict)
        assert text[source["start"] : source["end"]] == source["quote"]
        assert "云岭市档案局" in source["plan"]
        assert source["article"] in ("preamble", "1", "2", "3")


def test_keys_have_the_form_of_their_kind(records: list[dict[str, object]]) -> None:
    for record in records:
        key, options = record["key"], record["options"]
        assert isinstance(options, list)
        match record["kind"]:
            case "fill_in":
                assert isinstance(key, list)
                assert isinstance(record["accepted"], list)
                assert all(isinstance(text, str) for text in key)
                assert len(record["accepted"]) == len(key) == str(record["stem"]).count("____")
            case "true_false":
                assert isinstance(key, bool)
            case kind:
                assert isinstance(key, list)
                assert all(type(place) is int and 0 <= place < len(options) for place in key)
                assert (len(key) == 1) == (kind == "single_choice")


def test_enemies_are_ids_and_mutual(records: list[dict[str, object]]) -> None:
    enemies = {str(record["id"]): record["enemies"] for record in records}
    assert any(enemies.values())
    for one, others in enemies.items():
        assert isinstance(others, list)
        for other in others:
            assert one in str(enemies[other])


def test_same_call_same_bytes_other_seed_other_ones(plan: Path) -> None:
    first, second = (run("generate", str(plan), "--json").stdout for _ in range(2))
    assert first == second
    assert run("generate", str(plan), "--json", "--seed=2").stdout != first


def test_kinds_may_stand_before_the_file(plan: Path) -> None:
    for arguments in (
        ("--kinds", "fill_in,true_false", str(plan)),
        (str(plan), "--kinds", "fill_in", "true_false"),
    ):
        result = run("generate", "--json", *arguments)
        kinds = {json.loads(line)["kind"] for line in result.stdout.splitlines()}
        assert kinds == {"fill_in", "true_false"}


def test_the_best_few_stand_side_by_side(plan: Path) -> None:
    result = run("generate", str(plan), "--json", "--count=5")
    chosen = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(chosen) == 5
    assert all(record["enemies"] == [] for record in chosen)
    assert len({record["family"] for record in chosen}) == 5
    assert len({record["source"]["article"] for record in chosen}) == 3
    assert len({record["kind"] for record in chosen}) >= 3


def test_people_see_a_paper_with_its_keys(plan: Path) -> None:
    shown = run("generate", str(plan), "--count=3").stdout.decode()
    assert shown.startswith("1. [")
    assert shown.count("   答案：") == shown.count("   解析：") == shown.count("   出处：") == 3


def test_one_document_given_twice_counts_once(plan: Path, records: list[dict[str, object]]) -> None:
    result = run("generate", str(plan), str(plan), "--json")
    assert result.stdout.count(b"\n") == len(records)


def test_records_are_read_back(records: list[dict[str, object]]) -> None:
    for record in records:
        item = item_of(record, "line-1")
        assert (item.id, item.kind, item.stem) == (record["id"], record["kind"], record["stem"])
