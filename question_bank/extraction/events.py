"""Tests and studies that a document calls for, with the time, audience and topic it names.

A test asks for answers and is scored: 测试, 知识竞赛, 竞答, 考试, or an assessment by a hundred
points. A study or training with a time or frequency is listed apart. One sentence calls for one.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import EventKind, FactKind, PlannedEvent
from question_bank.extraction.making import FactMaker
from question_bank.identity import stable_id
from question_bank.items import Knowledge
from question_bank.numerals import numeral_value
from question_bank.source import Span

_TEST: Final = re.compile(
    r"知识竞答测试|知识竞赛|知识竞答|知识抢答|学习测试|法规测试|知识测试|知识测验|书面测试|闭卷测试"
    r"|网上答题|线上答题|在线答题|闭卷考试|业务考试"
    r"|(?<!民意)(?<!心理)(?<!压力)(?<!体能)(?<!核酸)(?<!系统)(?:测试|测验)(?!点|版|数据)"
    r"|(?<!中)(?<!高)(?<!公务员)考试(?!院|中心|成绩|大纲)"
)
_HELD: Final = re.compile(r"开展|组织|举行|举办|进行|抓好|安排|参加|实施")
_ASSESSED: Final = re.compile(r"百分制")
_STUDY: Final = re.compile(
    r"知识学习|专题培训|集中轮训|轮训|集中学习|专题学习|学习研讨|专题研讨|培训班|研修班|读书班|警示教育|政治理论学习"
)
_MODES: Final = (
    ("closed_book", re.compile(r"闭卷")),
    ("online", re.compile(r"网上答题|线上答题|在线答题|网络答题|线上测试|网上测试")),
    ("written", re.compile(r"书面|纸质|笔试")),
    ("contest", re.compile(r"竞赛|竞答|抢答")),
)
_MONTH: Final = re.compile(
    r"(?<!\d)(?:(\d{1,2})月?份?(?:[-—－~～至到、和](\d{1,2}))?)月(?:份|底前?|上旬|中旬|下旬|初)?"
)
_FESTIVAL: Final = re.compile(r"“?(七一|五四|五一|八一|十一|元旦)”?(?:前夕|前后|期间)")
_FESTIVAL_MONTHS: Final = {"七一": 7, "五四": 5, "五一": 5, "八一": 8, "十一": 10, "元旦": 1}
_QUARTER: Final = re.compile(r"第?([一二三四])季度")
_OPEN_TIME: Final = re.compile(r"年内|全年|年底前?|上半年|下半年|适时")
_FREQUENCIES: Final = (
    (re.compile(r"每(?:个)?季度?"), 4),
    (re.compile(r"每半年"), 2),
    (re.compile(r"每(?:个)?月"), 12),
    (re.compile(r"每年度?"), 1),
)
_TIMES: Final = re.compile(r"(?<![-－—~～至到\d])(\d+|[一二两三四五六七八九十])(?:次|轮|场)$")
_AMOUNT_ANYWHERE: Final = re.compile(
    r"(?:\d+|[一二两三四五六七八九十])(?:[-－—~～至到](?:\d+|[一二两三四五六七八九十]))?(?:次|轮|场|期)"
)
_TESTED_END: Final = re.compile(
    r"(?:学习)?(?:知识)?(?:竞答|竞赛|抢答)?(?:书面|闭卷|网上|线上)?(?:测试|测验|考试|答题|竞赛|竞答|抢答)$"
)
_STUDIED_END: Final = re.compile(
    r"(?:专题|业务|集中|知识|示范)*(?:培训班|研修班|读书班|培训|轮训|学习|研讨)$"
)
_SHORTEST_TOPIC: Final = 2
_AUDIENCE: Final = re.compile(
    r"(?:组织|面向)((?:全体|全市|机关|各级|广大|基层|青年|新任|处级|科级|入党|所属)*"
    r"(?:党员领导干部|党员干部|领导干部|党员|干部职工|积极分子|党务干部|青年干部))"
)
_TITLE: Final = re.compile(r"《[^《》]+》")
_VERB: Final = re.compile(
    r".*(?:组织开展|开展|举行|举办|组织|进行|抓好|安排|参加|通过|采取)(?:好|了)?"
)
_AMOUNT: Final = re.compile(rf"^{_AMOUNT_ANYWHERE.pattern}(?:普及性的)?")
_LONGEST_NAME: Final = 30
_WAY: Final = r"(?:闭卷测试|闭卷考试|开卷考试|网上答题|线上答题|在线答题|书面测试|现场答题|知识竞赛|知识竞答|个人自测|集中测试|口头测试|必答|抢答)"
_WAYS: Final = re.compile(rf"{_WAY}(?:、{_WAY})+(?P<open>等)?")


def find_events(maker: FactMaker) -> tuple[PlannedEvent, ...]:
    """List the events in the order of the text."""
    found = []
    for article in maker.source.articles:
        for sentence in maker.source.sentences:
            if article.start <= sentence.start < article.end:
                event = _event_in(maker, article.ordinal, sentence)
                if event is not None:
                    found.append(event)
    return tuple(found)


def add_ways(maker: FactMaker) -> None:
    """Keep the ways in which a test is held, where the document lists them."""
    for match in _WAYS.finditer(maker.source.text):
        members = tuple(re.findall(_WAY, match[0]))
        end = match.start("open") if match["open"] else match.end()
        maker.add(
            FactKind.TEST,
            "ways",
            match.start(),
            end,
            members=members,
            head=maker.clause_of(match.start()).strip("，。；：, \n"),
            closed=not match["open"],
            knowledge=Knowledge.SCHEDULE,
        )


def _event_in(maker: FactMaker, ordinal: int, sentence: Span) -> PlannedEvent | None:
    body = maker.source.body_of(sentence)
    text = maker.source.text[body.start : body.end]
    test = _TEST.search(text)
    if test is not None and _HELD.search(text):
        kind, name = EventKind.TEST, _name(text, test)
    elif _ASSESSED.search(text) and "考核" in text and _per_year(text, ""):
        kind, name = EventKind.TEST, _assessment_name(text)
    elif (study := _STUDY.search(text)) and _is_planned(text, study):
        kind, name = EventKind.STUDY, _name(text, study)
    else:
        return None
    months, when = _when(text)
    return PlannedEvent(
        id=stable_id("event", maker.source.sha256, kind.value, body.start),
        kind=kind,
        name=name,
        modes=_modes(text) if kind is EventKind.TEST else (),
        months=months,
        when_text=when,
        per_year=_per_year(text, name),
        audience=_first(_AUDIENCE, text, 1),
        topic=_topic(maker, ordinal, text, name=name),
        article_ordinal=ordinal,
        start=body.start,
        end=body.end,
        quote=text,
    )


def _name(text: str, match: re.Match[str]) -> str:
    """The words from the verb to the test's own word; a list is cut to its own member."""
    clause_start = max(text.rfind(mark, 0, match.start()) for mark in "，。；：,") + 1
    clause = re.split(r"[，。；：,]", text[clause_start:])[0]
    words = text[clause_start : match.end()]
    # 1次甲和1次乙: each count begins a name of its own.
    counts = list(re.finditer(rf"和(?={_AMOUNT_ANYWHERE.pattern})", words))
    if counts:
        words = words[counts[-1].end() :]
    if clause.count("、") >= 2:
        words = words.split("、")[-1]
    words = _VERB.sub("", words)
    words = _AMOUNT.sub("", words.strip("“”‘’ "))
    return words if 2 < len(words) <= _LONGEST_NAME else match[0]


