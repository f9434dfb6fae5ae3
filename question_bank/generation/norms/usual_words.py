"""Words every reader knows that could stand where a term or a member of a list stands.

Owns the look-up in the word lists; whether a word is wrong in a document is decided by the question.
"""

from __future__ import annotations

from functools import cache

from question_bank.lexicon import lists

FEWEST_BESIDE = 2
"""Other members of the list that must be in the group: one alone may be there by chance."""


@cache
def usual_terms(key: str) -> tuple[str, ...]:
    """Terms that every reader knows with the head noun of this one; none for other head nouns."""
    heads = [head for head in lists("terms") if key.endswith(head)]
    return tuple(lists("terms")[max(heads, key=len)]) if heads else ()


@cache
def usual_beside(key: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Words as long as the key from the groups that hold it and two other members of the list.

    The first and the last member may carry other words of their clause.
    """
    first, *inner, last = listed
    found: dict[str, None] = {}
    for group in lists("word_groups").values():
        others = tuple(name for name in group if name != key)
        beside = first.endswith(others) + last.startswith(others) + len(set(inner) & set(others))
        if key in group and beside >= FEWEST_BESIDE:
            found |= {name: None for name in group if len(name) == len(key) and name != key}
    return tuple(found)


def shared_ending(key: str, listed: str) -> str:
    """The last character of a member and of all before it in its list: 建 of 新建、改建、扩建. Empty where they
    differ; only words with this ending fit there."""
    before = listed.partition(f"、{key}")[0].split("、")
    return key[-1] if {name[-1:] for name in before} == {key[-1]} else ""
