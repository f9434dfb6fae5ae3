"""All drafts of a regulation, and the names asked of other documents."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bundle import Genre
from question_bank.checks.item_linter import check_item
from question_bank.generation.norms.drafting import name_items, norm_items
from question_bank.generation.pipeline import generate_items
from question_bank.generation.selection import LIGHT, WANTED
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
    item_to_json,
)
from question_bank.stem_parts import body_of, prefix_for
from tests.question_bank.made_up_regulation import (
    LABEL,
    TEXT,
    facts_of,
    norms,
    reading,
    workshop_of,
)

LINES = TEXT.splitlines()
DRAFTS = tuple(norm_items(workshop_of(reading())))


def as_bytes(items: list[Item]) -> bytes:
    return json.dumps([item_to_json(item) for item in items], ensure_ascii=False).encode()


def assert_sound(items: list[Item] | tuple[Item, ...], text: str) -> None:
    for item in items:
        assert len(body_of(item.stem)) <= 75 + len("（选出文件明确列举的各项）")
        assert item.source.quote == text[item.source.start : item.source.end]
        assert item.source.start <= item.source.span_start < item.source.span_end
        match item:
            case SingleChoiceItem() | MultipleChoiceItem():
                texts = [option.text for option in item.options]
                assert len(set(texts)) == len(texts) and 3 <= len(texts) <= 6
            case FillInItem():
                assert item.stem.count(BLANK) == len(item.blanks)
            case TrueFalseItem():
                assert bool(item.correction) is not item.key


def test_every_draft_passes_and_is_sound() -> None:
    for item in DRAFTS:
        assert not any(finding.blocking for finding in check_item(item, reading().source))
    assert_sound(DRAFTS, reading().source.text)


def test_all_templates_are_used() -> None:
    assert {item.kind for item in DRAFTS} == set(Kind)
    assert {item.template.rstrip(".0123456789").rpartition(".")[2] for item in DRAFTS} == {
        "value", "actor", "organ", "definition", "system", "term", "lines", "member", "members", "modal",
        "true", "denied",
    }  # fmt: skip
    numbered = {item.template for item in DRAFTS if item.template[-1].isdigit()}
    assert numbered and all(name.startswith("norm.fill_in.member.") for name in numbered)
    kinds = {item.kind for item in DRAFTS if item.template.endswith(".definition")}
    assert kinds == {Kind.SINGLE_CHOICE, Kind.TRUE_FALSE}


def test_stems_name_the_regulation_and_facts_are_families() -> None:
    ids = {fact.id for fact in reading().facts}
    for item in DRAFTS:
        assert item.stem.startswith(prefix_for(LABEL))
        assert item.family in ids
        assert item.explanation.startswith(f"依据第{item.source.article}条")


def test_no_id_twice() -> None:
    assert len({item.id for item in DRAFTS}) == len(DRAFTS)


def test_most_articles_have_two_items_after_the_selection() -> None:
    items = generate_items(reading().source, reading().facts, 5)
    counts = [
        sum(item.source.article_ordinal == article.ordinal for item in items)
        for article in reading().source.articles
    ]
    assert sum(count >= WANTED for count in counts) >= 0.7 * len(counts)


def test_nothing_outside_of_the_articles_is_asked() -> None:
    preamble = "园林部门应当自收到来信之日起十五日内答复认养人。"
    inside = "气象部门应当自收到来信之日起三十日内答复护林员。"
    found = reading("\n".join([LABEL, preamble, f"第一条 {inside}", "第二条 无。", ""]))
    assert {fact.article_ordinal for fact in found.facts} >= {0, 1}
    assert {item.source.article_ordinal for item in norm_items(workshop_of(found))} == {1}


def test_prohibitions_are_only_quoted() -> None:
    kept = [item for item in DRAFTS if item.source.article == "十一"]
    assert kept and all(isinstance(item, TrueFalseItem) and item.key for item in kept)


def test_titles_of_other_laws_are_not_asked() -> None:
    found = norms(
        "认养人应当遵守《花木移栽规定》，爱护“冬青角”。",
        "园丁应当熟读《苗床修补规定》。",
        "护林员应当熟读《山林巡查规定》。",
        "邻里应当熟读《街巷清扫规定》。",
    )
    titles = {fact.id for fact in facts_of(found, "title")}
    assert len(titles) == 4
    items = list(norm_items(workshop_of(found)))
    assert items and not titles & {item.family for item in items}


def test_same_seed_same_bytes() -> None:
    again = list(norm_items(workshop_of(reading())))
    assert as_bytes(again) == as_bytes(list(DRAFTS))
    assert as_bytes(list(norm_items(workshop_of(reading(), seed=8)))) != as_bytes(again)


@given(st.lists(st.sampled_from(LINES[2:]), max_size=14), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_any_lines_in_any_order_give_sound_items_only(lines: list[str], seed: int) -> None:
    found = reading("\n".join([LABEL, "第一条 园林部门应当照看花木。", *lines, ""]))
    items = generate_items(found.source, found.facts, seed)
    assert_sound(items, found.source.text)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert not any(finding.blocking for finding in check_item(item, found.source))


@pytest.mark.parametrize("genre", [Genre.PROSE, Genre.PLAN])
def test_other_documents_are_asked_for_names_and_plans_lightly(genre: Genre) -> None:
    found = norms(
        "认养人应当自觉维护栽种秩序。",
        "园丁换班实行当面交接制度，逐日登记。",
        "本市实行登记入册制度。",
        "园丁应当讲解交通、教学和经营的须知。",
    )
    shop = workshop_of(found)
    shop = replace(shop, source=replace(found.source, genre=genre))
    items = list(name_items(shop))
    assert items
    assert {item.template.endswith(LIGHT) for item in items} == {genre is Genre.PLAN}
    names = {fact.id for fact in found.facts if fact.slot.startswith("name:")}
    assert {item.family for item in items} <= names


def test_a_line_that_says_its_case_without_de_is_stated() -> None:
    """（一）私收花木；below 有下列情形之一的: the head gives the line its 的."""
    lines = "（一）私自转让划给本人的苗床；\n（二）在苗床内堆放过冬的木柴。"
    head = "认养人有下列情形之一的，由园林部门收回苗床："
    items = list(norm_items(workshop_of(norms(f"{head}\n{lines}", "无。"))))
    stems = {item.stem.partition("，")[2] for item in items if item.template.endswith(".true")}
    assert "认养人私自转让划给本人的苗床的，由园林部门收回苗床。" in stems
