"""The year's table as files that other programs can open."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from docx import Document
from flask import Flask
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from quizapp.plans.exports import Sheet, Table, docx, ics, xlsx
from quizapp.plans.words import plan_year
from tests.conftest import PageClient, People
from tests.factories.plans import LABEL, TEXT, store_plan
from tests.quizapp.plans.test_events import event

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
SHEET = Sheet(
    "全年测试安排",
    "据 2 份工作计划",
    (
        Table("测试", ("序号", "名称"), (1, 3), (("1", "=1+1"), ("2", "https://example.org/"))),
        Table("学习/培训", ("序号", "名称"), (1, 3), ()),
    ),
)


def test_xlsx_keeps_texts_as_texts() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx(SHEET)))
    assert book.sheet_names == ["测试", "学习培训"]
    rows = book.get_sheet_by_name("测试").to_python()
    assert rows[-2:] == [["1", "=1+1"], ["2", "https://example.org/"]]


def test_docx_holds_every_row_and_repeats_the_heading() -> None:
    made = Document(io.BytesIO(docx(SHEET)))
    tests, studies = made.tables
    assert [[cell.text for cell in row.cells] for row in tests.rows] == [
        ["序号", "名称"],
        ["1", "=1+1"],
        ["2", "https://example.org/"],
    ]
    assert len(studies.rows) == 1
    assert "tblHeader" in tests.rows[0]._tr.xml
    assert made.paragraphs[0].text == "全年测试安排"


def test_ics_has_all_day_entries_for_what_has_a_time() -> None:
    events = [event(1, months=(12,)), event(2, per_year=4), event(3)]
    made = ics(
        events, year_of=lambda _event: 2026, describe=lambda one: f"{one.name}; a, b\nc", now=NOW
    )
    entries = Calendar.from_ical(made).walk("VEVENT")
    assert [(entry["dtstart"].dt, entry["dtend"].dt) for entry in entries] == [
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ]
    assert len({str(entry["uid"]) for entry in entries}) == 5
    assert str(entries[0]["description"]) == "Test 1; a, b\nc"


def test_year_is_taken_from_the_label() -> None:
    assert plan_year(LABEL, otherwise=1999) == 2026
    assert plan_year("工作计划（第120261号）", otherwise=1999) == 1999


def test_files_are_sent_under_a_name(client: PageClient, people: People) -> None:
    store_plan(people.root)
    client.sign_in(people.organizer)
    for ending, start in (("docx", b"PK"), ("xlsx", b"PK"), ("ics", b"BEGIN:VCALENDAR")):
        answer = client.get(f"/plans/year.{ending}")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
        assert f"Tests of the year.{ending}" in answer.headers["Content-Disposition"]
    assert "借阅制度测试" in answer.text


def test_chinese_file_names_are_fit_for_headers(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    with client.session_transaction() as session:
        session["language"] = "zh_Hans_CN"
    name = client.get("/plans/year.ics").headers["Content-Disposition"]
    assert name.isascii()
    assert "filename*=UTF-8''" in name


def test_files_are_for_organizers_alone(client: PageClient, people: People) -> None:
    client.sign_in(people.member)
    for ending in ("docx", "xlsx", "ics"):
        assert client.get(f"/plans/year.{ending}").status_code == 403


def test_command_imports_and_says_what_it_found(app: Flask, people: People, tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "计划.txt"
    file.write_text(TEXT, "utf-8")
    runner = app.test_cli_runner()
    asked = runner.invoke(args=["plans", "import", str(file)])
    assert asked.exit_code == 1
    assert "has no title" in asked.output
    done = runner.invoke(args=["plans", "import", str(file), "--label", LABEL])
    assert done.exit_code == 0, done.output
    assert "3 articles" in done.output
    again = runner.invoke(args=["plans", "import", str(file)])
    assert "Nothing has changed" in again.output
    nowhere = runner.invoke(args=["plans", "import", str(file), "--unit", "Nowhere"])
    assert nowhere.exit_code == 1
    assert "0 units fit" in nowhere.output
