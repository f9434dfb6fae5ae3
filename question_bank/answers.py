"""Whether a typed answer is the key of a blank.

Owns the forms in which two writings count as the same answer, per slot, and the matching of
answers without order. Knows nothing of points. Standard library only: the web process marks
with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from question_bank.items import Blank
from question_bank.numerals import numeral_value, with_digits

_SHELLS: Final = frozenset("“”‘’\"'《》〈〉「」『』()[]{}【】〔〕«»`´″′")
_DOTS: Final = frozenset("·•・‧∙⋅●・ᐧ")
_DASHES: Final = frozenset("-‐‑‒–—―−~〜∼─ー")
_SEPARATORS: Final = frozenset("、,，;；。.．:：/!?+|_")
_TO: Final = frozenset("至到")

_OUTSIDE_QUOTES: Final = re.compile(r"^[“\"「『].+[”\"」』](?:活动|工作)$")
_ENACTED_ON_TRIAL: Final = re.compile(r"[(\[]?(?:试行|暂行)[)\]]?(?=[》〉」』”’\"')]*$)")
_PAIR: Final = re.compile(r"(?<![0-9-])([一二两三四五六七八])([二两三四五六七八九])(?![0-9十百千])")

_FESTIVALS: Final = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "五四": (5, 4), "六一": (6, 1),
    "七一": (7, 1), "八一": (8, 1), "十一": (10, 1), "国庆": (10, 1), "国庆节": (10, 1),
}  # fmt: skip
_DAY: Final = re.compile(r"(\d{1,2})(?:月(?:份)?|[.-])(\d{1,2})[日号]?(?:节)?(?P<tail>\D*)$")
_MONTH: Final = re.compile(r"(\d{1,2})(?:月份?)?(?P<tail>\D*)$")
_DATE_TAILS: Final = frozenset({"", "前", "后", "前后", "前夕", "期间", "当天"})

_PERIODS: Final = {
    "年": Fraction(1), "年度": Fraction(1), "半年": Fraction(2), "季": Fraction(4),
    "季度": Fraction(4), "双月": Fraction(6), "月": Fraction(12), "旬": Fraction(36),
    "双周": Fraction(26), "周": Fraction(52), "星期": Fraction(52), "礼拜": Fraction(52),
    "日": Fraction(365), "天": Fraction(365),
}  # fmt: skip
_RATE: Final = re.compile(
    r"每?(?P<many>\d+)?(?P<measure>个)?"
    r"(?P<period>半年|年度|年|季度|季|双月|月|旬|双周|周|星期|礼拜|日|天)"
    r"(?:(?P<times>\d+)次)?$"
)


def matches(answer: str, blank: Blank) -> bool:
    """Say whether the answer is the key or one of its accepted writings.

    An empty answer, or one of nothing but blanks and punctuation, never is. Numerals, frequencies,
    dates and titles are compared by meaning only in blanks of that slot.
    """
    form = _form(answer, blank.slot)
    if not form:
        return False
    return any(_same(answer, form, writing, blank.slot) for writing in (blank.key, *blank.accepted))


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
    """Give the one form in which equal writings of a slot are equal. Empty for no content."""
    return _form(text, slot)


def _form(text: str, slot: str) -> str:
    match slot:
        case "number":
            return with_digits(_folded(text))
        case "interval":
            return _interval(text)
        case "frequency":
            rate = times_per_year(text)
            return _folded(text) if rate is None else f"{rate}/年"
        case "date":
            return with_digits(_folded(text))
        case "title":
            return _title(text)
        case _:
            return _folded(text)


def _same(answer: str, form: str, writing: str, slot: str) -> bool:
    right = _form(writing, slot)
    if not right:
        return False
    if slot == "date":
        day = _date(writing)
        if day is not None:
            return day in _date_readings(answer)
    if form == right:
        return True
    if slot == "text" and _OUTSIDE_QUOTES.match(_visible(answer)):
        return _folded(_visible(answer)[:-2]) == right
    return False


def _visible(text: str) -> str:
    """NFKC without white space, control and zero-width characters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if not char.isspace() and unicodedata.category(char)[0] != "C"
    )


def _folded(text: str) -> str:
    """Drop shells; drop dots, dashes and separators too unless they stand between digits."""
    chars = [char for char in _visible(text).casefold() if char not in _SHELLS]
    kept: list[str] = []
    for place, char in enumerate(chars):
        if char in _DOTS or char in _SEPARATORS or char in _DASHES:
            before = kept[-1] if kept else ""
            after = chars[place + 1] if place + 1 < len(chars) else ""
            if before.isdigit() and after.isdigit():
                kept.append("-" if char in _DASHES else ".")
            continue
        kept.append(char)
    return "".join(kept)


def _interval(text: str) -> str:
    chars = [char for char in _visible(text).casefold() if char not in _SHELLS]
    flat = "".join("-" if char in _DASHES or char in _TO else char for char in chars)
    flat = _PAIR.sub(r"\1-\2", flat)
    flat = with_digits(re.sub("-+", "-", flat))
    return "".join(char for char in flat if char not in _SEPARATORS).strip("-")


def _title(text: str) -> str:
    form = _folded(_ENACTED_ON_TRIAL.sub("", _visible(text)))
    form = form.removeprefix("中共中央").removeprefix("关于").removeprefix("中国共产党")
    form = form.replace("党组党委", "党委党组").replace("的", "")
    return form or _folded(text)


def times_per_year(text: str) -> Fraction | None:
    """Read how often a year: 季度, 每三个月 and 年4次 are 4. None for anything else."""
    match = _RATE.fullmatch(with_digits(_folded(text)))
    if match is None:
        return None
    many = int(match["many"] or 1)
    if many == 0 or (match["many"] and match["period"] == "月" and not match["measure"]):
        return None
    return _PERIODS[match["period"]] / many * int(match["times"] or 1)


def _date(text: str) -> tuple[int, int, str] | None:
    """Month, day (0 for a whole month) and what follows, such as 前夕. None if no such date."""
    flat = _folded(text).removesuffix("节")
    for tail in sorted(_DATE_TAILS, key=len, reverse=True):
        festival = _FESTIVALS.get(flat.removesuffix(tail)) if tail else _FESTIVALS.get(flat)
        if festival is not None:
            return (*festival, tail if flat.endswith(tail) else "")
    return _numeric_date(text)


def _numeric_date(text: str) -> tuple[int, int, str] | None:
    parts = [char for char in _visible(text) if char not in _SHELLS]
    flat = "".join(
        "." if char in _DOTS or char in "./" else "-" if char in _DASHES else char for char in parts
    )
    flat = re.sub(r"[零〇一二三四五六七八九十]+", _numeral, flat)
    for pattern in (_DAY, _MONTH):
        match = pattern.match(flat)
        if match is None or match["tail"] not in _DATE_TAILS:
            continue
        month = int(match[1])
        day = int(match[2]) if pattern is _DAY else 0
        if 1 <= month <= 12 and day <= 31:
            return month, day, match["tail"]
    return None


def _numeral(match: re.Match[str]) -> str:
    value = numeral_value(match[0])
    return match[0] if value is None else str(value)


def _date_readings(answer: str) -> set[tuple[int, int, str]]:
    """十一 may be meant as 1 October and as November: an answer is right in either reading."""
    return {day for day in (_date(answer), _numeric_date(answer)) if day is not None}


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
