"""What a sentence says of a planned event: name, topic, ways, and the fields of a row.

Owns reading these parts; whether the sentence calls for an event at all, `events` decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.extraction.rule_words import one_of, word_list
from question_bank.lexicon import lists

_ANNEX: Final = re.compile(
    r"^[ 　]*(?:\d+[.．、 　]?|[一二三四五六七八九十]+、)?[ 　]*(?:附件|附表|附[：:])", re.MULTILINE
)
_TITLE: Final = re.compile(r"《[^《》\n]+》")
_CELL_END: Final = str.maketrans("\t|｜", "，，，")
_AMOUNT: Final = re.compile(
    r"^(?:[作做])?(?:不得少于|不少于|至少|各|每[^，。]{0,3}?)?(?:\d+|[一二两三四五六七八九十])(?:[-－—~～至到](?:\d+|[一二两三四五六七八九十]))?"
    r"(?:批次|次|轮|场|期)(?:普及性的?)?的?"
)
_OFTEN: Final = re.compile(
    r"^(?:每[两三]?个?(?:季度|半年|年度|学期|年|月|周)|[年季月]度|\d{1,2}月份?|[上下]半年|全年)+(?=.)"
)
_OFTEN_INSIDE: Final = re.compile(
    r"^(.*)每[两三]?个?(?:季度|半年|年度|学年|学期|年|月|周)[一二三四五六日初中末底]?(?:[上下]午|晚上?)?(?=[\u4e00-\u9fff]{2,})"
)
"""What stands before the rhythm: who studies belongs to the name, who is tested does not."""
_MARKS: Final = "“”‘’ \t，。；：、—－-"
_LONGEST_NAME: Final = 30
_ON_PAPER: Final = frozenset({"closed_book", "written"})
_TESTED_END: Final = re.compile(
    r"(?:学习)?(?:知识)?(?:有奖)?(?:年度|季度|月度)?(?:竞答|竞赛|抢答)?(?:书面|闭卷|开卷|网上|线上|在线)?(?:网络)?(?:小测验?|测试|测验|考试|考核|答题活动|答题|竞赛|竞答|抢答|(?:抢答|竞答|擂台)赛|大赛|比赛)$"
)
_STUDIED_END: Final = re.compile(
    r"(?:专题|业务|集中|知识|示范)*(?:培训班|研修班|读书班|培训|轮训|学习|研讨|讲座)$"
)
_IS_CLAUSE: Final = re.compile(r"[在到由于自经]|.*(?:逐人|在\d)")
"""How words begin that are a clause: 到8个馆抽考."""
_ABOUT: Final = re.compile(r"(?:以|围绕)([^，。；、]{2,30}?)为(?:主题|主要内容|内容|重点|主)")


def annex_start(text: str) -> int:
    """Where the annexes begin, the end of the text when there are none.

    A table below its own heading is one, where sentences stand before it; else it is the plan.
    """
    said = text.find("。")
    found = (_ANNEX.search(text), _table_heading().search(text, said) if said >= 0 else None)
    return min((match.start() for match in found if match), default=len(text))


@cache
def _table_heading() -> re.Pattern[str]:
    return re.compile(rf"^[^，。；：\n]{{0,20}}{one_of('annex_ends')}[ 　]*$", re.MULTILINE)


def blanked(text: str) -> str:
    """The text with each title replaced by as many fillers: a test in a title is no event.

    What parts the cells of a table becomes a comma, so that no name runs over two of them.
    """
    return _TITLE.sub(lambda match: "\ufffc" * len(match[0]), text).translate(_CELL_END)


def name_of(text: str, start: int, end: int) -> str:
    """The words from the verb to the end of the event's own word; a list is cut to its member."""
    clause = max(text.rfind(mark, 0, start) for mark in "，。；：,;\n") + 1
    words = text[clause:end]
    if text[start:end] not in words:
        return text[start:end]
    cuts = [match.end() for match in _joint().finditer(words[: start - clause])]
    whole = words + re.split("[，。；：]", text[end:], maxsplit=1)[0]
    if cuts and (
        words[cuts[-1] - 1] != "、"
        or text.startswith("各", end)
        or whole.count("、") > 1
        or _is_listed(words[: cuts[-1] - 1])
    ):
        words = words[cuts[-1] :]
        clause += cuts[-1]
    verb = _verb().match(words[: max(start - clause, 0)])
    if verb:
        words = words[verb.end() :]
    words = _AMOUNT.sub("", words.strip(_MARKS)).strip(_MARKS).removeprefix("的").strip(_MARKS)
    rounds = words.startswith(word_list("rounds")) and words.endswith(word_list("assessments"))
    words = words if rounds else _OFTEN.sub("", words)
    words = _OFTEN_INSIDE.sub(r"\1" if text[start:end] in word_list("studies") else "", words)
    words = _AMOUNT.sub("", words)
    words = _studied_and().sub("", words)
    if words.count("“") > words.count("”"):
        words = words.rpartition("“")[2]
    if words.count("”") > words.count("“"):
        words = "“" + words
    if (
        words.startswith(word_list("name_rests"))
        or "\ufffc" in words
        or not len(words) <= _LONGEST_NAME
        or len(words) < end - start
    ):
        return text[start:end]
    return words


