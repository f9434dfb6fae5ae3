"""`extract`: what a document says, for people or as JSON."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from question_bank.commands.documents import Opened, add_document_options, opened, set_limits
from question_bank.commands.terminal import DONE, write
from question_bank.extraction.report import report
from question_bank.formats.json_lines import json_line

TEACHES: Final = """\
Shows what a document says: its articles, and below each one the facts that items may
ask about, the tests and studies it plans; at the end what looks like a fault of the
document itself (an unmatched quotation mark, a likely typing error, a mask such as XX).

columns of a fact:
  slot: value [marks]
  slot    what the value fills, such as term, title, members, frequency, count, month
  value   the document's own words
  marks   general      members are asked it
          schedule     the plan's own arrangement; kept out of a member's paper
          exclusive    the slot holds one value only, so another one is provably wrong
          closed       the list is complete
          sensitive    asked only in the document's own words

with --json one object:
  text          the decoded file; all start and end count its characters
  plan          label, sha256, encoding
  articles      id (the printed number in Arabic digits), label, section, title, start, end
  terms, titles, enumerations, rules, test_events, study_events, problems
                each with article, start and end

examples:
  python -m question_bank extract plan.docx
  python -m question_bank extract law.txt --json | python -m json.tool --no-ensure-ascii
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file and the form of the output."""
    parser.add_argument("file", metavar="FILE", help="a document; - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_document_options(parser, seconds=60)


def run(options: argparse.Namespace) -> int:
    """Print what was found."""
    set_limits(options)
    plan = opened(options.file, label=options.label, name=options.name)
    if options.json:
        write(json_line(report(plan.document, plan.reading)))
    else:
        for line in _lines(plan):
            write(line)
    return DONE


def _lines(plan: Opened) -> Iterator[str]:
    document, reading = plan.document, plan.reading
    events, problems = reading.source.events, reading.source.problems
    below: defaultdict[int, list[str]] = defaultdict(list)
    for fact in reading.facts:
        marks = [str(fact.knowledge)]
        marks += [name for name in ("exclusive", "closed", "sensitive") if getattr(fact, name)]
        below[fact.article_ordinal].append(f"    {fact.slot}: {fact.value} [{' '.join(marks)}]")
    for event in events:
        said = f"    {event.kind}: {event.name} {', '.join(event.modes)} {event.when_text}"
        below[event.article_ordinal].append(said.rstrip())
    yield (
        f"{plan.printed.plan} ({document.format}, {document.genre}, {len(document.articles)}"
        f" articles, {len(reading.facts)} facts, {len(events)} events, {len(problems)} problems)"
    )
    if below[0]:
        yield f"\n{plan.printed.article_ids[0]}"
        yield from below[0]
    for article in document.articles:
        yield f"\n{plan.printed.article_ids[article.ordinal]} {article.title}".rstrip()
        yield from below[article.ordinal]
    for problem in problems:
        yield f"\n! {problem.message}: {document.text[problem.start : problem.end]}"
