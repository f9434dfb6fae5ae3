"""An invented plan and drafts of items on it, good until a test spoils them."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from question_bank.bundle import Article, Fact, FactKind, SourceProblem
from question_bank.identity import item_id
from question_bank.items import (
    Blank,
    Difficulty,
    FillInItem,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
)
from question_bank.source import Source, Span

LABEL = "2031年云岭市档案局机关党建工作计划"
PREFIX = f"根据《{LABEL}》，"
TEXT = """2031年云岭市档案局机关党建工作的总体要求是：围绕中心、建设队伍、服务群众。
一、夯实组织基础
1.提高组织生活质量。各支部坚持每季度开展一次档案开放日，并邀请社区代表参加。局机关全年组织2-3期“兰台夜话”活动，由青年馆员轮流主讲。6月，结合馆藏整理举办业务比武。11月，面向全体馆员举办保密知识测试，采用闭卷测试、网上答题等方式。全面推行“四联四评”工作法，破解条块分割难题。
2.健全责任链条。党组书记负责总体部署、分管领导负责专项推进、支部书记负责日常落实，形成闭环。认真执行《云岭市档案局支部考评细则》，评议结果按百分制计分。大力弘扬兰台工匠的严谨性、传承性、服务性，提升编研水平。持续推进“护档、识档、用档”三大行动，擦亮窗口形象。
3.坚定政治立场。引导馆员坚决拥护“两个确立”，把讲政治落到修档护档全过程。建立机关科级干部廉政档案，防范廉政风险。常态化落实“一卷一策”制度，重点清理“睡眠卷”“糊涂卷”“断头卷”等积压问题。
"""
SHA256 = sha256(TEXT.encode()).hexdigest()


def make_source(
    text: str = TEXT, *, label: str = LABEL, problems: tuple[SourceProblem, ...] = ()
) -> Source:
    """The plan as the generator sees it: an article per numbered line."""
    articles: list[Article] = []
    start = 0
    for line in text.splitlines(keepends=True):
        number, dot, rest = line.partition(".")
        if dot and number.isdigit():
            title = rest.partition("。")[0]
            articles.append(Article(len(articles) + 1, number, title, 0, start, start + len(line)))
        start += len(line)
    return Source(
        sha256=sha256(text.encode()).hexdigest(),
        label=label,
        text=text,
        articles=tuple(articles),
        problems=problems,
        raw_offsets=range(len(text) + 1),
    )


def make_fact(source: Source, value: str, kind: FactKind, **changes: Any) -> Fact:
    """A fact on the first place where the value stands."""
    start = source.text.index(value)
    sentence = source.sentence_at(start)
    article = next((a.ordinal for a in source.articles if a.start <= start < a.end), 0)
    fact = Fact(
        id=f"fact-{sha256(value.encode()).hexdigest()[:8]}",
        kind=kind,
        article_ordinal=article,
        slot=kind.value,
        head="",
        value=value,
        members=(),
        exclusive=kind is FactKind.RULE,
        closed=False,
        sensitive=False,
        knowledge=Knowledge.GENERAL,
        start=sentence.start,
        end=sentence.end,
        value_start=start,
        value_end=start + len(value),
        detail={},
    )
    return replace(fact, **changes)


def make_list(source: Source, *members: str, **changes: Any) -> Fact:
    """A closed list of these members, standing with 、 between them."""
    value = "、".join(members)
    return make_fact(
        source, value, FactKind.ENUMERATION, members=members, **({"closed": True} | changes)
    )


def all_facts(source: Source) -> tuple[Fact, ...]:
    """Facts of the invented plan, of every kind."""
    rule, term = FactKind.RULE, FactKind.TERM
    plan = Knowledge.SCHEDULE
    return (
        make_fact(source, "每季度", rule, slot="frequency"),
        make_fact(source, "2-3期", rule, slot="count", knowledge=plan),
        make_fact(source, "兰台夜话", term),
        make_fact(source, "6月", rule, slot="month", knowledge=plan),
        make_fact(source, "11月", rule, slot="month", knowledge=plan),
        make_fact(source, "四联四评", term),
        make_list(
            source,
            "党组书记负责总体部署",
            "分管领导负责专项推进",
            "支部书记负责日常落实",
        ),
        make_fact(source, "云岭市档案局支部考评细则", FactKind.TITLE),
        make_fact(source, "百分制", rule, slot="score"),
        make_list(source, "严谨性", "传承性", "服务性"),
        make_list(source, "护档", "识档", "用档"),
        make_fact(source, "两个确立", term, sensitive=True),
        make_fact(source, "科级", rule, slot="level"),
        make_fact(source, "一卷一策", term),
        make_fact(source, "睡眠卷", term),
        make_fact(source, "糊涂卷", term),
        make_fact(source, "断头卷", term),
    )


def _shared(source: Source, asked: str, kind: Kind, stem: str, near: str = "") -> dict[str, Any]:
    begin = source.text.index(near) if near else 0
    start = source.text.index(asked, begin)
    sentence = source.sentence_at(start)
    ordinal = next((a.ordinal for a in source.articles if a.start <= start < a.end), 0)
    number = next((a.number for a in source.articles if a.ordinal == ordinal), "")
    family = f"fact-{start}"
    return {
        "id": item_id(source.sha256, start, family, kind=kind.value, template="draft"),
        "stem": PREFIX + stem,
        "explanation": f"依据第{number}条：原文如此。",
        "source": SourceRef(
            document_sha256=source.sha256,
            label=source.label,
            article=number,
            article_ordinal=ordinal,
            start=sentence.start,
            end=sentence.end,
            raw_start=sentence.start,
            raw_end=sentence.end,
            quote=source.text[sentence.start : sentence.end],
            span_start=start,
            span_end=start + len(asked),
        ),
        "knowledge": Knowledge.GENERAL,
        "difficulty": Difficulty.MEDIUM,
        "family": family,
        "template": "draft",
        "generator": "1",
        "seed": 1,
    }


def draft_fill_in(
    source: Source, stem: str, key: str, *, asked: str = "", slot: str = "text", **changes: Any
) -> FillInItem:
    """A fill-in item of one blank."""
    item = FillInItem(
        blanks=(Blank(key, (), slot),),
        **_shared(source, asked or key, Kind.FILL_IN, stem),
    )
    return replace(item, **changes)


def draft_single(
    source: Source, stem: str, key: str, wrong: tuple[str, ...], *, asked: str = "", **changes: Any
) -> SingleChoiceItem:
    """A single-choice item with the key first."""
    item = SingleChoiceItem(
        options=make_options(key, *wrong),
        key="a",
        **_shared(source, asked or key.strip("“”《》"), Kind.SINGLE_CHOICE, stem),
    )
    return replace(item, **changes)


def draft_multiple(
    source: Source,
    stem: str,
    keys: tuple[str, ...],
    wrong: tuple[str, ...],
    *,
    asked: str,
    **changes: Any,
) -> MultipleChoiceItem:
    """A multiple-choice item with the keys first."""
    item = MultipleChoiceItem(
        options=make_options(*keys, *wrong),
        keys=tuple("abcdef"[: len(keys)]),
        **_shared(source, asked, Kind.MULTIPLE_CHOICE, stem),
    )
    return replace(item, **changes)


def draft_statement(
    source: Source, stem: str, asked: str, *, key: bool, correction: str = "", **changes: Any
) -> TrueFalseItem:
    """A statement, true or false."""
    item = TrueFalseItem(
        key=key, correction=correction, **_shared(source, asked, Kind.TRUE_FALSE, stem)
    )
    return replace(item, **changes)


def make_options(*texts: str) -> tuple[Option, ...]:
    """Options a, b, c, ..."""
    return tuple(Option(name, text) for name, text in zip("abcdef", texts, strict=False))


def whole_span(source: Source, words: str) -> Span:
    """Where the words stand first."""
    start = source.text.index(words)
    return Span(start, start + len(words))
