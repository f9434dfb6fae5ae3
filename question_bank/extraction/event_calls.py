"""Words for tests and studies in a sentence, and which of them mean one event.

Owns finding the words and telling events of one sentence apart; offsets are those of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.bundle import EventKind
from question_bank.extraction.event_merging import sort_of
from question_bank.extraction.event_times import times_in
from question_bank.extraction.event_words import core_of, name_of
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.source import Span

_CLAUSE_END: Final = re.compile("[，。；：]")
_FAILED: Final = (
    r"(?!(?:连续)?[一二两三四\d]次[^，。；]{0,4}[不未])"
    r"(?!(?:低于|不足|未达到?|不满|未满|达不到|高于|超过)[^，。；]{1,6}[的者])"
)
"""Behind a word for a test, what speaks of those who failed it: 考试两次不合格的."""
_REACH: Final = 20
"""Characters before a word in which a word that makes it a mention can stand."""
_NAMING: Final = re.compile("(?:[“‘][^“”‘’，。；：、]{0,8})?")
"""Between two words for one study, the second its name: 安全教育“第一课”."""
_JOINT: Final = re.compile(r"、|和|及|与|暨|并|或")
_EXCEPTED: Final = re.compile("除.*外")
"""A clause that only says beside what something holds: 除参加考试外."""
_TAKING: Final = re.compile(r"参加|参与|通过|接受|迎接")
_SENT_ON: Final = re.compile(
    r"(?:报|送|推荐|选派|出战)[^，。；：]{0,8}(?:参加|出战)[^，。；：]{0,10}$"
)
"""Before a test of others, to which the best are sent: 前三名报县里参加全县比赛."""
_IN_SUM: Final = re.compile(r"一[\u4e00-\u9fff][（(][^（(）)]{0,8}$")
"""Before a word in a sum of the year: 一考（年度统考）、一赛（技能大赛）."""
_THEN_TIMED: Final = re.compile("，(?:固定|定在|定于|安排在|放在|时间|每)")
"""A clause behind a test that says when it is: 新人的考核，固定在报到后第三十天."""
_FOR: Final = re.compile(r"为(?!期|主)")
_PREPARED: Final = re.compile(r"[^，。；：]{0,8}?(?:备|准备|采购|购买|提供|储备|保障)")
_HELD_ONES: Final = re.compile(
    r"(?:组织|安排|开展|举行|举办|布置|列出|进行|实施)的[^，。；：、]{0,14}$"
)
_TAKEN_ONES: Final = re.compile(r"[^，。；：（]{0,8}的(?![一两三\d])")
_QUOTED_ASSESSMENT: Final = re.compile(r"“([^”]*(?:百分制|积分|量化)[^”]*?考[核评])[^”]*”")
_ASSESSMENT: Final = re.compile(r"(?:百分制|积分制?|量化|千分制)考[核评]")


@dataclass(frozen=True, slots=True)
class Call:
    """A word for a test or study in a sentence; offsets into the sentence's body."""

    kind: EventKind
    start: int
    end: int
    name: str
    core: str


@cache
def testing() -> re.Pattern[str]:
    """The words for what is answered and scored, but for mentions such as 考试成绩."""
    before = "".join(rf"(?<!{re.escape(word)})" for word in word_list("not_before_tests"))
    return re.compile(
        rf"{before}{one_of('tests')}(?!活动?{one_of('not_after_tests')})"
        rf"(?!(?!{one_of('after_tests')}){one_of('not_after_tests')}){_FAILED}"
    )


@cache
def holding() -> re.Pattern[str]:
    """The verbs that call for an event."""
    return re.compile(one_of("held"))


def calls_in(text: str, item: Span) -> list[Call]:
    """The words for tests and studies between these places, in their order."""
    calls = [
        call
        for call in calls_of_tests(text)
        if not _is_mention(text, call)
        and not _is_of_device(text, call)
        and not _is_held_elsewhere(text, call)
    ]
    if any(word in text for word in word_list("assessed")):
        scored = list(_assessments(text))
        calls = scored + [one for one in calls if not scored or one.core]
    tests = [(_named_from(text, call), call.end) for call in calls]
    for match in _studies().finditer(text):
        beside = any(
            "；" not in text[min(end, match.end()) : max(end, match.end())] for _, end in tests
        )
        loose = beside and match[0] in word_list("timed_only")
        loose = (
            loose
            or _mentioned().search(text, max(match.start() - _REACH, 0), match.start()) is not None
        )
        loose = loose or _is_inside_name(text, match.end())
        if not loose and not any(
            start < match.end() and match.start() < end for start, end in tests
        ):
            name = name_of(text, match.start(), match.end())
            calls.append(Call(EventKind.STUDY, match.start(), match.end(), name, core_of(name)))
    inside = (call for call in calls if item.start <= call.start < item.end)
    return sorted(inside, key=lambda call: call.start)


