"""Plans: an invented document and what reading it yields, and plans stored from it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from question_bank.bundle import (
    Article,
    Bundle,
    EventKind,
    Fact,
    FactKind,
    Genre,
    PlannedEvent,
    Section,
    SourceProblem,
)
from question_bank.items import (
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
)
from quizapp.database.transaction import transaction
from quizapp.plans.storing import Imported, store

IMPORTED = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
LABEL = "云溪图书馆2026年党建工作计划"
TEXT = """云溪图书馆党支部制定本计划。
一、办好学习
1.坚持共同学习。馆内党支部每季度组织一次“灯下共读”活动，由馆员轮流挑选篇目，读书组由领读员、记录员、联络员三类人员组成。
2.检验学习效果。6月，采取网上答题方式开展借阅制度测试，全体党员参加。
二、改进服务
3.管好资料。资料室每半年清点一次书架，结果报馆务会备案。
"""
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def place(words: str) -> tuple[int, int]:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def make_source(words: str, *, ordinal: int, asked: str) -> SourceRef:
    """The sentence of the text that holds these words, with the asked ones."""
    start = TEXT.rindex("\n", 0, TEXT.index(words)) + 1
    end = TEXT.index("\n", start)
    span = TEXT.index(asked, start)
    return SourceRef(
        document_sha256=DIGEST,
        label=LABEL,
        article=str(ordinal),
        article_ordinal=ordinal,
        start=start,
        end=end,
        raw_start=start,
        raw_end=end,
        quote=TEXT[start:end],
        span_start=span,
        span_end=span + len(asked),
    )


def make_items(label: str = LABEL) -> tuple[Item, ...]:
    """One item of each kind; the true/false one is on the plan's own arrangements."""

    def shared(name: str, stem: str, source: SourceRef) -> dict[str, Any]:
        return {
            "id": f"item-{name}",
            "stem": f"根据《{label}》，{stem}",
            "explanation": f"《{label}》第{source.article}条的规定。",
            "source": replace(source, label=label),
            "knowledge": Knowledge.GENERAL,
            "difficulty": Difficulty.EASY,
            "family": f"family-{name}",
            "template": "hand",
            "generator": "1",
            "seed": 1,
        }

    activity = make_source("灯下共读", ordinal=1, asked="灯下共读")
    people = make_source("灯下共读", ordinal=1, asked="领读员、记录员、联络员")
    mode = make_source("网上答题", ordinal=2, asked="网上答题")
    often = make_source("清点一次书架", ordinal=3, asked="每半年")
    return (
        FillInItem(
            blanks=(Blank("灯下共读"),),
            word_bank=("灯下共读", "林间漫谈", "午后闲话"),
            **shared(
                "activity", "馆内党支部每季度组织一次“____”活动，由馆员轮流挑选篇目。", activity
            ),
        ),
        MultipleChoiceItem(
            options=(
                Option("a", "领读员"),
                Option("b", "记录员"),
                Option("c", "联络员"),
                Option("d", "观察员"),
            ),
            keys=("a", "b", "c"),
            **shared("people", "馆内共读活动的读书组由哪几类人员组成？", people),
        ),
        SingleChoiceItem(
            options=(
                Option("a", "网上答题"),
                Option("b", "现场答题"),
                Option("c", "分组答题"),
                Option("d", "限时答题"),
            ),
            key="a",
            **shared("mode", "馆内借阅制度测试采取的方式是哪一种？", mode),
        ),
        TrueFalseItem(
            key=False,
            correction="每半年",
            **shared("often", "资料室每季度清点一次书架，结果报馆务会备案。", often)
            | {"knowledge": Knowledge.SCHEDULE},
        ),
    )


def make_bundle(**values: Any) -> Bundle:
    """What reading the invented document yields."""
    label = values.get("label", LABEL)
    starts = [place(head)[0] for head in ("1.坚", "2.检", "3.管")]
    ends = [TEXT.index("\n", start) for start in starts]
    titles = ("坚持共同学习", "检验学习效果", "管好资料")
    return replace(
        Bundle(
            sha256=DIGEST,
            format="txt",
            genre=Genre.PLAN,
            label=label,
            proposed_label="",
            text=TEXT,
            sections=(
                Section("一", "办好学习", TEXT.index("一、"), ends[1]),
                Section("二", "改进服务", TEXT.index("二、"), ends[2]),
            ),
            articles=tuple(
                Article(number, str(number), title, 0 if number < 3 else 1, start, end)
                for number, (title, start, end) in enumerate(
                    zip(titles, starts, ends, strict=True), start=1
                )
            ),
            facts=(
                make_fact(FactKind.RULE, "每季度", 1, slot="frequency", head="“灯下共读”活动"),
                make_fact(FactKind.TERM, "灯下共读", 1, slot="term:activity"),
                make_fact(
                    FactKind.ENUMERATION,
                    "领读员、记录员、联络员",
                    1,
                    slot="members",
                    head="读书组",
                    members=("领读员", "记录员", "联络员"),
                ),
                make_fact(FactKind.RULE, "每半年", 3, slot="frequency", head="清点书架"),
            ),
            events=make_events(),
            items=make_items(label),
            problems=(
                SourceProblem("unmatched_quote", "“ has no partner", 0, *place("制定本计划")),
            ),
            generator="1",
            seed=1,
        ),
        **values,
    )


def make_fact(
    kind: FactKind,
    value: str,
    ordinal: int,
    *,
    slot: str,
    head: str = "",
    members: tuple[str, ...] = (),
) -> Fact:
    """A fact whose value stands in the text."""
    start, end = place(value)
    return Fact(
        id=f"fact-{slot}-{start}",
        kind=kind,
        article_ordinal=ordinal,
        slot=slot,
        head=head,
        value=value,
        members=members,
        exclusive=True,
        closed=bool(members),
        sensitive=False,
        knowledge=Knowledge.GENERAL,
        start=max(0, start - 6),
        end=end + 4,
        value_start=start,
        value_end=end,
        detail={},
    )


def make_events() -> tuple[PlannedEvent, ...]:
    """A test in June, a quarterly assessment, one with open time, and a study."""
    test = make_event("test-1", "借阅制度测试", months=(6,), modes=("online",))
    return (
        test,
        make_event("test-2", "季度百分制考核", per_year=4, modes=("assessment",)),
        make_event("test-3", "馆规知识竞赛", when_text="年内", modes=("contest", "written")),
        replace(make_event("study-1", "灯下共读", per_year=4), kind=EventKind.STUDY),
    )


def make_event(event_id: str, name: str, **values: Any) -> PlannedEvent:
    """A test with open time and nothing said about it."""
    start, end = place("2.检验学习效果")
    return PlannedEvent(
        **{
            "id": event_id,
            "kind": EventKind.TEST,
            "name": name,
            "modes": (),
            "months": (),
            "when_text": "",
            "per_year": 0,
            "audience": "全体党员",
            "topic": "借阅制度",
            "article_ordinal": 2,
            "start": start,
            "end": end,
            "quote": TEXT[start:end],
        }
        | values
    )


def store_plan(
    unit_id: int, bundle: Bundle | None = None, *, actor_id: int | None = None
) -> Imported:
    """Store the invented plan, or what another reading gave, for the unit."""
    with transaction() as session:
        return store(
            session,
            bundle or make_bundle(),
            unit_id=unit_id,
            file_name="计划.txt",
            actor_id=actor_id,
            now=IMPORTED,
        )
