"""Lists that define something without counting: 内容包括…, 由…组成, 必备用具：…, …的原则.

Their members are believed only when both ends of the list are certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.members import (
    Named,
    are_members,
    before_open_end,
    joined,
    sentence_end,
    unquoted,
)
from question_bank.extraction.separators import Part, pieces, trimmed
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_LONGEST_PHRASE: Final = 24
_LONGEST_DEFINED: Final = 20
_ADVERBS: Final = re.compile(r"(?:主要|具体|一般|应当|应该|应|至少|可以|可|必须|须|分别|一并)+\Z")


def principles_in(text: str) -> Iterator[Named]:
    """Lists that a noun behind them names without a number: 坚持甲、乙、丙的原则."""
    for match in _principle().finditer(text):
        members = _members(text, pieces(text, *match.span("list"), "、"))
        if members:
            yield Named(Part(*match.span("noun")), tuple(members), not match["open"], counted=False)


def definitions_in(text: str) -> Iterator[Named]:
    """Lists behind 包括, 分为 and their like, and between 由 and 组成, named by what is defined."""
    for match in _defining().finditer(text):
        name = _name_before(text, match.start())
        if name is None:
            continue
        found = _phrases(text, match.end())
        if found is not None:
            members, is_open = found
            closed = not is_open and match[0][0] in _WHOLE
            yield Named(name, tuple(members), closed, counted=False)
    for match in _MADE_OF.finditer(text):
        named = match["name"]
        name = Part(*match.span("name")) if named else _name_before(text, match.start())
        parts = pieces(text, *match.span("list"), "、")
        members = _members(text, [*parts[:-1], _without_count(text, parts[-1], len(parts))])
        # 成立由甲队和乙队、丙队负责人组成的小组: what 负责人 belongs to is not certain.
        loose = named and any(len(joined(text, one, ())) > 1 for one in members)
        if name is not None and members and not loose:
            yield Named(name, tuple(members), not match["open"], counted=False)
    for match in _TWO.finditer(text):
        name = _name_before(text, match.start())
        one, other = Part(*match.span("one")), Part(*match.span("other"))
        alike = text[one.end - 1] == text[other.end - 1] or len(one) == len(other)
        parted = falls_inside_word(text, one.end) or falls_inside_word(text, other.start)
        if name is not None and alike and not parted and are_members(text, (one, other)):
            yield Named(name, (one, other), closed=True, counted=False)


_WHOLE: Final = "分划区为"
"""First characters of the verbs that give all parts: 分为, 程序为"""
_MADE_OF: Final = re.compile(
    r"由(?P<list>[^，。；：\n]{2,80}、[^，。；：\n]{2,60}?)(?P<open>等)?(?:组成|构成)"
    r"(?:的(?P<name>[一-鿿]{2,10})(?=[，。；])|(?!的))"
)
_TWO: Final = re.compile(
    r"由(?P<one>[^，。；：、\n]{2,8})[和与](?P<other>[^，。；：、\n和与]{2,8})(?:组成|构成)(?!的)"
)


def contents_in(text: str) -> Iterator[Named]:
    """Quoted lists that are called the content of what follows: 以“甲、乙、丙”为主要内容的…"""
    for match in _CONTENT.finditer(text):
        parts = pieces(text, *match.span("list"), "；;")
        if len(parts) < 3:
            parts = pieces(text, *match.span("list"), "、")
        members = [trimmed(text, one) for one in parts]
        if len(members) >= 3 and are_members(text, members):
            yield Named(Part(*match.span("name")), tuple(members), closed=True, counted=False)


_CONTENT: Final = re.compile(
    r"“(?P<list>[^“”\n]{5,80})”为(?:主要|核心|重点)?(?:内容|任务|要求)的(?P<name>[一-鿿]{2,10})(?=[，。；])"
)


def _name_before(text: str, place: int) -> Part | None:
    """What is defined: the words of the clause before the verb, without the number of an article,
    adverbs, or what a division goes by."""
    begin = place
    while begin > 0 and place - begin <= _LONGEST_DEFINED + 8 and text[begin - 1].isalnum():
        begin -= 1
    listed = (
        begin > 0
        and text[begin - 1] in "、”》"
        and not _LINE_NUMBER.search(text[max(0, begin - 6) : begin])
    )
    number = _ARTICLE_NUMBER.match(text, begin, place)
    begin = number.end() if number else begin
    end = place
    for pattern in (_ADVERBS, _BY):
        found = pattern.search(text[begin:end])
        end = begin + found.start() if found else end
    name = text[begin:end]
    if listed or not 2 <= len(name) <= _LONGEST_DEFINED or name.endswith(words().list_verbs):
        return None
    return Part(begin, end)


_ARTICLE_NUMBER: Final = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?"
)
_BY: Final = re.compile("(?:按照|根据|依据|依照|按).*")
_LINE_NUMBER: Final = re.compile(r"(?:\A|\n)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})、\Z")


def _phrases(text: str, start: int) -> tuple[list[Part], bool] | None:
    """The members from here to the end of the clause, and whether more may follow."""
    clause = pieces(text, start, sentence_end(text, start), "，,；;：:")[0]
    parts = pieces(text, clause.start, clause.end, "、")
    if len(parts) < 2:
        return None
    last = before_open_end(text, parts[-1])
    is_open = last.end < parts[-1].end
    last = _without_count(text, last, len(parts))
    members = _members(text, [*parts[:-1], last])
    return (members, is_open) if members else None


def _without_count(text: str, last: Part, count: int) -> Part:
    """The last member without the count of all behind it: 甲、乙、丙|三方"""
    counted = _COUNT_AT_END.search(text[last.start : last.end])
    agrees = counted is not None and numeral_value(counted[1]) == count
    return Part(last.start, last.start + counted.start()) if counted and agrees else last


_COUNT_AT_END: Final = re.compile(r"(?<=.)([两三四五六七八九十])[一-鿿]{1,6}\Z")


def announced_in(text: str) -> Iterator[Named]:
    """Lists of short members behind a colon that fill their sentence: 必备用具：甲、乙、丙。"""
    for match in _ANNOUNCED.finditer(text):
        members = _members(text, pieces(text, *match.span("list"), "、"))
        name = _name_before(text, match.start())
        if name is None or not members or max(map(len, members)) > _LONGEST_NAME:
            continue
        yield Named(name, tuple(members), "等" not in match["list"][-4:], counted=False)


_ANNOUNCED: Final = re.compile(
    r"[：:](?P<list>[^，。；：:！？（）()\n]{1,14}(?:、[^，。；：:！？（）()\n]{1,14}){2,})(?=[。\n]|\Z)"
)
_LONGEST_NAME: Final = 12


def _members(text: str, parts: list[Part]) -> list[Part]:
    """Three members or more whose edges are certain; empty when they are not."""
    inner = parts[:-1]
    last = trimmed(text, parts[-1], words().joints)
    split = joined(text, last, inner)
    verbs = words().list_verbs
    verbal = all(text.startswith(verbs, one.start) for one in inner)
    if verbal and not text.startswith(verbs, split[-1].start):
        split = [last]  # 保障安全、促进信息共享和应用: one verb with two objects
    held = [halves for one in inner if len(halves := joined(text, one, ())) > 1]
    loose = len(split) > 1 and not text.startswith("以及", split[0].end)
    if held and loose and last.start == parts[-1].start:
        return []  # Members hold joints themselves: this one may be of either kind.
    ends = {text[one.end - 1] for one in inner if len(joined(text, one, ())) == 1}
    if any(text[halves[0].end - 1] in ends for halves in held):
        return []  # One of them joins two members: 甲部队、乙部队和丙校、丁所
    members = [trimmed(text, one) for one in (*inner, *split)]
    if len(members) < 3 or not are_members(text, members):
        return []
    longest = max(len(one) for one in members[:-1])
    if len(members[-1]) > longest + 4 or any(len(one) > _LONGEST_PHRASE for one in members):
        return []
    return [] if _qualifies_all(text, members) else [unquoted(text, one) for one in members]


def _qualifies_all(text: str, members: Sequence[Part]) -> bool:
    """Whether words at the end or beginning belong to the whole list: 甲、乙和丙选出的代表, 甲、乙在内"""
    shown = [text[one.start : one.end] for one in members]
    owned = [place for place, one in enumerate(shown) if "的" in one] in ([0], [len(shown) - 1])
    joining = shown[-1].endswith(words().joining_ends) and not all(
        one.endswith(words().joining_ends) for one in shown
    )
    bounded = any("在内" in one or one.endswith("的") for one in shown)
    balanced = all(one.count("（") == one.count("）") for one in shown)
    return owned or joining or bounded or not balanced


@cache
def _defining() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, words().defining_verbs))
    nouns = "|".join(f"(?<={noun})" for noun in words().defining_nouns)
    return re.compile(rf"(?:(?:{verbs})了?|(?:{nouns})为)[:：]?(?=[^，。；：:\n]{{1,60}}、)")


@cache
def _principle() -> re.Pattern[str]:
    nouns = "|".join(words().defining_nouns)
    verbs = "|".join(words().principle_verbs)
    member = r"[^，。；：、“”《》（）\n的]{2,12}?"
    return re.compile(
        rf"(?:{verbs})(?P<list>{member}(?:、{member})+)(?P<open>等)?的"
        rf"(?P<noun>[一-鿿]{{0,4}}?(?:{nouns}))(?=[，。；、]|进行|办理|实施|开展|执行|确定|$)"
    )
