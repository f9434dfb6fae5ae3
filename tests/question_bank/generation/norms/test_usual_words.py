"""Usual words: of the same head noun or of a group that holds three of the list."""

from __future__ import annotations

from question_bank.generation.norms.usual_words import shared_ending, usual_beside, usual_terms
from question_bank.lexicon import lists


def test_terms_share_the_longest_head_noun_known() -> None:
    usual = usual_terms("栽种秩序")
    assert usual and all(name.endswith("秩序") for name in usual)
    assert usual_terms("铁锹") == ()


def test_words_of_a_group_need_two_other_members_of_the_list_in_it() -> None:
    assert {"排水", "照明"} <= set(usual_beside("供电", ("供水", "供电", "供气")))
    assert {"排水", "照明"} <= set(usual_beside("供电", ("锄头", "供水", "供电", "供气", "麻绳")))
    assert usual_beside("供电", ("供水", "供电", "麻绳")) == ()
    assert usual_beside("供电", ("锄头", "供水", "供电", "麻绳")) == ()
    assert usual_beside("供电", ("锄头", "供电", "麻绳")) == ()


def test_the_ends_of_a_list_may_carry_other_words() -> None:
    assert usual_beside("供电", ("公布供水", "供电", "供气的钟点")) != ()
    assert usual_beside("供电", ("公布供水", "供电", "供热", "麻绳")) != ()
    assert usual_beside("供电", ("锄头", "供热", "供电", "供气的钟点")) != ()
    assert usual_beside("供电", ("公布供水", "供电", "麻绳")) == ()
    assert usual_beside("供电", ("锄头", "供电", "供气的钟点")) == ()


def test_words_are_as_long_as_the_member_and_never_the_member() -> None:
    for group in lists("word_groups").values():
        for word in group:
            found = usual_beside(word, tuple(group))
            assert word not in found
            assert all(len(name) == len(word) for name in found)


def test_no_group_holds_a_word_twice() -> None:
    for name, group in lists("word_groups").items():
        assert len(set(group)) == len(group), name


def test_the_ending_that_all_members_share() -> None:
    assert shared_ending("改建", "花房的新建、改建、扩建工程") == "建"
    assert shared_ending("改建", "勘察、改建、扩建") == ""
