"""From a fact to what is asked, and to words that are certainly wrong there."""

from __future__ import annotations

from itertools import combinations

import pytest

from question_bank.checks.values import exclude_each_other
from question_bank.extraction.extracting import Reading
from question_bank.generation.choices import values_in
from question_bank.generation.norms.organs import exclude
from question_bank.generation.norms.questions import (
    VALUE_SLOTS,
    Question,
    Questions,
)
from question_bank.generation.norms.usual_words import usual_beside, usual_terms
from tests.question_bank.made_up_regulation import facts_of, norms, reading


def questions_on(found: Reading, slot: str, *, seed: int = 7) -> list[Question]:
    """The questions on the facts of one slot."""
    known = Questions(found.source, found.facts, seed)
    return [question for fact in facts_of(found, slot) if (question := known.of(fact))]


def question_on(found: Reading, value: str) -> Question:
    known = Questions(found.source, found.facts, 7)
    fact = next(
        fact for fact in found.facts if fact.value == value and fact.slot in VALUE_SLOTS | {"actor"}
    )
    question = known.of(fact)
    assert question is not None
    return question


def all_questions(seed: int = 7) -> list[Question]:
    found = reading()
    known = Questions(found.source, found.facts, seed)
    return [question for fact in found.facts if (question := known.of(fact))]


def test_the_key_stands_where_the_question_says() -> None:
    source = reading().source
    assert len(all_questions()) > 15
    for question in all_questions():
        assert source.text[question.span.start : question.span.end] == question.key
        assert question.sentence.start <= question.span.start < question.span.end
        assert question.span.end <= question.sentence.end


def test_wrong_words_differ_from_the_key_and_each_other() -> None:
    for question in all_questions():
        assert question.key not in question.wrong
        assert len(set(question.wrong)) == len(question.wrong)


def test_wrong_names_stand_nowhere_in_the_sentence() -> None:
    source = reading().source
    for question in (one for one in all_questions() if one.role != "value"):
        said = source.text[question.sentence.start : question.sentence.end]
        assert not any(word in said for word in question.wrong)


def test_wrong_values_exclude_the_key_and_are_no_values_of_the_article() -> None:
    source = reading().source
    values = [question for question in all_questions() if question.role == "value"]
    assert len(values) >= 6
    for question in values:
        article = source.article_of(question.fact.article_ordinal)
        assert article is not None
        named = values_in(source.text[article.start : article.end])
        assert not set(question.wrong) & set(named)
        assert question.fixed is bool(question.wrong)
        assert set(question.texts) == {*question.wrong, question.key} or not question.texts
        for one, other in combinations(question.texts, 2):
            assert exclude_each_other(one, other)


def test_wrong_actors_are_nobody_who_may_be_the_right_one() -> None:
    for question in all_questions():
        if question.role in ("actor", "organ"):
            assert question.wrong
            assert all(exclude(name, question.key) for name in question.wrong)


def test_whoever_the_document_lays_the_same_duty_on_is_not_wrong() -> None:
    found = norms(
        "园林部门应当逐月巡查苗床并通报病虫害。",
        "气象部门应当逐月巡查苗床并通报寒潮。",
        "水务部门应当给花房供水。",
    )
    (first, *_) = questions_on(found, "actor")
    assert first.key == "园林部门"
    assert "水务部门" in first.wrong and "气象部门" not in first.wrong


def test_an_actor_of_no_known_class_is_not_asked() -> None:
    found = norms("市图书馆应当每日开门迎客。", "园林部门应当巡查苗床。")
    assert {fact.value for fact in facts_of(found, "actor")} == {"市图书馆", "园林部门"}
    assert [question.key for question in questions_on(found, "actor")] == ["园林部门"]


@pytest.mark.parametrize("organ", ["市人民政府", "县级人民法院", "市图书馆"])
def test_only_departments_and_their_like_are_asked_as_the_organ(organ: str) -> None:
    found = norms(
        f"花房的图纸由{organ}审定。",
        "园丁的津贴由财政部门批准。",
        "园丁的名单由气象部门备案。",
    )
    assert [fact.value for fact in facts_of(found, "organ")] == [organ, "财政部门", "气象部门"]
    assert [question.key for question in questions_on(found, "organ")] == ["财政部门", "气象部门"]


@pytest.mark.parametrize(
    ("sentence", "value", "contrary"),
    [
        ("花架的高度不得超过三米。", "三米", {"二米", "两米"}),
        ("花匠应当在十五日内答复来信。", "十五日", {"十日"}),
        ("巡查不得少于三次。", "三次", {"四次", "五次"}),
        ("花匠应当提前三日通报寒潮。", "三日", {"五日"}),
        ("花房停水满三日的，园林部门应当派人修缮。", "三日", {""}),
    ],
)
def test_the_contrary_value_breaks_the_bound(sentence: str, value: str, contrary: set[str]) -> None:
    for seed in range(6):
        found = norms(sentence, "无。")
        known = Questions(found.source, found.facts, seed)
        fact = next(fact for fact in found.facts if fact.value == value)
        question = known.of(fact)
        assert question is not None
        assert question.contrary in contrary | {""}
        assert question.contrary == "" or question.contrary in question.wrong


def test_how_often_is_asked_only_where_something_is_done_so_often() -> None:
    done = norms("园林部门每季度清点花盆。", "无。")
    per = norms("花房的租金每季度按面积计算。", "无。")
    assert [question.key for question in questions_on(done, "frequency")] == ["每季度"]
    assert questions_on(per, "frequency") == []


def test_beside_core_phrases_only_numbers_are_asked() -> None:
    found = norms("园林部门应当拥护“两个确立”，每季度清点花盆。", "气象部门应当通报寒潮。")
    assert [question.key for question in questions_on(found, "actor")] == ["气象部门"]
    assert [question.key for question in questions_on(found, "frequency")] == ["每季度"]


