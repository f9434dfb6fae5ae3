"""Rules on how an item is written: L04, L06, L08, L09, L16, L17, L24, L25, L30.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from question_bank.checks.findings import Finding, finding, warning
from question_bank.checks.words import words
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
)
from question_bank.source import Source, Span
from question_bank.stem_parts import body_of, named_label, prefix_for

SHORTEST_STEM: Final = 12
LONGEST_STEM: Final = 75
MOST_TO_READ: Final = 220
LONGEST_SENTENCE: Final = 60

_MASK: Final = re.compile(
    r"[Xx×Ｘｘ＊*]{2,}|20[Xx×Ｘｘ]{2}|[Xx×Ｘｘ＊*](?=[届中省市县区局委办月日])|[届中][Xx×Ｘｘ＊*]"
    r"|□|[○●△▲■◇◆]{2,}"
)
_ASKING: Final = "下列哪"
"""Points to the options, which the reader does see."""
_MASKED_NAME: Final = re.compile(
    r"[Xx×Ｘｘ＊*]+(?:[届中大会]|思想|同志|总书记|主席|讲话|精神)|[届中][Xx×Ｘｘ＊*]"
)
_META_OPTION: Final = re.compile(
    r"^(?:以上|上述)|[选答]项?[A-F]|都[对错是]|都不|均正确|均不正|均是|全部正确|[A-F][和、与][A-F]"
)
_NEGATIVE: Final = re.compile(
    r"不包括|不属于|不包含|不正确|错误的|不符合|不是的|不应当|没有提到|未提到|未提及"
)
_HALF_WIDTH: Final = re.compile(r"[\u4e00-\u9fff”》）][,;:?!()]|[,;:?!()][\u4e00-\u9fff“《（]")
_SENTENCES: Final = re.compile(r"[。！？；]")
_PAIRS: Final = {"”": "“", "’": "‘", "》": "《", "）": "（", "〉": "〈", "】": "【"}


def parts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Every text a reader of the item sees, with the name of its place."""
    yield "stem", item.stem
    match item:
        case FillInItem():
            for number, blank in enumerate(item.blanks, start=1):
                yield f"blank {number}", blank.key
            for word in item.word_bank:
                yield "word bank", word
        case SingleChoiceItem() | MultipleChoiceItem():
            for option in item.options:
                yield f"option {option.id}", option.text
        case _:
            yield "correction", item.correction


def seen_of(item: Item) -> Iterator[tuple[str, str]]:
    """Every text that a reader sees at any time, also with the solution; the stem without the name
    of the document."""
    for place, text in parts_of(item):
        yield place, body_of(text) if place == "stem" else text
    if isinstance(item, FillInItem):
        for number, blank in enumerate(item.blanks, start=1):
            for writing in blank.accepted:
                yield f"blank {number}", writing
    name = named_label(item.stem)
    explanation = item.explanation.replace(f"《{name}》", "") if name else item.explanation
    yield "explanation", explanation.replace(f"《{item.source.label}》", "")
    yield "quote", item.source.quote


def names_plan(item: Item, source: Source | None) -> Iterator[Finding]:
    """L04: a stem names its document, because another one may say otherwise. Says nothing of an
    item whose document has no name."""
    label = named_label(item.stem)
    expected = named_label(prefix_for(item.source.label if source is None else source.label))
    if expected and label != expected:
        yield finding("L04", "stem")


def stands_alone(item: Item, source: Source | None) -> Iterator[Finding]:
    """L06: 12 to 75 characters without the name of the document, and no word in them that points
    to what the reader does not see."""
    del source
    body = body_of(item.stem)
    length = len(body.replace(BLANK, "_"))
    dangles = body.startswith(words().dangling_openings) and not body.startswith(
        words().standing_openings
    )
    if (
        dangles
        or any(word in _unresolved(body) for word in words().dangling_anywhere)
        or body[:1] in "，、；：。）”》"
        or not SHORTEST_STEM <= length <= LONGEST_STEM
    ):
        yield finding("L06", "stem")


