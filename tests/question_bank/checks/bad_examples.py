"""Twenty sorts of items that must never leave, each with the rule that has to catch it.

What simple routines would make of a plan; told here with an invented one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from question_bank.bundle import SourceProblem
from question_bank.items import BLANK, Blank, Item
from question_bank.source import Source
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_source,
)

PLAN = make_source()


@dataclass(frozen=True)
class BadExample:
    """Items that are bad, alone or side by side, and the rules they break."""

    name: str
    rules: frozenset[str]
    items: tuple[Item, ...]
    source: Source = PLAN


def own_plan(sentence: str, *problems: SourceProblem) -> Source:
    """A plan of one article."""
    return make_source(f"1.某项工作。{sentence}\n", problems=problems)


def bad_examples() -> list[BadExample]:
    """All twenty, in the order of the design."""
    return [
        make()
        for make in (
            _broken_quotation_marks,
            _too_little_context,
            _key_in_the_stem,
            _not_answerable_from_the_plan,
            _masked_key,
            _cut_through_a_word,
            _adverb_as_key,
            _plan_not_named,
            _options_that_say_the_same,
            _all_of_the_above,
            _core_phrase_negated,
            _reordered_list_called_false,
            _open_list_and_wider_option,
            _roles_that_contain_each_other,
            _overlapping_intervals,
            _mixed_options,
            _nothing_left,
            _dangling_stem_and_stock_phrase,
            _fault_of_the_source,
            _items_that_answer_each_other,
        )
    ]


def _broken_quotation_marks() -> BadExample:
    plan = own_plan("坚持“一线办公、严守“两条底线”、做到“三个到场”。")
    item = draft_fill_in(plan, f"坚持“{BLANK}”、做到“三个到场”。", "一线办公、严守“两条底线")
    return BadExample("broken quotation marks", frozenset({"L24"}), (item,), plan)


def _too_little_context() -> BadExample:
    plan = own_plan("持续推进“五比一晒”工作。持续推进“六个走遍”工作。")
    item = draft_fill_in(plan, f"持续推进“{BLANK}”工作。", "五比一晒")
    return BadExample("too little context", frozenset({"L05"}), (item,), plan)


def _key_in_the_stem() -> BadExample:
    plan = own_plan("实行“台账制＋销号制”办法，对照责任台账逐项销号。")
    item = draft_fill_in(plan, f"实行“{BLANK}＋销号制”办法，对照责任台账逐项销号。", "台账制")
    return BadExample("key in the stem", frozenset({"L07"}), (item,), plan)


def _not_answerable_from_the_plan() -> BadExample:
    item = draft_multiple(
        PLAN,
        f"“四联四评”工作法中的四联包括{GAP}。",
        ("组织联建", "队伍联管"),
        ("阵地联用", "服务联办"),
        asked="四联四评",
    )
    return BadExample("not answerable from the plan", frozenset({"L01"}), (item,))


def _masked_key() -> BadExample:
    plan = own_plan("在《XX档案通讯》开设专栏，刊发修复技艺文章。")
    item = draft_fill_in(
        plan, f"在《{BLANK}》开设专栏，刊发修复技艺文章。", "XX档案通讯", slot="title"
    )
    return BadExample("masked key", frozenset({"L17"}), (item,), plan)


def _cut_through_a_word() -> BadExample:
    plan = own_plan("常态化落实“三台账一通报”制度，推动库房管理责任到岗到人。")
    stem = f"常态化落实“三台{BLANK}报”制度，推动库房管理责任到岗到人。"
    return BadExample(
        "cut through a word", frozenset({"L18"}), (draft_fill_in(plan, stem, "账一通"),), plan
    )


def _adverb_as_key() -> BadExample:
    plan = own_plan("广泛开展馆藏推介，邀请社区居民走进展厅参观。")
    item = draft_fill_in(plan, f"{BLANK}开展馆藏推介，邀请社区居民走进展厅参观。", "广泛")
    return BadExample("adverb as key", frozenset({"L20"}), (item,), plan)


def _plan_not_named() -> BadExample:
    item = draft_single(PLAN, "", "每季度", ("每月", "每半年", "每年"))
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    return BadExample("plan not named", frozenset({"L04"}), (replace(item, stem=stem),))


def _options_that_say_the_same() -> BadExample:
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    item = draft_single(PLAN, stem, "每季度", ("每月", "每三个月", "每年四次"))
    return BadExample("options that say the same", frozenset({"L12"}), (item,))


def _all_of_the_above() -> BadExample:
    stem = f"大力弘扬兰台工匠的{GAP}，提升编研水平。"
    item = draft_single(PLAN, stem, "严谨性", ("创新性", "主动性", "以上都对"))
    return BadExample("all of the above", frozenset({"L08"}), (item,))


def _core_phrase_negated() -> BadExample:
    item = draft_statement(
        PLAN,
        "馆员不必坚决拥护“两个确立”，把讲政治落到修档护档全过程。",
        "两个确立",
        key=False,
        correction="引导馆员",
    )
    return BadExample("core phrase negated", frozenset({"L22"}), (item,))


def _reordered_list_called_false() -> BadExample:
    item = draft_statement(
        PLAN,
        "大力弘扬兰台工匠的传承性、严谨性、服务性，提升编研水平。",
        "严谨性、传承性",
        key=False,
        correction="严谨性、传承性",
    )
    return BadExample("reordered list called false", frozenset({"L21"}), (item,))


def _open_list_and_wider_option() -> BadExample:
    item = draft_multiple(
        PLAN,
        f"面向全体馆员举办保密知识测试，采用{GAP}等方式。",
        ("闭卷测试", "网上答题"),
        ("书面测试", "现场抢答"),
        asked="闭卷测试、网上答题",
    )
    return BadExample("open list and wider option", frozenset({"L02", "L23"}), (item,))


def _roles_that_contain_each_other() -> BadExample:
    item = draft_single(
        PLAN, f"{GAP}负责专项推进，形成工作闭环。", "分管领导", ("领导班子成员", "支部书记")
    )
    return BadExample("roles that contain each other", frozenset({"L02"}), (item,))


def _overlapping_intervals() -> BadExample:
    stem = f"局机关全年组织{GAP}“兰台夜话”活动，由青年馆员轮流主讲。"
    item = draft_single(PLAN, stem, "2-3期", ("1-2期", "3-4期", "2期"))
    return BadExample("overlapping intervals", frozenset({"L12"}), (item,))


def _mixed_options() -> BadExample:
    stem = f"认真执行{GAP}，评议结果按百分制计分。"
    item = draft_single(
        PLAN, stem, "《云岭市档案局支部考评细则》", ("“四种颜色”", "“七一”前后", "机关纪委")
    )
    return BadExample("mixed options", frozenset({"L10"}), (item,))


def _nothing_left() -> BadExample:
    item = draft_fill_in(
        PLAN, f"持续推进“{BLANK}、{BLANK}、{BLANK}”三大行动，擦亮窗口形象。", "护档"
    )
    keys = (Blank("护档"), Blank("识档"), Blank("用档"))
    return BadExample("nothing left", frozenset({"L19"}), (replace(item, blanks=keys),))


def _dangling_stem_and_stock_phrase() -> BadExample:
    plan = own_plan("同时，履行监督职责，加强库房钥匙、借阅登记等监督检查。")
    item = draft_fill_in(plan, f"同时，{BLANK}，加强库房钥匙、借阅登记等监督检查。", "履行监督职责")
    return BadExample("dangling stem and stock phrase", frozenset({"L06", "L20"}), (item,), plan)


def _fault_of_the_source() -> BadExample:
    sentence = "深入开展馆际交流、读者沙龙等系类活动，丰富馆员业余生活。"
    start = f"1.某项工作。{sentence}".index("系类")
    plan = own_plan(sentence, SourceProblem("typo", "", 1, start, start + 2))
    item = draft_fill_in(
        plan, f"深入开展馆际交流、{BLANK}等系类活动，丰富馆员业余生活。", "读者沙龙"
    )
    return BadExample("fault of the source", frozenset({"L25"}), (item,), plan)


def _items_that_answer_each_other() -> BadExample:
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
    return BadExample(
        "items that answer each other",
        frozenset({"L27"}),
        (
            month,
            modes,
        ),
    )
