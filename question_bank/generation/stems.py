"""Stems: the document's own clauses, shortened, with the asked words replaced.

Owns which clauses a stem keeps. Only deletions, the naming of the plan and fixed forms; nothing is
paraphrased. Says nothing of keys and options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.bundle import Genre
from question_bank.checks.values import grams
from question_bank.generation.standing import pattern
from question_bank.items import BLANK
from question_bank.source import Source, Span
from question_bank.stem_parts import GAP, prefix_for, topic_for

_UNTIDY: Final = re.compile(r"[\s,:;?!()]")
_HALF_TO_FULL: Final = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_LEADING: Final = re.compile(
    rf"^(?:{pattern('list_markers').pattern})?(?:(?:同时|此外|另外|其中|年内)，)?(?:并且|并(?!轨|联|购)|要(?!害|求|素|闻|点|案|件)|也|还(?!原))?"
)
_DEPENDENT: Final = re.compile(
    r"^(?:按照|根据|依据|依托|通过|针对|围绕|结合|利用|为了|随着|着眼|聚焦|面对|对照|贯彻“)"
    r"(?!.{3,}(?:开展|举办|组织|召开|推进|建立|制定|完善|评选|加强|打造|做好|抓好|进行|参加))"
    r"|^以.{2,40}(?:为契机|为主线|为重点|为统领|为主题|为主要内容|为基础|为抓手|为目标|为载体|活动|方式|形式|为主)[，,]?$"
    r"|(?:基础上|的同时|过程中|方式|形式|载体|契机|前夕|[：:])[，,：:]?$"
    r"|^(?:\d{1,2}月|[“”一二三四五六七八九十]{3,5}(?:前夕|前后))[，,]?$"
)
_GAPS: Final = (BLANK, GAP)
_CONDITION: Final = re.compile(
    r"(?:的|时|后|前|者)[，,]$|^(?:对|对于|凡|如|若|遇有|未)[^，]*[，,]$|[：:]$"
)
_TRAILING: Final = re.compile(
    r"(?:^|，)(?:围绕|按照|根据|依据|通过|结合|依托|针对|以)[^，。]*(?:主题|要求|原则|重点|目标|契机|抓手|方式|形式|基础)。$"
)
"""A last clause that only says how or on what, without what is done."""
_HOLLOW: Final = re.compile(
    r"(?:前|内|底)(?:要|需|须)?(?:全部|基本|全面)?(?:完成|签订|完毕|到位|结束)$|有$"
)
"""A last clause that does not say what is done: 3月底前全部完成."""
_CUT_SHORT: Final = re.compile(
    r"[二两三四五六七八九十][^，。；”]{1,6}”[^，。；]{0,4}(?:[，：]?(?:即|就是|分别是)|——)[^、]*(?:，|。?$)"
)
"""Members of a counted list with commas between them."""
_UNFINISHED: Final = re.compile(r"(?<![目标别似])的$")
"""A condition without what follows from it."""
_CONTINUES: Final = re.compile(r"\s*(?:以及|及(?!时)|和(?!谐)|与|或者|等)")
_MARKS: Final = "，；：。,;:！？!? \n"

_PARTING: Final = ("；", ";")
_ENDING: Final = frozenset("。；;！!”")

SHORTEST_BODY: Final = 22
BEST_BODY: Final = 44
LONGEST_BODY: Final = 75


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of the source, by their place, and what the stem shows instead."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    body: str


def tidy(text: str) -> str:
    """The words in the widths of Chinese print: half-width marks between Chinese become full.

    White space goes, a comma or colon between digits stays.
    """
    if not _UNTIDY.search(text):
        return text
    chars: list[str] = []
    for place, char in enumerate(text):
        if char.isspace():
            continue
        if char in _HALF_TO_FULL and not _between_digits(text, place):
            char = _HALF_TO_FULL[char]
        chars.append(char)
    return "".join(chars)


def stems(source: Source, sentence: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
    """All stems around the replaced words, the best first, each naming the plan.

    Best is the least context that stands alone; the article's title is put before it only in the
    later ones. Each ends with a full stop.
    """
    prefix = prefix_for(source.label)
    for body in bodies(source, sentence, replaced):
        yield prefix + body
    article = next(
        (part for part in source.articles if part.start <= sentence.start < part.end), None
    )
    if article is None or not is_topic(article.title) or article.title in _text(source, sentence):
        return
    asked = "".join(_text(source, part.span) for part in replaced)
    if grams(article.title) & grams(asked):
        return
    lead = topic_for(tidy(article.title))
    for body in bodies(source, sentence, replaced):
        yield prefix + lead + body


def is_topic(title: str) -> bool:
    """Whether an article's title can stand in 在……方面: short, one clause, balanced quotes."""
    return (
        4 <= len(title) <= 22
        and not any(mark in title for mark in "，；：。,;:")
        and title.count("“") == title.count("”")
        and not title.endswith(("者", "方面"))
        and "“主力军”" not in title
    )


