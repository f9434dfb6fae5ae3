"""Ways to spoil a good item, each with the rule of the linter that must notice.

Owns pure functions from a good item, its document and the bank it belongs to, to the spoiled item; None
where the way does not apply to such an item. Text for the damage is made up here or taken from the
document at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from question_bank.checks.values import MEASURED, fold, value_type
from question_bank.items import (
    BLANK,
    Blank,
    FillInItem,
    Item,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.source import Source
from question_bank.stem_parts import body_of, clauses_of, core_of

Spoil = Callable[[Item, Source], Item | None]


@dataclass(frozen=True)
class Damage:
    """One way, and the rules of which one must be found that the good item does not break."""

    name: str
    rules: tuple[str, ...]
    spoil: Spoil


def _key_of(item: Item) -> str:
    match item:
        case FillInItem():
            return item.blanks[0].key
        case SingleChoiceItem():
            return next(option.text for option in item.options if option.id == item.key)
        case MultipleChoiceItem():
            return next(option.text for option in item.options if option.id in item.keys)
        case _:
            return item.correction


def _head(item: Item) -> str:
    return item.stem[: len(item.stem) - len(body_of(item.stem))]


def _with_body(item: Item, body: str) -> Item:
    return replace(item, stem=_head(item) + body)


def _with_wrong(item: Item, text: str) -> Item | None:
    """With this text in place of the first wrong option."""
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return None
    keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
    wrong = next(option.id for option in item.options if option.id not in keys)
    return replace(
        item,
        options=tuple(Option(one.id, text) if one.id == wrong else one for one in item.options),
    )


def other_key(item: Item, source: Source) -> Item | None:
    """Another text than the source's as key."""
    del source
    match item:
        case FillInItem():
            return replace(item, blanks=(Blank("星河行动计划"), *item.blanks[1:]))
        case SingleChoiceItem():
            return replace(item, key=next(o.id for o in item.options if o.id != item.key))
        case MultipleChoiceItem():
            other = next(o.id for o in item.options if o.id not in item.keys)
            return replace(item, keys=tuple(sorted((*item.keys[1:], other))))
        case _:
            return replace(item, key=True) if not item.key else None


def same_meaning(item: Item, source: Source) -> Item | None:
    """The key again in other marks as a wrong option."""
    del source
    key = _key_of(item)
    return None if isinstance(item, TrueFalseItem) else _with_wrong(item, key[:1] + " " + key[1:])


def wider_word(item: Item, source: Source) -> Item | None:
    """An option that holds the key."""
    del source
    key = _key_of(item)
    if value_type(key) in MEASURED or not isinstance(item, SingleChoiceItem):
        return None
    return _with_wrong(item, key[:-1] + "和其他" + key[-1:] if key[-1] in "》”" else "各级" + key)


def true_option(item: Item, source: Source) -> Item | None:
    """Other words of the same sentence as a wrong option."""
    del source
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return None
    begin = item.source.span_start - item.source.start
    rest = item.source.quote[:begin], item.source.quote[item.source.span_end - item.source.start :]
    words = [one for part in rest for one in clauses_of(part) if 4 <= len(one) <= 12]
    key = fold(_key_of(item))
    free = [one for one in words if fold(one) not in key and key not in fold(one)]
    if not free or item.template.startswith("paired"):
        return None
    return _with_wrong(item, free[0])


def nameless(item: Item, source: Source) -> Item | None:
    """Without the name of the document."""
    del source
    return replace(item, stem=body_of(item.stem)) if _head(item) else None


def bare_frame(item: Item, source: Source) -> Item | None:
    """Nothing but common words around the blank."""
    del source
    if not isinstance(item, FillInItem) or len(item.blanks) != 1:
        return None
    return _with_body(item, f"进一步加强{BLANK}工作，推进机关党建。")


def dangling(item: Item, source: Source) -> Item:
    """Opens with a word that points back."""
    del source
    return _with_body(item, "同时，" + body_of(item.stem))


def shortened(item: Item, source: Source) -> Item | None:
    """Too short to say who does what."""
    del source
    if isinstance(item, FillInItem):
        return _with_body(item, "推行" + BLANK * len(item.blanks) + "。")
    return _with_body(item, "是（　）。") if isinstance(item, SingleChoiceItem) else None


def lengthened(item: Item, source: Source) -> Item:
    """Longer than a reader takes in."""
    del source
    more = "各责任部门结合自身实际细化分工并逐月对账销号，" * 4
    return _with_body(item, more + body_of(item.stem))


