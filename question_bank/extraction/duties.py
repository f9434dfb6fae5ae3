"""Who answers for what in a plan: a named office and its verb of duty, 由……负责, 责任部门：……"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.event_words import record_item
from question_bank.extraction.making import FactMaker
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.extraction.words import words

_ASSIGNED: Final = re.compile(
    r"由(?P<actor>[^，。；：、由\n“”《》]{2,16}?)(?P<relation>(?:具体|统一|全面)?(?:牵头负责|负责|牵头))(?P<rest>[^，。；\n]{0,30})"
)
_ADVERBS: Final = "切实|认真|全面|严格|扎实|自觉|主动|充分|具体|直接"


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
    _add_assigned(maker)


def _add_assigned(maker: FactMaker) -> None:
    """Keep the one office that a matter is given to; a list of offices is no single answer."""
    if maker.source.genre is Genre.REGULATION:
        return
    text = maker.source.text
    for match in _ASSIGNED.finditer(text):
        if not match["actor"].startswith(word_list("nobody")):
            _add_duty(maker, match, match["rest"] or _matter(maker, match.start()))
    for match in _labelled().finditer(text):
        sentence = maker.source.sentence_at(match.start())
        matter = record_item(text[sentence.start : sentence.end])
        _add_duty(maker, match, matter or _matter(maker, match.start()))


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<relation>{one_of('duty_labels')})[：:]\s*"
        r"(?P<actor>[^，。；：、\n（）()]{2,20})(?=[，。；\n）)]|$)"
    )


def _add_duty(maker: FactMaker, match: re.Match[str], matter: str) -> None:
    if not matter:
        return
    maker.add(
        FactKind.DUTY,
        "actor",
        match.start("actor"),
        match.end("actor"),
        head=f"{match['relation']}：{matter}",
        exclusive=True,
        detail={"actor": match["actor"], "relation": match["relation"], "object": matter},
    )


def _matter(maker: FactMaker, place: int) -> str:
    """What its clause or the one before speaks of, else the article's title."""
    source = maker.source
    clauses = source.clauses_of(source.sentence_at(place))
    own = next((clause for clause in clauses if clause.start <= place < clause.end), None)
    said = source.text[source.body_of(own).start : place].strip("，。；：、 \n") if own else ""
    if len(said) > 1:
        return said
    before = [clause for clause in clauses if clause.end <= place]
    if before:
        return source.text[before[-1].start : before[-1].end].strip("，。；：、 \n")
    article = source.article_at(place)
    return article.title if article else ""
