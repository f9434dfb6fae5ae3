"""`generate`: items from documents, for people or one JSON object a line."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from question_bank.checks.item_linter import check_item
from question_bank.checks.paper import enemy_pairs
from question_bank.commands.choosing import best, worth_of
from question_bank.commands.documents import Opened, add_document_options, opened, set_limits
from question_bank.commands.several import together
from question_bank.commands.terminal import DONE, Failure, positive, progress, write
from question_bank.formats.json_lines import Printed, json_line, knowledge_of, public_record
from question_bank.generation.pipeline import generate_items
from question_bank.items import (
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)

TEACHES: Final = """\
Makes test items from one or more documents. Only what the document proves is asked;
an article with nothing certain to ask gives no item.

With --count N the best N are chosen: spread over documents, articles and kinds, no two
that ask the same or give each other's answer away; fewer when no more can stand in one
paper. Of several documents an item whose answer another one contradicts is made only if it
names its own; what they state alike is one family. The same files, options and seed give the same bytes on any machine.

with --json one object a line:
  id, kind      fill_in, single_choice, multiple_choice or true_false
  knowledge     term, rule or duty, which members must know; arrangement: the plan's own
                schedule
  stem          a blank is ____
  word_bank     words to choose from, for a fill-in; may be empty
  options, key  key: texts of the blanks; places of the right options from 0; true or false
  accepted      for each blank its other right writings
  explanation   why the key is right, and where it stands
  difficulty    easy, medium or hard: an estimate
  fact, family  items of one family ask the same; at most one in a paper
  enemies       ids of items that give this one's answer away, or the other way round
  template, seed
  source        plan, article, start, end, quote; text[start:end] of `extract --json` is quote
  detail        what `check` needs beside these; other programs may ignore it

examples:
  python -m question_bank generate plan.docx --count 40
  python -m question_bank generate plan.docx law.txt --json > items.jsonl
  python -m question_bank generate law.txt --kinds single_choice true_false --seed 7
"""

_HEADS: Final = {
    Kind.FILL_IN: "填空", Kind.SINGLE_CHOICE: "单选", Kind.MULTIPLE_CHOICE: "多选",
    Kind.TRUE_FALSE: "判断",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, what is wanted of them, and the form of the output."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="documents; - for standard input")
    parser.add_argument(
        "--kinds", metavar="KIND", nargs="+", default=[], help=f"only these of {', '.join(Kind)}"
    )
    parser.add_argument("--count", type=positive, metavar="N", help="the best N items")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another seed, other items"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_document_options(parser, seconds=60)


def run(options: argparse.Namespace) -> int:
    """Print the items."""
    kinds, files = _kinds_and_files(options.kinds, options.files)
    if not files:
        raise Failure(f"no FILE given (see {'python -m question_bank generate'} --help)")
    if options.label and len(files) > 1:
        raise Failure("--label names one document, and several files were given")
    set_limits(options, files=len(files))
    items: list[Item] = []
    plans: dict[str, Opened] = {}
    for number, file in enumerate(files, start=1):
        progress(f"{number}/{len(files)} {file}")
        plan = opened(file, label=options.label, name=options.name)
        if plan.document.sha256 not in plans:
            plans[plan.document.sha256] = plan
            items += generate_items(plan.reading.source, plan.reading.facts, options.seed)
    progress("")
    beside = together([(plan.file, plan.reading.facts) for plan in plans.values()])
    wanted = [item for item in items if item.kind in kinds and beside.may_ask(item)]
    foes = _enemies([replace(item, family=beside.family_of(item)) for item in wanted])
    if options.count is not None:
        facts = {id_: fact for plan in plans.values() for id_, fact in plan.printed.facts.items()}
        wanted = best(
            wanted, foes, options.count, options.seed,
            worth=lambda item: worth_of(facts.get(item.family)),
            is_clean=cache(lambda item: not check_item(item, None)),
        )  # fmt: skip
        foes = {}
    for number, item in enumerate(wanted, start=1):
        document = plans[item.source.document_sha256].printed
        if options.json:
            others = foes.get(item.id, frozenset())
            family = beside.family_of(item)
            write(json_line(public_record(item, document, others, family=family)))
        else:
            write("\n".join(_lines(number, item, document)) + "\n")
    return DONE


def _kinds_and_files(
    named: Sequence[str], files: Sequence[str]
) -> tuple[frozenset[Kind], list[str]]:
    """The kinds asked for, all without any; a file behind --kinds is a file."""
    kinds: list[Kind] = []
    more: list[str] = []
    for word in [part for given in named for part in given.split(",") if part]:
        if word in list(Kind):
            kinds.append(Kind(word))
        elif word == "-" or Path(word).exists():
            more.append(word)
        else:
            raise Failure(f"no kind {word!r}; one of {', '.join(Kind)}")
    return frozenset(kinds or Kind), [*files, *more]


def _enemies(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in enemy_pairs(items):
        found[one].add(other)
        found[other].add(one)
    return {item: frozenset(others) for item, others in found.items()}


def _lines(number: int, item: Item, document: Printed) -> Iterator[str]:
    """The item as it would stand in a paper, with its key below."""
    knowledge = knowledge_of(item, document.facts.get(item.family))
    yield f"{number}. [{_HEADS[item.kind]} {knowledge} {item.difficulty}] {item.stem}"
    match item:
        case FillInItem():
            if item.word_bank:
                yield f"   备选：{'　'.join(item.word_bank)}"
            key = "；".join(_with_others(blank.key, blank.accepted) for blank in item.blanks)
        case SingleChoiceItem() | MultipleChoiceItem():
            for option in item.options:
                yield f"   {option.id.upper()}. {option.text}"
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            key = "".join(keys).upper()
        case TrueFalseItem():
            key = "正确" if item.key else "错误"
    yield f"   答案：{key}"
    yield f"   解析：{item.explanation}"
    yield f"   出处：{document.plan} {document.article_ids[item.source.article_ordinal]}"


def _with_others(key: str, others: Iterable[str]) -> str:
    shown = "/".join(others)
    return f"{key}（{shown}）" if shown else key
