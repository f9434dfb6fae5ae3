"""Stems of regulations: a sentence as it stands, or its part up to a clause that may end it.

Owns what may be left out. A condition at the head of a sentence carries the rule, so nothing is cut
there; an exception at its end belongs to it, so it stays or the sentence is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from question_bank.bundle import Genre
from question_bank.generation.norms.sanctions import sanctioned
from question_bank.generation.stems import Replacement, tidy
from question_bank.lexicon import lists
from question_bank.source import Source, Span
from question_bank.stem_parts import (
    line_in_head,
    lists_cases,
    noun_listed,
    prefix_for,
    text_before_case,
)

SHORTEST: Final = 12
LONGEST: Final = 95
LONGEST_GRADED: Final = 75
"""Of a stem put together of clauses: a reader must keep what was done in mind up to the value."""
_ITEM: Final = re.compile(r"^[（(][一二三四五六七八九十]+[)）]|^\d{1,2}[.．、]|^[①-⑳]")
_LONGEST_LIST: Final = 60
_LINES_TRIED: Final = 4
_LONGEST_HEAD: Final = 60
_MARKS: Final = "，；：。,;: \n"
_REFERENCE: Final = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+[条款项编章节]|本法规定|本条例规定的情形"
)
_BREACH: Final = re.compile(
    r"违反本[法条例办规定细则]{1,2}(?:第[〇零一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+[款项])*(?:[、和或者及]*))*的?规定，(?!有|情节|构成|造成|给|尚|但|的|由|处|责令|可以|可处|没收|予以|吊销|依照|依法(?:由|给|追|处|承|吊|责))"
)
"""违反本法第十条规定，: a reader needs what was done, not the number of the article."""
_ADDED: Final = re.compile(
    "，(?:并|同时|或者|以及)[^，]*$|(?:应当|可以|必须|有权)[^，]*，(?!.*(?:应当|可以|必须|有权|不得))[^，]*$"
)
"""A head whose list is only the last of what it asks for: 应当……，提供下列材料."""
_DEFINING: Final = re.compile("所称|是指|含义|分为|包括|如下|(?<!行)为：|是：")
"""A head whose one line would read as all it says."""
_VAGUE: Final = re.compile("作出.{0,12}决定|答复|审查完毕|复核|予以公告|通知申请|说明理由|不予")
"""What is decided on stands in the paragraph before."""
_NAMED: Final = re.compile(r"[^的，。；、该其此这本]{4,12}(?:应当|必须|不得|可以|由|经|自|适用)")
"""A sentence that begins with a name of its own before its modal word."""
_WHOLE: Final = re.compile(
    r"(?:应当|必须|不得|可以|有权)(?!按照|根据|依照|依据|依法|在|对|向|自|由|经|将|以|与|为|因|从|及时$).{4,}[^的时后前内]$"
)
"""A clause that says by itself what must or may be done."""
_CONTINUES: Final = (
    "但",
    "除",
    "并",
    "或",
    "以及",
    "和",
    "不",
    "且",
    "其",
    "也",
    "仍",
    "否则",
    "如",
    "直至",
)


def law_stems(source: Source, sentence: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
    """The stems around the replaced words, the best first, each naming the document."""
    prefix = prefix_for(source.label)
    for body in law_bodies(source, sentence, replaced):
        yield prefix + body


def law_bodies(source: Source, sentence: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
    """The sentence with the words replaced, or as it is when there are none; when it is long, cut behind a clause that can end it.

    Nothing when the sentence leans on another one, is a line of a list, or opens a list.
    """
    if sentence != source.sentence_at(sentence.start):
        yield from _line_bodies(source, sentence, replaced)
        return
    bodies = dict.fromkeys(_sentence_bodies(source, sentence, replaced))
    yield from bodies
    for body in _sanction_bodies(source, source.body_of(sentence), replaced):
        if body not in bodies:
            yield body


def _sentence_bodies(
    source: Source, sentence: Span, replaced: Sequence[Replacement]
) -> Iterator[str]:
    whole = without_breach(source, source.body_of(sentence))
    if any(one.span.start < whole.start for one in replaced) or not stands_alone(source, whole):
        return
    part = _part_of(source, whole, replaced)
    if part is None:
        return
    ends = [part.end, *reversed(_cuts(source, part, replaced))]
    seen: set[str] = set()
    for end in ends:
        body = written(source, Span(part.start, end), replaced)
        if SHORTEST <= len(body) <= LONGEST and body not in seen:
            seen.add(body)
            yield body + "。"


def _sanction_bodies(
    source: Source, whole: Span, replaced: Sequence[Replacement], *, done: str = ""
) -> Iterator[str]:
    """What was done and one value of what follows from it, where the whole is too long or leans on
    another article elsewhere."""
    if len(replaced) != 1:
        return
    begun = without_breach(source, whole)

    def write(span: Span) -> str:
        inside = [one for one in replaced if span.start <= one.span.start < span.end]
        return written(source, span, inside)

    for found in sanctioned(source, begun, replaced[0].span, write, done=done):
        body = _BREACH.sub("", found)
        if body_reads(source, begun, body):
            yield body + "。"


def body_reads(source: Source, whole: Span, body: str) -> bool:
    """Whether a stem put together of clauses of this sentence can be read by itself."""
    words = lists("regulations")
    heads = words["never_beginnings"]
    if not _opens_article(source, whole):
        heads = [*heads, *words["dependent_beginnings"]]
    leans = body.startswith(tuple(heads)) and not body.startswith(
        tuple(words["independent_beginnings"])
    )
    return (
        not leans
        and SHORTEST <= len(body) <= LONGEST_GRADED
        and not _REFERENCE.search(body)
        and '"' not in body
        and not any(word in body for word in (*words["anaphora"], *words["exceptions"]))
    )


def without_breach(source: Source, whole: Span) -> Span:
    """The sentence from behind the words that name the rule broken, when what is done follows."""
    named = _BREACH.match(source.text, whole.start, whole.end)
    return Span(named.end(), whole.end) if named else whole


def context_of(source: Source, place: int) -> Span:
    """What an item on this place quotes: its sentence, or for a line of a list all from the head."""
    sentence = source.sentence_at(place)
    if source.genre not in (Genre.REGULATION, Genre.RULES):
        return sentence
    if source.text[sentence.end - 1] in "：:":
        line = _first_case(source, sentence)
        return sentence if line is None else Span(sentence.start, line.end)
    head = _head_of(source, sentence)
    return sentence if head is None else Span(head.start, sentence.end)


def _first_case(source: Source, head: Span) -> Span | None:
    """The shortest of the first lines under a head that says 有下列情形之一的, of those that read by
    themselves; None without one."""
    if not lists_cases(source.text[head.start : head.end]):
        return None
    article = source.article_at(head.start)
    end = head.end
    found: list[Span] = []
    for _ in range(_LINES_TRIED):
        start = end + len(source.text[end : end + 4]) - len(source.text[end : end + 4].lstrip())
        if article is None or start >= article.end or not _ITEM.match(source.text[start:][:6]):
            break
        line = source.sentence_at(start)
        if _said_in(source, line):
            found.append(line)
        end = line.end
    return min(found, key=lambda line: line.end - line.start, default=None)


def _said_in(source: Source, line: Span) -> str:
    """What a line of a list says; empty when it leans on something else."""
    inner = source.body_of(line)
    said = source.text[inner.start : inner.end].strip(_MARKS)
    words = lists("regulations")
    if _REFERENCE.search(said) or "：" in said:
        return ""
    leaning = (*words["never_in_lines"], *words["anaphora"], *words["exceptions"])
    return "" if any(one in said for one in leaning) else said


def _head_of(source: Source, line: Span) -> Span | None:
    """The sentence that opens the list in which this one is a line; None when it is no line."""
    sentence = line
    for _ in range(_LONGEST_LIST):
        article = source.article_at(sentence.start)
        if article is not None and article.start == sentence.start:
            return None
        if sentence.start == 0 or not _ITEM.match(source.text[sentence.start : sentence.start + 6]):
            return None
        before = source.text[: sentence.start].rstrip()
        sentence = source.sentence_at(len(before) - 1)
        if before.endswith(("：", ":")):
            return sentence
    return None


def _line_bodies(source: Source, whole: Span, replaced: Sequence[Replacement]) -> Iterator[str]:
    """The head of a list and the one line that holds the replaced words, or that comes first when the
    head holds them."""
    head = source.sentence_at(whole.start)
    line = source.sentence_at(whole.end - 1)
    opened = source.body_of(head)
    text = source.text[opened.start : opened.end]
    if lists_cases(first := text.partition("；")[0]):
        # What a graver case brings is said behind ； and may be left out.
        text = first
    inner = source.body_of(line)
    if not _said_in(source, line) or _DEFINING.search(text):
        return
    if any(one.span.start < inner.start for one in replaced):
        yield from _case_bodies(source, opened, inner, replaced)
        return
    if not _reads(source, opened, text) or len(text) > _LONGEST_HEAD:
        return
    line_text = written(source, inner, replaced)
    whole_line = line_text
    if line_text.endswith("的") and not line_text.endswith(("目的", "标的")):
        line_text = line_text.removesuffix("的")
    body = _joined(tidy(text).rstrip("：:"), line_text)
    if (line_text != whole_line and not lists_cases(text)) or text.startswith(("下列", "以下")):
        # 下列土地：……的: the 的 was part of a name that the head begins.
        return
    if SHORTEST <= len(body) <= LONGEST and "：" not in line_text:
        yield body + "。"


def _case_bodies(
    source: Source, opened: Span, inner: Span, replaced: Sequence[Replacement]
) -> Iterator[str]:
    """What follows from the first case of a list, out of the head that names several sanctions."""
    text = tidy(source.text[opened.start : opened.end])
    begun = without_breach(source, opened)
    case = text_before_case(source.text[begun.start : begun.end])
    line = written(source, inner, ()).removesuffix("的")
    if not line or any(one.span.end > opened.end for one in replaced) or "：" in text[:-1]:
        return
    yield from _sanction_bodies(source, opened, replaced, done=f"{tidy(case)}{line}的")


@cache
def _list_nouns() -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*lists("regulations")["head_groups"])))


def _joined(head: str, line: str) -> str:
    """The line in its head; behind a colon where the head says 下列 in its middle."""
    noun = noun_listed(head)
    if noun and _ADDED.search(head):
        return ""
    if lists_cases(head) or noun.endswith(_list_nouns()):
        return line_in_head(head, line)
    return "" if any(word in head for word in ("下列", "以下")) else f"{head}：{line}"


def _reads(source: Source, whole: Span, text: str) -> bool:
    """Whether the head of a list can be read without the sentences before it."""
    words = lists("regulations")
    if _REFERENCE.search(text) or any(
        word in text for word in words["anaphora"] if word not in words["list_openers"]
    ):
        return False
    heads = words["never_beginnings"]
    if not _opens_article(source, whole):
        heads = [*heads, *words["dependent_beginnings"]]
    return not text.startswith(tuple(heads)) or text.startswith(
        tuple(words["independent_beginnings"])
    )


def stands_alone(source: Source, whole: Span) -> bool:
    """Whether the sentence can be read without the ones around it."""
    text = source.text[whole.start : whole.end]
    words = lists("regulations")
    opens = _opens_article(source, whole)
    line = source.text[source.sentence_at(whole.start).start :][:4]
    if (not opens and _ITEM.match(line)) or text.rstrip().endswith(("：", ":", "；", "，")):
        return False
    if '"' in text or any(word in text for word in words["anaphora"]) or _REFERENCE.search(text):
        return False
    heads = words["never_beginnings"]
    if not opens:
        heads = [*heads, *words["dependent_beginnings"]]
    if text.startswith(tuple(heads)) and not text.startswith(
        tuple(words["independent_beginnings"])
    ):
        return False
    if any(word in text for word in words["purposes"]):
        return False
    if not opens and _VAGUE.search(text):
        return False
    after = source.text[whole.end : whole.end + 6].lstrip("\n")
    return not after.startswith(("但是", "但", "前款")) and _opens(source, whole, text)


def _opens_article(source: Source, whole: Span) -> bool:
    """Whether it is the first sentence of its article, which begins with what it is about."""
    article = source.article_at(whole.start)
    return article is not None and source.sentence_at(whole.start).start <= article.start


def _opens(source: Source, whole: Span, text: str) -> bool:
    """Whether a sentence behind another one of its paragraph names what it speaks of: it begins with
    somebody who acts, or its first clause is no mere condition."""
    before = source.text[: whole.start].rstrip(" ")[-1:]
    return before != "。" or bool(_subject_head().match(text) or _NAMED.match(text))


def _part_of(source: Source, whole: Span, replaced: Sequence[Replacement]) -> Span | None:
    """The part between ； that holds all the replaced words; later ones must name their subject."""
    first = min((one.span.start for one in replaced), default=whole.start)
    last = max((one.span.end for one in replaced), default=whole.start)
    start = whole.start
    for clause in source.clauses_of(source.sentence_at(whole.start)):
        if clause.end <= whole.start or source.text[clause.end - 1] not in "；;":
            continue
        if clause.end <= first:
            start = clause.end
        elif last <= clause.end:
            return _part(source, whole, start, clause.end)
        else:
            return None
    return _part(source, whole, start, whole.end)


def _part(source: Source, whole: Span, start: int, end: int) -> Span | None:
    if start > whole.start:
        text = source.text[start:end]
        named = _subject_head().match(text)
        if named is None:
            return None
    if source.text[end : end + 2].startswith(("但", "除")):
        return None
    return Span(start, end)


@cache
def _subject_head() -> re.Pattern[str]:
    """A later part begins with a subject of its own and a modal word."""
    modals = "|".join(lists("regulations")["modals"])
    endings = "|".join(sorted(lists("regulations")["actor_endings"], key=len, reverse=True))
    return re.compile(rf"[一-鿿、]{{0,16}}?(?:{endings})(?:{modals}|对|在|依法|负责|每)")


def _cuts(source: Source, part: Span, replaced: Sequence[Replacement]) -> list[int]:
    """Ends of clauses behind the replaced words where the rest may be left out."""
    last = max((one.span.end for one in replaced), default=part.start)
    clauses = [
        clause
        for clause in source.clauses_of(source.sentence_at(part.start))
        if part.start < clause.end <= part.end
    ]
    found = []
    for clause, after in pairwise(clauses):
        if clause.end < last or source.text[clause.end - 1] not in "，；":
            continue
        rest = source.text[after.start : after.end]
        if rest.startswith((*_CONTINUES, *lists("regulations")["exceptions"])):
            continue
        kept = source.text[clause.start : clause.end - 1]
        if source.text[clause.end - 1] == "，" and not _WHOLE.search(kept):
            continue
        tail = source.text[after.start : part.end]
        if any(word in tail for word in lists("regulations")["exceptions"]):
            continue
        found.append(clause.end)
    return found


def written(source: Source, span: Span, replaced: Sequence[Replacement]) -> str:
    parts: list[str] = []
    place = span.start
    for one in sorted(replaced, key=lambda part: part.span.start):
        parts += [tidy(source.text[place : one.span.start]), one.text]
        place = one.span.end
    parts.append(tidy(source.text[place : span.end]))
    return "".join(parts).strip(_MARKS)
