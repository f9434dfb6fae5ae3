"""The word lists of extraction. The words are data in `question_bank/lexicon/extraction.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "extraction.json"


@dataclass(frozen=True, slots=True)
class Words:
    """One field for each list of the file."""

    not_terms: frozenset[str]
    """Quoted dates, congresses and plan periods, which are no terms."""
    worn_terms: frozenset[str]
    """Terms everybody uses: known as facts, never asked."""
    before_speech: tuple[str, ...]
    """What a quotation of someone's words follows."""
    editions: frozenset[str]
    """What stands in brackets behind a title: 试行, 修订"""
    issuers: tuple[str, ...]
    """Who a document comes from, right before its title; longer names first."""
    no_slogans: tuple[str, ...]
    """Beginnings of quoted words that look like a numeral slogan and are none."""
    typos: dict[str, str]
    """Writings that are certainly slips, and what was meant."""
    slips_of_repeating: tuple[str, ...]
    """Patterns of words that stand twice by mistake."""
    term_roles: tuple[tuple[str, str], ...]
    """A noun behind the closing quotation mark, and what it makes of the term."""
    persons: tuple[str, ...]
    duty_verbs: tuple[str, ...]
    list_verbs: tuple[str, ...]
    """Words right before a list that are no part of its first member."""
    list_owners: tuple[str, ...]
    """Nouns before a list that it is said of: 党员干部|政治判断力、…"""
    after_lists: tuple[str, ...]
    """What may follow the last member of a list without being part of it."""
    never_first: tuple[str, ...]
    """No member of a list begins so; a cut that gives such a member is wrong."""
    never_last: tuple[str, ...]
    modals: tuple[str, ...]
    """Words of a clause; what holds one is no member."""
    compounds: frozenset[str]
    """Words the segmenter must not part."""
    measures: frozenset[str]
    """What may stand between a numeral and the noun of a counted list: 三个领域"""
    bare_measures: frozenset[str]
    """Measures that name a list without a noun behind them: 四个方面, 三级"""
    not_counted: tuple[str, ...]
    """Behind a measure these count time or rank, not members of a list."""
    not_measures: tuple[str, ...]
    """Behind a numeral these count time, money or rank, never the members of a list."""
    adverbs: tuple[str, ...]
    """Words before the verb that opens a list."""
    counted_verbs: tuple[str, ...]
    """More verbs before a list, believed where its length is known: 设|甲、乙、丙三个科目"""
    label_verbs: tuple[str, ...]
    """Verbs between a list and its name behind it: 甲、乙、丙，做到“三个…”"""
    list_words: tuple[str, ...]
    """What may stand between a name and its list in the next clause."""
    joining_ends: tuple[str, ...]
    """Ends of a last member that say something of all members."""
    principle_verbs: tuple[str, ...]
    """Verbs that such a list follows at once."""
    defining_nouns: tuple[str, ...]
    """Nouns that name the list before them without a number: 甲、乙、丙的原则"""
    whole_counts: tuple[tuple[str, int], ...]
    """Endings of slogans that count as a whole, and the count; 0 when the word before says it."""
    no_numerals: tuple[str, ...]
    """Words with a numeral that counts nothing."""
    counting_words: tuple[tuple[str, ...], ...]
    """Ways of counting members, each as the patterns of its words in order: 一是, 二是, ..."""
    gloss_openers: tuple[str, ...]
    """What stands between the name of a list and its members."""
    telling_verbs: tuple[str, ...]
    """What begins the words that every member of a list goes on with: 企业党员，|主要考察…"""
    joints: tuple[str, ...]
    """Words before the last member of a list; the one that binds least first."""
    defining_verbs: tuple[str, ...]
    """Verbs between what is defined and the list of its parts."""
    label_links: tuple[str, ...]
    """What may stand between a list and its name behind it."""
    swapped_names: tuple[tuple[str, str], ...]
    """Two orders of one name, and the one to compare by."""
    state_prefixes: tuple[str, ...]
    """What full titles begin with and short ones leave out; longer ones first."""
    term_aliases: tuple[frozenset[str], ...]
    """Writings of one term."""
    catch_alls: tuple[str, ...]
    """Beginnings of a last member that leaves the list open."""


@cache
def words() -> Words:
    """The lists, read once."""
    data = json.loads(_FILE.read_text("utf-8"))
    return Words(
        not_terms=frozenset(data["not_terms"]),
        worn_terms=frozenset(data["worn_terms"]),
        before_speech=tuple(data["before_speech"]),
        editions=frozenset(data["editions"]),
        issuers=tuple(data["issuers"]),
        no_slogans=tuple(data["no_slogans"]),
        typos=dict(data["typos"]),
        slips_of_repeating=tuple(data["slips_of_repeating"]),
        term_roles=tuple((noun, role) for noun, role in data["term_roles"]),
        persons=tuple(data["persons"]),
        duty_verbs=tuple(data["duty_verbs"]),
        list_verbs=tuple(data["list_verbs"]),
        list_owners=tuple(data["list_owners"]),
        after_lists=tuple(data["after_lists"]),
        never_first=tuple(data["never_first"]),
        never_last=tuple(data["never_last"]),
        modals=tuple(data["modals"]),
        compounds=frozenset(data["compounds"]),
        measures=frozenset(data["measures"]),
        bare_measures=frozenset(data["bare_measures"]),
        not_counted=tuple(data["not_counted"]),
        not_measures=tuple(data["not_measures"]),
        adverbs=tuple(data["adverbs"]),
        counted_verbs=tuple(data["counted_verbs"]),
        label_verbs=tuple(data["label_verbs"]),
        list_words=tuple(data["list_words"]),
        joining_ends=tuple(data["joining_ends"]),
        principle_verbs=tuple(data["principle_verbs"]),
        defining_nouns=tuple(data["defining_nouns"]),
        whole_counts=tuple((ending, count) for ending, count in data["whole_counts"]),
        no_numerals=tuple(data["no_numerals"]),
        counting_words=tuple(tuple(family) for family in data["counting_words"]),
        gloss_openers=tuple(sorted(data["gloss_openers"], key=lambda one: (-len(one), one))),
        telling_verbs=tuple(data["telling_verbs"]),
        joints=tuple(data["joints"]),
        defining_verbs=tuple(data["defining_verbs"]),
        label_links=tuple(sorted(data["label_links"], key=lambda one: (-len(one), one))),
        swapped_names=tuple((one, other) for one, other in data["swapped_names"]),
        state_prefixes=tuple(data["state_prefixes"]),
        term_aliases=tuple(frozenset(group) for group in data["term_aliases"]),
        catch_alls=tuple(data["catch_alls"]),
    )
