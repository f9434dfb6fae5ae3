"""Lists of a regulation: members inline and lines below a head, wrong ones from other lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from question_bank.checks.item_linter import check_item
from question_bank.extraction.extracting import Reading
from question_bank.generation.norms.lists import (
    CLOSED_BY,
    LONGEST_OPTION,
    SHORTEST_OPTION,
    Lists,
)
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
)
from question_bank.stem_parts import body_of
from question_bank.trial.questions import question_of
from question_bank.trial.solver import solve
from tests.question_bank.made_up_regulation import facts_of, norms, reading, workshop_of

MATERIALS = """认养人应当提交下列材料：
（一）户口簿的复印件；
（二）栽种花木的名录；
（三）邻里出具的担保书。"""
CONTENTS = """园林部门应当逐日提交下列信息：
（一）开门和关门的钟点；
（二）室内温度的逐时读数；
（三）空闲苗床的编号；
（四）值班园丁的姓名。"""

GOODS = "（一）嫁接成活的盆景；\n（二）亲手扎制的灯笼；\n（三）晾晒完毕的茶包。"
CASES = """认养人出现下列情形之一的，园林部门应当收回苗床：
（一）苗床荒废满一季的；
（二）私下转让苗床的；
（三）在苗床边焚烧枯枝的。"""
ACTS = """巡山人出现下列行为之一的，气象部门应当扣发津贴：
（一）值班之时擅自离岗的；
（二）瞒报山火与病虫害的；
（三）向游人索要财物的。"""


def items_on(found: Reading, *, seed: int = 7) -> list[Item]:
    return list(Lists(workshop_of(found, seed=seed)).items())


def sides(item: Item) -> tuple[set[str], set[str]]:
    """The right and the wrong options."""
    assert isinstance(item, SingleChoiceItem | MultipleChoiceItem)
    keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
    right = {option.text for option in item.options if option.id in keys}
    return right, {option.text for option in item.options} - right


def of_template(items: Sequence[Item], template: str) -> list[Item]:
    return [item for item in items if item.template.startswith(template)]


@pytest.mark.parametrize("seed", range(4))
def test_every_item_passes(seed: int) -> None:
    items = items_on(reading(), seed=seed)
    assert {item.kind for item in items} == set(Kind) - {Kind.TRUE_FALSE}
    for item in items:
        assert not any(finding.blocking for finding in check_item(item, reading().source))


@pytest.mark.parametrize("seed", range(4))
def test_right_lines_are_lines_of_the_list_and_wrong_ones_of_another_article(seed: int) -> None:
    found = norms(MATERIALS, CONTENTS)
    lines = {fact.article_ordinal: set(fact.members) for fact in facts_of(found, "items")}
    items = of_template(items_on(found, seed=seed), "norm.")
    assert {item.source.article_ordinal for item in items} == {1, 2}
    for item in items:
        own = lines.pop(item.source.article_ordinal, None) or lines_of(found, item)
        right, wrong = sides(item)
        assert right <= own and not wrong & own
        assert wrong <= set().union(*(fact.members for fact in facts_of(found, "items")))
        assert all(SHORTEST_OPTION <= len(text) <= LONGEST_OPTION for text in right | wrong)


def lines_of(found: Reading, item: Item) -> set[str]:
    ordinal = item.source.article_ordinal
    return {
        line
        for fact in facts_of(found, "items")
        if fact.article_ordinal == ordinal
        for line in fact.members
    }


def test_heads_become_questions_for_several_and_for_one() -> None:
    stems = {item.kind: body_of(item.stem) for item in items_on(norms(MATERIALS, CONTENTS))[:2]}
    assert stems == {
        Kind.MULTIPLE_CHOICE: f"认养人应当提交下列哪些材料？（　）{CLOSED_BY}",
        Kind.SINGLE_CHOICE: "认养人应当提交下列哪一材料？（　）",
    }


def test_one_of_several_cases_is_asked_without_saying_one() -> None:
    items = items_on(norms(CASES, ACTS))
    assert [body_of(item.stem).partition("？")[0] for item in items] == [
        "认养人出现下列哪些情形的，园林部门应当收回苗床",
        "认养人出现下列哪一情形的，园林部门应当收回苗床",
        "巡山人出现下列哪些行为的，气象部门应当扣发津贴",
        "巡山人出现下列哪一行为的，气象部门应当扣发津贴",
    ]
    assert not any(text.endswith("的") for item in items for text in sides(item)[0])


def test_what_happens_to_whoever_has_done_one_of_several_things_is_not_asked() -> None:
    cases, acts = (text.replace("出现下列", "有下列") for text in (CASES, ACTS))
    found = norms(cases, acts)
    assert [len(fact.members) for fact in facts_of(found, "items")] == [3, 3]
    assert items_on(found) == []


@pytest.mark.parametrize("sanction", ["不予续约", "处以罚款", "责令搬离"])
def test_heads_with_a_sanction_are_not_asked(sanction: str) -> None:
    found = norms(re.sub("(?<=的，).*：", f"{sanction}：", CASES), ACTS)
    assert [len(fact.members) for fact in facts_of(found, "items")] == [3, 3]
    assert items_on(found) == []


@pytest.mark.parametrize(
    "other",
    [
        f"园林部门应当逐日提交下列作品：\n{GOODS}",
        "园林部门应当提交全部苗床的底图。",
        f"园林部门应当逐日提交前款下列信息：\n{GOODS}",
        f"园林部门应当逐日公布下列信息：\n{GOODS}",
        f"园林部门应当逐日补交下列信息：\n{GOODS}",
    ],
)
def test_no_other_list_of_the_same_kind_no_item(other: str) -> None:
    alike = norms(MATERIALS, f"园林部门应当逐日提交下列信息：\n{GOODS}")
    assert [item for item in items_on(alike) if item.source.article_ordinal == 1] != []
    found = norms(MATERIALS, other)
    assert [item for item in items_on(found) if item.source.article_ordinal == 1] == []


def test_wrong_lines_begin_as_all_lines_of_the_list_begin() -> None:
    own = """认养人应当提交下列材料：
