"""All items on one list of members, of plans and of norms.

Owns which templates a list goes through: one whose members pair heads with what belongs to them is
asked for the pairs, any other for its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from question_bank.generation import fill_in, multiple_choice, single_choice, true_false
from question_bank.generation.enumerations import Listed, Pairing, pairing_of
from question_bank.generation.workshop import Workshop
from question_bank.items import Item

NUMERAL: Final = re.compile(r"[\d一二三四五六七八九十ⅠⅡⅢⅣ]+")


def items_on_list(listed: Listed, workshop: Workshop) -> Iterator[Item]:
    """Items that pass every check, none where the list is open and has no proven wrong members."""
    if len({NUMERAL.sub("", text) for text in listed.texts}) == 1:
        # 一级、二级、三级: who can count needs no document.
        return
    pairing = pairing_of(listed, workshop.source)
    if pairing is None:
        yield from fill_in.from_list(listed, workshop)
    for item in (
        multiple_choice.from_list(listed, workshop),
        true_false.foreign_member(listed, workshop),
    ):
        if item is not None:
            yield item
    if pairing is not None:
        yield from _from_pairing(pairing, workshop)


def _from_pairing(pairing: Pairing, workshop: Workshop) -> Iterator[Item]:
    for item in (
        fill_in.from_pairing(pairing, workshop),
        true_false.exchanged(pairing, workshop),
    ):
        if item is not None:
            yield item
    yield from single_choice.from_pairing(pairing, workshop)
