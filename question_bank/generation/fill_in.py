"""Fill-in items: one term, number, time or title blanked, or members of a list.

Owns the templates of this kind, the accepted writings and the word bank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from question_bank.bundle import Fact
from question_bank.generation.difficulty import estimate, likeness
from question_bank.generation.enumerations import MEASURED, Listed, Pairing
from question_bank.generation.explanation import right_because
from question_bank.generation.resemblance import without_outcast
from question_bank.generation.seeding import shuffled
from question_bank.generation.stems import Replacement, tidy
from question_bank.generation.targets import Target
from question_bank.generation.workshop import Workshop, is_locked, is_spoken_by_leader
from question_bank.items import BLANK, Blank, FillInItem, Kind
from question_bank.numerals import with_digits
from question_bank.source import Source, Span
from question_bank.stem_parts import body_of

LARGEST_BANK: Final = 6
FEWEST_WRONG: Final = 2
SHORTEST_UNAIDED: Final = 2
LONGEST_UNAIDED: Final = 7
"""Characters of a term that may be asked for without a word bank."""

_SHORT_PERIODS: Final = {
    "年": ("一年",), "年度": ("年", "一年"), "半年": ("六个月", "6个月"),
    "季度": ("季", "个季度", "三个月", "3个月"), "季": ("季度", "三个月", "3个月"),
    "月": ("个月", "一个月"), "周": ("星期", "一周"),
}  # fmt: skip
_FESTIVAL_DATES: Final = {
    "三八": "3.8", "五一": "5.1", "五四": "5.4", "七一": "7.1", "八一": "8.1", "十一": "10.1",
}  # fmt: skip
_LONGEST_NUMBER: Final = 2
"""Digits of a number that can be asked for without a word bank: nobody learns statistics by heart."""
_COUNTING: Final = frozenset("一二两双三四五六七八九十个项大种类条化有的和")
"""Characters so common that a stem which repeats them spells nothing out."""
_GLOSS: Final = re.compile(
    r"[”》]?[^，。；]{0,8}(?:[，,：:（(]|——)(?:即|就是|是指|包括|分别是|[^，。；]{1,12}、)|[”》]?(?:即|就是|是指|[（(：])"
)
_NOUNS: Final = (
    "工作法",
    "工作模式",
    "工作方法",
    "活动",
    "工作",
    "制度",
    "行动",
    "问题",
    "原则",
    "工程",
    "理念",
)
_DESCRIBING: Final = frozenset("多少高低大小难弱强好快慢")
"""Ends of members that tell how things are: 案卷多、人手少."""
_GOES_ON: Final = frozenset("室日站组者年")
"""Characters that make another noun of the one before: 工作室."""


def from_target(target: Target, workshop: Workshop) -> FillInItem | None:
    """The asked words as one blank, with the shortest context that passes every check."""
    source = workshop.source
    replaced = (Replacement(target.span, BLANK),)
    blank = blank_for(target, source)
    bank: tuple[str, ...] = ()
    if not (is_locked(target.fact) or is_spoken_by_leader(source, target.span.start)):
        wrong = [w for w in workshop.distractors.for_bank(target) if tidy(w) != blank.key]
        if target.slot == "text" and target.role != "person":
            wrong = list(without_outcast(blank.key, wrong, LARGEST_BANK - 1))
        bank = word_bank(workshop, target.fact, (blank.key,), wrong=[tidy(w) for w in wrong])
    unaided = not bank and target.slot == "text" and not is_locked(target.fact)
    if unaided and not _can_be_recalled(target, source):
        return None
    if not bank and target.role == "count" and len(target.text) > _LONGEST_NUMBER:
        return None
    for stem in workshop.stems(target.sentence, replaced):
        if is_glossed(stem, BLANK) or is_spelt_out(body_of(stem), blank.key):
            continue
        item = FillInItem(
            blanks=(blank,),
            word_bank=bank,
            **workshop.shared(
                target.fact,
                target.sentence,
                asked=target.span,
                kind=Kind.FILL_IN,
                template=f"fill_in.{target.role}",
                stem=stem,
                explanation=right_because(
                    source, target.fact.article_ordinal, target.sentence, asked=target.span
                ),
                difficulty=estimate(
                    target.role,
                    rivals=len(bank),
                    key_length=len(blank.key),
                    parts=1,
                    similarity=likeness(blank.key, bank),
                ),
            ),
        )
        if workshop.passes(item):
            return item
    return None


def _can_be_recalled(target: Target, source: Source) -> bool:
    """Whether a term can be asked for without a word bank: a short name in marks of something that
    the noun behind it tells, and no example among others."""
    behind = source.text[target.outer.end : target.outer.end + 6]
    return (
        bool(target.shell)
        and SHORTEST_UNAIDED <= len(target.text) <= LONGEST_UNAIDED
        and not re.search(r"[、，。·；]", target.text)
        and behind.startswith(_NOUNS)
        and "等" not in re.split(r"[，。；]", behind)[0]
    )


def is_glossed(stem: str, gap: str) -> bool:
    """Whether the stem says of the asked words what they are made of: “____”，即定场所、定人员."""
    after = stem.partition(gap)[2]
    return bool(_GLOSS.match(after))


def is_spelt_out(stem: str, key: str) -> bool:
    """Whether the stem repeats a character that a numeral slogan counts: 六比一创 beside 比质量、比进度."""
    if not re.match(r"[一二两双三四五六七八九十]", key):
        return False
    return any(stem.count(char) > 1 for char in key if char not in _COUNTING)


def from_list(listed: Listed, workshop: Workshop) -> Iterator[FillInItem]:
    """One inner member blanked, the others left as context; at most two such items of a list."""
    wrong = workshop.distractors.for_members(listed.fact, listed.texts, listed.sentence)
    if len(wrong) < FEWEST_WRONG and not _is_fixed(listed, workshop.source):
        return
    made = 0
    places = shuffled(workshop.seed, map(str, listed.blankable), about=listed.fact.id)
    for place in map(int, places):
        item = _blanked(listed, (place,), workshop, wrong=wrong)
        if item is not None:
            yield item
            made += 1
        if made == 2:
            return


def _is_fixed(listed: Listed, source: Source) -> bool:
    """Whether a list can be recalled without a word bank: closed and short, and either inside marks,
    counted, or built alike; examples before 等 are not."""
    behind = source.text[listed.whole.end : listed.whole.end + 2]
    if not listed.closed or "等" in behind or max(map(len, listed.texts)) > LONGEST_UNAIDED:
        return False
    lengths = {len(text) for text in listed.texts}
    ends = {text[-1] for text in listed.texts}
    heads = {text[0] for text in listed.texts}
    if ends <= _DESCRIBING:
        return False
    in_marks = source.text[listed.whole.start - 1] == "“" and behind[:1] == "”"
    alike = len(lengths) == 1 and (len(ends) == 1 or len(heads) == 1)
    return in_marks or listed.counted or alike


def from_pairing(pairing: Pairing, workshop: Workshop) -> FillInItem | None:
    """What belongs to each head of a paired list, two or three blanks in order."""
    parts = pairing.parts[:3]
    if not 2 <= len(parts) <= 3 or len(parts) != len(pairing.parts):
        return None
    if any(part.end - part.start < 2 for part in parts):
        return None
    text = workshop.source.text
    if any(text[part.start - 1] in MEASURED or part.end - part.start < 3 for part in parts):
        return None
    return _blanks(
        pairing.fact, pairing.sentence, parts, workshop, wrong=(), template="paired.fill_in"
    )


def _blanked(
    listed: Listed, places: Sequence[int], workshop: Workshop, *, wrong: Sequence[str]
) -> FillInItem | None:
    spans = [listed.spans[place] for place in places]
    return _blanks(
        listed.fact, listed.sentence, spans, workshop, wrong=wrong,
        template=f"fill_in.member.{places[0] + 1}",
    )  # fmt: skip


def _blanks(
    fact: Fact,
    sentence: Span,
    spans: Sequence[Span],
    workshop: Workshop,
    *,
    wrong: Sequence[str],
    template: str,
) -> FillInItem | None:
    source = workshop.source
    keys = tuple(tidy(source.text[span.start : span.end]) for span in spans)
    asked = Span(spans[0].start, spans[-1].end)
    bank: tuple[str, ...] = ()
    if not is_locked(fact):
        bank = word_bank(workshop, fact, keys, wrong=wrong)
    for stem in workshop.stems(sentence, [Replacement(span, BLANK) for span in spans]):
        item = FillInItem(
            blanks=tuple(Blank(key, variants(key)) for key in keys),
            word_bank=bank,
            **workshop.shared(
                fact,
                sentence,
                asked=asked,
                kind=Kind.FILL_IN,
                template=template,
                stem=stem,
                explanation=right_because(source, fact.article_ordinal, sentence, asked=asked),
                difficulty=estimate(
                    "member",
                    rivals=len(wrong),
                    key_length=len(keys[0]),
                    parts=len(keys),
                    similarity=likeness(keys[0], tuple(wrong)),
                ),
            ),
        )
        if workshop.passes(item):
            return item
    return None


def word_bank(
    workshop: Workshop, fact: Fact, keys: Sequence[str], *, wrong: Sequence[str]
) -> tuple[str, ...]:
    """Keys and up to five wrong words in an order that says nothing; empty with fewer than two wrong
    ones, since keys alone would fill the blanks by leaving out."""
    chosen = [word for word in wrong if word not in keys][: LARGEST_BANK - len(set(keys))]
    if len(chosen) < FEWEST_WRONG:
        return ()
    return shuffled(workshop.seed, {*keys, *chosen}, about=f"{fact.id}:bank")


def blank_for(target: Target, source: Source) -> Blank:
    """The key with its other right writings, compared in the target's slot."""
    key = tidy(target.text)
    more: list[str] = []
    match target.role:
        case "frequency":
            more += _SHORT_PERIODS.get(key, ())
        case "month":
            more += [f"{key}月"]
        case "festival":
            date = _FESTIVAL_DATES.get(key)
            more += [date, date.replace(".", "·")] if date else []
        case "count" | "interval":
            more += [key + target.unit]
        case "score":
            more += [with_digits(key)]
        case "title":
            more += title_variants(key)
        case _:
            more += variants(key)
            rest = source.text[target.outer.end : target.outer.end + 5]
            nouns = [noun for noun in _NOUNS if rest.startswith(noun)][:1]
            more += [key + noun for noun in nouns if rest[len(noun) :][:1] not in _GOES_ON]
    accepted = tuple(dict.fromkeys(one for one in more if one != key))
    return Blank(key, accepted, target.slot)


def variants(key: str) -> tuple[str, ...]:
    """The same term with digits for its numerals: 四清单一报告 as 4清单1报告 and 4清单一报告.

    Only where the numerals count something, that is at the head of the term.
    """
    if not re.match(r"[一二三四五六七八九十](?!把手|流|线)[^、，·]", key) or "、" in key:
        return ()
    first = with_digits(key[0]) + key[1:]
    return tuple(dict.fromkeys((first, with_digits(key))))


def title_variants(key: str) -> tuple[str, ...]:
    """The usual short forms of a title: without the party's name, 关于 and （试行）."""
    bare = key.removesuffix("（试行）")
    short = bare.removeprefix("中国共产党").removeprefix("关于")
    return tuple(one for one in dict.fromkeys((bare, short)) if one != key and len(one) >= 4)
