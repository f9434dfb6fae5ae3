"""A document's name, from its heading or its first sentence."""

from __future__ import annotations

import pytest

from question_bank.reading.labels import label_of_first_sentence, title_in


@pytest.mark.parametrize(
    ("preamble", "title"),
    [
        ("云岭市档案局2031年工作要点\n总要求是：抓学习。", "云岭市档案局2031年工作要点"),
        ("云岭市档案局\n2031年机关党建工作计划\n正文。", "云岭市档案局2031年机关党建工作计划"),
        ("《云岭市馆藏管理办法》（试行）\n", "云岭市馆藏管理办法（试行）"),
        ("2031年云岭市档案局工作的总体要求是：制定计划。", ""),
        ("", ""),
        ("走进档案馆\n正文。", "走进档案馆"),
        ("云岭市馆藏保护法\n", "云岭市馆藏保护法"),
        ("云岭市档案局\n2031年工作报告\n各位代表：", "云岭市档案局2031年工作报告"),
        ("一句正文。", ""),
        (
            "云岭市档案局文件\n云档〔2031〕6号\n关于印发库房管理办法的通知\n各科室：",
            "关于印发库房管理办法的通知",
        ),
    ],
)
def test_heading(preamble: str, title: str) -> None:
    assert title_in(preamble) == title


@pytest.mark.parametrize(
    ("preamble", "label"),
    [
        (
            "2031年云岭市档案局机关党建工作的总体要求是：围绕中心。",
            "云岭市档案局2031年机关党建工作计划",
        ),
        ("2031年市直机关党的建设工作总要求是:以学习为先。", "市直机关2031年党建工作计划"),
        ("2031年云岭市水务局党的建设工作总要求是：抓实。", "云岭市水务局2031年党建工作计划"),
        ("2031年党建工作的总体思路和要求是：抓实。", "2031年党建工作计划"),
        (
            "2031年度云岭市交通局安全生产工作总体目标是：抓实。",
            "云岭市交通局2031年度安全生产工作计划",
        ),
        ("今年要抓学习。", ""),
    ],
)
def test_first_sentence(preamble: str, label: str) -> None:
    assert label_of_first_sentence(preamble) == label