def bodies(
    source: Source, sentence: Span, replaced: Sequence[Replacement], *, stated: bool = False
) -> Iterator[str]:
    """The stems without the naming of plan and article, best first.

    One that is `stated` as true or false must begin as its sentence does or behind ；.
    """
    whole = source.body_of(sentence)
    if source.text[whole.end - 1] in "？?" or source.text[whole.start] in "（(":
        return
    if "什么" in _text(source, whole):
        return
    clauses = [
        Span(max(clause.start, whole.start), clause.end)
        for clause in source.clauses_of(sentence)
        if clause.end > whole.start
    ]
    first = _index_of(clauses, min(part.span.start for part in replaced))
    last = _index_of(clauses, max(part.span.end for part in replaced) - 1)
    headed = stated or _has_no_topic(source, clauses[first])
    candidates = [
        candidate
        for start in range(first, -1, -1)
        for end in range(last, len(clauses))
        if not (
            (headed and _is_headless(source, clauses, start))
            or (stated and _is_tailless(source, clauses, end))
        )
        and (candidate := _candidate(source, clauses, (start, end), replaced=replaced))
    ]
    seen: set[str] = set()
    for candidate in sorted(candidates, key=lambda one: (one.cost, one.body)):
        if candidate.body not in seen:
            seen.add(candidate.body)
            yield candidate.body


def verbatim_bodies(source: Source, sentence: Span, asked: Span) -> Iterator[str]:
    """The clauses around the asked words as they stand, best first."""
    words = source.text[asked.start : asked.end]
    return bodies(source, sentence, (Replacement(asked, words),), stated=True)


def _is_headless(source: Source, clauses: Sequence[Span], start: int) -> bool:
    """Whether a part that begins here leaves behind who acts or on what condition."""
    return start > 0 and not _text(source, clauses[start - 1]).rstrip().endswith(_PARTING)


def _is_tailless(source: Source, clauses: Sequence[Span], end: int) -> bool:
    """Whether a part that ends here leaves something behind, or the sentence ends without a mark, as
    the cell of a table does."""
    if _text(source, clauses[-1]).rstrip()[-1:] not in _ENDING:
        return True
    # A plan's clauses say one deed each; in prose the first half of a thought is none.
    return source.genre is Genre.PROSE and not _ends_part(source, clauses, end)


