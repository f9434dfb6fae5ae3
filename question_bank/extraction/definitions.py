"""What a regulation defines, and the systems it sets up.

Owns 本法所称……，是指…… and 国家实行……制度. The value of a definition is the defined term, its
meaning stands in `detail["meaning"]`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.making import FactMaker
from question_bank.lexicon import lists
from question_bank.source import Span

_ITEM: Final = re.compile(r"[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]")
_NAME: Final = r"[一-鿿（）]"


def add_definitions(maker: FactMaker) -> None:
    """Keep defined terms and named systems; nothing for plans and prose."""
    if maker.source.genre not in (Genre.REGULATION, Genre.RULES):
        return
    for sentence in maker.source.sentences:
        _add_definition(maker, sentence)
        _add_systems(maker, sentence)


def _add_definition(maker: FactMaker, sentence: Span) -> None:
    source = maker.source
    body = source.body_of(sentence)
    text = source.text[body.start : body.end]
    item = _ITEM.match(text)
    offset = body.start + (item.end() if item else 0)
    match = _definition().match(source.text, offset, body.end)
    if match is None:
        return
    term = match["term"]
    if any(word in term for word in ("的", "和", "或者", "以及", "、", "前款", "本条")):
        return
    maker.add(
        FactKind.TERM,
        "name:definition",
        match.start("term"),
        match.end("term"),
        head=match["meaning"],
        exclusive=True,
        detail={"meaning": match["meaning"]},
    )


def _add_systems(maker: FactMaker, sentence: Span) -> None:
    for match in _system().finditer(maker.source.text, sentence.start, sentence.end):
        name = match["name"]
        if any(
            word in name for word in ("的", "和", "与", "及", "等", "有关", "相应", "各项", "其他")
        ):
            continue
        maker.add(
            FactKind.TERM,
            "name:system",
            match.start("name"),
            match.end("name"),
            head=maker.clause_of(match.start()).strip("，。；：, \n"),
            detail={"noun": match["noun"]},
        )


@cache
def _definition() -> re.Pattern[str]:
    heads = "|".join(sorted(lists("regulations")["definition_heads"], key=len, reverse=True))
    return re.compile(
        rf"(?:{heads})?(?P<term>{_NAME}{{2,20}}?)(?:，?(?:是指|系指)|，指)(?P<meaning>[^。；\n]{{8,110}})[。；]"
    )


@cache
def _system() -> re.Pattern[str]:
    words = lists("regulations")
    verbs = "|".join(sorted(words["system_verbs"], key=len, reverse=True))
    nouns = "|".join(sorted(words["systems"], key=len, reverse=True))
    return re.compile(rf"(?:{verbs})(?P<name>[一-鿿]{{2,12}}?)(?P<noun>{nouns})(?=[，。；、]|$)")
