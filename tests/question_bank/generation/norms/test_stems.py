"""Stems of regulations: the source's own words, cut where a sentence may end, alone or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Genre
from question_bank.extraction.extracting import Reading
from question_bank.generation.norms.stems import (
    LONGEST,
    SHORTEST,
    context_of,
    law_bodies,
    law_stems,
    stands_alone,
)
from question_bank.generation.stems import Replacement
from question_bank.items import BLANK
from question_bank.source import Source, Span
from question_bank.stem_parts import prefix_for
from tests.question_bank.made_up_regulation import LABEL, norms, reading

PARTS = st.sampled_from(
    [
        "园林部门应当巡查苗床", "并当日通报", "认养人不得堆放木柴", "遇到寒潮的", "但是盆栽除外",
        "暖房管理站应当提前十日公布开门的钟点", "经市人民政府批准", "其费用由认养人负担", "护林员可以巡山",
        "违反本办法第三条规定", "按照前款规定办理", "下列花木免费越冬", "以及竹筐和水壶",
    ]
)  # fmt: skip
SENTENCES = st.lists(PARTS, min_size=1, max_size=7).flatmap(
    lambda parts: st.lists(
        st.sampled_from("，；"), min_size=len(parts) - 1, max_size=len(parts) - 1
    ).map(lambda marks: "".join(a + b for a, b in zip(parts, [*marks, "。"], strict=True)))
)


def found_at(found: Reading, words: str) -> tuple[Source, Span]:
    source = found.source
    return source, source.sentence_at(source.text.index(words))


def bodies_of(article: str, words: str = "", shown: str = BLANK) -> list[str]:
    """The stems of an article, with these words blanked."""
    source, sentence = found_at(norms(article, "无。"), article[:4])
    start = source.text.index(words or article[:4])
    sentence = source.sentence_at(start)
    replaced = (Replacement(Span(start, start + len(words)), shown),) if words else ()
    return list(law_bodies(source, sentence, replaced))


@given(SENTENCES)
def test_a_stem_is_a_beginning_of_the_sentences_own_words(article: str) -> None:
    source, sentence = found_at(norms("无。", article), article)
    parts = source.text[sentence.start : sentence.end]
    for body in law_bodies(source, sentence, ()):
        assert SHORTEST < len(body) <= LONGEST + 1
        assert body.endswith("。") and body[:-1] in parts
        for phrase in ("前款", "下列", "第三条"):
            assert phrase not in body


@given(SENTENCES, st.data())
def test_a_stem_holds_its_blank_once(article: str, data: st.DataObject) -> None:
    source, sentence = found_at(norms("无。", article), article)
    place = data.draw(st.integers(sentence.start, sentence.end - 3))
    asked = Span(place, place + 2)
    filled = source.text[place : place + 2]
    for body in law_bodies(source, sentence, (Replacement(asked, BLANK),)):
        assert body.count(BLANK) == 1
        assert len(body) <= LONGEST + 1
        assert body[:-1].replace(BLANK, filled) in source.text + "。"


def test_stems_name_the_document() -> None:
    source, sentence = found_at(reading(), "暖房管理站应当自")
    stems = list(law_stems(source, sentence, ()))
    assert stems and all(stem.startswith(prefix_for(LABEL)) for stem in stems)
    assert [prefix_for(LABEL) + body for body in law_bodies(source, sentence, ())] == stems


def test_the_whole_sentence_comes_first_and_cuts_keep_a_modal_word() -> None:
    article = "园林部门应当巡查全部苗床，气象部门应当通报寒潮和大风，水务部门应当供水到户。"
    assert bodies_of(article) == [
        article,
        "园林部门应当巡查全部苗床，气象部门应当通报寒潮和大风。",
        "园林部门应当巡查全部苗床。",
    ]
    assert bodies_of("园林部门每日清晨前来巡查，气象部门应当通报寒潮和大风，再无他事。") == [
        "园林部门每日清晨前来巡查，气象部门应当通报寒潮和大风，再无他事。",
        "园林部门每日清晨前来巡查，气象部门应当通报寒潮和大风。",
    ]


def test_nothing_is_cut_before_an_exception_or_in_a_condition() -> None:
    exception = "园林部门应当每日巡查全部苗床，但是雨雪天除外。"
    later = "园林部门应当每日巡查全部苗床，气象部门应当通报寒潮和大风，但是雨雪天除外。"
    assert bodies_of(later) == [later]
    condition = "认养人遇到寒潮的，园林部门应当立即供暖。"
    assert bodies_of(exception) == [exception]
    assert bodies_of(condition) == [condition]


def test_what_follows_the_asked_words_may_go_and_they_stay() -> None:
    article = "园林部门应当每日巡查全部苗床，气象部门应当通报寒潮和大风。"
    assert bodies_of(article, "巡查") == [
        article.replace("巡查", BLANK),
        f"园林部门应当每日{BLANK}全部苗床。",
    ]
    assert bodies_of(article, "寒潮") == [article.replace("寒潮", BLANK)]


def test_a_part_behind_a_semicolon_is_asked_alone_when_it_names_its_subject() -> None:
    article = "园林部门应当每日巡查苗床；气象部门应当通报寒潮和大风；并通知全体认养人到场。"
    assert bodies_of(article, "大风") == [f"气象部门应当通报寒潮和{BLANK}。"]
    assert bodies_of(article, "到场") == []


@pytest.mark.parametrize(
    "article",
    [
        "前款苗床应当逐年翻土并且施用底肥。",
        "园林部门应当依照第二章的规定巡查苗床。",
        "违反本办法第三条第一款规定的，由园林部门责令补种苗木。",
        "其苗床应当逐年翻土并且施用底肥。",
        "为了便于市民栽种花木，制定本办法。",
        "园林部门应当准备下列各样工具：",
        "太短不问。",
        "园林部门应当巡查苗床" + "和花架" * 30 + "。",
    ],
)
def test_sentences_that_lean_on_others_open_lists_or_have_no_fit_length_give_none(
    article: str,
) -> None:
    assert bodies_of(article) == []


def test_a_second_sentence_must_name_what_it_speaks_of() -> None:
    source = norms("园林部门应当巡查苗床。遇到寒潮的，立即供暖到花架。护林员应当看护苗木。").source
    first, leaning, named = (
        source.body_of(source.sentence_at(source.text.index(words)))
        for words in ("园林", "遇到", "护林")
    )
    assert stands_alone(source, first) and stands_alone(source, named)
    assert not stands_alone(source, leaning)


def test_the_context_of_a_line_runs_from_the_head_of_its_list() -> None:
    source = reading().source
    place = source.text.index("空闲苗床")
    context = context_of(source, place)
    assert source.text.startswith("第十三条", context.start)
    assert source.text[: context.end].endswith("空闲苗床的编号；")
    single = source.text.index("暖房管理站应当自")
    assert context_of(source, single) == source.sentence_at(single)


def test_a_line_is_asked_behind_its_head() -> None:
    article = "认养人应当爱护花木，做到：\n（一）每日清晨给苗床浇水；\n（二）不折花枝。"
    source = norms(article, "无。").source
    start = source.text.index("清晨")
    replaced = (Replacement(Span(start, start + 2), BLANK),)
    assert list(law_bodies(source, context_of(source, start), replaced)) == [
        f"认养人应当爱护花木，做到：每日{BLANK}给苗床浇水。"
    ]


def test_lines_belong_to_lists_in_regulations_only() -> None:
    found = norms("认养人应当做到：\n（一）每日浇水；\n（二）不折花枝。", "无。").source
    plan = Source(found.sha256, found.label, found.text, found.articles, genre=Genre.PLAN)
    place = found.text.index("不折")
    assert context_of(plan, place) == plan.sentence_at(place) != context_of(found, place)


def line_of(head: str, line: str, words: str) -> list[str]:
    """The stems of the first line of a list, with these words blanked."""
    source = norms(f"{head}：\n（一）{line}；\n（二）不折花枝。", "无。").source
    start = source.text.index(words)
    replaced = (Replacement(Span(start, start + len(words)), BLANK),)
    return list(law_bodies(source, context_of(source, start), replaced))


@pytest.mark.parametrize(
    ("head", "line", "words", "body"),
    [
        (
            "认养人有下列情形之一的，暖房管理站不予登记",
            "没有自备花盆的",
            "花盆",
            f"认养人没有自备{BLANK}的，暖房管理站不予登记。",
        ),
        (
            "有以下行为之一的，暖房管理站收回苗床",
            "冬季连续攀折枝条",
            "枝条",
            f"冬季连续攀折{BLANK}的，暖房管理站收回苗床。",
        ),
        (
            "认养登记应当载明下列事项",
            "花架的编号和朝向",
            "编号",
            f"认养登记应当载明的事项包括：花架的{BLANK}和朝向。",
        ),
        (
            "认养人应当提交以下材料",
            "苗木的清册和相片",
            "清册",
            f"认养人应当提交的材料包括：苗木的{BLANK}和相片。",
        ),
        (
            "暖房管理站应当完成下列看护工作",
            "逐日记录苗床的温度",
            "苗床",
            f"暖房管理站应当完成的看护工作包括：逐日记录{BLANK}的温度。",
        ),
        (
            "认养人有下列行为之一的，由园林部门给予警告；情节严重的，收回苗床",
            "私自转让苗床的",
            "转让",
            "认养人私自____苗床的，由园林部门给予警告。",
        ),
        (
            "园丁不得有下列行为",
            "私自收取看护的费用",
            "看护",
            "园丁不得有的行为包括：私自收取____的费用。",
        ),
    ],
)
def test_a_line_is_joined_to_its_head(head: str, line: str, words: str, body: str) -> None:
    assert line_of(head, line, words) == [body]


@pytest.mark.parametrize("line", ["朝阳避风无人栽种的", "朝阳避风适于越冬目的", "朝阳避风的坡地"])
def test_one_line_is_no_whole_list(line: str) -> None:
    assert line_of("认养人可以租用下列土地", line, "避风") == []
    # What follows a case is no name: its 的 belongs to the condition.
    assert line_of("有下列情形之一的，土地由园林部门收回", line, "避风")


@pytest.mark.parametrize(
    "head",
    ["认养人应当登记姓名，并提交下列材料", "认养人应当在递交登记表的同时，提供下列材料"],
)
def test_a_list_that_is_only_the_last_of_what_is_asked_is_declined(head: str) -> None:
    assert line_of(head, "苗木的清册和相片", "清册") == []


def test_a_line_with_an_exception_is_declined() -> None:
    head = "有下列情形之一的，土地由园林部门收回"
    assert line_of(head, "三十日没有人栽种的，但苗床在修缮的除外", "苗床") == []


@pytest.mark.parametrize(
    "breach",
    [
        "违反本法第十条规定，",
        "违反本法第十条、第十一条的规定，",
        "违反本办法第十条第一款规定，",
        "违反本条例规定，",
    ],
)
def test_the_rule_broken_is_left_out_when_what_was_done_follows(breach: str) -> None:
    rest = "在暖房内燃放烟花的，由园林部门处二百元罚款。"
    assert bodies_of(breach + rest) == [rest]
    lawful = "依法应当登记的花木没有登记的，由园林部门处二百元罚款。"
    assert bodies_of(breach + lawful) == [lawful]
    assert bodies_of(breach + rest, "二百元") == [rest.replace("二百元", BLANK)]


@pytest.mark.parametrize(
    "article",
    [
        "违反本法第十条规定，情节严重的，由园林部门处二百元罚款。",
        "违反本法第十条规定，造成花木受冻的，由园林部门处二百元罚款。",
        "违反本法第十条规定，构成侵害的，由园林部门处二百元罚款。",
        "违反本法第十条规定的，由园林部门处二百元以上罚款。",
        "违反本法第十条规定，由园林部门责令改正；拒不改正的，处二百元罚款。",
        "违反本法第十条规定，处二百元以上罚款。",
    ],
)
def test_the_rule_broken_stays_when_only_how_bad_it_was_follows(article: str) -> None:
    assert bodies_of(article) == [] == bodies_of(article, "二百元")


CASES = (
    "认养人有下列行为之一的，由园林部门给予警告，可以并处五十元罚款；情节严重的，处三百元以上六百元以下罚款：\n"
    "（一）在暖房内燃放烟花或者在苗床边堆放木柴和竹筐的；\n"
    "（二）饲养家禽的；\n"
    "（三）有第三条所列行为的。"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("三百元以上六百元以下", f"认养人饲养家禽，情节严重的，处{BLANK}罚款。"),
        ("五十元", f"认养人饲养家禽的，由园林部门给予警告，可以并处{BLANK}罚款。"),
    ],
)
def test_a_value_in_a_head_is_asked_under_the_shortest_case(words: str, expected: str) -> None:
    found = norms(CASES, "无。")
    start = found.source.text.index(words)
    replaced = (Replacement(Span(start, start + len(words)), BLANK),)
    context = context_of(found.source, start)
    assert found.source.text[context.start : context.end].endswith("（二）饲养家禽的；")
    assert list(law_bodies(found.source, context, replaced)) == [expected]


def test_a_head_without_a_case_that_reads_is_no_context_of_its_own() -> None:
    found = norms("有下列行为之一的，处五十元罚款：\n（一）有第三条所列行为的。", "无。")
    start = found.source.text.index("五十元")
    assert context_of(found.source, start) == found.source.sentence_at(start)
