"""How well terms, titles, lists and faults are found, against lists made by hand.

    python -m benchmarks.items.extraction GOLD_FOLDER DOCUMENT_FOLDER

A gold file NAME.json or NAME.gold.json belongs to the document whose name begins with NAME, or, when
it names a sha256, to the one with that content. All offsets count characters of the decoded file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from question_bank.bundle import Fact, FactKind
from question_bank.extraction.extracting import extract
from question_bank.reading.document import read_document

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its members, where they stand, and whether it has a name."""

    members: tuple[str, ...]
    place: Place
    is_named: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What a document holds: by hand, or as it was found."""

    terms: frozenset[Place]
    titles: frozenset[Place]
    lists: tuple[Listed, ...]
    faults: tuple[tuple[str, Place], ...]
    has_faults: bool = True
    """Whether the faults were looked for."""
    has_unnamed: bool = True


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed ones of one kind."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of right ones among the found; 1 when nothing was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of found ones among those that are there; 1 when there are none."""
        there = self.right + len(self.missed)
        return self.right / there if there else 1.0


KINDS: Final = ("terms", "titles", "named lists", "closed", "unnamed lists", "faults")
"""`closed` counts the named lists that were found by whether they are complete, rightly or not."""


def gold_findings(gold: dict[str, Any], text: str) -> Findings:
    """What the hand-made list says of the text."""
    lists = []
    for one in gold.get("enumerations", []):
        if one["members"] and isinstance(one["members"][0], str):
            members, place = tuple(one["members"]), (one["start"], one["end"])
        else:
            members = tuple(text[start:end] for start, end in one["members"])
            place = (one["members"][0][0], one["members"][-1][1])
        lists.append(Listed(members, place, bool(one.get("term")), bool(one.get("closed"))))
    return Findings(
        frozenset((start, end) for start, end in gold.get("terms", [])),
        frozenset((start, end) for start, end in gold.get("titles", [])),
        tuple(lists),
        tuple((one["kind"], (one["start"], one["end"])) for one in gold.get("problems", [])),
        has_faults="problems" in gold,
        has_unnamed=any(not one.is_named for one in lists),
    )


def found_findings(data: bytes, name: str) -> tuple[str, Findings]:
    """The decoded text of the file and what extraction finds in it."""
    document = read_document(data, name)
    reading = extract(document, "计划")
    raw = document.raw_offsets

    def place(start: int, end: int) -> Place:
        return raw[start], raw[end - 1] + 1

    def places(kind: FactKind) -> frozenset[Place]:
        chosen = (
            fact
            for fact in reading.facts
            if fact.kind is kind and not fact.slot.startswith("name:")
        )
        return frozenset(place(fact.value_start, fact.value_end) for fact in chosen)

    def listed(fact: Fact) -> Listed:
        where = place(fact.value_start, fact.value_end)
        return Listed(fact.members, where, "label" in fact.detail, fact.closed)

    return document.raw, Findings(
        places(FactKind.TERM),
        places(FactKind.TITLE),
        tuple(listed(fact) for fact in reading.facts if fact.kind is FactKind.ENUMERATION),
        tuple(
            (problem.code, place(problem.start, max(problem.end, problem.start + 1)))
            for problem in reading.source.problems
            if not problem.code.startswith("number_")
        ),
    )


def compare(gold: Findings, found: Findings, text: str, tallies: dict[str, Tally]) -> None:
    """Add one document to the tallies."""

    def words(place: Place) -> str:
        return text[slice(*place)]

    _count(tallies["terms"], gold.terms, found.terms, words)
    _count(tallies["titles"], gold.titles, found.titles, words)
    for is_named, kind in ((True, "named lists"), (False, "unnamed lists")):
        if not is_named and not gold.has_unnamed:
            continue
        there = [one for one in gold.lists if one.is_named is is_named]
        # A list with a name that was found without one, or the other way round, is another list.
        _count_lists(tallies, kind, there, [one for one in found.lists if one.is_named is is_named])
    if gold.has_faults:
        _count_faults(tallies["faults"], gold.faults, found.faults, words)


def _count(
    tally: Tally,
    there: Iterable[Place],
    found: Iterable[Place],
    words: Callable[[Place], str],
) -> None:
    there, found = set(there), set(found)
    tally.right += len(there & found)
    tally.wrong += [words(place) for place in sorted(found - there)]
    tally.missed += [words(place) for place in sorted(there - found)]


def _count_lists(
    tallies: dict[str, Tally], kind: str, there: Sequence[Listed], found: Sequence[Listed]
) -> None:
    left = list(there)
    for one in found:
        match = next(
            (
                other
                for other in left
                if _folded(other) == _folded(one) and _overlap(other.place, one.place)
            ),
            None,
        )
        if match is None:
            tallies[kind].wrong.append("/".join(one.members))
            continue
        left.remove(match)
        tallies[kind].right += 1
        if match.is_named:
            if match.is_closed is one.is_closed:
                tallies["closed"].right += 1
            else:
                tallies["closed"].wrong.append("/".join(one.members))
    tallies[kind].missed += ["/".join(one.members) for one in left]


def _folded(one: Listed) -> tuple[str, ...]:
    """The members without blanks and marks around them."""
    return tuple("".join(member.split()).strip("“”《》；。，;,.") for member in one.members)


def _count_faults(
    tally: Tally,
    there: Iterable[tuple[str, Place]],
    found: Iterable[tuple[str, Place]],
    words: Callable[[Place], str],
) -> None:
    """One fault that was found may stand for several of its kind in the same clause."""
    there, found = list(there), list(found)
    for kind, place in there:
        if any(kind == other and _overlap(place, where) for other, where in found):
            tally.right += 1
        else:
            tally.missed.append(f"{kind} {words(place)}")
    tally.wrong += [
        f"{kind} {words(place)}"
        for kind, place in found
        if not any(kind == other and _overlap(place, where) for other, where in there)
    ]


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def score(golds: Path, documents: Path) -> dict[str, Tally]:
    """Compare every gold file that has its document, in the order of their names."""
    tallies = {kind: Tally() for kind in KINDS}
    files = sorted(
        path for path in documents.iterdir() if path.suffix in (".txt", ".docx", ".html")
    )
    by_hash = {sha256(path.read_bytes()).hexdigest(): path for path in files}
    for gold_file in sorted(golds.glob("*.json")):
        gold = json.loads(gold_file.read_text("utf-8"))
        name = gold_file.name.split(".")[0]
        path = by_hash.get(gold.get("sha256", "")) or next(
            (one for one in files if one.stem == name), None
        )
        if path is None or "terms" not in gold:
            continue
        text, found = found_findings(path.read_bytes(), path.name)
        compare(gold_findings(gold, text), found, text, tallies)
    return tallies


def main(arguments: Sequence[str]) -> int:
    """Print one line a kind, and with -v what is wrong and what is missed."""
    verbose = "-v" in arguments
    golds, documents = (Path(one) for one in arguments if one != "-v")
    for kind, tally in score(golds, documents).items():
        sys.stdout.write(
            f"{kind:14} precision {tally.precision:.4f}  recall {tally.recall:.4f}"
            f"  right {tally.right}  wrong {len(tally.wrong)}  missed {len(tally.missed)}\n"
        )
        if verbose:
            sys.stdout.writelines(f"    wrong: {one}\n" for one in tally.wrong)
            sys.stdout.writelines(f"    missed: {one}\n" for one in tally.missed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