def test_definitions_take_the_other_terms_with_their_last_character() -> None:
    terms = {
        question.key: set(question.wrong) for question in questions_on(reading(), "name:definition")
    }
    beds = {"暖房苗床", "阶梯花床", "移动温床"}
    assert {key: wrong for key, wrong in terms.items() if key not in beds} == {
        "公共暖房": set(),
        "越冬花木": set(),
    }
    assert {key: terms[key] for key in beds} == {key: beds - {key} for key in beds}


def test_vague_systems_are_no_options_and_names_with_brackets_no_keys() -> None:
    found = norms(
        "花房实行各种登记制度。",
        "花匠实行交接制度。",
        "本办法所称暖棚（以下简称棚），是指有顶的苗床。",
    )
    systems = questions_on(found, "name:system")
    assert systems and all(not name.startswith("各") for q in systems for name in q.wrong)
    assert not any("（" in question.key for question in questions_on(found, "name:definition"))


def test_systems_take_systems_of_the_same_noun() -> None:
    kept = {
        question.key: set(question.wrong) for question in questions_on(reading(), "name:system")
    }
    assert kept["登记入册"] == {"分级巡护", "当面交接"}


def test_terms_take_terms_of_their_head_noun_that_never_stand_behind_the_same_verb() -> None:
    found = norms(
        "园林部门应当编制寒潮通报。",
        "气象部门应当编制虫害通报。",
        "花匠应当参加节气通报。",
        "认养人应当维护栽种秩序。",
    )
    first = questions_on(found, "name:object")[0]
    assert first.key == "寒潮通报"
    assert "节气通报" in first.wrong
    assert not {"虫害通报", "栽种秩序"} & set(first.wrong)


def test_usual_terms_share_the_head_noun_and_are_unknown_to_the_document() -> None:
    usual = usual_terms("栽种秩序")
    assert usual and all(name.endswith("秩序") for name in usual)
    assert usual_terms("铁锹") == ()
    """公共秩序 is of the field that the title names."""
    fields = "园丁应当讲解交通、教学和经营的须知。"
    found = norms(f"认养人应当维护栽种秩序。园丁应当维护{usual[0]}。", fields)
    wrong = questions_on(found, "name:object")[0].wrong
    assert set(wrong) == {"交通秩序", "教学秩序", "经营秩序", "公共秩序"} - {usual[0]}


def test_usual_terms_are_of_a_field_that_the_document_names() -> None:
    bare = norms("认养人应当维护栽种秩序。", "无。")
    assert questions_on(bare, "name:object")[0].wrong == ("公共秩序",)
    named = norms("认养人应当维护栽种秩序。", "园丁应当讲解航行的须知。")
    wrong = questions_on(named, "name:object")[0].wrong
    assert set(wrong) == {"公共秩序", "航行秩序"}


def test_a_wider_term_is_not_wrong() -> None:
    found = norms(
        "栽种花木实行登记入册制度。", "邻里可以作出信用承诺，园丁接受档案管理和目标责任。"
    )
    question = next(q for q in questions_on(found, "name:object") if q.key == "登记入册制度")
    assert "登记制度" in usual_terms(question.key)
    assert "登记制度" not in question.wrong


def test_members_take_usual_words_of_a_group_that_holds_two_of_the_list() -> None:
    found = norms("花房应当公布供水、供电、供气的钟点。", "无。")
    kept = {question.key: set(question.wrong) for question in questions_on(found, "name:member")}
    assert kept["供电"] <= set(usual_beside("供电", ("供水", "供电", "供气")))
    assert all("供" not in name for name in kept["供电"])


@pytest.mark.parametrize(
    ("listed", "asked"), [("新建、改建、扩建", False), ("勘察、改建、验收", True)]
)
def test_a_member_that_ends_as_all_do_wants_words_that_end_so(listed: str, asked: bool) -> None:
    found = norms(f"花房的{listed}应当登记。", "无。")
    kept = {question.key: question.wrong for question in questions_on(found, "name:member")}
    assert ("改建" in kept) is asked


def test_no_wrong_member_says_what_a_right_one_says() -> None:
    found = norms("花工不得瞒报、谎报、迟报花害。", "无。")
    kept = {question.key: question.wrong for question in questions_on(found, "name:member")}
    assert kept["谎报"] and not {"虚报", "缓报"} & set(kept["谎报"])


def test_a_member_that_the_title_names_is_not_asked() -> None:
    found = norms("暖房应当公布房租、暖房、水费的数目。", "无。")
    assert "暖房" not in {question.key for question in questions_on(found, "name:member")}


def test_once_in_so_many_years_is_not_asked_and_no_number_that_two_others_yield() -> None:
    found = norms(
        "园丁应当每2年更换花架一次。", "评选组由五名园丁组成，其中三名由花匠担任，二名由邻里担任。"
    )
    assert "一次" not in {question.key for question in questions_on(found, "count")}
    asked = {q.key for slot in ("count", "amount") for q in questions_on(found, slot)}
    assert not asked & {"五名", "三名", "二名"}


def test_members_take_members_of_other_articles_of_their_kind_and_length() -> None:
    kinds = {fact.value: fact.detail["kind"] for fact in facts_of(reading(), "name:member")}
    for question in questions_on(reading(), "name:member"):
        for name in question.wrong:
            assert kinds[name] == kinds[question.key]
            assert not set(name) & set(question.key)


def test_the_place_of_the_key_takes_turns() -> None:
    places = {question.texts.index(question.key) for question in all_questions() if question.texts}
    assert len(places) >= 3


def test_same_seed_same_questions() -> None:
    assert all_questions(3) == all_questions(3) != all_questions(4)
