"""Hard rules: how often, how many, in which month, at least how much; and who answers for what.

A rule hangs on a hard token. Soft words such as 定期 or 适时 are never facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.words import words
from question_bank.items import Knowledge

_NUMBER: Final = r"(?:\d+|[一二两三四五六七八九十]+)"
_RANGE: Final = rf"{_NUMBER}(?:\s*[-－—~～至到]\s*{_NUMBER})?"
_FREQUENCY: Final = re.compile(
    r"每(?:个)?(?:半年|季度|季|年度|年|月|周|两月|两周)(?!适时|来|位|名|个|人|届|一)"
)
_MONTH: Final = re.compile(
    r"(?<![\d年至到-])(\d{1,2})月(?:份)?(?=[，,、组开举召结进对前底上中下集完])"
)
_FESTIVAL: Final = re.compile(r"“(元旦|三八|五一|五四|七一|八一|十一|国庆)”(?=前夕|前后|期间|前)")
_COUNT: Final = re.compile(
    rf"{_RANGE}个?(?P<unit>批次|次|期|轮|场|篇|学时|课时)(?![数日月元会全序要第])"
)
_DURATION: Final = re.compile(
    rf"(?:(?P<bound>不少于|不低于|不超过|不得超过|不得少于|至少|最长|满|一般为|期限为|期为|任期)\s*"
    rf"(?P<value>{_NUMBER}(?P<unit>个月|年|日|天|个工作日|小时|学时|人|名|次|个|%|％)))"
)
_LIMIT: Final = re.compile(
    rf"(?<!\d)(?P<value>(?:\d{{1,3}}|[一二两三四五六七八九十]+)(?P<unit>个月|年|日|天|个工作日|小时|人|名|%|％))"
    r"(?=以上|以下|以内|之内|内(?!容|部|涵|设))"
    rf"|(?P<range>{_RANGE}(?P<of>人|名))(?=组成)"
)
_LEVEL: Final = re.compile(r"[股科处厅]级(?=领导干部|干部(?!职工))")
_SCORE: Final = re.compile(r"百分制")
_ADVERBS: Final = "切实|认真|全面|严格|扎实|自觉|主动|充分|具体|直接"
_BOUNDS: Final = ("不少于", "不低于", "不得少于", "至少", "不超过", "不得超过", "最多", "约")
_SOFT: Final = ("第", "再", "每一", "逐", "首", "上一", "届", "会", "十")


@dataclass(frozen=True, slots=True)
class _Hard:
    """A hard token: what slot it fills and where its value stands."""

    slot: str
    start: int
    end: int
    unit: str = ""
    bound: str = ""


def add_rules(maker: FactMaker) -> None:
    """Keep times, counts, frequencies, levels and scores.

    In a plan times, counts and frequencies are its own arrangements (工作安排); in a regulation of
    numbered 条 they are rules to know.
    """
    regulation = _is_regulation(maker)
    for hard in _hard_tokens(maker.source.text):
        if _is_quoted(maker, hard.start):
            continue
        scheduled = hard.slot in _SCHEDULED and not regulation
        actor, action = _around(maker, hard)
        maker.add(
            FactKind.RULE,
            hard.slot,
            hard.start,
            hard.end,
            head=maker.clause_of(hard.start).strip("，。；：, \n"),
            exclusive=True,
            knowledge=Knowledge.SCHEDULE if scheduled else Knowledge.GENERAL,
            detail={
                name: value
                for name, value in (
                    ("unit", hard.unit),
                    ("bound", hard.bound),
                    ("actor", actor),
                    ("action", action),
                )
                if value
            },
        )


_SCHEDULED: Final = frozenset({"frequency", "month", "when", "count"})


def _hard_tokens(text: str) -> Iterator[_Hard]:
    for match in _FREQUENCY.finditer(text):
        yield _Hard("frequency", match.start(), match.end())
    for match in _MONTH.finditer(text):
        if 1 <= int(match[1]) <= 12:
            yield _Hard("month", match.start(), match.end())
    for match in _FESTIVAL.finditer(text):
        yield _Hard("when", match.start(1), match.end(1))
    for match in _COUNT.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        if not before.endswith(_SOFT):
            bound = next((one for one in _BOUNDS if before.endswith(one)), "")
            yield _Hard("count", match.start(), match.end(), match["unit"], bound)
    for match in _DURATION.finditer(text):
        if match["unit"] not in ("次", "学时"):
            yield _Hard(
                "amount", match.start("value"), match.end("value"), match["unit"], match["bound"]
            )
    for match in _LIMIT.finditer(text):
        part, unit = ("value", match["unit"]) if match["value"] else ("range", match["of"])
        yield _Hard("amount", match.start(part), match.end(part), unit)
    for match in _LEVEL.finditer(text):
        yield _Hard("level", match.start(), match.end())
    for match in _SCORE.finditer(text):
        yield _Hard("score", match.start(), match.end())


def _is_regulation(maker: FactMaker) -> bool:
    articles = maker.source.articles
    return bool(articles) and maker.source.text.startswith("第", articles[0].start)


def _is_quoted(maker: FactMaker, place: int) -> bool:
    """Inside quotation marks a number is part of a name: “最多跑一次”. A festival stands alone there."""
    sentence = maker.source.sentence_at(place)
    before = maker.source.text[sentence.start : place]
    inside = before.rfind("“") > before.rfind("”") or before.rfind("《") > before.rfind("》")
    return inside and not before.endswith("“")


def _around(maker: FactMaker, hard: _Hard) -> tuple[str, str]:
    """Who does it, when a known office opens the clause, and what is done, up to the next mark."""
    clause = maker.clause_of(hard.start)
    actor = next((one for one in words().persons if clause.startswith(one)), "")
    after = maker.source.text[hard.end : hard.end + 60]
    action = re.split(r"[，。；,;\n]", after)[0].strip("“” ")
    return actor, action


def add_duties(maker: FactMaker) -> None:
    """Keep who does what: a named office directly before a verb of duty, alone or behind 由."""
    people = sorted(words().persons, key=len, reverse=True)
    verbs = "|".join(map(re.escape, sorted(words().duty_verbs, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?<![和与及])(?P<actor>{'|'.join(map(re.escape, people))})(?P<relation>(?:应当|要|必须)?(?:{_ADVERBS})?(?:{verbs}))"
    )
    text = maker.source.text
    for match in pattern.finditer(text):
        rest = re.split(r"[，。；、,;\n]", text[match.end() : match.end() + 50])[0]
        if "情况" in rest or (match["relation"] == "按照" and "要求" not in rest):
            continue
        # 党组书记、党支部书记讲党课: the one before has no verb of its own, so both do it.
        clause = maker.clause_of(match.start())
        before = clause[: clause.find(match["actor"])]
        listed = before.endswith("、") and not re.search(verbs, before)
        maker.add(
            FactKind.DUTY,
            "actor",
            match.start("actor"),
            match.end("actor"),
            head=match["relation"] + rest,
            exclusive=not listed,
            detail={"actor": match["actor"], "relation": match["relation"], "object": rest},
        )
