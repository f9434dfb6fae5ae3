"""How well rules and planned events are found: `python -m benchmarks.items.rules`, `--all` for each miss
of the documents that may be read.

Measures the report of `extract --json` against the gold of the five plans (offsets and labels in
`tests/question_bank/gold`; the plans are found through PLANS_DIR) and of the unseen documents. An
entry is right when it overlaps one of the gold and names its number, period or date; an event when it
overlaps or bears the same name, and months and ways agree. The fields of the tests that overlap are
counted apart, in the documents whose gold lists them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from question_bank.extraction.extracting import extract
from question_bank.extraction.report import report
from question_bank.numerals import with_digits
from question_bank.reading.document import read_document

ROOT: Final = Path(__file__).resolve().parents[2]
GOLD: Final = ROOT / "tests" / "question_bank" / "gold"
UNSEEN: Final = ROOT / "benchmarks" / "items" / "unseen"
PLANS: Final = Path(os.environ.get("PLANS_DIR", ROOT.parent / "shared" / "plans"))
_READ: Final = {
    "p": (1, 2, 3, 4, 5, 6, 8, 12, 13),
    "e": (1, 3, 5, 7, 9, 11),
    "r": (1, 2, 3, 5),
    "b": (1, 2, 3, 4),
    "t": (1, 2, 3, 5),
    "m": (1, 2),
    "f": (1, 3, 5, 7, 9, 11, 13),
}
READ: Final = frozenset(
    f"{genre}{number:02d}" for genre, numbers in _READ.items() for number in numbers
)
"""The unseen documents that were read to mend rules since; the others were only counted."""
EVENTS_APART: Final = frozenset("rbtm")
"""Genres whose gold lists the time of a test or study with the event only, not among the rules: a rule
found there is neither right nor wrong. The gold of the plans lists it in both places."""
_VALUES: Final = ("frequency", "count", "deadline")
FIELDS: Final = ("months", "modes", "frequency", "count", "audience", "topic", "pass_mark")
_FIELDS_LISTED: Final = frozenset("fm")
"""Genres whose gold fills in every field of a test."""
_GOALS: Final = {"rules": (0.90, 0.95), "test_events": (0.95, 0.95)}

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many the gold holds, how many were found, and how many of these are right."""

    wanted: int
    found: int
    right: int
    missed: tuple[Entry, ...]
    wrong: tuple[Entry, ...]

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 when there is none."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0


def score(
    kind: str, found: Sequence[Entry], gold: Sequence[Entry], unscored: Sequence[Entry] = ()
) -> Score:
    """Match each entry of the gold with at most one that was found, the most alike first."""
    agrees = _rule_agrees if kind == "rules" else _event_agrees
    open_ = list(range(len(found)))
    missed = []
    for entry in gold:
        fitting = [place for place in open_ if agrees(found[place], entry)]
        if fitting:
            open_.remove(max(fitting, key=lambda place: _overlap(found[place], entry)))
        else:
            missed.append(entry)
    wrong = [
        found[place] for place in open_ if not any(_overlap(found[place], one) for one in unscored)
    ]
    right = len(gold) - len(missed)
    return Score(len(gold), right + len(wrong), right, tuple(missed), tuple(wrong))


def _overlap(one: Entry, other: Entry) -> int:
    return max(
        0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"]))
    )


def _rule_agrees(found: Entry, gold: Entry) -> bool:
    if not _overlap(found, gold):
        return False
    own = {with_digits(found[name] or "").replace("两", "2") for name in _VALUES} - {""}
    wanted = {with_digits(gold.get(name) or "").replace("两", "2") for name in _VALUES} - {""}
    return any(one in other or other in one for one in own for other in wanted)


def _event_agrees(found: Entry, gold: Entry) -> bool:
    same = found["name"] in gold["name"] or gold["name"] in found["name"]
    if not (_overlap(found, gold) or same):
        return False
    months = set(found["months"] or ()) == set(gold.get("months") or ())
    if "modes" not in gold:
        return months
    return months and set(found["modes"]) - {"other"} == set(gold["modes"]) - {"other"}


