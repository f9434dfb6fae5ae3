"""Whether an answer earns a blank: the comparison by slot, near misses, answers without order.

Owns which slots are compared by meaning. Knows nothing of points.

The slots: `title`; `frequency`; `date`, `month` and `when`, which are times of the year; `number`,
`count`, `interval`, `amount`, `period`, `deadline`, `money`, `share`, `score` and `age`, which are
quantities. `text` and any other slot are compared as text. An answer may always differ in width,
white space, marks, quotation marks and traditional script, and in a text in the word between two
parts (、 or 和, 与, 及, 以及); order, number and every other character count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from question_bank.answers.dates import date_form, date_readings
from question_bank.answers.quantities import quantity_form
from question_bank.answers.rhythms import rhythm_form, times_per_year
from question_bank.answers.titles import title_form
from question_bank.answers.writing import (
    DASHES,
    SEPARATORS,
    SHELLS,
    countable,
    folded,
    simplified,
    spelled,
    visible,
    wholly_simplified,
)
from question_bank.items import Blank
from question_bank.lexicon import lists
from question_bank.numerals import with_digits

QUANTITIES: Final = frozenset(
    {
        "number", "count", "interval", "amount", "period", "deadline", "money", "share", "score",
        "age",
    }
)  # fmt: skip
TIMES: Final = frozenset({"date", "month", "when"})
LONGEST_VALUE: Final = 60
"""Characters of the longest writing that is read as a number or a time."""

_OUTSIDE_QUOTES: Final = re.compile(r"^[“\"「『].+[”\"」』](?:活动|工作)$")
_PAIR: Final = re.compile(r"(?<![0-9-])([一二两三四五六七八])([二两三四五六七八九])(?![0-9十百千])")
_TO: Final = frozenset("至到")


def matches(answer: str, blank: Blank) -> bool:
    """Say whether the answer is the key or one of its accepted writings.

    An empty answer, or one of nothing but blanks and punctuation, never is. Numerals, frequencies,
    dates and titles are compared by meaning only in blanks of that slot.
    """
    if not folded(answer):
        return False
    return any(_same(answer, writing, blank.slot) for writing in (blank.key, *blank.accepted))


def near_miss(answer: str, blank: Blank) -> bool:
    """Say whether the answer is one edit away from a right one, for a person to look at.

    Only for texts and titles whose right form has four characters or more: in numbers, times
    and short words one character is the whole difference. Never true of a right answer.
    """
    if blank.slot not in {"text", "title"} or matches(answer, blank):
        return False
    form = _form(answer, blank.slot)
    return any(
        len(right) >= 4 and _one_edit_apart(form, right)
        for right in (_form(writing, blank.slot) for writing in (blank.key, *blank.accepted))
    )


def blank_results(
    answers: Sequence[str], blanks: Sequence[Blank], *, ordered: bool
) -> tuple[bool, ...]:
    """Say for each box whether the answer in it earns a blank.

    As many values as blanks; missing answers count as empty, surplus ones are not looked at. With
    `ordered` the i-th answer must fill the i-th blank. Without, answers and blanks are paired
    so that as many as possible are right, each blank counting once (maximum bipartite matching by
    augmenting paths); of equal answers the first earns it.
    """
    boxes = [*answers[: len(blanks)], *[""] * (len(blanks) - len(answers))]
    if ordered:
        return tuple(matches(box, blank) for box, blank in zip(boxes, blanks, strict=True))
    fits = [[matches(box, blank) for blank in blanks] for box in boxes]
    owner: dict[int, int] = {}

    def place(box: int, seen: set[int]) -> bool:
        for blank, fit in enumerate(fits[box]):
            if not fit or blank in seen:
                continue
            seen.add(blank)
            if blank not in owner or place(owner[blank], seen):
                owner[blank] = box
                return True
        return False

    for box in range(len(boxes)):
        place(box, set())
    earned = set(owner.values())
    return tuple(box in earned for box in range(len(boxes)))


def canonical(text: str, slot: str = "text") -> str:
    """Give one form for equal writings of a value of a document. Empty for no content.

    For the documents' own words: it leaves script and spelling as they are.
    """
    match slot:
        case "number" | "count" | "date" | "month":
            return with_digits(folded(text))
        case "interval":
            return _interval(text)
        case "frequency":
            rate = times_per_year(text)
            return folded(text) if rate is None else f"{rate}/年"
        case "title":
            return title_form(text)
        case _:
            return folded(text)


def _interval(text: str) -> str:
    chars = [char for char in visible(text).casefold() if char not in SHELLS]
    flat = "".join("-" if char in DASHES or char in _TO else char for char in chars)
    flat = _PAIR.sub(r"\1-\2", flat)
    flat = with_digits(re.sub("-+", "-", flat))
    return "".join(char for char in flat if char not in SEPARATORS).strip("-")


@lru_cache(maxsize=4096)
def _form(writing: str, slot: str) -> str:
    """The form answers are compared in. Cached: all who sit a paper answer the same blanks."""
    if len(folded(writing)) > LONGEST_VALUE and slot != "title":
        return spelled(folded(simplified(writing)))
    if slot in QUANTITIES:
        return quantity_form(writing, slot) or with_digits(folded(countable(writing)))
    if slot in TIMES:
        return date_form(writing) or ""
    match slot:
        case "frequency":
            return rhythm_form(writing)
        case "title":
            return title_form(writing)
        case _:
            return spelled(folded(simplified(writing)))


def _same(answer: str, writing: str, slot: str) -> bool:
    right = _form(writing, slot)
    if not folded(writing):
        return False
    if slot in TIMES and len(folded(answer)) <= LONGEST_VALUE:
        return right in date_readings(answer)
    if _form(answer, slot) == right:
        return True
    if slot in QUANTITIES or slot == "frequency":
        return False
    if slot != "title" and _and().search(writing) and _joined(answer) == _joined(writing):
        return True
    if slot != "title" and _OUTSIDE_QUOTES.match(visible(answer)):
        return _form(visible(answer)[:-2], slot) == right
    # 乾 for 干 and 著 for 着, but a key's own 著作 must not be given as 着作.
    whole = wholly_simplified(answer)
    if whole == answer or _form(whole, slot) != _form(wholly_simplified(writing), slot):
        return False
    return _keeps_ambiguous(answer, writing)


def _joined(text: str) -> str:
    """The text with one mark for 、 and the words that may stand for it between two parts."""
    plain = simplified(visible(text)).strip("。；，、,;.")
    return folded(_and().sub("\u2400", plain))


@cache
def _and() -> re.Pattern[str]:
    # Two characters on each side: no part of 参与, 和谐 or 及时.
    words = "|".join(map(re.escape, lists("answers")["and"]))
    return re.compile(f"(?<=..)(?:{words})(?=..)")


def _keeps_ambiguous(answer: str, writing: str) -> bool:
    """Whether the answer has the key's own characters wherever the key's are both scripts'."""
    given, right = folded(simplified(answer)), folded(simplified(writing))
    return len(given) != len(right) or all(
        mine == theirs or wholly_simplified(theirs) == theirs
        for mine, theirs in zip(given, right, strict=True)
    )


def _one_edit_apart(left: str, right: str) -> bool:
    """Whether one insertion, deletion or substitution turns one into the other."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    if len(left) > len(right):
        left, right = right, left
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return left[place:] == right[place + 1 :] or left[place + 1 :] == right[place + 1 :]
    return True
