"""The word lists of reading are whole and say a thing once."""

from __future__ import annotations

import pytest

from question_bank.reading.words import Words, words


@pytest.mark.parametrize("name", Words.__slots__)
def test_lists_are_filled_and_say_nothing_twice(name: str) -> None:
    listed = getattr(words(), name)
    assert listed
    assert len(set(listed)) == len(listed)
    assert all(word and word == word.strip() for word in listed)


def test_a_kind_of_document_stands_in_one_list() -> None:
    assert not set(words().kinds) & set(words().prose_kinds)
