"""Hard rules: how often, how many, in which month, at least how much; and who answers for what."""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.words import words
from question_bank.items import Knowledge

_NUMBER: Final = r"(?:\d+|[一二两三四五六七八九十]+)"
_FREQUENCY: Final = re.compile(
    r"每(?:个)?(?:半年|季度|季|年度|年|月|周|两月|两周)(?!适时|来|位|名|个)"
)
_MONTH: Final = re.compile(r"(?<![\d年])(\d{1,2})月(?:份)?(?=[，,、组开举召结进对前底])")
_FESTIVAL: Final = re.compile(r"“(七一|五四|五一|八一|十一)”(?=前夕|前后|期间)")
_COUNT: Final = re.compile(
    rf"{_NUMBER}(?:\s*[-－—~～至到]\s*{_NUMBER})?(?:个)?(批次|次|期|轮|批|场)(?![谈警数日月之元])"
)
_LEVEL: Final = re.compile(r"(?<=[^\d一-龥])?[股科处厅]级(?=领导干部|干部)")
_SCORE: Final = re.compile(r"百分制")
_SOFT: Final = ("第", "再", "每一", "一次又", "逐", "首", "上一")
_LONGEST_ACTOR: Final = 14


def add_rules(maker: FactMaker) -> None:
    """Keep times, counts and frequencies: the plan's own arrangements (工作安排)."""
    text = maker.source.text
    for pattern, slot in (
        (_FREQUENCY, "frequency"),
        (_MONTH, "month"),
        (_FESTIVAL, "when"),
        (_COUNT, "count"),
    ):
        for match in pattern.finditer(text):
            group = 1 if slot == "when" else 0
            if slot == "count" and text[max(0, match.start() - 2) : match.start()].endswith(_SOFT):
                continue
            maker.add(
                FactKind.RULE,
                slot,
                match.start(group),
                match.end(group),
                head=_head(maker, match.start()),
                exclusive=True,
                knowledge=Knowledge.SCHEDULE,
                detail={"unit": match[1]} if slot == "count" else {},
            )
    for pattern, slot in ((_LEVEL, "level"), (_SCORE, "score")):
        for match in pattern.finditer(text):
            maker.add(
                FactKind.RULE,
                slot,
                match.start(),
                match.end(),
                head=_head(maker, match.start()),
                exclusive=True,
            )


def add_duties(maker: FactMaker) -> None:
    """Keep who does what: a named office directly before a verb of duty."""
    people = sorted(words().persons, key=len, reverse=True)
    pattern = re.compile(
        rf"({'|'.join(map(re.escape, people))})(?=(?:{'|'.join(words().duty_verbs)}))"
    )
    text = maker.source.text
    for match in pattern.finditer(text):
        clause = maker.clause_of(match.start())
        maker.add(
            FactKind.DUTY,
            "actor",
            match.start(1),
            match.end(1),
            head=clause[clause.find(match[1]) + len(match[1]) :].strip("，。；"),
            exclusive=True,
            detail={"actor": match[1]},
        )


def _head(maker: FactMaker, place: int) -> str:
    return maker.clause_of(place).strip("，。；：, \n")
