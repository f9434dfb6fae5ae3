"""Several documents in one bank."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from question_bank.commands.several import Together, together
from question_bank.extraction.extracting import extract
from question_bank.reading.document import read_document
from tests.question_bank.formats.drafts import FILL_IN
from tests.question_bank.test_main import run

ONE = "1.学习制度。各科室每季度召开业务研讨会议。\n2.安全检查。办公室每月开展消防安全检查。\n"
OTHER = "1.学习制度。各科室每半年召开业务研讨会议。\n2.安全检查。办公室每月开展消防安全检查。\n"


def test_a_contradicted_fact_is_asked_under_its_documents_name_only() -> None:
    beside = Together(frozenset({FILL_IN.family}), {})
    assert beside.may_ask(FILL_IN)
    nameless = replace(FILL_IN, stem=FILL_IN.stem.partition("，")[2])
    assert not beside.may_ask(nameless)
    assert Together(frozenset(), {}).may_ask(nameless)


def test_documents_are_compared() -> None:
    documents = [
        (name, extract(read_document(text.encode(), "a.txt"), "").facts)
        for name, text in (("one", ONE), ("other", OTHER))
    ]
    beside = together(documents)
    values = {fact.id: fact.value for _, facts in documents for fact in facts}
    assert {values[one] for one in beside.contradicted} == {"每季度", "每半年"}
    assert {values[one] for one in beside.families} == {"每月"}
    assert len(set(beside.families.values())) == 1


def test_one_document_has_nothing_to_heed() -> None:
    document = read_document(ONE.encode(), "a.txt")
    assert together([("one", extract(document, "").facts)]) == Together(frozenset(), {})


def test_records_of_several_files_share_a_family(tmp_path: Path) -> None:
    for name, text in (("one.txt", ONE), ("other.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    result = run("generate", str(tmp_path / "one.txt"), str(tmp_path / "other.txt"), "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert {record["source"]["plan"] for record in records} == {"one.txt", "other.txt"}
    assert {record["fact"] for record in records} > {record["family"] for record in records}
    assert not any("研讨" in record["stem"] and "季度" in str(record["key"]) for record in records)