def _unresolved(body: str) -> str:
    """The stem without what its own words resolve: the list behind a colon, the options."""
    head, colon, line = body.partition("：")
    return (head.replace("下列", "") + line if colon else body).replace(_ASKING, "")


def no_option_on_options(item: Item, source: Source | None) -> Iterator[Finding]:
    """L08: no option speaks of other options."""
    del source
    for place, text in parts_of(item):
        if place.startswith("option") and _META_OPTION.search(text):
            yield finding("L08", place)


def no_negative_question(item: Item, source: Source | None) -> Iterator[Finding]:
    """L09: nothing is asked for by what it is not, unless the source says it so."""
    del source
    match = _NEGATIVE.search(body_of(item.stem))
    if match and match[0] not in item.source.quote:
        yield finding("L09", "stem")


def no_foreign_absolutes(item: Item, source: Source | None) -> Iterator[Finding]:
    """L16: 一律, 所有, 定期 and the like only where the source has them."""
    del source
    for place, text in parts_of(item):
        if any(word in text and word not in item.source.quote for word in words().absolutes):
            yield finding("L16", place)


def no_placeholder(item: Item, source: Source | None) -> Iterator[Finding]:
    """L17: no mask in what is asked, no masked leader or meeting in anything a reader sees.

    Another mask in the quote or the explanation, such as the name of an office, is a warning. The name
    of the document may hold one that its owner put there.
    """
    del source
    for place, text in seen_of(item):
        if not _MASK.search(text):
            continue
        if place in ("explanation", "quote") and not _MASKED_NAME.search(text):
            yield warning("L17", place)
        else:
            yield finding("L17", place)


def punctuation_matches(item: Item, source: Source | None) -> Iterator[Finding]:
    """L24: marks come in pairs, and none has another width than Chinese print."""
    del source
    for place, text in parts_of(item):
        if not is_balanced(text) or _HALF_WIDTH.search(text):
            yield finding("L24", place)


def source_is_sound(item: Item, source: Source | None) -> Iterator[Finding]:
    """L25: no suspected fault in the source sentence, no known wrong writing in it or the item.

    Masks of the document are L17's business where they reach the item.
    """
    for place, text in seen_of(item):
        if has_typo(text):
            yield finding("L25", place)
    if source is None:
        return
    sentence = Span(item.source.start, item.source.end)
    for problem in source.problems:
        if "mask" in problem.code or "placeholder" in problem.code:
            continue
        if problem.start < sentence.end and sentence.start < max(problem.end, problem.start + 1):
            yield finding("L25", "source")
            return


def has_typo(text: str) -> bool:
    """Whether a listed wrong writing stands in the text outside of the words that hold it rightly."""
    excuses = dict(words().typos)
    return any(
        not any(
            text.startswith(word, match.start() - word.index(match[0]))
            for word in excuses[match[0]]
        )
        for match in _typo_pattern().finditer(text)
    )


@cache
def _typo_pattern() -> re.Pattern[str]:
    return re.compile("|".join(wrong for wrong, _ in words().typos))


def reading_is_light(item: Item, source: Source | None) -> Iterator[Finding]:
    """L30; the name of the document counts for the whole, not for the sentence."""
    del source
    options = item.options if isinstance(item, SingleChoiceItem | MultipleChoiceItem) else ()
    whole = len(item.stem) + sum(len(option.text) for option in options)
    longest = max(map(len, _SENTENCES.split(body_of(item.stem))))
    if whole > MOST_TO_READ or longest > LONGEST_SENTENCE:
        yield finding("L30", "stem")


def is_balanced(text: str) -> bool:
    """Whether each closing mark meets its opening mark and none stays open."""
    stack: list[str] = []
    for char in text:
        if char in _PAIRS.values():
            stack.append(char)
        elif char in _PAIRS and (not stack or stack.pop() != _PAIRS[char]):
            return False
    return not stack
