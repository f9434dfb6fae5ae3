"""Who acts in a clause, and what is done beside a hard token.

Owns the reading of one clause and of the clauses to its left: actor, action, method, polarity. A
clause that does not name its actor certainly has none; nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from question_bank.extraction.rule_words import one_of, word_list
from question_bank.extraction.words import words
from question_bank.source import Source, Span

_LONGEST_ACTOR: Final = 24
_LIST_LINE: Final = re.compile(r"[（(][一二三四五六七八九十百]+[)）]")
_METHOD: Final = re.compile(
    r"(?:通过|采取|采用|利用)([^，。；：]{2,40}?)等?(?:多种)?(?:方式|形式|办法|途径)"
)
_MARKS_BUT_QUOTES: Final = "，。；：、,;:!?！？ \t\n"
_PREPOSITIONS: Final = "于在自从应须需"
_MARKS: Final = "，。；：、,;:!?！？ \t\n“”"


@dataclass(slots=True)
class Clauses:
    """The clauses of one document, each read once."""

    source: Source
    _actors: dict[int, str] = field(default_factory=dict)
    _heads: dict[int, str] = field(default_factory=dict)

    def at(self, place: int) -> tuple[tuple[Span, ...], int]:
        """All clauses of the sentence at this place, and the index of the one that holds it."""
        sentence = self.source.sentence_at(place)
        clauses = self.source.clauses_of(sentence)
        index = bisect_right(clauses, place, key=lambda clause: clause.start) - 1
        if index >= 0 and place < clauses[index].end:
            return clauses, index
        return (sentence,), 0

    def actor(self, place: int, token_start: int) -> str:
        """Who acts: named in the clause before the token, left of it, or at the head of its list."""
        clauses, index = self.at(place)
        own = self._named(Span(clauses[index].start, token_start))
        if own:
            return own
        for clause in reversed(clauses[:index]):
            known = self._actors.get(clause.start)
            if known is None:
                known = self._actors[clause.start] = self._named(clause)
            if known:
                return known
        return self._listed(self.source.sentence_at(place))

    def _named(self, clause: Span) -> str:
        text = self.source.text[clause.start : clause.end]
        text = _numbering().sub("", text)
        by = _by().search(text)
        if by:
            return by[1]
        known = next((one for one in _persons() if text.startswith(one)), "")
        modal = _modal().search(text)
        subject = text[: modal.start()] if modal else text
        subject = _leads().sub("", subject).strip(_MARKS).rstrip(_PREPOSITIONS)
        whole = subject == text.strip(_MARKS)
        return subject if _is_actor(subject) and (modal or whole) else known

    def _listed(self, sentence: Span) -> str:
        """The actor at the head of the list of （一）… lines that this sentence is one of."""
        if not _LIST_LINE.match(self.source.text, sentence.start):
            return ""
        known = self._heads.get(sentence.start)
        if known is not None:
            return known
        text = self.source.text
        line_end = text.rfind("\n", 0, sentence.start)
        line_start = text.rfind("\n", 0, max(line_end, 0)) + 1
        while line_end > 0 and _LIST_LINE.match(text, line_start):
            line_end = line_start - 1
            line_start = text.rfind("\n", 0, max(line_end, 0)) + 1
        actor = ""
        if line_end > 0 and text[line_start:line_end].rstrip().endswith(("：", ":")):
            clauses, index = self.at(
                text.rindex(text[line_start:line_end].rstrip()[-1], 0, line_end)
            )
            named = (self._named(clause) for clause in reversed(clauses[: index + 1]))
            actor = next((one for one in named if one), "")
        self._heads[sentence.start] = actor
        return actor

    def action(self, start: int, end: int, *, timed: bool) -> str:
        """What is done: the words behind the token, else those before it, else the next clause.

        Behind a time (`timed`) the next clause goes before the words in front of it.
        """
        clauses, index = self.at(start)
        text = self.source.text
        after = _trimmed(_around().sub("", text[end : clauses[index].end]))
        if len(after) > 1:
            return after
        before = _numbering().sub("", text[clauses[index].start : start])
        before = _trimmed(_until_action().sub("", before))
        later = [_trimmed(text[one.start : one.end]) for one in clauses[index + 1 : index + 4]]
        acting = (one for one in later if not one.startswith(word_list("adverbials")))
        following = next(acting, later[0] if later else "")
        choices = (following, before) if timed else (before, following)
        return next((one for one in choices if len(one) > 1), "")

    def method(self, place: int) -> str:
        """The ways in which it is done, where the sentence says 通过…等方式."""
        sentence = self.source.sentence_at(place)
        match = _METHOD.search(self.source.text, sentence.start, sentence.end)
        return match[1] if match else ""

    def forbids(self, start: int) -> bool:
        """Whether the clause forbids: a word of prohibition before the token that is no bound."""
        clauses, index = self.at(start)
        return forbids(self.source.text, clauses[index].start, start)


def body_of(source: Source, sentence: Span) -> Span:
    """The sentence without its number; in 1.7月 and 1.11·9 it ends before the date."""
    body = source.body_of(sentence)
    start = body.start
    if source.text.startswith(("月", "日", "年", "·"), start):
        while start > sentence.start and source.text[start - 1].isdigit():
            start -= 1
    return Span(start, body.end)


def forbids(text: str, start: int, end: int) -> bool:
    """Whether a word of prohibition stands there that is no part of a bound such as 不得超过."""
    return _forbidden().search(text, start, end) is not None


def _trimmed(text: str) -> str:
    """The words without marks around them; a quotation keeps both of its marks."""
    kept = text.strip(_MARKS_BUT_QUOTES)
    return kept.removeprefix("”").removesuffix("“").strip(_MARKS_BUT_QUOTES)


def _is_actor(name: str) -> bool:
    if not 2 <= len(name) <= _LONGEST_ACTOR or not name.endswith(word_list("actor_ends")):
        return False
    if name.startswith(word_list("not_actors")) or name.endswith(word_list("not_actor_ends")):
        return False
    bare = name
    for ending in word_list("actor_ends"):
        bare = bare.removesuffix(ending) if len(ending) > 1 else bare
    return _inside().search(bare) is None


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"[，。；：]|{one_of('never_in_actors')}")


@cache
def _persons() -> tuple[str, ...]:
    return tuple(sorted(words().persons, key=lambda name: (-len(name), name)))


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:第[〇零一二三四五六七八九十百千\d]+条[\s　]*|[（(][一二三四五六七八九十百\d]+[)）]\s*"
        r"|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、)）]\s*(?!\d))"
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"由([^，。；：由]{{2,{_LONGEST_ACTOR}}}?)(?:{one_of('sanctions')}|$)")


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(
        rf"{one_of('prohibitions', 'obligations')}|可以|有权|需要?|要|负责|每|全年|年内|至少|计划"
    )


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"^{one_of('actor_leads')}")


@cache
def _around() -> re.Pattern[str]:
    """What may stand between a number and the action it belongs to."""
    return re.compile(
        rf"^(?:{one_of('bounds_before', 'bounds_after', 'festival_marks')}|[上中下]旬|左右"
        r"|[的地，、”底末初份起各为])+"
    )


@cache
def _until_action() -> re.Pattern[str]:
    return re.compile(
        rf"^.*(?:{one_of('obligations')}|每[一二两三四五六七八九十\d]*个?{one_of('periods')})|{one_of('bounds_before')}$|(?:自|从|于|在|为)$"
    )


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile(
        rf"{one_of('prohibitions')}(?!超过|少于|低于|高于|多于|晚于|早于|短于|长于|迟于)"
    )
