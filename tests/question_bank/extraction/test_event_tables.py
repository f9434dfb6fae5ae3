"""Tables of tests with one cell a line."""

from __future__ import annotations

from collections.abc import Callable

from question_bank.bundle import FactKind
from question_bank.extraction.event_tables import cell_edges, cells_of, flat_tables
from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document

Read = Callable[[str], Reading]

TABLE = "序号\n测试名称\n时间\n形式\n1\n编目知识测试\n6月\n闭卷\n2\n修复技能竞赛\n9月下旬\n现场\n以上各项照此执行。\n"


def test_rows_are_read_under_their_labels() -> None:
    (table,) = flat_tables("前言。\n" + TABLE)
    assert [row.record for row in table.rows] == [
        "序号：1；测试名称：编目知识测试；时间：6月；形式：闭卷",
        "序号：2；测试名称：修复技能竞赛；时间：9月下旬；形式：现场",
    ]
    assert ("前言。\n" + TABLE)[table.span.start : table.span.end].endswith("现场")


def test_a_table_whose_cells_do_not_fit_is_left_alone() -> None:
    assert not list(flat_tables(TABLE.replace("6月", "馆员").replace("9月下旬", "馆员")))
    assert not list(flat_tables("时间\n形式\n6月\n闭卷\n"))


def test_rows_that_repeat_the_text_are_no_events_of_their_own(read: Read) -> None:
    text = (
        "1.抓好编目。6月组织编目知识测试，闭卷进行。\n2.办好竞赛。9月下旬举办修复技能竞赛。\n"
        f"3.加强领导。各室落实。\n安排表\n{TABLE}"
    )
    events = read(text).source.events
    assert [(one.name, one.months) for one in events] == [
        ("编目知识测试", (6,)),
        ("修复技能竞赛", (9,)),
    ]


def test_a_row_alone_is_an_event(read: Read) -> None:
    events = read(f"1.抓好编目。各室落实。\n2.加强领导。各室落实。\n安排表\n{TABLE}").source.events
    assert [(one.name, one.months, one.modes) for one in events] == [
        ("编目知识测试", (6,), ("closed_book",)),
        ("修复技能竞赛", (9,), ("contest",)),
    ]


def test_labels_not_known_are_told_by_their_cells() -> None:
    text = TABLE.replace("测试名称", "科目全称").replace("时间", "何时")
    (table,) = flat_tables(text)
    assert len(table.rows) == 2
    assert not list(flat_tables(text.replace("9月下旬", "阅览室")))


def test_cells_of_a_row_without_its_blanks(read: Read) -> None:
    source = read("1.编目。各室落实。\n2.修复。各室落实。\n3月\t班长轮训\t月度抽考\n").source
    row = source.sentence_at(source.text.index("轮训"))
    cells = [source.text[cell.start : cell.end] for cell in cells_of(source, row)]
    assert cells == ["3月", "班长轮训", "月度抽考"]
    sentence = source.sentence_at(source.text.index("编目"))
    assert cells_of(source, sentence) == (sentence,)


def test_each_cell_has_the_month_of_its_row(read: Read) -> None:
    text = "1.编目。各室落实。\n2.修复。各室落实。\n月份\t培训\t考试\n3月\t班长轮训\t编目抽考\n9月\t—\t修复竞赛\n"
    assert [(one.name, one.months) for one in read(text).source.events] == [
        ("班长轮训", (3,)),
        ("编目抽考", (3,)),
        ("修复竞赛", (9,)),
    ]


ROWS = "月份\t主要工作\t学习\n3月\t清点库房，查3遍\t编目知识测试，闭卷\n9月\t整理；除尘\t修复竞赛，现场\n"


def test_a_row_with_tabs_gives_its_month_to_its_cells() -> None:
    reading = extract(read_document(f"馆务月历\n馆里照此执行。\n{ROWS}".encode(), "a.txt"), "月历")
    tests = [(one.name, one.months, one.modes) for one in reading.source.events]
    assert tests == [("编目知识测试", (3,), ("closed_book",)), ("修复竞赛", (9,), ("contest",))]
    (amount,) = (fact for fact in reading.facts if fact.kind is FactKind.RULE)
    assert (amount.value, amount.head) == ("3遍", "查3遍")


def test_cells_are_known_by_tabs_alone() -> None:
    assert cell_edges("甲乙丙", "甲\t乙\t丙", (0, 2, 4, 5)) == {1: 0, 2: 0}
    assert cell_edges("甲乙丙", "甲 乙 丙", (0, 2, 4, 5)) == {}
    assert cell_edges("甲乙", "甲\t乙", (0, 2, 3)) == {}
