"""Which level of numbers gives the articles."""

from __future__ import annotations

import pytest

from question_bank.reading.levels import levels_of
from question_bank.reading.numbering import numbered_lines

BODY = "坚持每季度开展一次档案开放日活动，推动工作落实到位，形成长效机制，由办公室负责。"


def shape(text: str) -> tuple[list[str], list[str]]:
    levels = levels_of(text, numbered_lines(text), len(text))
    return (
        [text[one.start : one.end].split("。")[0] for one in levels.heads],
        [text[one.start : one.end].split("。")[0] for one in levels.articles],
    )


@pytest.mark.parametrize(
    ("text", "heads", "articles"),
    [
        (
            f"一、总体要求\n{BODY}\n二、任务\n（一）学习\n1.甲。{BODY}\n2.乙。{BODY}\n（二）考核\n1.丙。{BODY}\n2.丁。{BODY}",
            ["一、总体要求", "二、任务"],
            ["（一）学习", "（二）考核"],
        ),
        (
            f"一、学习\n（一）集中\n1.甲。{BODY * 2}\n2.乙。{BODY * 2}\n（二）自学\n{BODY}\n二、考核\n（一）日常\n1.丙。{BODY * 2}\n2.丁。{BODY * 2}",
            ["一、学习", "（一）集中", "二、考核", "（一）日常"],
            ["1.甲", "2.乙", "（二）自学", "1.丙", "2.丁"],
        ),
        (
            "库房守则\n温度湿度\n1.甲。\n2.乙。\n进出登记\n1.丙。\n2.丁。\n3.戊。",
            ["温度湿度", "进出登记"],
            ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"],
        ),
        (
            "库房守则\n温度湿度\n1.甲。\n2.乙。\n3.丙。\n进出登记\n4.丁。\n5.戊。\n6.己。",
            ["温度湿度", "进出登记"],
            ["1.甲", "2.乙", "3.丙", "4.丁", "5.戊", "6.己"],
        ),
        (
            "1.甲。\n牵头单位 办公室\n2.乙。\n牵头单位 保管科\n3.丙。\n牵头单位 利用科",
            [],
            ["1.甲", "2.乙", "3.丙"],
        ),
        (
            f"1月：\n{BODY}\n2月：\n{BODY}\n3月：\n{BODY}\n要求：\n1.甲。\n2.乙。",
            ["要求"],
            ["1月：", "2月：", "3月：", "1.甲", "2.乙"],
        ),
        (f"一、甲。{BODY}\n1.子；\n2.丑。\n二、乙。{BODY}", [], ["一、甲", "二、乙"]),
        (f"一、甲\n{BODY}\n二、乙\n{BODY}", [], ["一、甲", "二、乙"]),
        (
            f"第一部分 要求\n一、甲\n（一）子\n{BODY}\n（二）丑\n{BODY}\n第二部分 任务\n一、乙\n{BODY}\n二、丙\n{BODY}",
            ["第一部分 要求", "一、甲", "第二部分 任务", "一、乙", "二、丙"],
            ["（一）子", "（二）丑", "一、乙", "二、丙"],
        ),
        (
            f"第一部分 要求\n{BODY}\n第二部分 任务\n（一）甲\n{BODY}\n（二）乙\n{BODY}",
            ["第一部分 要求", "第二部分 任务"],
            ["第一部分 要求", "（一）甲", "（二）乙"],
        ),
        (
            f"第一章 来历\n第一节 初建\n{BODY}\n第二节 迁址\n{BODY}\n第二章 今日\n{BODY}",
            ["第一章 来历"],
            ["第一节 初建", "第二节 迁址", "第二章 今日"],
        ),
        (
            f"1 要求\n1.1 指导思想\n{BODY}\n1.2 目标\n{BODY}\n2 任务\n2.1 学习\n2.1.1 集中\n{BODY}\n3.15晚会期间{BODY}\n2.2 考核\n{BODY}",
            ["1 要求", "2 任务"],
            ["1.1 指导思想", "1.2 目标", "2.1 学习", "2.2 考核"],
        ),
        (
            f"一、学习\n（一）集中\n1.甲。{BODY}\n2.乙。{BODY}\n（二）自学\n3.丙。{BODY}\n二、考核\n4.丁。{BODY}",
            ["一、学习", "（一）集中", "（二）自学", "二、考核"],
            ["1.甲", "2.乙", "3.丙", "4.丁"],
        ),
        (
            "\n".join(f"{n}月份：{BODY}" for n in (1, 3, 9)),
            [],
            [f"{n}月份：{BODY[:-1]}" for n in (1, 3, 9)],
        ),
        (
            f"一月\n一、甲。{BODY}\n二、乙。{BODY}\n二月\n一、丙。{BODY}\n二、丁。{BODY}\n三月\n{BODY}",
            ["一月", "二月", "三月"],
            ["一、甲", "二、乙", "一、丙", "二、丁", "三月"],
        ),
        ("1.甲：\nA.子；\nB.丑。\n2.乙：\n（1）子；\n（2）丑。", [], ["1.甲：", "2.乙："]),
        (f"一、甲：\n1.{BODY}\n2.{BODY}\n二、乙\n{BODY}", ["一、甲：", "二、乙"], [f"1.{BODY[:-1]}", f"2.{BODY[:-1]}", "二、乙"]),
        (f"一、甲\n一是{BODY}\n二是{BODY}\n二、乙\n第一，{BODY}\n第二，{BODY}", [], ["一、甲", "二、乙"]),
        (f"总要求\n{BODY}", [], []),
    ],
)  # fmt: skip
def test_levels(text: str, heads: list[str], articles: list[str]) -> None:
    assert shape(text) == (heads, articles)