def fields_right(found: Sequence[Entry], gold: Sequence[Entry]) -> dict[str, list[bool]]:
    """For each field, whether it agrees in the tests found at the place of one in the gold.

    Texts agree when one holds the other, an empty one only with an empty one.
    """
    right: dict[str, list[bool]] = {name: [] for name in FIELDS}
    open_ = list(found)
    for entry in gold:
        one = max(open_, key=lambda other: _overlap(other, entry), default=None)
        if one is None or not _overlap(one, entry):
            continue
        open_.remove(one)
        for name in FIELDS:
            right[name].append(_field_agrees(one[name], entry[name]))
    return right


def _field_agrees(found: object, gold: object) -> bool:
    if isinstance(found, list) or isinstance(gold, list):
        both = [set(one) - {"other"} if isinstance(one, list) else set() for one in (found, gold)]
        return both[0] == both[1]
    own, wanted = (with_digits(str(one or "")).replace("两", "2") for one in (found, gold))
    return own in wanted or wanted in own if own and wanted else own == wanted


def _spans(pairs: Sequence[Sequence[int]]) -> list[Entry]:
    return [{"start": start, "end": end} for start, end in pairs]


def documents() -> Iterator[tuple[str, str, Path, dict[str, Any]]]:
    """Set, name, file and gold of every annotated document that is there.

    The set of an unseen document says whether it was read since, and the letter of its genre.
    """
    for path in sorted(GOLD.glob("*.rules.json")):
        plans = sorted(PLANS.glob(f"{path.name[:3]}_*.txt"))
        if plans:
            yield "plans", path.name[:3], plans[0], json.loads(path.read_text("utf-8"))
    for path in sorted(UNSEEN.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        group = f"{'read' if name[:3] in READ else 'held out'} {name[0]}"
        yield group, name, UNSEEN / f"{name}.txt", json.loads(path.read_text("utf-8"))


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each set; 1 when a goal of the design is missed."""
    totals: dict[tuple[str, str], list[Score]] = {}
    fields: dict[str, dict[str, list[bool]]] = {}
    for group, name, path, gold in documents():
        document = read_document(path.read_bytes(), path.name)
        found = report(document, extract(document, name))
        if name[0] in _FIELDS_LISTED:
            for field, right in fields_right(found["test_events"], gold["test_events"]).items():
                fields.setdefault(group, {}).setdefault(field, []).extend(right)
        for kind in ("rules", "test_events", "study_events"):
            if gold.get(kind) is None:
                continue
            unscored = _spans(gold.get("unscored") or ())
            if kind == "rules" and name[0] in EVENTS_APART:
                unscored += [*(gold["test_events"] or ()), *(gold["study_events"] or ())]
            one = score(kind, found[kind], gold[kind], unscored)
            totals.setdefault((group, kind), []).append(one)
            if "--all" in arguments and not group.startswith("held out"):
                for word, entries in (("missed", one.missed), ("wrong", one.wrong)):
                    for entry in entries:
                        sys.stdout.write(f"{name} {kind} {word}: {entry}\n")
    failed = False
    for (group, kind), scores in sorted(totals.items()):
        whole = Score(
            sum(one.wanted for one in scores), sum(one.found for one in scores),
            sum(one.right for one in scores), (), (),
        )  # fmt: skip
        recall, precision = _GOALS.get(kind, (0.0, 0.0))
        failed |= whole.recall < recall or whole.precision < precision
        sys.stdout.write(
            f"{group:10} {kind:12} {whole.wanted:4} in the gold, recall {whole.recall:.3f},"
            f" precision {whole.precision:.3f}\n"
        )
    for group, counts in sorted(fields.items()):
        shares = (f"{name} {sum(right)}/{len(right)}" for name, right in counts.items())
        sys.stdout.write(f"{group:10} fields of tests: {', '.join(shares)}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
