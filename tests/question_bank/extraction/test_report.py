"""The object that other programs read: its names, and offsets into the file as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from question_bank.extraction.extracting import extract
from question_bank.extraction.report import report
from question_bank.reading.document import read_document

TEXT = (
    "2031年云岭市档案馆工作计划\r\n坚持“馆藏为民”宗旨，每月通报一次。\r\n一、夯实基础\r\n"
    "1.组织学习。每季度组织学习《馆藏保护细则》，开展“兰台夜话”活动。\r\n"
    "2.组织测试。6月、12月面向全体馆员各举办一次编目知识闭卷测试，80分以上为合格。\r\n"
    "2.开展培训。9月举办修复技艺专题培训班。\r\n"
    "二、强化管理\r\n3.明确责任。做好“守纪律、讲规矩、作表率”三项要求的落实。\r\n"
)


def made(text: str = TEXT) -> dict[str, Any]:
    document = read_document(text.encode(), "plan.txt")
    return report(document, extract(document, "计划"))


def test_names_are_a_promise() -> None:
    found = made()
    assert list(found) == [
        "text", "plan", "articles", "terms", "titles", "enumerations", "rules", "test_events",
        "study_events", "problems",
    ]  # fmt: skip
    assert list(found["plan"]) == ["label", "sha256", "encoding"]
    assert list(found["articles"][0]) == ["id", "label", "section", "title", "start", "end"]
    assert list(found["rules"][0]) == [
        "actor", "action", "frequency", "count", "deadline", "polarity", "article", "start", "end",
    ]  # fmt: skip
    assert list(found["test_events"][0]) == [
        "name", "modes", "when", "months", "count", "frequency", "audience", "topic", "pass_mark",
        "article", "start", "end",
    ]  # fmt: skip
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_places_count_characters_of_the_file_with_its_line_ends() -> None:
    found = made()
    assert found["text"] == TEXT
    for name in ("terms", "titles"):
        for one in found[name]:
            assert TEXT[one["start"] : one["end"]] == one["text"]
    for article in found["articles"]:
        assert TEXT[article["start"] :].startswith(article["label"])
        assert not TEXT[article["start"] : article["end"]].endswith("\n")


def test_what_is_found() -> None:
    found = made()
    assert [article["id"] for article in found["articles"]] == ["1", "2", "2#2", "3"]
    assert [article["section"] for article in found["articles"]][::3] == [
        "一、夯实基础",
        "二、强化管理",
    ]
    assert {(one["text"], one["article"]) for one in found["titles"]} == {("馆藏保护细则", "1")}
    assert {("馆藏为民", "preamble"), ("兰台夜话", "1")} <= {
        (one["text"], one["article"]) for one in found["terms"]
    }
    (test,) = found["test_events"]
    assert (test["name"], test["modes"], test["months"], test["pass_mark"], test["audience"]) == (
        "编目知识闭卷测试", ["closed_book"], [6, 12], "80分", "全体馆员",
    )  # fmt: skip
    _, study = found["study_events"]
    assert (study["name"], study["months"], study["article"]) == ("修复技艺专题培训班", [9], "2#2")
    assert {(rule["article"], rule["frequency"], rule["deadline"]) for rule in found["rules"]} >= {
        ("preamble", "每月", None),
        ("1", "每季度", None),
        ("2", None, "6月、12月"),
    }


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = read_document(b"\xef\xbb\xbf" + TEXT.encode(), "plan.txt")
    assert report(document, extract(document, "计划"))["text"] == TEXT


def test_a_text_without_anything() -> None:
    found = made("无。")
    assert (found["rules"], found["test_events"], found["terms"]) == ([], [], [])


def test_real_plans(plans_dir: Path) -> None:
    for path in sorted(plans_dir.glob("*.txt")):
        document = read_document(path.read_bytes(), path.name)
        found = report(document, extract(document, "计划"))
        names = {article["id"] for article in found["articles"]} | {"preamble"}
        length = len(found["text"])
        for kind in ("terms", "titles", "enumerations", "rules", "test_events", "study_events"):
            for one in found[kind]:
                assert one["article"] in names
                assert 0 <= one["start"] < one["end"] <= length
