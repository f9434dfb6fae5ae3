"""Kept, moved, lost, new: what a new version of a document does to its items."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.items import Blank, Difficulty, FillInItem, Item, Knowledge, SourceRef
from quizapp.domain.plan_text import Document, Sentence
from quizapp.domain.plan_versions import (
    Change,
    Comparison,
    Fate,
    Stored,
    compare,
    moved_to,
)

OLD = [
    ("1", "资料室每半年清点一次书架，结果报馆务会备案。"),
    ("2", "读书组由领读员、记录员、联络员组成。"),
    ("3", "借阅证有效期为三年，期满应当换领新证。"),
]


def document(lines: Sequence[tuple[str, str]], *, sha256: str = "a" * 64) -> Document:
    """A text of numbered lines, one sentence each."""
    text, sentences = "", []
    for ordinal, (number, words) in enumerate(lines, start=1):
        start = len(text)
        text += f"{number}.{words}"
        body = start + len(number) + 1
        sentences.append(Sentence(start, len(text), body, ordinal, number))
        text += "\n"
    return Document(sha256, text, tuple(sentences))


def item_on(paper: Document, ordinal: int, asked: str, *, template: str = "hand") -> Item:
    """A fill-in that asks for these words of an article."""
    one = paper.sentences[ordinal - 1]
    at = paper.text.index(asked, one.start)
    quote = paper.text[one.start : one.end]
    return FillInItem(
        id=f"item-{paper.sha256[:4]}-{ordinal}-{asked}-{template}",
        stem=quote.replace(asked, "____"),
        explanation=f"依据第{one.article}条。",
        source=SourceRef(
            paper.sha256,
            "云溪图书馆计划",
            one.article,
            ordinal,
            one.start,
            one.end,
            one.start,
            one.end,
            quote,
            at,
            at + len(asked),
        ),
        knowledge=Knowledge.GENERAL,
        difficulty=Difficulty.EASY,
        family=f"family-{paper.sha256[:4]}-{ordinal}-{asked}",
        template=template,
        generator="1",
        seed=1,
        blanks=(Blank(asked),),
    )


def stored(item: Item, *, touched: bool = True, number: int = 1) -> Stored:
    return Stored(number=number, item=item, body=len(item.source.article) + 1, touched=touched)


def changed(
    lines: Sequence[tuple[str, str]],
    held: Sequence[Stored],
    items: Sequence[Item] = (),
) -> tuple[Comparison, Document]:
    after = document(lines, sha256="b" * 64)
    return compare(held, before=document(OLD), after=after, items=items), after


def only(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


def asked_words(item: Item, paper: Document) -> str:
    return paper.text[item.source.span_start : item.source.span_end]


def test_unchanged_sentence_keeps_the_item_and_its_words() -> None:
    item = item_on(document(OLD), 1, "每半年")
    comparison, after = changed([*OLD, ("4", "阅览室周一闭馆。")], [stored(item)])
    change = only(comparison)
    assert (change.fate, change.is_orphan) == (Fate.KEPT, False)
    assert change.after is not None
    assert change.after.source.document_sha256 == after.sha256
    assert replace(change.after, source=item.source) == item


def test_sentence_in_another_article_moves_the_item() -> None:
    item = item_on(document(OLD), 3, "三年")
    comparison, after = changed(
        [("1", "阅览室周一闭馆。"), *OLD[1:2], ("5", OLD[2][1])], [stored(item)]
    )
    change = only(comparison)
    assert change.fate is Fate.MOVED
    assert change.after is not None
    assert (change.after.source.article, change.after.source.article_ordinal) == ("5", 3)
    assert change.after.source.quote == "5.借阅证有效期为三年，期满应当换领新证。"
    assert asked_words(change.after, after) == "三年"
    assert change.after.explanation == "依据第5条。"


def test_changed_sentence_is_lost_and_shown_beside_what_it_became() -> None:
    item = item_on(document(OLD), 1, "每半年")
    lines = [("1", "资料室每季度清点一次书架，结果报馆务会备案。"), *OLD[1:]]
    change = only(changed(lines, [stored(item)])[0])
    assert (change.fate, change.after) == (Fate.LOST, item)
    assert change.is_orphan
    assert change.similar is not None
    assert change.similar.article == "1"


def test_vanished_sentence_is_lost_with_nothing_like_it() -> None:
    item = item_on(document(OLD), 2, "记录员")
    change = only(changed([OLD[0], OLD[2]], [stored(item)])[0])
    assert (change.fate, change.similar) == (Fate.LOST, None)


def test_sentence_inside_a_longer_one_is_lost() -> None:
    """“除寒暑假外，” before a sentence makes it say something else."""
    item = item_on(document(OLD), 3, "三年")
    lines = [*OLD[:2], ("3", "除寒暑假外，" + OLD[2][1])]
    assert only(changed(lines, [stored(item)])[0]).fate is Fate.LOST
    lines = [*OLD[:2], ("3", OLD[2][1].rstrip("。") + "，另有规定的除外。")]
    assert only(changed(lines, [stored(item)])[0]).fate is Fate.LOST


def test_unchanged_neighbour_is_not_taken_for_the_changed_sentence() -> None:
    """Two sentences alike: the one that stands as before is not what the lost one became."""
    twins = [("1", "资料室每半年清点一次书架。"), ("2", "档案室每半年清点一次书架。")]
    before = document(twins)
    held = [stored(item_on(before, 1, "资料室"))]
    after = document(twins[1:], sha256="b" * 64)
    (change,) = compare(held, before=before, after=after, items=()).changes
    assert (change.fate, change.similar) == (Fate.LOST, None)


def test_untouched_draft_takes_over_what_is_made_of_the_same_words() -> None:
    item = item_on(document(OLD), 1, "每半年")
    after = document(OLD, sha256="b" * 64)
    fresh = replace(item_on(after, 1, "每半年"), explanation="新的解析。")
    comparison, _ = changed(OLD, [stored(item, touched=False)], [fresh])
    assert only(comparison).after == replace(fresh, id=item.id)
    assert comparison.added == ()


def test_untouched_draft_goes_when_nothing_is_made_of_its_words() -> None:
    item = item_on(document(OLD), 1, "每半年")
    comparison, _ = changed(OLD, [stored(item, touched=False)])
    assert only(comparison).after is None
    assert not only(comparison).is_orphan


def test_touched_item_keeps_its_words_and_takes_the_family_of_its_fact() -> None:
    """Two items on one fact never stand in one paper, also when one is from the old reading."""
    item = replace(item_on(document(OLD), 1, "每半年"), stem="1.资料室____清点书架。")
    after = document(OLD, sha256="b" * 64)
    fresh = item_on(after, 1, "每半年")
    comparison, _ = changed(OLD, [stored(item)], [fresh])
    change = only(comparison)
    assert change.after is not None
    assert (change.after.stem, change.after.id) == (item.stem, item.id)
    assert change.after.family == fresh.family
    assert comparison.added == (), "the same is not proposed a second time"


def test_new_items_are_those_nothing_stands_for() -> None:
    item = item_on(document(OLD), 1, "每半年")
    lines = [*OLD, ("4", "阅览室周一闭馆，节假日另行通知。")]
    after = document(lines, sha256="b" * 64)
    fresh = item_on(after, 4, "周一")
    other = item_on(after, 1, "每半年", template="another")
    comparison, _ = changed(lines, [stored(item)], [item_on(after, 1, "每半年"), fresh, other])
    assert comparison.added == (fresh, other)


def test_unchanged_sentences_keep_exactly_their_items_when_one_generator_read_both() -> None:
    """Another file is another chance: without this, 8 in 100 items were exchanged for others."""
    item = item_on(document(OLD), 1, "每半年")
    lines = [*OLD[:2], ("3", "借阅证有效期为五年，期满应当换领新证。")]
    after = document(lines, sha256="b" * 64)
    by_chance = item_on(after, 2, "领读员")
    fresh = item_on(after, 3, "五年")
    (change,), added = compared(item, lines, (by_chance, fresh))
    assert change.after is not None
    assert (change.fate, change.after.stem) == (Fate.KEPT, item.stem)
    assert change.after.source.document_sha256 == after.sha256
    assert added == (fresh,)
    gone = item_on(document(OLD), 3, "三年")
    (change,), _added = compared(gone, lines, ())
    assert (change.fate, change.after) == (Fate.LOST, None), "a changed sentence loses its drafts"


def compared(
    item: Item, lines: Sequence[tuple[str, str]], items: Sequence[Item]
) -> tuple[tuple[Change, ...], tuple[Item, ...]]:
    after = document(lines, sha256="b" * 64)
    held = [stored(item, touched=False)]
    made = compare(held, before=document(OLD), after=after, items=items, steady=True)
    return made.changes, made.added


def test_rejected_item_is_not_proposed_again() -> None:
    item = item_on(document(OLD), 2, "记录员")
    after = document(OLD, sha256="b" * 64)
    comparison, _ = changed(OLD, [stored(item)], [item_on(after, 2, "记录员")])
    assert comparison.added == ()


def test_quote_of_several_sentences_is_found_whole() -> None:
    before = document([("1", "第一天开馆。第二天闭馆。")])
    one = before.sentences[0]
    first = Sentence(one.start, one.body + 6, one.body, 1, "1")
    second = Sentence(one.body + 6, one.end, one.body + 6, 1, "1")
    item = item_on(before, 1, "闭馆")
    cut = replace(before, sentences=(first, second))
    (change,) = compare([stored(item)], before=cut, after=cut, items=()).changes
    assert (change.fate, change.after) == (Fate.KEPT, item)


def cut_into_lines(paper: Document) -> Document:
    """The same text with each line a sentence of the first article."""
    sentences, start = [], 0
    for line in paper.text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        body = start + 2 if line[:1].isdigit() else start
        sentences.append(Sentence(start, end, body, 1, "1"))
        start += len(line)
    return replace(paper, sentences=tuple(sentences))


LIST = "1.读书组由下列人员组成：\n（一）领读员；\n（二）记录员；\n（三）联络员。\n完。"


def list_item(paper: Document) -> Item:
    """Quotes the list without its last mark, as enumerations are quoted."""
    item = item_on(document([("1", LIST[2:])]), 1, "记录员")
    end = paper.text.index("联络员") + 3
    return replace(item, source=replace(item.source, end=end, quote=paper.text[:end]))


def test_quote_over_lines_that_ends_before_the_mark_is_kept() -> None:
    before = cut_into_lines(replace(document([]), text=LIST))
    item = list_item(before)
    text = "前言。\n2" + LIST[1:]
    after = replace(document([]), text=text, sha256="b" * 64)
    after = cut_into_lines(after)
    (change,) = compare([stored(item)], before=before, after=after, items=()).changes
    assert change.fate is Fate.KEPT
    assert change.after is not None
    source = change.after.source
    assert text[source.start : source.end] == source.quote == "2" + item.source.quote[1:]
    assert asked_words(change.after, after) == "记录员"


def test_changed_line_of_a_list_is_told() -> None:
    before = cut_into_lines(replace(document([]), text=LIST))
    text = LIST.replace("（二）记录员；", "（二）记录员、拍摄员；")
    after = cut_into_lines(replace(document([]), text=text, sha256="b" * 64))
    (change,) = compare([stored(list_item(before))], before=before, after=after, items=()).changes
    assert (change.fate, change.changed) == (Fate.LOST, "（二）记录员；")
    assert change.similar is not None
    assert text[change.similar.start : change.similar.end] == "（二）记录员、拍摄员；"


def test_draft_that_follows_the_new_reading_has_not_lost_its_source() -> None:
    """The reader may quote more or less of a text than before."""
    item = item_on(document(OLD), 1, "每半年")
    item = replace(item, source=replace(item.source, quote="另一段话"))
    after = document(OLD, sha256="b" * 64)
    fresh = replace(item_on(after, 1, "每半年"), id=item.id)
    comparison, _ = changed(OLD, [stored(item, touched=False)], [fresh])
    change = only(comparison)
    assert (change.fate, change.is_orphan, change.after) == (Fate.KEPT, False, fresh)


def test_source_is_set_to_another_sentence() -> None:
    item = item_on(document(OLD), 3, "三年")
    after = document([("1", "借阅证有效期为三年，丢失须补办。"), ("2", "借阅证有效期为五年。")])
    moved = moved_to(item, after.sentences[0], after)
    assert asked_words(moved, after) == "三年"
    assert moved.source.quote == "1.借阅证有效期为三年，丢失须补办。"
    gone = moved_to(item, after.sentences[1], after)
    assert asked_words(gone, after) == "借阅证有效期为五年。"


lines = st.lists(
    st.text("甲乙丙丁年月，", min_size=2, max_size=12).map(lambda words: words + "。"),
    min_size=1,
    max_size=12,
).map(lambda found: [(str(number), words) for number, words in enumerate(found, start=1)])


@settings(max_examples=60, deadline=None)
@given(old=lines, new=lines)
def test_no_touched_item_is_ever_dropped_and_every_kept_quote_stands_in_the_text(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    before, after = document(old), document(new, sha256="b" * 64)
    held = [
        stored(item_on(before, ordinal, words[:2]), number=ordinal)
        for ordinal, (_number, words) in enumerate(old, start=1)
    ]
    comparison = compare(held, before=before, after=after, items=())
    assert [change.number for change in comparison.changes] == [one.number for one in held]
    for change in comparison.changes:
        assert change.after is not None
        if change.fate is Fate.LOST:
            assert change.after == change.before
            continue
        source = change.after.source
        assert after.text[source.start : source.end] == source.quote
        assert source.start <= source.span_start < source.span_end <= source.end
        assert asked_words(change.after, after) == asked_words(change.before, before)


@settings(max_examples=30, deadline=None)
@given(old=lines)
def test_the_same_text_changes_nothing(old: list[tuple[str, str]]) -> None:
    before = document(old)
    held = [stored(item_on(before, 1, old[0][1][:2]))]
    (change,) = compare(held, before=before, after=before, items=()).changes
    assert (change.fate, change.after) == (Fate.KEPT, held[0].item)


@pytest.mark.parametrize("size", [4000])
def test_a_long_document_is_compared_in_time(size: int) -> None:
    """A code that was rewritten throughout: no sentence stands as before."""
    old = [
        (str(n), f"第{n}号库房由保管员{n % 97}负责，每{n % 13}日清点一次器材。")
        for n in range(1, size)
    ]
    new = [(number, words.replace("清点", "核对")) for number, words in old]
    before, after = document(old), document(new, sha256="b" * 64)
    held = [stored(item_on(before, n, "保管员"), number=n) for n in range(1, size, 2)]
    began = time.process_time()
    comparison = compare(held, before=before, after=after, items=())
    assert all(change.is_orphan for change in comparison.changes)
    assert time.process_time() - began < 5
