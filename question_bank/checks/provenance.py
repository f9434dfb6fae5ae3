"""Rules that hold an item against its source: L01, L03, L23, L28.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.folded import NUMERALS, Folded, folded_source, stands_in
from question_bank.checks.options import sides
from question_bank.checks.values import MEASURED, fold, value_type
from question_bank.checks.words import words
from question_bank.items import (
    BLANK,
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
    lists_cases,
    named_label,
    noun_listed,
    text_before_case,
    with_keys,
)

PAIRED: Final = "paired"
"""Templates that begin so take their wrong options from the same sentence, where each of them
belongs to another head."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_REACH: Final = 4
_WHOLE_CLAUSE: Final = 12
"""Characters from which a clause says by itself what it is about."""

_LIST_MARKS: Final = re.compile("[、，；：。]")
_SHORTEST_REST: Final = 6
_SHORTEST_END: Final = 3
_MEMBER_END: Final = re.compile("[，；：。！？、“”《》]")
_CLAUSE_END: Final = re.compile("[，；：。！？]")
_ARTICLE_NUMBER: Final = re.compile(
    r"^\s*第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*"
)
_LINE_NUMBER: Final = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十百\d]+[）)]|\d{1,3}[.．、]|[①-⑳])\s*"
)


def key_is_in_source(item: Item, source: Source | None) -> Iterator[Finding]:
    """L01: the key, in the words around it, stands in the quoted sentence. Says nothing without it."""
    quote = fold(item.source.quote)
    if not quote:
        return
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
            if not _options_are_in(item, (item.key,), quote) or _key_is_misplaced(item, quote):
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
    """L03: the document says no wrong option in the place of the key, nor beside the keys of a list.

    Holds the words of a word bank and the changed clause of a false statement to the same.
    """
    text = None if source is None else folded_source(source)
    if isinstance(item, TrueFalseItem):
        if not item.key and text is not None and _is_said_elsewhere(item, text):
            yield finding("L03", "stem")
        return
    right_sides, wrong_sides = sides(item)
    right = [fold(key) for _, key in right_sides]
    quote = fold(item.source.quote)
    frame = _frame(item.stem)
    may_stand_here = item.template.startswith(PAIRED) or isinstance(item, FillInItem)
    for place, option in wrong_sides:
        wrong = fold(option)
        said_here = (
            not may_stand_here
            and not any(wrong in key for key in right)
            and stands_in(wrong, quote)
            and not _belongs_to_another_head(wrong, right, item)
        )
        if said_here or (text is not None and _is_asserted(wrong, frame, right, text, quote=quote)):
            yield finding("L03", place)


def true_elsewhere(item: Item, others: Iterable[Source]) -> Iterator[Finding]:
    """L04 held against other documents: a stem that names none must not have a wrong option that one
    of them asserts in the place of the key."""
    if named_label(item.stem):
        return
    right_sides, wrong_sides = sides(item)
    right = [fold(key) for _, key in right_sides]
    frame = _frame(item.stem)
    texts = [folded_source(source) for source in others]
    for place, option in wrong_sides:
        if any(_is_asserted(fold(option), frame, right, text, quote="") for text in texts):
            yield finding("L04", place)


def _belongs_to_another_head(wrong: str, right: list[str], item: Item) -> bool:
    """Whether the option is said in another member of a list, under a head that the stem lacks while
    it has the head of the key: 甲组亮旗帜、乙组亮规矩."""
    if not isinstance(item, SingleChoiceItem) or not (wrong and right and right[0]):
        return False
    stem = fold(core_of(item.stem))
    for member in map(fold, _LIST_MARKS.split(item.source.quote)):
        head, found, _ = member.partition(wrong)
        if found and (right[0] in member or not head or head[-_REACH:] in stem):
            return False
        own, found, _ = member.partition(right[0])
        if found and (not own or own[-_REACH:] not in stem):
            return False
    return True


def _is_said_elsewhere(item: TrueFalseItem, text: Folded) -> bool:
    """Whether a clause that is not the quoted sentence's own stands in another sentence."""
    quote = fold(item.source.quote)
    foreign = [
        folded
        for clause in clauses_of(core_of(item.stem))
        if (folded := fold(clause)) not in quote and len(folded) >= _WHOLE_CLAUSE
    ]
    return any(text.asserts(clause) for clause in foreign)


def open_list_is_closed(item: Item, source: Source | None) -> Iterator[Finding]:
    """L23: where the source's list goes on with 等, the stem asks for what is expressly named, and no
    statement is made false by a member that is not. Says nothing without the quote."""
    del source
    if isinstance(item, FillInItem) or any(word in item.stem for word in words().closing_words):
        return
    ref = item.source
    begin, end = ref.span_start - ref.start, ref.span_end - ref.start
    match item:
        case MultipleChoiceItem():
            opened = _goes_on(ref.quote, end) or ref.quote[:begin].endswith(words().emphatic_open)
        case SingleChoiceItem() if not _is_paired_or_measured(item):
            opened = _is_member_of_open_list(ref.quote, begin, end)
        case TrueFalseItem(key=False) if value_type(item.correction) not in MEASURED:
            opened = _is_member_of_open_list(ref.quote, begin, end)
        case _:
            return
    if opened:
        yield finding("L23", "stem")


def _is_paired_or_measured(item: SingleChoiceItem) -> bool:
    texts = [option.text for option in item.options if option.id == item.key]
    return item.template.startswith(PAIRED) or any(value_type(text) in MEASURED for text in texts)


def _goes_on(quote: str, end: int) -> bool:
    """Whether 等 in its open sense follows this place."""
    after = quote[end:].lstrip("”》）) ")
    for word in words().open_words:
        if after.startswith(word):
            return word != "等" or after[1:2] not in words().not_open_after or not after[1:]
    return False


