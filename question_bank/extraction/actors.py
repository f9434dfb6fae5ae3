"""Who must, may or may not do what in a regulation.

Owns the subjects of duties (用人单位应当……), the organs a matter goes to or comes from
(由国务院批准, 向公安机关报告) and the norms that can be quoted as they stand. Works on documents of
numbered 条 and on lists of rules; plans have `duties`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.cuts import tagged
from question_bank.extraction.making import FactMaker
from question_bank.lexicon import lists
from question_bank.source import Source, Span

_LONGEST: Final = 22
_SHORTEST: Final = 2
_FEWEST: Final = 2
"""A name is known as an actor when it opens that many clauses before a modal word, or has an ending
of more than one character that only offices have."""
SHORTEST_NORM: Final = 13
_OF_WHICH: Final = re.compile(r"[^，。；]{0,16}的(?:部门|机构|机关|单位)")
"""由县级人民政府主管某某工作的部门: the office goes on."""
_NEGATIVE: Final = ("不得", "禁止", "严禁")


def add_actors(maker: FactMaker) -> None:
    """Keep subjects, organs and norms of a regulation; nothing for other genres."""
    if maker.source.genre not in (Genre.REGULATION, Genre.RULES):
        return
    actors = actors_in(maker.source)
    for sentence in maker.source.sentences:
        _add_subjects(maker, sentence, actors)
        _add_organs(maker, sentence)
        _add_norm(maker, sentence)


def actors_in(source: Source) -> tuple[str, ...]:
    """Names that stand before a modal word at the head of a clause, the longest first."""
    found = Counter(
        match["actor"]
        for sentence in source.sentences
        for clause in _clauses(source, sentence)
        if (match := _subject().match(source.text, clause.start, clause.end))
        and is_actor(match["actor"])
    )
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def is_actor(name: str) -> bool:
    """Whether a stretch of text is the name of a person, unit or office, and of no vague one."""
    words = lists("regulations")
    if not _SHORTEST <= len(name) <= _LONGEST or name in words["never_actors"]:
        return False
    bare = name
    for unit in words["listing_units"]:
        bare = bare.replace(unit, "")
    if any(mark in bare for mark in words["never_in_actors"]):
        return False
    if not name.endswith(tuple(words["actor_endings"])):
        return False
    if name[-1] in "人者员" and len(name) < 3:
        return False
    return not _begins_with_verb(name)


@lru_cache(maxsize=20_000)
def _begins_with_verb(name: str) -> bool:
    """设立保险公司 is something done, no name of anybody."""
    words = tagged(name)
    return len(words) > 1 and words[0][1] == "v" and len(words[0][0]) > 1 and words[1][1] != "v"


def _add_subjects(maker: FactMaker, sentence: Span, actors: tuple[str, ...]) -> None:
    text = maker.source.text
    for place, clause in enumerate(_clauses(maker.source, sentence)):
        if place and text[clause.start - 1] not in "；;":
            continue
        name = next((one for one in actors if text.startswith(one, clause.start)), "")
        if not name:
            continue
        end = clause.start + len(name)
        rest = text[end : sentence.end]
        modal = _modal().search(text, end, sentence.end)
        if modal is None or not rest.startswith(tuple(lists("regulations")["openers"])):
            continue
        maker.add(
            FactKind.DUTY,
            "actor",
            clause.start,
            end,
            head=rest.rstrip("。；，"),
            detail={
                "actor": name,
                "relation": modal[0],
                "polarity": "negative" if modal[0] in _NEGATIVE else "positive",
            },
        )


def _add_organs(maker: FactMaker, sentence: Span) -> None:
    for match in _organ().finditer(maker.source.text, sentence.start, sentence.end):
        name = match["organ"]
        if not is_actor(name) or _OF_WHICH.match(maker.source.text, match.end()):
            continue
        maker.add(
            FactKind.DUTY,
            "organ",
            match.start("organ"),
            match.end("organ"),
            head=maker.clause_of(match.start()).strip("，。；：, \n"),
            exclusive=match["before"] != "会同",
            detail={"actor": name, "relation": match["before"] + "…" + match["after"]},
        )


def _add_norm(maker: FactMaker, sentence: Span) -> None:
    source = maker.source
    body = source.body_of(sentence)
    modal = _modal().search(source.text, body.start, body.end)
    if source.text[body.end - 1] not in "。；" or body.end - body.start < SHORTEST_NORM:
        return
    relation = modal[0] if modal else ""
    maker.add(
        FactKind.DUTY,
        "norm",
        body.start,
        body.end,
        head=source.text[body.start : body.end - 1],
        detail={
            "relation": relation,
            "polarity": "negative" if relation in _NEGATIVE else "positive",
        },
    )


def _clauses(source: Source, sentence: Span) -> Iterator[Span]:
    body = source.body_of(sentence)
    for clause in source.clauses_of(sentence):
        start = max(clause.start, body.start)
        if start < clause.end:
            yield Span(start, clause.end)


@cache
def _modal() -> re.Pattern[str]:
    words = [*lists("regulations")["modals"], "禁止", "严禁"]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _subject() -> re.Pattern[str]:
    modals = "|".join(sorted(lists("regulations")["modals"], key=len, reverse=True))
    return re.compile(rf"(?P<actor>[一-鿿、]{{2,{_LONGEST}}}?)(?:{modals})")


@cache
def _organ() -> re.Pattern[str]:
    words = lists("regulations")
    before = "|".join(sorted(words["organ_before"], key=len, reverse=True))
    after = "|".join(sorted(words["organ_after"], key=len, reverse=True))
    return re.compile(
        rf"(?P<before>{before})(?P<organ>[一-鿿、]{{2,{_LONGEST}}}?)"
        rf"(?:依法|统一|分别|负责)?(?P<after>{after})"
    )
