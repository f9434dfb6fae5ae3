"""Who answers for what in a plan: a named office and its verb of duty."""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.words import words

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
