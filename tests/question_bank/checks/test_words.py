"""The linter's word lists can be read and hang together."""

from __future__ import annotations

from question_bank.checks.words import words


def test_lists_are_there() -> None:
    lists = words()
    assert "深入" in lists.stop_keys
    assert all(len(gram) == 2 for gram in lists.stop_grams)
    assert all(len(group) >= 2 for group in lists.synonyms)


def test_a_wrong_writing_stands_in_each_word_that_excuses_it() -> None:
    assert all(wrong in word for wrong, unless in words().typos for word in unless)


def test_no_word_is_wider_than_itself() -> None:
    assert all(wide != narrow for wide, narrow in words().containments)


def test_locked_slogans_count_as_sensitive_or_are_named() -> None:
    lists = words()
    assert {"两个确立", "两个维护", "四个意识", "四个自信"} <= set(lists.locked_slogans)
    assert {"两个确立", "两个维护", "四个意识", "四个自信"} <= set(lists.sensitive)
