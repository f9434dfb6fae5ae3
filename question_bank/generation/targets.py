"""What exactly a fact asks for: the words, their marks, and the slot they are compared in.

Owns the step from a fact to the piece of text that is blanked, chosen or changed. Writes no stems
and finds no wrong options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.generation.pools import pools
from question_bank.source import Source, Span

_FREQUENCY: Final = re.compile(r"每(?:个)?(?P<period>半年|季度|季|年度|年|月|周|两月|两周)")
_MONTH: Final = re.compile(r"(?P<month>\d{1,2})月(?:份)?")
_COUNT: Final = re.compile(
    r"(?P<number>\d+(?:\s*[-－—~～至到]\s*\d+)?|[一二两三四五六七八九十]+(?:[至到][一二两三四五六七八九十]+)?)"
    r"(?P<unit>个月|个?(?:批次|人次|工作日|次|期|轮|批|项|名|篇|场|级|支|天|学时|小时|人|类|个))"
)
_FESTIVAL: Final = re.compile(r"(?P<word>元旦|三八|五一|五四|七一|八一|十一|国庆)")
_LEVEL: Final = re.compile(r"(?P<level>[股科处厅部]级)")
_SCORE: Final = re.compile(r"(?P<score>[百十千]分制)")
NAMES: Final = "name:"
"""Slots of words without marks; the templates of norms ask for them."""
_LONGEST_SHORT_TITLE: Final = 5
"""《条例》 and 《若干意见》 stand for a title named elsewhere."""
_DATED: Final = re.compile(
    r"\d{1,2}[月日]|[一二三四五六](?![次遍回轮期讲场节])|[日天末初首底上中下第]|可以|能够|约|来"
)
"""Behind 每年: a day of the year, or what comes of it; behind 每周: the day; nothing that is done so
often."""
_MARKS: Final = {"“": "”", "《": "》", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Target:
    """The words a fact asks for.

    `span` bounds them without marks; `shell` is the pair of marks around them, empty for none;
    `slot` is the blank's slot; `role` says what sort of wrong option is comparable.
    """

    fact: Fact
    sentence: Span
    span: Span
    text: str
    shell: str
    slot: str
    role: str
    unit: str = ""

    @property
    def outer(self) -> Span:
        """The words with the marks around them, as an option shows them."""
        if not self.shell:
            return self.span
        return Span(self.span.start - 1, self.span.end + 1)


def target_of(fact: Fact, source: Source) -> Target | None:
    """The single piece of text this fact asks for; None when it has none, as lists have."""
    if fact.slot.startswith(NAMES):
        return None
    start, end = fact.value_start, fact.value_end
    if not 0 <= start < end <= len(source.text):
        return None
    if source.text[start] in _MARKS and source.text[end - 1] == _MARKS[source.text[start]]:
        start, end = start + 1, end - 1
    sentence = source.sentence_at(start)
    if end > sentence.end:
        return None
    if fact.kind is FactKind.TITLE and end - start <= _LONGEST_SHORT_TITLE:
        return None
    if fact.kind is FactKind.TITLE:
        return _make(fact, source, Span(start, end), slot="title", role="title")
    if fact.kind is FactKind.TERM:
        return _make(
            fact, source, Span(start, end), slot="text", role=term_role(source, start, end)
        )
    if fact.kind is FactKind.ENUMERATION or len(fact.members) > 1:
        return None
    return _hard_target(fact, source, Span(start, end))


def _hard_target(fact: Fact, source: Source, value: Span) -> Target | None:
    text = source.text[value.start : value.end]
    for pattern, group, slot, role in (
        (_FREQUENCY, "period", "frequency", "frequency"),
        (_MONTH, "month", "date", "month"),
        (_FESTIVAL, "word", "date", "festival"),
        (_SCORE, "score", "number", "score"),
        (_LEVEL, "level", "text", "level"),
        (_COUNT, "number", "number", "count"),
    ):
        match = pattern.search(text)
        if (
            match is None
            and role == "count"
            and re.fullmatch(r"[\d一二两三四五六七八九十至到~～－-]+", text)
        ):
            match = _COUNT.match(source.text, value.start)
            if match:
                return _counted(fact, source, match, offset=0)
        if match is None:
            continue
        if role == "count":
            return _counted(fact, source, match, offset=value.start)
        if role == "month" and (
            _is_in_range(source, value) or _has_season(source, value) or _is_repeated(source, value)
        ):
            return None
        if role == "frequency" and _MEASURED.search(_clause(source, value)):
            return None
        if role == "frequency" and _DATED.match(source.text, value.start + match.end()):
            return None
        span = Span(value.start + match.start(group), value.start + match.end(group))
        if role in {"level", "score"} and _is_inside_name(source, span):
            return None
        return _make(fact, source, span, slot=slot, role=role)
    if fact.kind is FactKind.DUTY:
        return _make(fact, source, value, slot="text", role="person")
    return _make(fact, source, value, slot="text", role="plain")


def _is_in_range(source: Source, value: Span) -> bool:
    """Whether the month begins or ends a period: another one could turn it round."""
    before, after = source.text[max(0, value.start - 1) : value.start], source.text[value.end :][:8]
    return (before in "至到" and before != "") or bool(re.match(r"(?:\d{1,2}日)?[至到—～-]", after))


def _clause(source: Source, value: Span) -> str:
    """The clause that holds the value."""
    sentence = source.sentence_at(value.start)
    for clause in source.clauses_of(sentence):
        if clause.start <= value.start < clause.end:
            return source.text[clause.start : clause.end]
    return ""


def _is_repeated(source: Source, value: Span) -> bool:
    """Whether the sentence names the same month once more, which would give it away."""
    sentence = source.sentence_at(value.start)
    month = source.text[value.start : value.end].split("月")[0] + "月"
    text = source.text[sentence.start : sentence.end]
    return len(re.findall(rf"(?<![\d十]){re.escape(month)}", text)) > 1


def _has_season(source: Source, value: Span) -> bool:
    """Whether the sentence names a season that other months cannot be in."""
    sentence = source.sentence_at(value.start)
    return bool(_SEASON.search(source.text[sentence.start : sentence.end]))


_MEASURED: Final = re.compile(r"(?:\d+|[一二三四五六七八九十两]+)个?(?:天|日|小时|学时|课时)")
"""So many days each year are too many each week."""
_SEASON: Final = re.compile(
    "暑期|暑假|寒假|春节|中秋|国庆|清明|端午|开学|春季|夏季|秋季|冬季|年初|年底|岁末"
)
_SET_BEFORE_ONE: Final = frozenset("新这那上下同另首再任统唯进第逐")
"""新一轮, 统一: no number is meant."""
_MEETINGS: Final = ("全会", "全体会议", "会议", "党代会", "代表大会")


def _counted(fact: Fact, source: Source, match: re.Match[str], *, offset: int) -> Target | None:
    """The number, unless it is an 一 that counts nothing or says once beside a frequency."""
    span = Span(offset + match.start("number"), offset + match.end("number"))
    number = source.text[span.start : span.end]
    clause = source.text[max(0, span.start - 25) : span.start]
    if number in {"1", "一"} and "每" in re.split(r"[，。；]", clause)[-1]:
        return None
    rest = source.text[span.end + len(match["unit"]) :][:4]
    if rest.startswith((*_MEETINGS, "半")) or source.text[: span.start].endswith(("届", "第")):
        return None
    if number == "一" and source.text[span.start - 1] in _SET_BEFORE_ONE:
        return None
    if number == "一" and match["unit"] not in {"期", "轮", "批次", "场"}:
        return None
    interval = bool(re.search(r"[-－—~～至到]", number))
    made = _make(
        fact,
        source,
        span,
        slot="interval" if interval else "number",
        role="interval" if interval else "count",
    )
    return replace(made, unit=match["unit"])


def _make(fact: Fact, source: Source, span: Span, *, slot: str, role: str) -> Target:
    text = source.text
    before = text[span.start - 1] if span.start else ""
    after = text[span.end] if span.end < len(text) else ""
    shell = before + after if before in _MARKS and _MARKS[before] == after else ""
    return Target(
        fact, source.sentence_at(span.start), span, text[span.start : span.end], shell, slot, role
    )


_SISTERS: Final = re.compile(r"^(?:[、和]?“[^”]{2,20}”)+")


def _is_inside_name(source: Source, span: Span) -> bool:
    """Whether the words are a part of a quoted term or a title."""
    before = source.text[source.sentence_at(span.start).start : span.start]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


@lru_cache(maxsize=5_000)
def noun_after(source: Source, end: int) -> str:
    """The noun behind the closing mark of a quoted term that says what the term is."""
    rest = _SISTERS.sub("", source.text[end + 1 : end + 80])[:9]
    for noun in pools().nouns_after:
        if rest.startswith(noun):
            return noun
    for noun in (
        "活动",
        "行动",
        "志愿服务",
        "研讨",
        "宣讲",
        "培训",
        "品牌",
        "创建",
        "展评",
    ):
        if noun in rest.split("，")[0].split("。")[0].split("“")[0]:
            return "活动"
    return ""


_STRATEGIC: Final = frozenset({"战略", "现代", "主导", "建设", "布局", "格局"})
_SLOGAN: Final = re.compile(r"[一二两双三四五六七八九十][^、，·\s]{1,7}")


@lru_cache(maxsize=5_000)
def term_role(source: Source, start: int, end: int) -> str:
    """What sort of term the quoted words are: slogan, problem, system, metaphor, activity, ..."""
    text = source.text[start:end]
    noun = noun_after(source, end)
    before = source.text[max(0, start - 5) : start - 1]
    if noun == "问题" and len(text) > 2:
        return "problem"
    if source.text[end + 1 : end + 7].startswith(("权威读本", "读本")):
        return "plain"
    rest = _SISTERS.sub("", source.text[end + 1 : end + 60])[:12]
    if len(text) == 3 and text[-1] == "子" and ("问题" in rest or "腐败" in rest):
        return "corrupt_way"
    if _SLOGAN.fullmatch(text) and len(text) > 3 and source.text[end + 1 : end + 3] in _STRATEGIC:
        return "strategy"
    if _SLOGAN.fullmatch(text) and not text.startswith(("一切", "一把手", "一流")):
        return "slogan"
    if "问题" in noun or before.endswith(("破解", "整治", "治理", "打通", "防止")):
        return "problem"
    if noun in ("制度", "机制", "工作方法", "考核办法", "工作模式", "学习制度"):
        return "system"
    if noun == "原则":
        return "principle"
    if noun == "作用" or text in pools().metaphors:
        return "metaphor"
    if len(text) == 4 and text[0] == "以":
        return "four_character"
    if noun.endswith(("活动", "行动", "工程", "讲堂", "岗位")) or text.endswith(
        ("工程", "提升年", "行动", "讲堂", "岗", "活动")
    ):
        return "activity"
    return "plain"