def told_key(item: Item, source: Source) -> Item | None:
    """The key stands in the stem."""
    del source
    key = _key_of(item)
    if isinstance(item, FillInItem | SingleChoiceItem) and len(fold(key)) >= 4:
        return replace(item, stem=item.stem.removesuffix("。") + f"，做法见{key}说明。")
    return None


def all_of_them(item: Item, source: Source) -> Item | None:
    """以上都对 among the options."""
    del source
    return _with_wrong(item, "以上都对")


def negative(item: Item, source: Source) -> Item:
    """Asks for what is not so."""
    del source
    return replace(item, stem=item.stem.removesuffix("。") + "，下列说法不正确的是：")


def foreign_kind(item: Item, source: Source) -> Item | None:
    """A title among plain words, a plain word among numbers and titles."""
    del source
    plain = value_type(_key_of(item)) == "plain"
    return _with_wrong(item, "《值班登记簿》" if plain else "值班登记簿")


def lone_option(item: Item, source: Source) -> Item | None:
    """Only two options left."""
    del source
    if not isinstance(item, SingleChoiceItem):
        return None
    wrong = next(option for option in item.options if option.id != item.key)
    kept = tuple(one for one in item.options if one.id == item.key or one == wrong)
    return replace(item, options=kept)


def long_option(item: Item, source: Source) -> Item | None:
    """An option that goes on and on."""
    del source
    keys = getattr(item, "keys", (getattr(item, "key", None),))
    wrong = [one.text for one in getattr(item, "options", ()) if one.id not in keys]
    if not wrong or wrong[0][-1] in "》”" or value_type(wrong[0]) in MEASURED:
        return None
    if wrong[0].endswith(("书记", "干部", "党员", "委员", "负责人", "领导", "人员")):
        return None
    return _with_wrong(item, "在规定时限内按照统一部署要求逐项抓好落实的" + wrong[0])


def overlapping(item: Item, source: Source) -> Item | None:
    """The key's own amount or frequency in other words."""
    del source
    key = _key_of(item)
    if not isinstance(item, SingleChoiceItem) or value_type(key) not in MEASURED:
        return None
    same = {"每季度": "每三个月", "每半年": "每六个月", "每年": "每十二个月", "每月": "每一个月"}
    return _with_wrong(item, same.get(key, "“" + key))


def vague(item: Item, source: Source) -> Item | None:
    """A vague word that the source does not have."""
    del source
    if any(word in item.source.quote for word in ("一律", "所有")):
        return None
    return _with_body(item, "所有单位一律" + body_of(item.stem))


def masked_stem(item: Item, source: Source) -> Item:
    """A mask in the stem."""
    del source
    return _with_body(item, "XX单位" + body_of(item.stem))


def masked_option(item: Item, source: Source) -> Item | None:
    """A mask among the options or in the word bank."""
    if isinstance(item, FillInItem):
        return replace(item, word_bank=(*(blank.key for blank in item.blanks), "××工程"))
    del source
    return _with_wrong(item, "20XX年计划")


def masked_proof(item: Item, source: Source) -> Item:
    """A masked meeting in the explanation."""
    del source
    return replace(item, explanation=item.explanation + "另见X届X中全会精神。")


def cut_blank(item: Item, source: Source) -> Item | None:
    """The blank begins one character late."""
    del source
    if not isinstance(item, FillInItem) or len(item.blanks) != 1 or item.blanks[0].slot != "text":
        return None
    key = item.blanks[0].key
    if len(key) < 4:
        return None
    stem = item.stem.replace(BLANK, key[0] + BLANK + key[-1])
    return replace(item, stem=stem, blanks=(Blank(key[1:-1]),))


def overloaded(item: Item, source: Source) -> Item | None:
    """Nearly everything blanked."""
    del source
    if not isinstance(item, FillInItem):
        return None
    clauses = clauses_of(core_of(item.stem))
    holed = [one for one in clauses if BLANK in one]
    key = item.blanks[0].key
    body = "，".join([*holed, BLANK, BLANK, BLANK]) + "。"
    blanks = (*item.blanks, Blank(key), Blank(key), Blank(key))
    return replace(item, stem=_head(item) + body, blanks=blanks)


def trivial(item: Item, source: Source) -> Item | None:
    """An adverb as key."""
    del source
    if not isinstance(item, FillInItem) or len(item.blanks) != 1:
        return None
    return replace(item, blanks=(Blank("深入"),))


