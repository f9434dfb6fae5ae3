"""Words for tests and studies, and which of one sentence mean one event."""

from __future__ import annotations

import pytest

from question_bank.extraction.event_calls import calls_in, grouped
from question_bank.source import Span


def names(text: str) -> list[list[str]]:
    calls = calls_in(text, Span(0, len(text)))
    return [[call.name for call in group] for group, _ in grouped(text, calls)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月组织编目测试，通过闭卷测试、网上答题等方式。", [["编目测试", "闭卷测试", "网上答题"]]),
        ("6月组织编目测试，11月举办修复竞赛。", [["编目测试"], ["修复竞赛"]]),
        ("组织编目测试、修复竞赛。", [["编目测试"], ["修复竞赛"]]),
        (
            "开展岗位考核，理论考试占四成，实操考试占六成。",
            [["岗位考核", "理论考试占", "实操考试"]],
        ),
        ("完善考试制度。", []),
        ("在编目比武基础上完善制度。", []),
        ("馆里为新人安排的编目考核，固定在报到后第三十天。", [["编目考核"]]),
        ("编目考试低于60分的12月补考。", []),
        ("全年抓好一册（手册）、一考（年度统考）、一赛（编目大赛）。", []),
        ("前三名报市里参加8月的全市比赛。", []),
        ("11月的抽考另行通知。", []),
        ("馆里组织的编目测验一般不超过20题。", []),
        ("新馆员应当通过馆里组织的编目测验。", [["编目测验"]]),
        ("参加编目测试的情况记入档案。", []),
        ("为9月的编目竞赛准备奖品。", []),
        ("编目师考试按省里统一安排执行。", []),
        ("国家统一组织的编目考试4月举行。", []),
        ("6月组织国家安全知识考试。", [["国家安全知识考试"]]),
        ("8月组织编目模拟考试。", []),
        ("每月开展一次读者满意度测评。", []),
        ("6月开展修复常识测评。", [["修复常识测评"]]),
        ("上架资格的授予，须经8月的统一书面考试。", [["书面考试"]]),
        ("报警器由值班员每月测试一次。", []),
        ("测试成绩纳入年度考核。", []),
        ("10月组织补考试。", []),
        ("不得占用节假日组织编目考试。", []),
        ("每年不得少于一次编目考试。", [["编目考试"]]),
        ("除参加前条规定的考试外，参加编目考试。", [["编目考试"]]),
        ("推行“一日一练、一月一测”练兵法。", []),
        ("考核组每月抽查。", []),
        ("9月组织编目考核，考核组成另定。", [["编目考核", "考核"]]),
        ("每月对学生视力进行测试。", []),
        ("书库天线每周测试一次。", []),
        ("窗口规范抽测每月两次。", [["窗口规范抽测"]]),
        ("离岗培训一个月。", []),
        ("上好安全教育“开学第一课”。", [["安全教育", "开学第一课"]]),
        ("编目学习每周一次；9月组织编目测试。", [["编目学习"], ["编目测试"]]),
        ("编目考试通过馆内系统进行。", [["编目考试"]]),
        ("3月前签订考核责任书，出具测试报告。", []),
    ],
)
def test_groups(text: str, expected: list[list[str]]) -> None:
    found = names(text)
    assert [len(group) for group in found] == [len(group) for group in expected]
    assert [group[0] for group in found] == [group[0] for group in expected]


def test_words_outside_of_the_item_of_a_record_are_left_out() -> None:
    text = "事项：编目测试；方式：网上答题"
    (call,) = calls_in(text, Span(3, 7))
    assert (call.name, text[call.start : call.end]) == ("编目测试", "测试")


def test_groups_cover_the_parts_that_speak_of_them() -> None:
    text = "6月组织编目测试；11月举办修复竞赛，全员参加；其他工作照旧。"
    spans = [text[span.start : span.end] for _, span in grouped(text, calls_in(text, Span(0, 40)))]
    assert spans == ["6月组织编目测试；", "11月举办修复竞赛，全员参加；"]