def _is_member_of_open_list(quote: str, begin: int, end: int) -> bool:
    """Whether these words stand beside a 、 in a clause whose list goes on with 等."""
    stop = _CLAUSE_END.search(quote, end)
    limit = stop.start() if stop else len(quote)
    before = quote[:begin].rstrip("“《（( ")
    if not before.endswith("、") and not quote[end:limit].lstrip("”》）) ").startswith("、"):
        return False
    return any(
        quote.startswith("等", place)
        and quote[place - 1] not in words().not_open_before
        and _goes_on(quote, place)
        for place in range(max(end, 1), limit)
    )


def provenance_is_complete(item: Item, source: Source | None) -> Iterator[Finding]:
    """L28: document, hash, article, offsets, quote, template and seed are there and fit the text."""
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
    before = sum(left.count(BLANK) for left, _ in pairs[index : index + 1])
    left = with_keys(pairs[index][0], keys[index - before : index])
    right = with_keys(pairs[index][1], keys[index + 1 :])
    near = _near(left, right)
    return stands_in(fold(keys[index]).join(near), quote)


def _options_are_in(
    item: SingleChoiceItem | MultipleChoiceItem, keys: tuple[str, ...], quote: str
) -> bool:
    texts = {option.id: option.text for option in item.options}
    return all(key in texts and _is_quoted(fold(texts[key]), quote) for key in keys)


def _is_quoted(key: str, quote: str) -> bool:
    """Whether the quote has the key, or the key with a listed synonym in it."""
    if stands_in(key, quote):
        return True
    return any(
        one in key and stands_in(key.replace(one, other), quote)
        for group in words().aliases
        for one in group
        for other in group - {one}
    )


def claims_of(item: Item) -> list[str]:
    """The clauses of the stem but those that only say who plans or wants what follows."""
    lead, quote = lead_of(item), fold(item.source.quote)
    clauses = clauses_of(core_of(item.stem))
    return [one for one in clauses if fold(one) in quote or not lead.issuperset(fold(one))]


def lead_of(item: Item) -> frozenset[str]:
    """The characters of a lead-in: of the document's name, of the words for planning and wanting."""
    return frozenset(fold(item.source.label)) | words().lead_in


def said_part(clause: str, item: Item) -> str:
    """The folded clause without a lead-in that the stem adds: who plans, wants or is to do it.

    Only characters of the document's name and of the listed lead-ins may go, and only where the quote
    has the rest.
    """
    folded, quote = fold(clause), fold(item.source.quote)
    lead = lead_of(item)
    for start in range(len(folded) - _SHORTEST_REST + 1):
        if folded[start:] in quote:
            return folded[start:]
        if folded[start] not in lead:
            break
    return _part_of_list(folded, item.source.quote) or folded


def _part_of_list(folded: str, quote: str) -> str:
    """What the quote has of a clause that puts one line of a list into its head; empty when the
    clause is none such."""
    head, colon, lines = quote.partition("：")
    noun = noun_listed(head)
    made = f"的{noun}包括"
    if noun and folded.endswith(made):
        begun = folded.removesuffix(made)
        said = (f"{begun}{opener}{noun}" for opener in ("下列", "以下"))
        return next((words for words in said if words in fold(quote)), "")
    if not colon or not lists_cases(head):
        return ""
    whose = fold(_CLAUSE_END.split(_ARTICLE_NUMBER.sub("", text_before_case(head)))[-1])
    if not folded.startswith(whose):
        return ""
    line = folded.removeprefix(whose)
    said_lines = [fold(_LINE_NUMBER.sub("", one)) for one in lines.split("\n")]
    if whose and any(one.startswith(line) for one in said_lines):
        return line
    # A line that says a case without 的 gets it from the head: 收受财物；
    bare = line.removesuffix("的")
    return bare if bare in said_lines else ""


def _key_is_misplaced(item: SingleChoiceItem, quote: str) -> bool:
    """Whether the quote has the words beside the gap, back to the next mark, but not the key there."""
    core = core_of(item.stem)
    if core.count(GAP) != 1:
        return False
    left, right = core.split(GAP)
    before = _known_end(fold(_MEMBER_END.split(left)[-1]), quote)
    after = fold(_MEMBER_END.split(right)[0])
    key = next(fold(option.text) for option in item.options if option.id == item.key)
    sides = [words for words in (before + key, key + after) if words != key]
    known = [words for words in (before, after) if words and words in quote]
    return len(known) == len(sides) > 0 and not any(words in quote for words in sides)


def _known_end(words: str, quote: str) -> str:
    """As much of the end of the words as the quote has, at least three characters, else all."""
    ends = (words[start:] for start in range(len(words) - _SHORTEST_END + 1))
    return next((end for end in ends if end in quote), words)


def _is_said(item: TrueFalseItem, source: Source | None, quote: str) -> bool:
    if any(said_part(clause, item) not in quote for clause in claims_of(item)):
        return False
    topic_left = body_of(item.stem) != core_of(item.stem)
    if topic_left and source is not None:
        article = source.article_of(item.source.article_ordinal)
        return article is not None and fold(article.title) in fold(body_of(item.stem))
    return True


def _frame(stem: str) -> tuple[str, str]:
    """What stands right before and after the gap or the only blank of a stem, in its clause."""
    core = core_of(stem).replace(BLANK, GAP)
    if core.count(GAP) != 1:
        return "", ""
    left, right = core.split(GAP)
    return _near(_CLAUSE_END.split(left)[-1], _CLAUSE_END.split(right)[0])


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
