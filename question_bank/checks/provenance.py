"""Rules that hold an item against its source: L01, L03, L23, L28.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.folded import NUMERALS, Folded, folded_source, stands_in
from question_bank.checks.values import fold
from question_bank.checks.words import words
from question_bank.items import (
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.source import Source
from question_bank.stem_parts import (
    GAP,
    around_blanks,
    body_of,
    clauses_of,
    core_of,
    with_keys,
)

PAIRED: Final = "paired"
"""Templates that begin so take their wrong options from the same sentence, where each of them
belongs to another head."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_REACH: Final = 4


def key_is_in_source(item: Item, source: Source | None) -> Iterator[Finding]:
    """L01"""
    quote = fold(item.source.quote)
    match item:
        case FillInItem():
            core = core_of(item.stem)
            for number, blank in enumerate(item.blanks, start=1):
                if not _blank_is_filled_right(core, number - 1, item, quote):
                    yield finding("L01", f"blank {number}")
                    continue
                if not stands_in(fold(blank.key), quote):
                    yield finding("L01", f"blank {number}")
        case SingleChoiceItem():
            if not _options_are_in(item, (item.key,), quote):
                yield finding("L01", "key")
        case MultipleChoiceItem():
            if len(set(item.keys)) < 2 or not _options_are_in(item, item.keys, quote):
                yield finding("L01", "key")
        case TrueFalseItem(key=True):
            if not _is_said(item, source, quote):
                yield finding("L01", "stem")
        case TrueFalseItem():
            if not item.correction or fold(item.correction) not in quote:
                yield finding("L01", "correction")


def wrong_options_are_wrong(item: Item, source: Source | None) -> Iterator[Finding]:
    """L03"""
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return
    keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
    texts = {option.id: option.text for option in item.options}
    right = [fold(texts[key]) for key in keys if key in texts]
    paired = item.template.startswith(PAIRED)
    quote = fold(item.source.quote)
    frame = _frame(item.stem)
    text = None if source is None else folded_source(source)
    for option in item.options:
        if option.id in keys:
            continue
        wrong = fold(option.text)
        said_here = (
            not paired and not any(wrong in key for key in right) and stands_in(wrong, quote)
        )
        said_elsewhere = text is not None and _is_asserted(wrong, frame, right, text, quote=quote)
        if said_here or said_elsewhere:
            yield finding("L03", f"option {option.id}")


def open_list_is_closed(item: Item, source: Source | None) -> Iterator[Finding]:
    """L23"""
    del source
    if not isinstance(item, MultipleChoiceItem):
        return
    after = item.source.quote[item.source.span_end - item.source.start :].lstrip("”》）) ")
    opened = after.startswith(words().open_words)
    if opened and not any(word in item.stem for word in words().closing_words):
        yield finding("L23", "stem")


def provenance_is_complete(item: Item, source: Source | None) -> Iterator[Finding]:
    """L28"""
    ref = item.source
    sound = (
        _SHA256.fullmatch(ref.document_sha256)
        and ref.quote
        and ref.article_ordinal >= 0
        and ref.start <= ref.span_start < ref.span_end <= ref.end
        and ref.end - ref.start == len(ref.quote)
        and 0 <= ref.raw_start < ref.raw_end
        and all((item.id, item.family, item.template, item.generator, item.explanation))
    )
    if sound and source is not None:
        sound = (
            ref.document_sha256 == source.sha256 and source.text[ref.start : ref.end] == ref.quote
        )
    if not sound:
        yield finding("L28", "source")


def _blank_is_filled_right(core: str, index: int, item: FillInItem, quote: str) -> bool:
    keys = tuple(blank.key for blank in item.blanks)
    pairs = around_blanks(core)
    if len(pairs) != len(keys):
        return False
    before = sum(left.count("____") for left, _ in pairs[index : index + 1])
    left = with_keys(pairs[index][0], keys[index - before : index])
    right = with_keys(pairs[index][1], keys[index + 1 :])
    near = _near(left, right)
    return stands_in(fold(keys[index]).join(near), quote)


def _options_are_in(
    item: SingleChoiceItem | MultipleChoiceItem, keys: tuple[str, ...], quote: str
) -> bool:
    texts = {option.id: option.text for option in item.options}
    return all(key in texts and stands_in(fold(texts[key]), quote) for key in keys)


def _is_said(item: TrueFalseItem, source: Source | None, quote: str) -> bool:
    for clause in clauses_of(core_of(item.stem)):
        if fold(clause) not in quote:
            return False
    topic_left = body_of(item.stem) != core_of(item.stem)
    if topic_left and source is not None:
        article = source.article_of(item.source.article_ordinal)
        return article is not None and fold(article.title) in fold(body_of(item.stem))
    return True


def _frame(stem: str) -> tuple[str, str]:
    """What stands right before and after the gap of a choice item, in its clause."""
    core = core_of(stem)
    if GAP not in core:
        return "", ""
    left, right = core.split(GAP, 1)
    return _near(re.split(r"[，；：。]", left)[-1], re.split(r"[，；：。]", right)[0])


def _near(left: str, right: str) -> tuple[str, str]:
    """The nearest folded characters on both sides; a number that this cuts is left out."""
    before, after = fold(left), fold(right)
    if len(before) > _REACH:
        before = before[-_REACH:].lstrip(NUMERALS)
    if len(after) > _REACH:
        after = after[:_REACH].rstrip(NUMERALS)
    return before, after


def _is_asserted(
    wrong: str, frame: tuple[str, str], right: list[str], text: Folded, *, quote: str
) -> bool:
    left, after = frame
    if len(left) + len(after) >= _REACH and text.asserts(left + wrong + after):
        return True
    if len(right) < 2:
        return False
    return any(
        sentence != quote and sum(key in sentence for key in right) * 2 >= len(right)
        for sentence in text.sentences_with(wrong)
    )


@lru_cache(maxsize=2)
def folded_text(text: str) -> str:
    """The whole text without marks and white space."""
    return fold(text)