def nothing_changed(item: Item, source: Source) -> Item | None:
    """A true statement called false."""
    del source
    if not isinstance(item, TrueFalseItem) or not item.key:
        return None
    begin = item.source.span_start - item.source.start
    said = item.source.quote[begin : begin + 4]
    return replace(item, key=False, correction=said)


def twice_changed(item: Item, source: Source) -> Item | None:
    """A second change in another clause."""
    del source
    if not isinstance(item, TrueFalseItem) or item.key:
        return None
    return replace(item, stem=item.stem.removesuffix("。") + "，并邀请新闻媒体全程直播。")


def negated_core(item: Item, source: Source) -> Item | None:
    """A core phrase denied."""
    del source
    if isinstance(item, TrueFalseItem):
        return _with_body(item, "党员不必做到“两个维护”，" + body_of(item.stem))
    return None


def core_as_wrong(item: Item, source: Source) -> Item | None:
    """A core phrase offered as wrong, or an invented one."""
    if isinstance(item, FillInItem):
        return replace(item, word_bank=(*(blank.key for blank in item.blanks), "三个确立"))
    del source
    return _with_wrong(item, "“四个意识”")


def opened_list(item: Item, source: Source) -> Item | None:
    """等 after the list, and a stem that does not close it."""
    if not isinstance(item, MultipleChoiceItem):
        return None
    ref = item.source
    end = ref.span_end - ref.start
    while ref.quote[end : end + 1] in ("”", "》"):
        end += 1
    quote = ref.quote[:end] + "等事项" + ref.quote[end:]
    del source
    stem = item.stem.partition("（选出")[0]
    return replace(item, stem=stem, source=replace(ref, quote=quote))


def unbalanced(item: Item, source: Source) -> Item:
    """A quotation mark too few."""
    del source
    return _with_body(item, "围绕“中心任务，" + body_of(item.stem))


def half_width(item: Item, source: Source) -> Item:
    """Western marks between Chinese characters."""
    del source
    return _with_body(item, "结合工作实际," + body_of(item.stem))


def misspelt(item: Item, source: Source) -> Item:
    """A wrong writing in the source sentence."""
    del source
    return replace(item, source=replace(item.source, quote=item.source.quote + "办好系类活动。"))


def unproven(item: Item, source: Source) -> Item:
    """A reference whose quote is not the document's."""
    del source
    quote = "另" + item.source.quote[1:]
    return replace(item, source=replace(item.source, quote=quote))


def unsigned(item: Item, source: Source) -> Item:
    """No hash of the document."""
    del source
    return replace(item, source=replace(item.source, document_sha256=""))


DAMAGES: Final[tuple[Damage, ...]] = (
    Damage("another key", ("L01",), other_key),
    Damage("option that says the same", ("L02", "L12"), same_meaning),
    Damage("option that holds the key", ("L02",), wider_word),
    Damage("wrong option that is true", ("L03",), true_option),
    Damage("document not named", ("L04",), nameless),
    Damage("too little context", ("L05",), bare_frame),
    Damage("dangling opening", ("L06",), dangling),
    Damage("stem too short", ("L06",), shortened),
    Damage("stem too long", ("L06", "L30"), lengthened),
    Damage("key in the stem", ("L07",), told_key),
    Damage("all of the above", ("L08",), all_of_them),
    Damage("negative question", ("L09",), negative),
    Damage("option of another kind", ("L10",), foreign_kind),
    Damage("too few options", ("L10",), lone_option),
    Damage("option far too long", ("L11",), long_option),
    Damage("overlapping amounts", ("L12",), overlapping),
    Damage("vague word", ("L16",), vague),
    Damage("mask in the stem", ("L17",), masked_stem),
    Damage("mask among the options", ("L17",), masked_option),
    Damage("mask in the explanation", ("L17",), masked_proof),
    Damage("blank inside a word", ("L18",), cut_blank),
    Damage("too many blanks", ("L19",), overloaded),
    Damage("trivial key", ("L20",), trivial),
    Damage("true statement called false", ("L21",), nothing_changed),
    Damage("statement changed twice", ("L21",), twice_changed),
    Damage("core phrase negated", ("L22",), negated_core),
    Damage("core phrase as wrong option", ("L22",), core_as_wrong),
    Damage("open list not closed", ("L23",), opened_list),
    Damage("quotation mark missing", ("L24",), unbalanced),
    Damage("half-width marks", ("L24",), half_width),
    Damage("wrong writing in the source", ("L25",), misspelt),
    Damage("quote not in the document", ("L28",), unproven),
    Damage("no hash", ("L28",), unsigned),
)
