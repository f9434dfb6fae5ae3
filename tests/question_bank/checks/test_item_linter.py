"""The twenty sorts of bad items must be caught, good ones let through, seeded flaws found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from question_bank.bundle import SourceProblem
from question_bank.checks.item_linter import check_item, is_blocked
from question_bank.checks.paper import check_paper
from question_bank.generation.pipeline import generate_items
from question_bank.items import (
    BLANK,
    Blank,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.source import Source
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    PREFIX,
    all_facts,
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_options,
    make_source,
)

PLAN = make_source()
ITEMS = generate_items(PLAN, all_facts(PLAN), 3)


def blocking(item: Item, source: Source = PLAN) -> set[str]:
    return {found.rule for found in check_item(item, source) if found.blocking}


def own_plan(sentence: str, *problems: SourceProblem) -> Source:
    return make_source(f"1.某项工作。{sentence}\n", problems=problems)


def test_bad_01_broken_quotation_marks() -> None:
    plan = own_plan("坚持“一线办公、严守“两条底线”、做到“三个到场”。")
    item = draft_fill_in(plan, f"坚持“{BLANK}”、做到“三个到场”。", "一线办公、严守“两条底线")
    assert "L24" in blocking(item, plan)


def test_bad_02_too_little_context() -> None:
    plan = own_plan("持续推进“五比一晒”工作。持续推进“六个走遍”工作。")
    item = draft_fill_in(plan, f"持续推进“{BLANK}”工作。", "五比一晒")
    assert "L05" in blocking(item, plan)


def test_bad_03_key_in_the_stem() -> None:
    plan = own_plan("实行“台账制＋销号制”办法，对照责任台账逐项销号。")
    item = draft_fill_in(plan, f"实行“{BLANK}＋销号制”办法，对照责任台账逐项销号。", "台账制")
    assert "L07" in blocking(item, plan)


def test_bad_04_not_answerable_from_the_plan() -> None:
    item = draft_multiple(
        PLAN,
        f"“四联四评”工作法中的四联包括{GAP}。",
        ("组织联建", "队伍联管"),
        ("阵地联用", "服务联办"),
        asked="四联四评",
    )
    assert "L01" in blocking(item)


def test_bad_05_masked_key() -> None:
    plan = own_plan("在《XX档案通讯》开设专栏，刊发修复技艺文章。")
    item = draft_fill_in(
        plan, f"在《{BLANK}》开设专栏，刊发修复技艺文章。", "XX档案通讯", slot="title"
    )
    assert "L17" in blocking(item, plan)


def test_bad_06_cut_through_a_word() -> None:
    plan = own_plan("常态化落实“三台账一通报”制度，推动库房管理责任到岗到人。")
    stem = f"常态化落实“三台{BLANK}报”制度，推动库房管理责任到岗到人。"
    assert "L18" in blocking(draft_fill_in(plan, stem, "账一通"), plan)


def test_bad_07_adverb_as_key() -> None:
    plan = own_plan("广泛开展馆藏推介，邀请社区居民走进展厅参观。")
    item = draft_fill_in(plan, f"{BLANK}开展馆藏推介，邀请社区居民走进展厅参观。", "广泛")
    assert "L20" in blocking(item, plan)


def test_bad_08_plan_not_named() -> None:
    item = draft_single(PLAN, "", "每季度", ("每月", "每半年", "每年"))
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    assert "L04" in blocking(replace(item, stem=stem))


def test_bad_09_options_that_say_the_same() -> None:
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    item = draft_single(PLAN, stem, "每季度", ("每月", "每三个月", "每年四次"))
    assert "L12" in blocking(item)


def test_bad_10_all_of_the_above() -> None:
    stem = f"大力弘扬兰台工匠的{GAP}，提升编研水平。"
    item = draft_single(PLAN, stem, "严谨性", ("创新性", "主动性", "以上都对"))
    assert "L08" in blocking(item)


def test_bad_11_core_phrase_negated() -> None:
    item = draft_statement(
        PLAN,
        "馆员不必坚决拥护“两个确立”，把讲政治落到修档护档全过程。",
        "两个确立",
        key=False,
        correction="引导馆员",
    )
    assert "L22" in blocking(item)


def test_bad_12_reordered_list_called_false() -> None:
    item = draft_statement(
        PLAN,
        "大力弘扬兰台工匠的传承性、严谨性、服务性，提升编研水平。",
        "严谨性、传承性",
        key=False,
        correction="严谨性、传承性",
    )
    assert "L21" in blocking(item)


def test_bad_13_open_list_and_wider_option() -> None:
    item = draft_multiple(
        PLAN,
        f"面向全体馆员举办保密知识测试，采用{GAP}等方式。",
        ("闭卷测试", "网上答题"),
        ("书面测试", "现场抢答"),
        asked="闭卷测试、网上答题",
    )
    assert {"L02", "L23"} <= blocking(item)


def test_bad_14_roles_that_contain_each_other() -> None:
    item = draft_single(
        PLAN, f"{GAP}负责专项推进，形成工作闭环。", "分管领导", ("领导班子成员", "支部书记")
    )
    assert "L02" in blocking(item)


def test_bad_15_overlapping_intervals() -> None:
    stem = f"局机关全年组织{GAP}“兰台夜话”活动，由青年馆员轮流主讲。"
    item = draft_single(PLAN, stem, "2-3期", ("1-2期", "3-4期", "2期"))
    assert "L12" in blocking(item)


def test_bad_16_mixed_options() -> None:
    stem = f"认真执行{GAP}，评议结果按百分制计分。"
    item = draft_single(
        PLAN, stem, "《云岭市档案局支部考评细则》", ("“四种颜色”", "“七一”前后", "机关纪委")
    )
    assert "L10" in blocking(item)


def test_bad_17_nothing_left() -> None:
    item = draft_fill_in(
        PLAN, f"持续推进“{BLANK}、{BLANK}、{BLANK}”三大行动，擦亮窗口形象。", "护档"
    )
    keys = (Blank("护档"), Blank("识档"), Blank("用档"))
    assert "L19" in blocking(replace(item, blanks=keys))


def test_bad_18_dangling_stem_and_stock_phrase() -> None:
    plan = own_plan("同时，履行监督职责，加强库房钥匙、借阅登记等监督检查。")
    item = draft_fill_in(plan, f"同时，{BLANK}，加强库房钥匙、借阅登记等监督检查。", "履行监督职责")
    assert {"L06", "L20"} <= blocking(item, plan)


def test_bad_19_fault_of_the_source() -> None:
    sentence = "深入开展馆际交流、读者沙龙等系类活动，丰富馆员业余生活。"
    start = f"1.某项工作。{sentence}".index("系类")
    plan = own_plan(sentence, SourceProblem("typo", "", 1, start, start + 2))
    item = draft_fill_in(
        plan, f"深入开展馆际交流、{BLANK}等系类活动，丰富馆员业余生活。", "读者沙龙"
    )
    assert "L25" in blocking(item, plan)


def test_bad_20_items_that_answer_each_other() -> None:
    month = draft_fill_in(
        PLAN,
        f"{BLANK}月，面向全体馆员举办保密知识测试，采用闭卷测试、网上答题等方式。",
        "11",
        slot="date",
    )
    modes = draft_multiple(
        PLAN,
        f"面向全体馆员举办保密知识测试，采用{GAP}等方式。（选出计划明确列举的各项）",
        ("闭卷测试", "网上答题"),
        ("知识竞答", "现场抢答"),
        asked="闭卷测试、网上答题",
    )
    assert "L27" in {found.rule for found in check_paper((month, modes))}


def test_good_items_pass() -> None:
    assert len(ITEMS) > 30
    for item in ITEMS:
        assert not blocking(item), item.stem


def test_without_the_document_good_items_pass_too() -> None:
    for item in ITEMS:
        assert not is_blocked(item, None), item.stem


def _mask(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("，", "，XX", 2))


def _dangle(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("》，", "》，其中，", 1))


def _unname(item: Item) -> Item | None:
    return replace(item, stem=item.stem.removeprefix(PREFIX))


def _unbalance(item: Item) -> Item | None:
    return replace(item, stem=item.stem + "”")


def _half_width(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("》，", "》,", 1) + "附注,另见")


def _lose_source(item: Item) -> Item | None:
    return replace(item, source=replace(item.source, document_sha256=""))


def _move_source(item: Item) -> Item | None:
    ref = item.source
    return replace(item, source=replace(ref, quote="乙" + ref.quote[1:]))


def _lose_explanation(item: Item) -> Item | None:
    return replace(item, explanation="")


def _negate(item: Item) -> Item | None:
    return replace(item, stem=item.stem + "下列说法不正确的是")


def _wrong_key(item: Item) -> Item | None:
    match item:
        case FillInItem():
            return replace(item, blanks=(Blank("无中生有"), *item.blanks[1:]))
        case SingleChoiceItem():
            other = next(o.id for o in item.options if o.id != item.key)
            return None if item.template.startswith("paired") else replace(item, key=other)
        case MultipleChoiceItem():
            other = next(o.id for o in item.options if o.id not in item.keys)
            return replace(item, keys=(*item.keys, other))
        case TrueFalseItem():
            return replace(item, key=not item.key)


def _all_of_the_above(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return None
    texts = [option.text for option in item.options][:5]
    return replace(item, options=make_options(*texts, "以上都对"))


def _repeat_option(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem):
        return None
    key = next(option.text for option in item.options if option.id == item.key)
    texts = [option.text for option in item.options][:3]
    return replace(item, options=make_options(*texts, key), key=item.key)


def _long_option(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem) or item.fixed_order:
        return None
    wrong = next(option for option in item.options if option.id != item.key)
    longer = tuple(
        replace(option, text=option.text + "以及由此而来的各项后续安排和保障")
        if option == wrong
        else option
        for option in item.options
    )
    return replace(item, options=longer)


def _tell_key(item: Item) -> Item | None:
    if not isinstance(item, FillInItem) or len(item.blanks[0].key) < 3:
        return None
    return replace(item, stem=item.stem.removesuffix("。") + f"，即{item.blanks[0].key}。")


def _fourth_blank(item: Item) -> Item | None:
    if not isinstance(item, FillInItem):
        return None
    return replace(item, blanks=item.blanks * 4)


def _other_correction(item: Item) -> Item | None:
    if not isinstance(item, TrueFalseItem) or item.key:
        return None
    return replace(item, correction="无此说法")


MUTATIONS: list[Callable[[Item], Item | None]] = [
    _mask, _dangle, _unname, _unbalance, _half_width, _lose_source, _move_source,
    _lose_explanation, _negate, _wrong_key, _all_of_the_above, _repeat_option, _long_option,
    _tell_key, _fourth_blank, _other_correction,
]  # fmt: skip


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_seeded_flaws_are_found(mutate: Callable[[Item], Item | None]) -> None:
    spoiled = [(item, bad) for item in ITEMS if (bad := mutate(item)) is not None and bad != item]
    assert spoiled
    missed = [item.stem for item, bad in spoiled if not is_blocked(bad, PLAN)]
    assert len(missed) <= 0.02 * len(spoiled), missed
