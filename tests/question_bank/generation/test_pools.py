"""The word lists of wrong options hang together."""

from __future__ import annotations

import pytest

from question_bank.checks.statements import has_locked_slogan, is_sensitive
from question_bank.checks.wording import is_balanced
from question_bank.generation.pools import Pools, pools


def flat(lists: Pools) -> list[str]:
    plain = [
        *lists.numeral_slogans, *lists.problems, *lists.metaphors, *lists.four_character,
        *lists.principles, *lists.systems, *lists.persons, *lists.titles,
        *lists.strategies, *lists.corrupt_ways,
    ]  # fmt: skip
    grouped = [
        *lists.activity_groups, *lists.members_by_end, *lists.members_by_beginning,
        *lists.members_by_joint,
    ]  # fmt: skip
    return plain + [word for _, words in grouped for word in words]


def test_no_core_phrase_is_ever_a_wrong_option() -> None:
    wrong = [word for word in flat(pools()) if has_locked_slogan(word)]
    assert not wrong


def test_words_are_clean() -> None:
    for word in flat(pools()):
        assert word == word.strip() and word, word
        assert is_balanced(word), word


def test_members_bear_their_affix() -> None:
    for beginning, words in pools().members_by_beginning:
        assert all(word.startswith(beginning) for word in words)


@pytest.mark.parametrize("name", ["numeral_slogans", "problems", "titles", "persons"])
def test_lists_hold_no_word_twice(name: str) -> None:
    words = getattr(pools(), name)
    assert len(words) == len(set(words))


def test_few_sensitive_words_at_all() -> None:
    assert not [word for word in pools().numeral_slogans if is_sensitive(word)]
