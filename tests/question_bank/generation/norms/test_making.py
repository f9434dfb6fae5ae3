"""Items from questions: a blank, options, the sentence as it stands or with another value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.bundle import Fact, SourceProblem
from question_bank.checks.item_linter import check_item
from question_bank.generation.norms.making import (
    as_it_stands,
    blank_of,
    changed,
    choice_of,
    exchanged,
    items_on,
    obliged,
)
from question_bank.generation.norms.questions import Question, Questions
from question_bank.items import BLANK, FillInItem, SingleChoiceItem, TrueFalseItem
from question_bank.stem_parts import GAP, body_of
from tests.question_bank.made_up_regulation import facts_of, norms, reading, workshop_of

SHOP = workshop_of(reading())
QUESTIONS = Questions(SHOP.source, SHOP.facts, SHOP.seed)


def fact_of(value: str) -> Fact:
    return next(fact for fact in SHOP.facts if fact.value == value)


def question_on(value: str) -> Question:
    question = QUESTIONS.of(fact_of(value))
    assert question is not None
    return question


def norm_with(words: str) -> Fact:
    return next(fact for fact in facts_of(reading(), "norm") if words in fact.value)


def texts_of(item: SingleChoiceItem) -> dict[str, str]:
    return {option.id: option.text for option in item.options}


@pytest.mark.parametrize("value", ["十五日", "园林部门", "栽种秩序", "登记入册", "百分之二十"])
def test_all_items_on_a_question_pass_and_ask_for_its_key(value: str) -> None:
    items = list(items_on(question_on(value), SHOP))
    assert items
    for item in items:
        assert not any(finding.blocking for finding in check_item(item, SHOP.source))
        assert item.family == fact_of(value).id
        ref = item.source
        assert SHOP.source.text[ref.span_start : ref.span_end] == value
        match item:
            case FillInItem():
                assert item.blanks[0].key == value
            case SingleChoiceItem():
                assert texts_of(item)[item.key] == value
            case TrueFalseItem():
                assert item.correction == value and not item.key


def test_a_blank_takes_the_digits_too_and_a_bank_with_the_key() -> None:
    item = blank_of(question_on("十五日"), SHOP)
    assert item is not None
    assert body_of(item.stem) == f"暖房管理站应当自收到材料之日起{BLANK}内答复认养人。"
    assert (item.blanks[0].accepted, item.blanks[0].slot) == (("15日",), "deadline")
    assert "十五日" in item.word_bank and len(item.word_bank) == 4


def test_a_share_may_be_written_with_its_sign() -> None:
    item = blank_of(question_on("百分之二十"), SHOP)
    assert item is not None and item.blanks[0].accepted == ("20%",)


def test_a_term_is_not_asked_beside_what_it_is_of() -> None:
    norm = "暖房管理站实行培训制度，园丁应当接受花卉培训。"
    shop = workshop_of(norms(norm, "花房实行巡查制度。", "花匠实行交接制度。"))
    questions = Questions(shop.source, shop.facts, shop.seed)
    asked = [question for fact in shop.facts if (question := questions.of(fact))]
    told = next(question for question in asked if question.key == "培训")
    assert len(told.wrong) > 1
    assert list(items_on(told, shop)) == []


def test_nothing_is_asked_without_wrong_words() -> None:
    number = replace(question_on("十五日"), wrong=(), texts=())
    name = replace(question_on("园林部门"), wrong=())
    assert list(items_on(number, SHOP)) == list(items_on(name, SHOP)) == []
    assert choice_of(number, SHOP) is None and changed(number, SHOP) is None


def test_numbers_keep_their_natural_order_as_options() -> None:
    question = question_on("十五日")
    item = choice_of(question, SHOP)
    assert item is not None and item.fixed_order and GAP in item.stem
    assert tuple(texts_of(item).values()) == question.texts


def test_names_stand_among_two_or_three_proven_ones() -> None:
    question = question_on("园林部门")
    item = choice_of(question, SHOP)
    assert item is not None and not item.fixed_order
    wrong = {text for name, text in texts_of(item).items() if name != item.key}
    assert wrong <= set(question.wrong) and len(wrong) in (2, 3)


def test_a_changed_sentence_differs_in_the_one_value() -> None:
    question = question_on("十五日")
    item = changed(question, SHOP)
    assert item is not None and item.key is False
    assert body_of(item.stem) == (
        f"暖房管理站应当自收到材料之日起{question.contrary}内答复认养人。"
    )
    assert question.contrary in item.explanation and "十五日" in item.explanation


def test_nothing_is_changed_where_another_value_may_hold_too() -> None:
    question = question_on("十五日")
    open_slot = replace(question, fact=replace(question.fact, exclusive=False))
    assert changed(open_slot, SHOP) is None
    assert changed(replace(question, contrary=""), SHOP) is None
    assert changed(question_on("登记入册"), SHOP) is None


@pytest.mark.parametrize(("behind", "said"), [("应当", True), ("的代表应当", False)])
def test_a_duty_is_laid_on_the_other_party_only_where_the_party_bears_it(
    behind: str, said: bool
) -> None:
    found = norms(
        f"出租人{behind}在每月月初查看花架并且更换松动的木条。", "承租人应当按时浇灌盆花。"
    )
    shop = workshop_of(found)
    fact = facts_of(
        norms("出租人应当在每月月初查看花架并且更换松动的木条。", "承租人应当按时浇灌盆花。"),
        "actor",
    )[0]
    asked = Questions(shop.source, shop.facts, shop.seed).of(fact)
    assert asked is not None and asked.key == "出租人" and "承租人" in asked.wrong
    assert (changed(asked, shop) is not None) is said


def test_core_phrases_are_never_asked_for() -> None:
    question = question_on("十五日")
    locked = replace(question, fact=replace(question.fact, sensitive=True))
    assert list(items_on(locked, SHOP)) == []


def test_two_definitions_of_an_article_change_their_meanings() -> None:
    first, second = facts_of(reading(), "name:definition")[1:3]
    item = exchanged(first, second, SHOP)
    assert item is not None and item.key is False
    assert body_of(item.stem) == f"{first.value}是指{second.detail['meaning']}。"
    assert item.correction == first.detail["meaning"]
    assert exchanged(replace(first, sensitive=True), second, SHOP) is None
    inner = replace(second, detail={"meaning": f"长满{first.value}的地块"})
    assert exchanged(first, inner, SHOP) is None


def test_what_one_may_is_stated_as_what_one_must() -> None:
    item = obliged(norm_with("可以在苗床边"), SHOP)
    assert item is not None and (item.key, item.correction) == (False, "可以")
    assert body_of(item.stem) == "认养人应当在苗床边搭设高度不超过两米的花架。"


@pytest.mark.parametrize(
    "sentence",
    [
        "认养人应当爱护苗床，可以带走自栽的盆花。",
        "认养人不得带走苗床，可以带走自栽的盆花。",
        "认养人可以带走盆花，护林员可以带走枯枝。",
        "认养人可以带走自栽的盆花，但苗床除外。",
        "认养人应当带走全部自栽的盆花。",
        "认养人不得带走他人栽种的盆花。",
        "认养人自带可以拆卸的花架。",
        "认养人换土可以采取整盆换土或者分层换土。",
    ],
)
def test_mixed_double_and_forbidding_norms_are_never_turned_round(sentence: str) -> None:
    found = norms(sentence, "无。")
    (fact,) = facts_of(found, "norm")
    assert obliged(fact, workshop_of(found)) is None


def test_a_norm_is_stated_in_its_own_words() -> None:
    item = as_it_stands(norm_with("燃放烟花"), SHOP)
    assert item is not None and item.key is True and item.correction == ""
    assert body_of(item.stem) in SHOP.source.text


def test_what_leans_on_another_article_is_not_stated() -> None:
    found = norms("认养人违约的，园林部门应当依照前款规定收回苗床。", "无。")
    (fact,) = facts_of(found, "norm")
    assert as_it_stands(fact, workshop_of(found)) is None


def test_a_suspected_fault_of_the_source_is_not_asked() -> None:
    """The linter knows the faults: every maker asks it before it hands an item out."""
    source = SHOP.source
    place = source.sentence_at(question_on("十五日").span.start)
    problem = SourceProblem("quote", "A quotation mark is never closed.", 7, place.start, place.end)
    faulty = replace(source, problems=(problem,))
    shop = replace(SHOP, source=faulty)
    question = Questions(faulty, SHOP.facts, SHOP.seed).of(fact_of("十五日"))
    assert question is not None
    assert list(items_on(question, shop)) == []