def _candidate(
    source: Source,
    clauses: Sequence[Span],
    window: tuple[int, int],
    *,
    replaced: Sequence[Replacement],
) -> _Candidate | None:
    start, end = window
    parts: list[str] = []
    place = clauses[start].start
    for part in sorted(replaced, key=lambda one: one.span.start):
        parts += [tidy(source.text[place : part.span.start]), part.text]
        place = part.span.end
    parts.append(tidy(source.text[place : clauses[end].end]))
    body = "".join(parts).strip(_MARKS)
    trimmed = _LEADING.sub("", body)
    if not trimmed.startswith(BLANK[:1]) or body == trimmed:
        body = trimmed
    length = len(body)
    closing = tidy(source.text[clauses[end].start : clauses[end].end])
    if (
        length > LONGEST_BODY - 1
        or closing.endswith("：")
        or _UNFINISHED.search(closing.strip("，；。"))
        or _HOLLOW.search(closing.strip("，；。"))
        or _DEPENDENT.search(closing.strip("，；"))
    ):
        return None
    if "：" in re.sub("“[^”]*”|（[^）]*）", "", body) or "（（" in body:
        return None
    if end + 1 < len(clauses) and _CONTINUES.match(
        source.text[clauses[end + 1].start : clauses[end + 1].end]
    ):
        return None
    if _CUT_SHORT.search(body) and not _ends_part(source, clauses, end):
        # “四个明显”，即…… with only some of the four.
        return None
    opening = tidy(source.text[clauses[start].start : clauses[start].end])
    if start > 0 and (
        opening.startswith("即")
        or tidy(source.text[clauses[start - 1].start : clauses[start - 1].end]).endswith("：")
    ):
        # What 即 or a colon explains is left behind: the stem would have no head.
        return None
    if start > 0 and pattern("arranging").search(
        _text(source, Span(clauses[0].start, clauses[start - 1].end))
    ):
        # 全年考核安排：……；每半年技能考核: without its head a line says nothing.
        return None
    if start > 0 and not _may_open(source, clauses, start, body):
        return None
    if _TRAILING.search(body):
        return None
    cost = 2.0 * (end - start)
    cost += 1.2 * max(0, SHORTEST_BODY - length) + 0.5 * max(0, length - BEST_BODY)
    if start > 0:
        cost += 1.0
        if opening.startswith(
            ("推动", "促进", "确保", "使", "营造", "筑牢", "以", "不断", "着力", "切实", "引导")
        ):
            cost += 1.5
        previous = tidy(source.text[clauses[start - 1].start : clauses[start - 1].end])
        if _DEPENDENT.search(previous.strip("，；")):
            cost += 4.0
    return _Candidate(cost, body + "。")


def _may_open(source: Source, clauses: Sequence[Span], start: int, body: str) -> bool:
    """Whether a stem may begin with this inner clause: it says what is done, the one before is no
    condition of it, and no part of another statement before ； comes along."""
    before = tidy(source.text[clauses[start - 1].start : clauses[start - 1].end])
    if _CONDITION.search(before) or body.startswith((*_GAPS, *"不可0123456789")):
        return False
    if pattern("leaning_heads", at_start=True).match(body):
        return False
    if body.startswith("每") and not before.endswith("；"):
        return False
    if _is_conditioned(source, clauses, start):
        return False
    whole = source.text[clauses[start].start : clauses[-1].end]
    inner = whole[: len(body)]
    return not ("；" in inner[:-2] and not before.endswith("；"))


def _ends_part(source: Source, clauses: Sequence[Span], end: int) -> bool:
    """Whether a stem that ends with this clause leaves nothing of its part behind."""
    return end + 1 == len(clauses) or _text(source, clauses[end]).rstrip().endswith(_PARTING)


def _has_no_topic(source: Source, clause: Span) -> bool:
    """Whether a clause says how often or how many without saying of what, so that it needs all that
    stands before it: 每个社区不少于5人."""
    said = _LEADING.sub("", tidy(_text(source, clause)))
    return bool(pattern("leaning_asked", at_start=True).match(said))


def _is_conditioned(source: Source, clauses: Sequence[Span], start: int) -> bool:
    """Whether a clause before this one, behind the last ；, says in what case it holds: 一旦……，"""
    for clause in reversed(clauses[:start]):
        said = tidy(_text(source, clause))
        if said.endswith("；"):
            return False
        if pattern("conditions", at_start=True).match(_LEADING.sub("", said)):
            return True
    return False


def _index_of(clauses: Sequence[Span], position: int) -> int:
    for index, clause in enumerate(clauses):
        if position < clause.end:
            return index
    return len(clauses) - 1


def _text(source: Source, span: Span) -> str:
    return source.text[span.start : span.end]


def _between_digits(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isdigit() and text[place + 1].isdigit()