def _is_listed(words: str) -> bool:
    """Whether the words before a 、 name an event of their own: 甲测试、乙竞赛."""
    return re.search(rf"{one_of('tests', 'studies')}[^、]{{0,8}}$", words) is not None


@cache
def _studied_and() -> re.Pattern[str]:
    """What names a study beside the test: 培训和 of 知识培训和考试."""
    return re.compile(rf"{one_of('studied')}[和与及并](?={one_of('tests')}$)")


@cache
def _joint() -> re.Pattern[str]:
    """What parts two members of a list: 、, or 和 before a count."""
    return re.compile(r"[、]|和(?=\d|[一二两三四五六七八九十][次轮场期])|暨|以及")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf".*(?:{one_of('held', 'own_times')}|对|以)(?:好|了|一?次)?")


def core_of(name: str) -> str:
    """What the name adds to 测试 or 培训: 党内法规 of 党内法规知识测试, empty for a bare 闭卷测试."""
    return _core_start().sub("", _core_end().sub("", name)).strip(_MARKS)


@cache
def _core_end() -> re.Pattern[str]:
    return re.compile(rf"{one_of('core_ends')}+$")


@cache
def _core_start() -> re.Pattern[str]:
    return re.compile(rf"^{one_of('core_starts')}+")


def topic_of(raw: str, name: str) -> str:
    """What is asked or learnt: the documents named, else what it is about, else the name's core."""
    titles = _TITLE.findall(raw)
    if titles:
        return "".join(dict.fromkeys(titles))
    about = _ABOUT.search(raw)
    if about:
        return about[1].strip(_MARKS)
    return _TESTED_END.sub("", _STUDIED_END.sub("", name))


def is_topic(words: str) -> bool:
    """Whether the words say what is asked: 等级评定 and 到馆抽考 only say which test it is."""
    return bool(core_of(_no_topic().sub("", words))) and not _IS_CLAUSE.match(words)


@cache
def _no_topic() -> re.Pattern[str]:
    return re.compile(one_of("no_topics"))


def modes_of(text: str) -> tuple[str, ...]:
    """The ways named, in the order of the list."""
    found: dict[str, list[str]] = lists("rules")["modes"]
    text = _closed_and_written().sub(lambda match: match[0][: -len(match[1])], text)
    named = {mode for mode, words in found.items() if any(word in text for word in words)}
    if _online().search(text) or (not named & _ON_PAPER and _on_platform().search(text)):
        named.add("online")
    return tuple(mode for mode in found if mode in named)


@cache
def _closed_and_written() -> re.Pattern[str]:
    """One way named by two words: 闭卷笔试 is a closed-book test."""
    modes: dict[str, list[str]] = lists("rules")["modes"]
    return re.compile(rf"(?:{'|'.join(modes['closed_book'])})({'|'.join(modes['written'])})")


@cache
def _online() -> re.Pattern[str]:
    return re.compile(rf"{one_of('online_leads')}(?:(?!线下)[^，。；、]){{0,14}}?{one_of('tests')}")


@cache
def _on_platform() -> re.Pattern[str]:
    return re.compile(
        rf"{one_of('way_verbs', 'online_uses')}[^，。；、]{{0,10}}?{one_of('platforms')}"
    )


def record_of(text: str) -> dict[str, str]:
    """The fields of a flattened row of a table, 事项：…；时限：…; empty when it is none."""
    fields: dict[str, str] = {}
    for part in re.split(r"[；;|\t]", text):
        label, colon, value = part.strip().partition("：")
        if colon and len(label) <= 8 and value:
            fields[label.strip()] = value.strip(" 。")
    known = {*word_list("record_labels"), *word_list("time_labels"), *word_list("mode_labels")}
    return fields if len(fields) >= 2 and known & set(fields) else {}


def record_item(text: str) -> str:
    """What a flattened row of a table is about, empty when the text is none."""
    fields = record_of(text)
    return next(
        (value for label, value in fields.items() if label in word_list("record_labels")), ""
    )