def _assessment_name(text: str) -> str:
    quoted = re.search(r"“([^”]*百分制考核)[^”]*”", text)
    return quoted[1] if quoted else "百分制考核"


def _is_planned(text: str, study: re.Match[str]) -> bool:
    """Whether the sentence says when, how often or how many: anything else is no entry of a year."""
    if _per_year(text, "") or _when(text)[0]:
        return True
    clause_start = max(text.rfind(mark, 0, study.start()) for mark in "，。；：,") + 1
    return _AMOUNT_ANYWHERE.search(text[clause_start : study.start()]) is not None


def _topic(maker: FactMaker, ordinal: int, text: str, *, name: str) -> str:
    """What is asked or learnt: the documents named, else the name's own words, else the article's title."""
    titles = _TITLE.findall(text)
    if titles:
        return "".join(titles)
    own = _STUDIED_END.sub("", _TESTED_END.sub("", name))
    if len(own) >= _SHORTEST_TOPIC:
        return own
    article = maker.source.article_of(ordinal)
    tested = _TESTED_END.search(name) is not None
    return (article.title if article and tested else "") or name


def _modes(text: str) -> tuple[str, ...]:
    modes = tuple(mode for mode, pattern in _MODES if pattern.search(text))
    return modes or (("assessment",) if _ASSESSED.search(text) else ())


def _when(text: str) -> tuple[tuple[int, ...], str]:
    """Months named, 1 to 12, and the document's own words for the time."""
    month = _MONTH.search(text)
    if month:
        first, last = int(month[1]), int(month[2] or month[1])
        if 1 <= first <= last <= 12:
            return tuple(range(first, last + 1)), month[0]
    festival = _FESTIVAL.search(text)
    if festival:
        return (_FESTIVAL_MONTHS[festival[1]],), festival[0]
    quarter = _QUARTER.search(text)
    if quarter:
        number = numeral_value(quarter[1]) or 1
        return tuple(range(3 * number - 2, 3 * number + 1)), quarter[0]
    for pattern, _ in _FREQUENCIES:
        often = pattern.search(text)
        if often:
            return (), often[0]
    return (), _first(_OPEN_TIME, text, 0)


def _per_year(text: str, name: str) -> int:
    for pattern, times in _FREQUENCIES:
        if pattern.search(text):
            return times
    before = text[: text.find(name)] if name and name in text else ""
    times_match = _TIMES.search(before)
    return numeral_value(times_match[1]) or 0 if times_match else 0


def _first(pattern: re.Pattern[str], text: str, group: int) -> str:
    match = pattern.search(text)
    return match[group] if match else ""
