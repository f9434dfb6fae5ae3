"""Tables of contents and annexes are told from the body."""

from __future__ import annotations

from question_bank.reading.zones import lines_in, zones_of

BODY = "坚持每季度开展一次活动，推动工作落实到位，形成长效机制。"


def left_out(text: str) -> list[str]:
    lines = lines_in(text)
    starts = zones_of(lines).left_out
    return [line.text for line in lines if line.start in starts]


def annexes(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.title) for one in zones_of(lines_in(text)).annexes]


def test_contents_reach_to_where_their_first_entry_stands_again() -> None:
    text = f"某办法\n目 录\n第一章 总则\n第二章 附则\n第一章 总 则\n第一条{BODY}\n第二章 附则"
    assert left_out(text) == ["目 录", "第一章 总则", "第二章 附则"]


def test_contents_with_dots_and_pages() -> None:
    text = f"某计划\n目录\n一、学习……1\n二、考核……3\n一、学习\n{BODY}"
    assert left_out(text) == ["目录", "一、学习……1", "二、考核……3"]
    assert left_out(f"一、学习......1\n{BODY}") == ["一、学习......1"]


def test_contents_whose_entries_never_come_again_end_at_the_first_sentence() -> None:
    assert left_out(f"某计划\n目录\n甲\n乙\n{BODY}\n丙") == ["目录", "甲", "乙"]
    assert left_out("某计划\n目录\n甲\n乙") == []


def test_a_list_of_annexes_is_no_annex() -> None:
    text = f"{BODY}\n附件：1.测试安排表\n2.讲座安排表\n某局\n附件1\n测试安排表\n{BODY}\n附件2 讲座安排表\n{BODY}"
    assert left_out(text) == ["附件：1.测试安排表", "2.讲座安排表"]
    assert annexes(text) == [("附件1", "测试安排表"), ("附件2", "讲座安排表")]


def test_an_annex_in_another_file_is_only_named() -> None:
    assert annexes(f"{BODY}\n附件：测试安排表\n某局\n2031年1月5日") == []


def test_sentences_that_speak_of_annexes() -> None:
    assert annexes(f"{BODY}\n附则\n{BODY}\n附件要随文下发。\n{BODY}\n{BODY}") == []
    assert annexes(f"{BODY}\n附：\n{BODY}\n{BODY}\n{BODY}") == [("附", BODY)]