（一）花架搭设的草图；
（二）花木浇灌的日程；
（三）花盆堆放的位置。"""
    found = norms(own, CONTENTS)
    assert [item for item in items_on(found) if item.source.article_ordinal == 1] == []
    mixed = CONTENTS + "\n（五）花市歇业的日子；\n（六）花匠轮休的次序。"
    found = norms(own, mixed.replace("姓名。", "姓名；"))
    (several, one) = [item for item in items_on(found) if item.source.article_ordinal == 1]
    assert sides(several)[1] == sides(one)[1] == {"花市歇业的日子", "花匠轮休的次序"}


def test_lines_of_the_same_article_and_of_nearly_the_same_head_are_not_wrong() -> None:
    head, _, _ = MATERIALS.partition("\n")
    other = head.replace("认养人应当", "园林部门应当逐日")
    assert items_on(norms(MATERIALS, f"{other}\n{GOODS}")) != []
    assert items_on(norms(MATERIALS, f"{head.replace('应当', '还应当')}\n{GOODS}")) == []
    assert items_on(norms(f"{MATERIALS}\n{other}\n{GOODS}", "无。")) == []


def test_lines_that_lean_on_others_are_no_options() -> None:
    leaning = CONTENTS.replace("空闲苗床的编号", "前项苗床的编号").replace("值班园丁", "其他园丁")
    for item in items_on(norms(MATERIALS, leaning)):
        right, wrong = sides(item)
        assert not any("前项" in text or "其他" in text for text in right | wrong)


def test_an_inner_member_is_blanked_among_members_of_lists_on_the_same_noun() -> None:
    blanks = [item for item in items_on(reading()) if isinstance(item, FillInItem)]
    assert {item.source.article for item in blanks} == {"五", "十九"}
    for item in blanks:
        key = item.blanks[0].key
        assert key in item.word_bank and len(item.word_bank) >= 3
        assert body_of(item.stem).count(BLANK) == 1
        assert not set(item.word_bank) - {key} & set(item.source.quote)


def test_all_members_are_asked_among_others() -> None:
    kept = of_template(items_on(reading()), "norm.multiple_choice.members")
    assert [sides(item)[0] for item in kept] == [{"节俭", "牢固", "明亮"}, {"勤勉", "谦和", "公道"}]
    for item in kept:
        assert sides(item)[1] and not any(text in item.source.quote for text in sides(item)[1])


def with_wrong_members(found: Reading) -> list[Item]:
    return [item for item in items_on(found) if item.template.startswith("norm.")]


def test_wrong_members_begin_as_all_members_of_the_list_begin() -> None:
    own, other = "花房的布置应当坚持{}的原则。", "园丁的评选应当坚持{}的原则。"
    found = norms(own.format("节俭、节能、节水"), other.format("勤勉、谦和、公道"))
    assert {item.source.article_ordinal for item in with_wrong_members(found)} == {2}
    found = norms(own.format("节俭、整洁、明亮"), other.format("勤勉、谦和、公道"))
    assert {item.source.article_ordinal for item in with_wrong_members(found)} == {1, 2}


def test_an_explanation_names_the_article_and_the_right_lines() -> None:
    for item in of_template(items_on(norms(MATERIALS, CONTENTS)), "norm.single_choice.lines"):
        (right,) = sides(item)[0]
        assert f"“{right}”" in item.explanation
        assert item.explanation.startswith(f"依据第{item.source.article}条")


def test_the_source_of_lines_runs_from_the_head_to_the_last_line() -> None:
    for item in items_on(norms(MATERIALS, CONTENTS)):
        assert item.source.quote.endswith(("担保书", "姓名", "担保书。", "姓名。"))
        assert "下列" in item.source.quote


def test_same_seed_same_items() -> None:
    assert items_on(reading(), seed=2) == items_on(reading(), seed=2)
    assert items_on(reading(), seed=2) != items_on(reading(), seed=3)


def test_a_short_line_stated_in_its_head_is_the_documents_own_word() -> None:
    shop = workshop_of(
        norms("认养登记应当载明下列事项：\n（一）苗床的编号；\n（二）认养人姓名。", "无。")
    )
    items = list(Lists(shop).short_lines())
    assert [body_of(item.stem) for item in items] == [
        "认养登记应当载明的事项包括：苗床的编号。",
        "认养登记应当载明的事项包括：认养人姓名。",
    ]
    assert all(solve(question_of(item), shop.source) is True for item in items)
