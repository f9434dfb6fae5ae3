"""What is found in the five plans does not fall below what was measured; the scoring is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.items.extraction import (
    KINDS,
    Findings,
    Listed,
    Tally,
    compare,
    found_findings,
    gold_findings,
    score,
)

FLOOR = {"terms": 0.99, "titles": 0.99, "named lists": 0.99, "unnamed lists": 0.98, "faults": 0.99}


def test_floor_on_the_five_plans(plans_dir: Path) -> None:
    tallies = score(Path(__file__).parent, plans_dir)
    assert tallies["terms"].right > 200, "the gold files find their plans"
    for kind, floor in FLOOR.items():
        tally = tallies[kind]
        assert tally.precision >= floor, (kind, tally.wrong)
        assert tally.recall >= floor, (kind, tally.missed)


TEXT = (
    "1.要点。做到“三防”（防火、防潮、防虫），推行“四清”，执行《查档办法》。\n2.其余。在XX馆试点。"
)


def gold() -> Findings:
    names = {word: (TEXT.index(word), TEXT.index(word) + len(word)) for word in ("三防", "四清")}
    title = TEXT.index("查档办法")
    members = [[TEXT.index(one), TEXT.index(one) + 2] for one in ("防火", "防潮", "防虫")]
    return gold_findings(
        {
            "terms": [list(place) for place in names.values()],
            "titles": [[title, title + 4]],
            "enumerations": [{"term": list(names["三防"]), "members": members, "closed": True}],
            "problems": [{"kind": "mask", "start": TEXT.index("XX"), "end": TEXT.index("XX") + 2}],
        },
        TEXT,
    )


def test_everything_right() -> None:
    tallies = {kind: Tally() for kind in KINDS}
    text, found = found_findings(TEXT.encode(), "own.txt")
    compare(gold(), found, text, tallies)
    assert {kind: tally.right for kind, tally in tallies.items()} == {
        "terms": 2,
        "titles": 1,
        "named lists": 1,
        "closed": 1,
        "unnamed lists": 0,
        "faults": 1,
    }
    assert all(tally.precision == tally.recall == 1 for tally in tallies.values())


@pytest.mark.parametrize("members", [("防火", "防潮"), ("防火", "防潮", "防虫害")])
def test_a_list_counts_only_with_all_its_members(members: tuple[str, ...]) -> None:
    tallies = {kind: Tally() for kind in KINDS}
    place = gold().lists[0].place
    found = Findings(frozenset(), frozenset(), (Listed(members, place, True, True),), ())
    compare(gold(), found, TEXT, tallies)
    assert tallies["named lists"].precision == tallies["named lists"].recall == 0
    assert tallies["terms"].recall == 0
    assert tallies["terms"].missed == ["三防", "四清"]


def test_members_may_be_given_as_words() -> None:
    one = {
        "term": "三防",
        "members": ["防火", "防潮", "防虫"],
        "closed": True,
        "start": 9,
        "end": 17,
    }
    assert gold_findings({"enumerations": [one]}, TEXT).lists[0].members == ("防火", "防潮", "防虫")
