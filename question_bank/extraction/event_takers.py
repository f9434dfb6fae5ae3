"""Who takes a planned test or study, and the mark that passes, as the document says it.

Owns these two fields; whether there is an event at all, `events` decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.extraction.rule_words import one_of

_COUNTED: Final = re.compile(r"(^|、)\d+[名个位]")
_SCORE: Final = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})分"
_GRADED: Final = rf"(?:{_SCORE}|\d{{1,3}}%)"
_FAILING: Final = (
    r"(?:的|者)?，?(?:一律|当年|应当|须|应|要|需|必须|判定为|视为|为)?"
    r"(?:不合格|不及格|不得|不予|不能|不发|暂缓|取消|停|离岗|下岗|待岗|调离|调整|列入|重考|重新|重测|补考|补测|接受|参加|延长|扣|脱产|责令|回炉)"
)
_PASS: Final = re.compile(
    rf"(?:合格线|及格线|达标线|合格标准|及格标准|合格分数?线?|及格分数?线?)(?:[为是：]|设为|定为)?({_SCORE})"
    rf"|({_SCORE})(?:（含）)?(?:及)?(?:以上)?(?:的)?(?:为|方为|才算|视为|即为|方可|计为|算)?(?:合格|及格|达标|通过|过关)"
    rf"|(?:成绩|得分|分数|平均分)(?:应|须|要)?(?:不低于|不少于|达到|达)({_SCORE})"
    rf"|({_GRADED})以上(?:的|者)?(?:即可|方可|才能|方能|方|才|可以|可|即|视为|视同|算作|由|发给|颁发|准予)"
    rf"|(?:低于|不足|不满|未满|未达到?|达不到|不到)({_SCORE}){_FAILING}"
    rf"|({_SCORE})以下{_FAILING}"
    r"|答[对出]((?:\d{1,3}|[一二三四五六七八九十]{1,3})[题道])"
)


def pass_mark_of(text: str) -> str:
    """The mark to reach, as written; empty when none is named."""
    match = _PASS.search(text)
    return next((part for part in match.groups() if part), "") if match else ""


def audience_in(name: str) -> str:
    """Who is tested, where the name of the test begins with them: 网格员业务测试; else empty."""
    match = _first_in_name().match(name)
    return match[1] if match else ""


@cache
def _first_in_name() -> re.Pattern[str]:
    return re.compile(rf"({_people(8)})(?=[^，。；：、的者]{{2,}}$)")


def audience_of(text: str) -> str:
    """Who takes part, where the words name people behind 组织, 面向 or 对, or before 参加."""
    for pattern in (_named(), _doers(), _picked()):
        match = pattern.search(text)
        if match:
            found = next(part for part in match.groups() if part)
            return _COUNTED.sub(r"\1", found)
    return ""


@cache
def _people(most: int) -> str:
    """A list of people, its first member with at most so many characters before its last word."""
    people = one_of("audiences")
    return (
        rf"(?:[^，。；：、“”\ufffc]{{0,{most}}}?{people}+)"
        rf"(?:(?:、|和|及|与)[^，。；：、“”\ufffc]{{0,8}}?{people}+)*"
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        r"(?:组织(?![部科处委])|面向|针对|覆盖|发动|动员|安排|要求|对象：?为?|对(?!象))"
        rf"(?:开展|举办|举行)?(?:(?:\d+|[一二两三])[次期轮场])?({_people(12)})"
    )


@cache
def _doers() -> re.Pattern[str]:
    """Who stands at the head of a clause that says that they take it: 全体学生每月完成一次测试."""
    return re.compile(
        rf"(?:^|[，。；：])({_people(12)})(?!的)[^，。；：“”]{{0,10}}?(?:“[^”]*”[^，。；：“”]{{0,6}})?"
        rf"{one_of('taking')}"
    )


@cache
def _picked() -> re.Pattern[str]:
    """Who is examined, behind the verb and before a stop: 抽考科级以下干部."""
    return re.compile(rf"(?:抽考|抽测|抽查|考核|考评)({_people(12)})(?=[，。；：]|$)")
