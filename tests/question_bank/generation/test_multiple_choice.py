"""Multiple-choice items."""

from __future__ import annotations

from question_bank.bundle import FactKind
from question_bank.generation.distractors import Distractors
from question_bank.generation.enumerations import listed_of
from question_bank.generation.multiple_choice import (
    CLOSED_BY,
    from_list,
    from_neighbours,
    neighbours,
)
from question_bank.generation.targets import target_of
from question_bank.generation.workshop import Workshop
from tests.question_bank.made_up import all_facts, make_fact, make_list, make_source

PLAN = make_source()
FACTS = all_facts(PLAN)
WORKSHOP = Workshop(PLAN, FACTS, Distractors(PLAN, FACTS, 1), 1)


def test_whole_list() -> None:
    listed = listed_of(make_list(PLAN, "严谨性", "传承性", "服务性"), PLAN)
    assert listed is not None
    item = from_list(listed, WORKSHOP)
    assert item is not None
    right = {option.text for option in item.options if option.id in item.keys}
    assert right == {"严谨性", "传承性", "服务性"}
    assert len(item.options) in {4, 5}
    assert list(item.keys) == sorted(item.keys)


def test_open_list_is_closed_by_the_stem() -> None:
    source = make_source("1.某事。不断增强编研成果的严谨性、传承性、服务性等特点，服务读者。\n")
    fact = make_list(source, "严谨性", "传承性", "服务性", closed=False)
    listed = listed_of(fact, source)
    assert listed is not None
    item = from_list(listed, Workshop(source, (fact,), Distractors(source, (fact,), 1), 1))
    assert item is not None and item.stem.endswith(CLOSED_BY)


def test_core_phrases_are_not_asked_so() -> None:
    source = make_source("1.某事。坚决拥护“两个确立”、做到“两个维护”，落实到修档护档全过程。\n")
    fact = make_list(source, "两个确立”", "做到“两个维护”", sensitive=True)
    listed = listed_of(fact, source)
    if listed is not None:
        assert from_list(listed, WORKSHOP) is None


def test_titles_side_by_side() -> None:
    text = "1.某事。抓好《云岭市档案局支部考评细则》《云岭市档案局借阅管理规定》的学习贯彻，组织馆员测试。\n"
    source = make_source(text)
    facts = tuple(
        make_fact(source, title, FactKind.TITLE)
        for title in ("云岭市档案局支部考评细则", "云岭市档案局借阅管理规定")
    )
    targets = [target for fact in facts if (target := target_of(fact, source))]
    runs = neighbours(targets, text)
    assert [len(run) for run in runs] == [2]
    item = from_neighbours(runs[0], Workshop(source, facts, Distractors(source, facts, 1), 1))
    assert item is not None
    assert len(item.keys) == 2 and len(item.options) == 4
