"""The sample plan is a whole plan in form."""

from __future__ import annotations

import re

CHINESE_NUMBERS = "一二三四五六七八九十"


def test_sections_and_articles_are_numbered_in_sequence(sample_plan: str) -> None:
    sections = re.findall(r"^([一二三四五六七八九十]+)、.+$", sample_plan, re.MULTILINE)
    assert sections == list(CHINESE_NUMBERS[: len(sections)])
    assert 5 <= len(sections) <= 6
    articles = [int(n) for n in re.findall(r"^(\d+)\.", sample_plan, re.MULTILINE)]
    assert articles == list(range(1, len(articles) + 1))
    assert 24 <= len(articles) <= 28


def test_articles_open_with_a_short_title(sample_plan: str) -> None:
    for line in sample_plan.splitlines():
        if re.match(r"\d+\.", line):
            title = re.match(r"\d+\.([^。，；]{4,16})。", line)
            assert title, line
            assert 100 < len(line) < 260, line


def test_plan_has_a_title_and_a_length_like_real_ones(sample_plan: str) -> None:
    assert sample_plan.splitlines()[0] == "澜江市直机关2026年党建工作计划"
    assert 4_500 <= len(sample_plan) <= 6_000
    assert "\r" not in sample_plan
    assert sample_plan.endswith("。\n")


def test_quotes_and_brackets_are_balanced(sample_plan: str) -> None:
    for line in sample_plan.splitlines():
        for left, right in ("“”", "《》", "（）"):
            assert line.count(left) == line.count(right), line
        assert not re.search(r"[,:;()\"']|[XＸ×]{2,}", line), line


NUMBERS = {word: number for number, word in enumerate("零一二三四五六七八九十")}


def test_lists_have_as_many_members_as_their_number_says(sample_plan: str) -> None:
    found = re.findall(
        r"((?:[^、，。；]+、)+[^、，。；]+?)([一二三四五六七八九十])"
        r"(?:类阵地|种形式|种类型|项纪律|种处分|类载体|种方式|个等次|个环节|个方面)",
        sample_plan,
    )
    assert len(found) == 10
    for members, word in found:
        assert len(members.split("、")) == NUMBERS[word], members


def test_quoted_numbers_are_explained_in_full(sample_plan: str) -> None:
    found = re.findall(r"“([三四五])(?!步)[^”]*”(?:创建|教育|要求)?，即([^，。]+)", sample_plan)
    assert len(found) == 11
    for word, members in found:
        assert len(members.split("、")) == NUMBERS[word], members


def test_the_tests_of_the_year_are_called_for(sample_plan: str) -> None:
    for month, words in (("6月", "网上答题"), ("9月", "知识竞赛"), ("12月", "闭卷测试")):
        assert re.search(rf"{month}，[^。]*{words}", sample_plan)
    assert re.search(r"每半年开展1次党规党纪专题学习", sample_plan)
