"""Documents that differ on one thing, and documents that say the same."""

from __future__ import annotations

from collections.abc import Callable

from question_bank.extraction.conflicts import compared, value_of
from question_bank.extraction.extracting import Reading

Read = Callable[[str], Reading]


def test_documents_that_differ_and_agree(read: Read) -> None:
    one = read("每半年进行一次藏品清点。每季度开展安全检查。6月，举办书展。")
    other = read("每季度进行1次藏品清点。每个季度开展安全检查。")
    found = compared([("甲馆计划", one.facts), ("乙馆计划", other.facts)])
    (conflict,) = found.conflicts
    assert (conflict.slot, conflict.about) == ("frequency", "藏品清点")
    assert conflict.values == ("每半年", "每季度")
    assert [one.label for one in conflict.statements] == ["甲馆计划", "乙馆计划"]
    assert ("frequency", "安全检查") in [(one.slot, one.about) for one in found.agreements]
    assert all(one.about != "书展" for one in found.agreements)


def test_one_document_alone_has_no_conflict(read: Read) -> None:
    reading = read("每半年进行藏品清点。每季度进行藏品清点。")
    assert compared([("甲", reading.facts)]).conflicts == ()


def test_values_in_one_writing() -> None:
    assert value_of("两次") == value_of("2次") == value_of("二次")
    assert value_of("每个季度") == value_of("每季") == "每季度"
    assert value_of("每半年") != value_of("每年")


def test_order_of_the_text_is_the_order_of_the_answer(read: Read) -> None:
    one = read("每月编目。每周修复。")
    other = read("每季度修复。每年编目。")
    found = compared([("甲", one.facts), ("乙", other.facts)])
    assert [one.about for one in found.conflicts] == ["编目", "修复"]
