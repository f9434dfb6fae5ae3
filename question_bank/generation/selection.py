"""Which of the drafts of a document are kept.

Owns the share of statements quoted as they stand: they are right for certain and cheap to make, so
they fill articles that have little else and otherwise stay beside the false ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from question_bank.checks.folded import NUMERALS
from question_bank.checks.paper import without_repeats
from question_bank.generation.norms.making import DENIED
from question_bank.generation.seeding import rank, shuffled
from question_bank.generation.true_false import LIGHT
from question_bank.generation.workshop import options_of
from question_bank.items import Item, Kind, SingleChoiceItem, TrueFalseItem
from question_bank.lexicon import lists
from question_bank.stem_parts import body_of
from question_bank.trial.bots import single_gains

MOST_GAIN: Final = 0.02
"""What a blind bot may gain above chance, as a share of the single-choice items."""
LEAST_SPARE: Final = 1.5
MOST_SPARE: Final = 0.04
"""What a place may hold above its share, in items and as a share of the items in natural order."""
BALANCED: Final = ("longest", "stem overlap", "convergence")
"""Bots that look at one item alone; places are spread and showings vary with the bank."""
WANTED: Final = 2
"""Items an article should have at least."""
MOST_QUOTED: Final = 2
"""Statements quoted from one article at most."""


def chosen(drafts: Sequence[Item], seed: int) -> list[Item]:
    """The drafts without repeats, and of quoted statements and light items no more than needed.

    Each article gets one denied duty, quoted statements, then light items, up to two items; beyond that only as many
    statements as there are false ones, spread over the articles in the order of the seed.
    """
    kept = without_repeats(drafts)
    light = [item for item in kept if item.template.endswith(LIGHT)]
    firm = [item for item in kept if not item.template.endswith(LIGHT)]
    quoted = [item for item in firm if _is_quoted(item)]
    others = [item for item in firm if not (_is_quoted(item) or _is_denied(item))]
    counts: defaultdict[int, int] = defaultdict(int)
    denied: set[int] = set()
    for item in others:
        counts[item.source.article_ordinal] += 1
    for item in sorted(filter(_is_denied, firm), key=lambda one: rank(seed, one.id)):
        article = item.source.article_ordinal
        if counts[article] < WANTED and article not in denied:
            denied.add(article)
            counts[article] += 1
            others.append(item)
    used: defaultdict[int, int] = defaultdict(int)
    taken: set[str] = set()
    order = sorted(quoted, key=lambda item: (_is_declaring(item), rank(seed, item.id)))
    for item in order:
        article = item.source.article_ordinal
        if counts[article] + used[article] < WANTED and used[article] < MOST_QUOTED:
            used[article] += 1
            taken.add(item.id)
    # Most false statements differ in a number: as many true ones must hold one, or it would tell.
    for has_number in (True, False):
        wanted = sum(_has_number(item) is has_number for item in others if _is_statement(item))
        held = sum(item.id in taken and _has_number(item) is has_number for item in quoted)
        for item in order:
            article = item.source.article_ordinal
            if held >= wanted or _has_number(item) is not has_number:
                continue
            if item.id not in taken and used[article] < MOST_QUOTED:
                used[article] += 1
                held += 1
                taken.add(item.id)
    for item in sorted(light, key=lambda one: rank(seed, one.id)):
        article = item.source.article_ordinal
        if counts[article] + used[article] < WANTED:
            used[article] += 1
            taken.add(item.id)
    return [*others, *(item for item in (*quoted, *light) if item.id in taken)]


def fair(items: Sequence[Item], seed: int) -> list[Item]:
    """The items without those single-choice ones that let a blind bot do better than chance.

    While a bot gains more than the limit over all of them, the item goes that gives most to the bots
    that gain.
    """
    gains = single_gains(items)
    asked = [item.id for item in items if isinstance(item, SingleChoiceItem)]
    sums = {name: sum(by_item.values()) for name, by_item in gains.items()}
    dropped: set[str] = set()
    while len(asked) > len(dropped):
        limit = MOST_GAIN * (len(asked) - len(dropped))
        ahead = [name for name in BALANCED if sums.get(name, 0.0) > limit]
        if not ahead:
            break
        telling = [
            one
            for one in asked
            if one not in dropped and any(gains[name][one] > 0 for name in ahead)
        ]
        if not telling:
            break
        worst = max(
            telling,
            key=lambda one: (sum(gains[name][one] for name in ahead), rank(seed, "fair", one)),
        )
        dropped.add(worst)
        for name in sums:
            sums[name] -= gains[name][worst]
    return _evened([item for item in items if item.id not in dropped], seed)


def _evened(items: Sequence[Item], seed: int) -> list[Item]:
    """The items without those values that make one place among options in their natural order hold
    the key more often than the others: small numbers have few smaller ones to stand behind."""
    by_size: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if isinstance(item, SingleChoiceItem) and item.fixed_order:
            ids = [option.id for option in item.options]
            by_size[len(ids)][ids.index(item.key)].append(item.id)
    dropped: set[str] = set()
    for size, places in by_size.items():
        while True:
            count = sum(map(len, places.values()))
            fullest = max(places.values(), key=len)
            if len(fullest) <= count / size + max(LEAST_SPARE, MOST_SPARE * count):
                break
            worst = max(fullest, key=lambda one: rank(seed, "place", one))
            fullest.remove(worst)
            dropped.add(worst)
    return [item for item in items if item.id not in dropped]


def placed(items: Sequence[Item], seed: int) -> list[Item]:
    """The items with the keys of single-choice options spread evenly over the places.

    Options in their natural order stay. Within each run of as many items as there are places every
    place holds the key once, in an order that depends on the seed.
    """
    turns: defaultdict[int, int] = defaultdict(int)
    found: list[Item] = []
    for item in items:
        if not isinstance(item, SingleChoiceItem) or item.fixed_order:
            found.append(item)
            continue
        size = len(item.options)
        turn = turns[size]
        turns[size] += 1
        places = shuffled(seed, map(str, range(size)), about=f"places:{size}:{turn // size}")
        found.append(_with_key_at(item, int(places[turn % size])))
    return found


def _with_key_at(item: SingleChoiceItem, place: int) -> SingleChoiceItem:
    texts = [option.text for option in item.options if option.id != item.key]
    key = next(option.text for option in item.options if option.id == item.key)
    options = options_of([*texts[:place], key, *texts[place:]])
    return replace(item, options=options, key=options[place].id)


def _is_quoted(item: Item) -> bool:
    return isinstance(item, TrueFalseItem) and item.key


def _is_denied(item: Item) -> bool:
    return item.template.endswith(DENIED)


def _is_declaring(item: Item) -> bool:
    """Whether a statement only declares what is encouraged: nobody would call it false."""
    return body_of(item.stem).startswith(tuple(lists("regulations")["declaring"])) and not (
        _has_number(item)
    )


def _is_statement(item: Item) -> bool:
    return item.kind is Kind.TRUE_FALSE


def _has_number(item: Item) -> bool:
    return any(char in NUMERALS for char in body_of(item.stem))
