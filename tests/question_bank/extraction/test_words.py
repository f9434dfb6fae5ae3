"""The word lists load and do not contradict one another."""

from __future__ import annotations

from question_bank.extraction.words import words


def test_lists_are_filled() -> None:
    found = words()
    for name in found.__slots__:
        assert getattr(found, name), name


def test_slips_are_not_what_was_meant() -> None:
    assert all(wrong != right for wrong, right in words().typos.items())


def test_no_list_repeats_itself() -> None:
    found = words()
    for name in ("persons", "duty_verbs", "list_verbs", "list_owners", "after_lists"):
        values = getattr(found, name)
        assert len(values) == len(set(values)), name