def calls_of_tests(text: str) -> list[Call]:
    """All words for tests, also those that only mention one."""
    return [
        Call(EventKind.TEST, match.start(), match.end(), name, core_of(name))
        for match in testing().finditer(text)
        for name in (name_of(text, match.start(), match.end()),)
    ]


def _is_mention(text: str, call: Call) -> bool:
    """Whether words before it make it one that is there already, is forbidden or is a motto."""
    begin = max(call.start - _REACH, 0)
    if _mentioned().search(text, begin, call.start):
        return True
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    end = _clause_end(text, call.end)
    if _forbidden().search(text, clause, call.start) or _EXCEPTED.fullmatch(text, clause, end):
        return True
    if _is_described(text[clause : call.start], text[call.end : end]) and not (
        end == call.end and _THEN_TIMED.match(text, end)
    ):
        return True
    if text.endswith(word_list("rehearsed"), 0, call.start) and not sort_of(call.name):
        return True
    if text.endswith("测评", 0, call.end) and (
        _surveyed().search(text) or not _known().search(call.name)
    ):
        return True
    opening, closing = text.rfind("“", 0, call.start), text.find("”", call.end)
    return (
        opening >= 0
        and text.rfind("”", opening, call.start) < 0
        and "、" in text[opening : max(closing, 0)]
    )


def _is_described(before: str, after: str) -> bool:
    """Whether the clause only speaks of tests held or taken: 村里组织的测验, 参加测试的人员, or of
    what is made ready for them: 为竞赛备奖品."""
    if _SENT_ON.search(before) or (_IN_SUM.search(before) and after.startswith(("）", ")"))):
        return True
    taking = _TAKING.search(before)
    if _FOR.match(before) and _PREPARED.match(after):
        return True
    return (taking is None and _HELD_ONES.search(before) is not None) or (
        taking is not None and _TAKEN_ONES.match(after) is not None
    )


def _is_held_elsewhere(text: str, call: Call) -> bool:
    """Whether others set it, so that people only sit for it: 国家执业考试, 由市人社局安排."""
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    if text.endswith("考试", 0, call.end) and _external().search(text, clause, call.start):
        return True
    return _set_by_others().search(text, call.end, _clause_end(text, call.end)) is not None


def _is_inside_name(text: str, end: int) -> bool:
    """Whether the word stands in quotation marks that do not close behind it: “学法在线”平台."""
    closing = text.find("”", end)
    return closing > end + 1 and "“" not in text[end:closing]


def _named_from(text: str, call: Call) -> int:
    """Where the name of the call begins: 学法 in 学法用法考试 is no study of its own."""
    start = call.end - len(call.name)
    return start if text[max(start, 0) : call.end] == call.name else call.start


def _is_of_device(text: str, call: Call) -> bool:
    """Whether a bare 测试 is one of equipment: its clause names some, and neither people nor a subject.

    What is tested in a rhythm and not said to be held, as in 天线每周测试一次, is equipment too.
    """
    if text[call.start : call.end] not in word_list("bare_tests"):
        return False
    start = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    end = _clause_end(text, call.end)
    if _measured().search(text, start, end):
        return True
    if _people().search(text, start, end):
        return False
    if _devices().search(text, start, end):
        return True
    if text[call.start : call.end] not in word_list("device_tests"):
        return False
    held = holding().search(text, start, call.start)
    return held is None and bool(times_in(text[start:end]).frequency)


def is_way(text: str, start: int, end: int) -> bool:
    """Whether the word only says in what way a test is held: 采取笔试与面谈相结合的方式, （笔试）."""
    if text.startswith(("（", "("), start - 1):
        return True
    clause = max(text.rfind(mark, 0, start) for mark in "，。；：") + 1
    after = text[end : _clause_end(text, end)]
    return (
        _way_verb().search(text, clause, start) is not None and _way_end().search(after) is not None
    )


def grouped(text: str, calls: list[Call]) -> list[tuple[list[Call], Span]]:
    """Calls for one event together, each group with the part of the sentence that speaks of it.

    A second word for a test in the same sentence is the same test, unless both have a time or a
    topic of their own.
    """
    groups: list[list[Call]] = []
    starts: list[int] = []
    for call in calls:
        alike = [place for place, one in enumerate(groups) if one[0].kind is call.kind]
        reached = max((one.end for group in groups for one in group), default=0)
        cut = _cut(text, reached, call.start) if groups else text.rfind("；", 0, call.start) + 1
        if alike and _is_same(
            text,
            groups[alike[-1]],
            call,
            text[starts[alike[-1]] : cut],
            text[cut : _clause_end(text, call.end)],
        ):
            groups[alike[-1]].append(call)
        else:
            groups.append([call])
            starts.append(cut)
    ends = starts[1:]
    if groups:
        last = max(call.end for group in groups for call in group)
        stop = text.find("；", last)
        ends.append(len(text) if stop < 0 else stop + 1)
    return [
        (group, Span(*span))
        for group, span in zip(groups, zip(starts, ends, strict=True), strict=True)
    ]


