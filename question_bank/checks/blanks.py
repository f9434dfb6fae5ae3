"""Rules on what is asked and what the stem leaves: L05, L07, L18, L19, L20.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.folded import NUMERALS, Folded, folded_source, stands_in
from question_bank.checks.provenance import PAIRED
from question_bank.checks.values import MEASURED, fold, grams, value_type
from question_bank.checks.words import words
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
)
from question_bank.source import Source
from question_bank.stem_parts import around_blanks, body_of, core_of, with_keys

MOST_BLANKS: Final = 3
LARGEST_SHARE: Final = 0.35
LEAST_CONTENT: Final = 4
"""Characters of the stem that must not belong to the commonest pairs of the genre."""

NUMERIC_SLOTS: Final = frozenset(
    {
        "number",
        "interval",
        "frequency",
        "date",
        "deadline",
        "amount",
        "count",
        "month",
        "when",
        "score",
    }
)
NAME_SLOT: Final = "name"
"""Slot of a blank that is the whole name of somebody who acts or of a term the document repeats."""

_LINE: Final = re.compile(r"[（(][一二三四五六七八九十百\d]+[）)]\s*(?P<words>[^，；：。\n]+)")
_NEAREST: Final = 2
_WINDOW: Final = 6
_SHORTEST_FRAME: Final = 3
_LONGEST_FILLER: Final = 40
_LONG_KEY: Final = 8
_WHOLE_KEY: Final = 4
_TELLING_REST: Final = 7
_SAME_REST: Final = 0.5
_HARD: Final = frozenset("“”‘’《》（）()、，；：。！？,;:-－—–·+＋\n ")


def blank_is_unique(item: Item, source: Source | None) -> Iterator[Finding]:
    """L05: the words around a blank admit one filler in the whole document.

    Up to six characters on each side count. Another filler in these is no rival when the stem has
    more words and the other sentence lacks most of them.
    """
    if not isinstance(item, FillInItem):
        return
    if content_length(item.stem) < LEAST_CONTENT:
        yield finding("L05", "stem")
    if source is None:
        return
    keys = tuple(blank.key for blank in item.blanks)
    core = core_of(item.stem)
    for index in range(min(len(keys), core.count(BLANK))):
        others = with_keys(core, (*keys[:index], BLANK, *keys[index + 1 :]))
        key = fold(keys[index])
        if _has_rival(others, key, folded_source(source)) or _has_sister(others, key, item, source):
            yield finding("L05", f"blank {index + 1}")


def _has_rival(stem: str, key: str, text: Folded) -> bool:
    left, right = (fold(part) for part in around_blanks(stem)[0])
    before, after = (fold(part) for part in stem.split(BLANK))
    wide = len(left) + len(right) < _SHORTEST_FRAME
    if wide:
        left, right = before, after
    if not left and not right:
        return True
    rest = grams(before[:-_WINDOW]) | grams(after[_WINDOW:])
    for rival, sentence in text.fillers(
        left[-_WINDOW:], right[:_WINDOW], like=key, longest=_LONGEST_FILLER, across=wide
    ):
        if rival == key:
            continue
        shared = sum(gram in sentence for gram in rest)
        if len(rest) < _TELLING_REST or shared >= _SAME_REST * len(rest):
            return True
    return False


def _has_sister(stem: str, key: str, item: Item, source: Source) -> bool:
    """Whether another line of the list has the same few words around another filler.

    Lines often begin alike: （一）变更名称；（二）变更住所. What introduces them tells them not apart.
    """
    left, right = (fold(part) for part in around_blanks(stem)[0])
    article = source.article_at(item.source.start)
    if article is None or not left + right:
        return False
    lines = [
        fold(line["words"]).removesuffix("的")
        for line in _LINE.finditer(source.text, article.start, article.end)
    ]
    fillers = {
        line[len(left) : len(line) - len(right)]
        for line in lines
        if len(line) > len(left) + len(right) and line.startswith(left) and line.endswith(right)
    }
    return key in fillers and len(fillers) > 1


def key_is_not_in_stem(item: Item, source: Source | None) -> Iterator[Finding]:
    """L07: no two characters of a blanked key, three of a long one or of a choice, stand in the stem.

    Pairs that belong to the genre do not count, nor what wrong options share with the stem.
    """
    del source
    body = body_of(item.stem)
    match item:
        case FillInItem():
            rest = body.replace(BLANK, "\n")
            for number, blank in enumerate(item.blanks, start=1):
                if blank.slot in NUMERIC_SLOTS:
                    leaks = _number_leaks(blank.key, rest)
                else:
                    # What the other words of the bank show too tells nothing.
                    common = [_telling(word, rest) for word in item.word_bank if word != blank.key]
                    told = _telling(blank.key, rest) - frozenset().union(*common)
                    leaks = bool(told) or _is_told(blank.key, rest)
                if leaks:
                    yield finding("L07", f"blank {number}")
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            wrong = [option.text for option in item.options if option.id not in keys]
            for option in item.options:
                if option.id not in keys:
                    continue
                if _option_leaks(option.text, wrong, body):
                    yield finding("L07", f"option {option.id}")
        case _:
            return


def blank_is_whole(item: Item, source: Source | None) -> Iterator[Finding]:
    """L18: a blank is a term, a title, a member of a list, a number, or an actor between the
    words that set an actor off. Says nothing without the quote.
    """
    del source
    ref = item.source
    if not isinstance(item, FillInItem) or not ref.quote:
        return
    begin = ref.span_start - ref.start
    pieces = core_of(item.stem).split(BLANK) + [""] * len(item.blanks)
    for number, blank in enumerate(item.blanks, start=1):
        if _cuts_amount(pieces[number - 1], blank.key, pieces[number]):
            yield finding("L18", f"blank {number}")
            continue
        if blank.slot in (*NUMERIC_SLOTS, NAME_SLOT) or value_type(blank.key) in MEASURED:
            continue
        place = _find(ref.quote, pieces[number - 1][-_NEAREST:], blank.key, begin)
        if place is None:
            yield finding("L18", f"blank {number}")
            continue
        start, end = place
        left = ref.quote[start - 1] if start else "\n"
        right = ref.quote[end] if end < len(ref.quote) else "\n"
        begin = end
        hard = (left in _HARD) + (right in _HARD)
        soft = (left in words().soft_left) + (right in words().soft_right)
        if item.template.startswith(PAIRED) and hard:
            continue
        if hard + soft < 2 or (hard == 0 and not _sets_off(left, ref.quote[end:])):
            yield finding("L18", f"blank {number}")


def load_is_bearable(item: Item, source: Source | None) -> Iterator[Finding]:
    """L19: one to three blanks, at most 35 of 100 characters, half of a list left."""
    del source
    if not isinstance(item, FillInItem):
        return
    blanked = sum(len(blank.key) for blank in item.blanks)
    whole = len(item.stem.replace(BLANK, "")) + blanked
    core = core_of(item.stem)
    overloaded = len(item.blanks) > MOST_BLANKS or blanked > LARGEST_SHARE * whole
    for clause in re.split(r"[，；：。]", core):
        listed = clause.split("、")
        blanks = sum(part.count(BLANK) for part in listed)
        bare = sum(re.sub(r".*[“《]|[”》].*|等.*", "", part) == BLANK for part in listed)
        if bare > 1 and blanks * 2 > len(listed):
            overloaded = True
    if overloaded or not item.blanks or item.stem.count(BLANK) != len(item.blanks):
        yield finding("L19", "stem")


def key_is_worth_asking(item: Item, source: Source | None) -> Iterator[Finding]:
    """L20: no adverb, no common word, no bare year."""
    del source
    match item:
        case FillInItem():
            keys = [(blank.key, blank.slot in NUMERIC_SLOTS) for blank in item.blanks]
        case SingleChoiceItem():
            keys = [
                (option.text, value_type(option.text) != "plain")
                for option in item.options
                if option.id == item.key
            ]
        case _:
            return
    for key, special in keys:
        folded = fold(key)
        if (
            folded in words().stop_keys
            or re.fullmatch(r"20\d\d年?", folded)
            or (not special and len(folded) < 2)
        ):
            yield finding("L20", "key")


def content_length(stem: str) -> int:
    """Characters of the stem, the plan's name apart, outside of the genre's commonest pairs."""
    folded = fold(body_of(stem).replace(BLANK, ""))
    common = [False] * len(folded)
    for place in range(len(folded) - 1):
        if folded[place : place + 2] in words().stop_grams:
            common[place] = common[place + 1] = True
    return len(folded) - sum(common)


def _telling(key: str, rest: str, length: int = 0) -> frozenset[str]:
    """Pieces of the key that stand in the rest: pairs, triples of a long key, or as long as said."""
    length = length or (3 if len(fold(key)) >= _LONG_KEY else 2)
    stop = words().stop_grams
    rests = frozenset().union(*(grams(part, length) for part in re.split(r"[\n，。]", rest)))
    return frozenset(
        piece
        for piece in grams(key, length) & rests
        if not any(piece[i : i + 2] in stop for i in range(length - 1))
    )


def _is_told(key: str, rest: str) -> bool:
    """Whether the whole key stands in one of the lines of the rest, common words or not."""
    folded = fold(key)
    return len(folded) >= _WHOLE_KEY and any(
        stands_in(folded, fold(part)) for part in rest.split("\n")
    )


def _option_leaks(key: str, wrong: list[str], body: str) -> bool:
    """Whether the stem holds the key, or three characters of it that no wrong option shares.

    Of a key of two or three characters two are enough.
    """
    if value_type(key) in MEASURED:
        return _number_leaks(key, body)
    if _is_told(key, body):
        return True
    length = 2 if len(fold(key)) < _WHOLE_KEY else 3
    common = frozenset().union(*(grams(text, length) for text in wrong))
    return bool(_telling(key, body, length) - common)


def _number_leaks(key: str, rest: str) -> bool:
    """Whether the same number or period stands elsewhere in the stem."""
    return len(key) > 1 and any(stands_in(fold(key), fold(part)) for part in rest.split("\n"))


def _cuts_amount(left: str, key: str, right: str) -> bool:
    """Whether a number goes on beside the blank, or its unit does: 5个 before 月."""
    if left[-1:] in NUMERALS and left and key[0] in NUMERALS:
        return True
    unit = key.lstrip(NUMERALS)
    if unit == key or not right:
        return False
    if not unit:
        return right[0] in NUMERALS
    longer = unit + right[0]
    return longer in words().measures or longer in words().counted_units


def _sets_off(left: str, after: str) -> bool:
    """Whether the words on both sides end and begin, as in 由……负责."""
    return left in words().strong_left and after.startswith(words().strong_right)


def _find(quote: str, before: str, key: str, begin: int) -> tuple[int, int] | None:
    """The key in the quote, after these words if it can be, marks of other width allowed for."""
    place = quote.find(before + key, max(0, begin - len(before)))
    if place >= 0:
        return place + len(before), place + len(before) + len(key)
    place = quote.find(key, begin)
    if place >= 0:
        return place, place + len(key)
    pattern = "".join(
        "[(（]" if char in "(（" else "[)）]" if char in ")）" else re.escape(char) for char in key
    )
    match = re.compile(pattern).search(quote, begin)
    return (match.start(), match.end()) if match else None