def _clause_end(text: str, place: int) -> int:
    stop = _CLAUSE_END.search(text, place)
    return stop.start() if stop else len(text)


def _assessments(text: str) -> Iterator[Call]:
    """An assessment by points is a test when it is held: 纳入百分制考核 only names the scale."""
    quoted = _QUOTED_ASSESSMENT.search(text)
    match = quoted or _ASSESSMENT.search(text)
    if (
        match is None
        or "考核" not in text[match.end() :] + match[0]
        or not times_in(text).frequency
    ):
        return
    name = quoted[1] if quoted else name_of(text, match.start(), match.end())
    yield Call(EventKind.TEST, match.start(), match.end(), name, core_of(name))


def _cut(text: str, start: int, end: int) -> int:
    """Where, between two calls, the part of the second one begins: at its time, else at its clause."""
    semicolon = text.rfind("；", start, end)
    if semicolon >= 0:
        return semicolon + 1
    commas = [match.end() for match in re.finditer("[，。：]", text[start:end])]
    for place, cut in enumerate(commas):
        following = text[
            start + cut : start + commas[place + 1] if place + 1 < len(commas) else end
        ]
        times = times_in(following)
        if times.is_dated or times.frequency:
            return start + cut
    if commas:
        return start + commas[-1]
    joints = [match.end() for match in _JOINT.finditer(text[start:end])]
    return start + joints[0] if joints else start


def _is_same(text: str, group: list[Call], call: Call, known: str, fresh: str) -> bool:
    if "；" in text[group[-1].end : call.start]:
        return False
    if call.kind is EventKind.TEST and (
        is_way(text, call.start, call.end) or text.startswith(word_list("finals"), call.end)
    ):
        return True
    if call.kind is EventKind.STUDY and _NAMING.fullmatch(text, group[-1].end, call.start):
        return True
    cores = [one.core for one in group if one.core]
    own, before = times_in(fresh), times_in(known)
    if call.core and cores and call.core not in cores:
        clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
        beside = clause <= group[-1].start
        called = holding().search(text, clause, call.start) is not None
        return not (beside or called or own.is_dated or own.frequency or own.count)
    if call.kind is EventKind.STUDY:
        return True
    return not ((own.is_dated or own.frequency) and (before.is_dated or before.frequency))


@cache
def _known() -> re.Pattern[str]:
    """What a 测评 must name to be a test and no opinion: 安全常识测评."""
    return re.compile(one_of("learnt", "known", "assessments_named"))


@cache
def _surveyed() -> re.Pattern[str]:
    """What is asked of those who were served: 患者满意度每月测评."""
    return re.compile(one_of("surveys"))


@cache
def _external() -> re.Pattern[str]:
    return re.compile(rf"{one_of('external')}(?!{one_of('not_external')})")


@cache
def _set_by_others() -> re.Pattern[str]:
    """Behind a test, that a higher body sets it or people enter for it themselves."""
    return re.compile(
        rf"(?:[由按]照?{one_of('higher_bodies')}[^，。；：]{{0,10}}{one_of('setting')}|{one_of('entered')})"
    )


@cache
def _mentioned() -> re.Pattern[str]:
    """Words that make what follows in the clause a thing that is there already: 纳入年度考核."""
    return re.compile(
        rf"(?!{one_of('not_mentions')})(?<![须应需要])经[^，。；：、]{{0,10}}$"
        rf"|(?!{one_of('not_mentions')}){one_of('mentions_before')}[^，。；：、]{{0,10}}$"
    )


@cache
def _forbidden() -> re.Pattern[str]:
    """What forbids the rest of its clause; 不得少于 asks for it."""
    return re.compile(rf"(?!{one_of('bounds_before')}){one_of('prohibitions')}")


@cache
def _studies() -> re.Pattern[str]:
    before = "".join(rf"(?<!{re.escape(word)})" for word in word_list("not_before_studies"))
    return re.compile(rf"{before}{one_of('studies')}班?(?!{one_of('not_after_studies')})")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"(?<!由)(?:{one_of('audiences', 'learnt')})")


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(one_of("measured"))


@cache
def _devices() -> re.Pattern[str]:
    return re.compile(one_of("devices"))


@cache
def _way_verb() -> re.Pattern[str]:
    return re.compile(one_of("way_verbs"))


@cache
def _way_end() -> re.Pattern[str]:
    return re.compile(one_of("way_ends"))
