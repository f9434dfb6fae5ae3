"""Wrong options, and why each is certainly wrong.

Owns the choice and the proof. A word of the lists is wrong because the plan never says it; a word
of the plan is wrong because it does not stand in the article asked about nor in the same frame
anywhere; a number, frequency, month or level is wrong because its slot holds one value only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.checks.provenance import folded_text
from question_bank.checks.statements import has_locked_slogan, is_sensitive
from question_bank.checks.values import (
    exclude_each_other,
    fold,
    noun_class,
    numeric_range,
    value_type,
)
from question_bank.checks.wording import is_balanced
from question_bank.generation.choices import Choice, choice_of, contrary, rank_of, values_in, window
from question_bank.generation.pools import pools
from question_bank.generation.resemblance import (
    activities_like,
    is_local,
    same_build,
    shared_places,
    skeleton,
    structure,
    words_like,
)
from question_bank.generation.seeding import rank
from question_bank.generation.standing import pattern
from question_bank.generation.stems import tidy
from question_bank.generation.targets import NAMES, Target, noun_after, term_role
from question_bank.numerals import chinese_numeral, numeral_value
from question_bank.source import Source, Span

_MEASURE: Final = re.compile(r"(?<=[一二三四五六七八九十])[个项条大种类]")
"""三项机制 and 三个机制 are one."""
MOST_TRIED: Final = 3
_AT_LEAST: Final = re.compile(r"[^，。；]{0,14}?(?:不少于|不低于|至少|以上|不超过|不多于)")
"""How often behind which a bound stands."""
_DAYS_OF_WEEK: Final = 7
_NEAR: Final = 14
_RARE: Final = 350
"""A document is of the field when a word of the field stands once in so many characters."""
_TELLING_ENDS: Final = ("行动", "工程", "年")
_OF_A_CITY: Final = "市直"
_TRIAL: Final = "（试行）"
_MONTHS: Final = (3, 6, 9, 12)
_MASK: Final = re.compile(r"[Xx×]{2,}|20[Xx]{2}")


@dataclass(frozen=True, eq=False)
class Distractors:
    """Finds wrong options in one document. Same document, facts and seed give the same ones."""

    source: Source
    facts: Sequence[Fact]
    seed: int

    def for_target(self, target: Target) -> tuple[str, ...]:
        """Proven wrong texts, the most plausible first, without marks around them."""
        if self._is_told_by_verb(target):
            return ()
        match target.role:
            case "frequency":
                return self._frequencies(target)
            case "month":
                return self._months(target)
            case "festival" if self.source.text.startswith("节", target.span.end):
                return ()
            case "festival":
                return self._proven(target, pools().festivals)
            case "count":
                return self._counts(target)
            case "interval":
                return self._intervals(target)
            case "level":
                return tuple(one for one in pools().levels if one != target.text)
            case "score":
                return tuple(one for one in ("十分制", "百分制", "千分制") if one != target.text)
            case "title":
                return self._titles(target)
            case "person":
                return self._persons(target)
            case _:
                return self._terms(target)

    def _is_told_by_verb(self, target: Target) -> bool:
        """Whether the verb before a name says of what kind it must be: a unit prints no law, and what is
        to be prevented is no slogan."""
        before = self._text(target.sentence)[: target.span.start - target.sentence.start][-_NEAR:]
        before = before.rpartition("，")[2]
        if target.role == "title":
            return any(word in before for word in pools().makes)
        return target.slot == "text" and any(word in before for word in pools().prevents)

    def contrary_to(self, target: Target) -> tuple[str, ...]:
        """Values that make the target's sentence false, the best first; none where none is certain."""
        wrong = self.for_target(target)
        if target.role == "frequency" and _AT_LEAST.match(self.source.text, target.span.end):
            # 每月不少于1次 is not contradicted by less, nor by more.
            return ()
        if target.role not in ("count", "interval"):
            return wrong[:MOST_TRIED]
        value = target.text + target.unit
        known = choice_of(value, values_in(self._text(target.sentence)), rank=self._rank(target))
        if known is None:
            return ()
        place = Span(target.span.start, target.span.end + len(target.unit))
        turn = self._place(target)
        found = contrary(self.source, target.sentence, place, known, turn=turn)
        return (found.removesuffix(target.unit),) if found else ()

    def for_bank(self, target: Target) -> tuple[str, ...]:
        """Wrong texts for a word bank: also other terms of the plan of similar length."""
        proven = list(self.for_target(target))
        if target.role in {"frequency", "month", "count", "interval", "level", "score"}:
            return tuple(proven)
        if len(proven) >= 3 or target.role in {"title", "person", "festival"}:
            return tuple(proven)
        noun = noun_after(self.source, target.span.end)
        if not noun or is_sensitive(self._text(target.sentence)):
            return tuple(proven)
        length = len(fold(target.text))
        near = [
            fact.value.strip("“”")
            for fact in self.facts
            if fact.kind is FactKind.TERM
            and not fact.slot.startswith(NAMES)
            and not fact.sensitive
            and noun
            == noun_after(self.source, _inside(self.source, fact.value_start, fact.value_end)[1])
            and abs(len(fold(fact.value)) - length) <= max(1, length // 4)
            and structure(fact.value.strip("“”")) == structure(target.text)
        ]
        return tuple(dict.fromkeys([*proven, *self._ranked(target, near)]))

    def for_members(self, fact: Fact, members: Sequence[str], sentence: Span) -> tuple[str, ...]:
        """Words like all the members of a closed list that are not in it. [proof: the list is complete]"""
        pool = words_like(members, self._after(fact.value_end))
        own = [fold(member) for member in members]
        here = fold(self._text(sentence))
        others = [
            member
            for other in self.facts
            if other.kind is FactKind.ENUMERATION
            and other.article_ordinal != fact.article_ordinal
            and same_build(other.members, members)
            for member in other.members
        ]
        lengths = [len(one) for one in own]
        first = own[0][:1] if len({one[:1] for one in own}) == 1 else ""
        alike = len(set(lengths)) == 1
        found = [
            word
            for word in dict.fromkeys([*pool, *others])
            if fold(word) not in here
            and fold(word).startswith(first)
            and not any(fold(word) in one or one in fold(word) for one in own)
            and all(exclude_each_other(word, member) for member in members)
            and min(lengths) - 1 <= len(fold(word)) <= max(lengths) + 1
            and (not alike or len(fold(word)) == lengths[0])
            and noun_class(word) in {noun_class(member) for member in members}
            and not is_sensitive(word)
        ]
        about = f"{fact.id}:members"

        def distance(word: str) -> tuple[int, str]:
            return -max(shared_places(word, one) for one in members), rank(self.seed, about, word)

        return tuple(sorted(found, key=distance))

    def _frequencies(self, target: Target) -> tuple[str, ...]:
        return tuple(one[1:] for one in self._neighbours(target, "每" + target.text))

    def _months(self, target: Target) -> tuple[str, ...]:
        """Months that the plan names elsewhere, then the ends of quarters and the next ones."""
        own = int(target.text)
        planned = [
            int(match[1])
            for fact in self.facts
            if (match := re.fullmatch(r"(\d{1,2})月.*", tidy(fact.value)))
        ]
        here = _months_in(self._text(target.sentence))
        # What the article names may be the month of another part of the same event.
        named = _months_in(self._article_of(target))
        known = dict.fromkeys([*planned, *_MONTHS, own - 1, own + 1, own + 2])
        # What is done in turn cannot be before what is named before it, nor behind what follows.
        first = max((month for month in here if month < own), default=0)
        last = min((month for month in here if month > own), default=13)
        months = [month for month in known if first < month < last and month not in named]
        others = [(float(month), str(month)) for month in months if month != own]
        return self._wrong_of(window(float(own), str(own), others, rank=self._rank(target)))

    def _counts(self, target: Target) -> tuple[str, ...]:
        found = self._neighbours(target, target.text + target.unit)
        weekly = target.unit == "天" and "每周" in self._text(target.sentence)
        numbers = (one.removesuffix(target.unit) for one in found)
        return tuple(n for n in numbers if not weekly or (numeral_value(n) or 0) <= _DAYS_OF_WEEK)

    def _neighbours(self, target: Target, value: str) -> tuple[str, ...]:
        """Values around this one that its sentence does not name."""
        named = values_in(self._text(target.sentence))
        return self._wrong_of(choice_of(value, named, rank=self._rank(target)))

    def _rank(self, target: Target) -> int:
        return rank_of(self._place(target))

    def _place(self, target: Target) -> int:
        """Takes turns over the facts of the plan, so that no place holds the key more often."""
        return self.seed + self._turns.get(target.fact.id, 0)

    @cached_property
    def _is_of_field(self) -> bool:
        """Whether the lists' field is the document's own: a slogan of the party is no option in a
        text on water."""
        field = pools().field
        return sum(map(self.source.text.count, field)) * _RARE >= len(self.source.text)

    @cached_property
    def _turns(self) -> dict[str, int]:
        rules = [fact for fact in self.facts if fact.kind is FactKind.RULE]
        return {fact.id: turn for turn, fact in enumerate(rules)}

    @staticmethod
    def _wrong_of(choice: Choice | None) -> tuple[str, ...]:
        """The wrong ones, the nearest first."""
        if choice is None:
            return ()
        places = sorted(
            range(len(choice.texts)), key=lambda place: (abs(place - choice.key), place)
        )
        return tuple(choice.texts[place] for place in places[1:])

    def _intervals(self, target: Target) -> tuple[str, ...]:
        bounds = numeric_range(target.text + target.unit)
        joint = re.search(r"[-－—~～至到]+", target.text)
        if bounds is None or joint is None:
            return ()
        low, high = bounds
        width = high - low
        return tuple(
            f"{_number_like(target, start)}{joint[0]}{_number_like(target, start + width)}"
            for start in (high + 1, high + 2 + width, low - 1 - width)
            if start >= 1
        )

    def _titles(self, target: Target) -> tuple[str, ...]:
        own = tidy(target.text)
        mine = [
            tidy(self.source.text[fact.value_start : fact.value_end])
            for fact in self.facts
            if fact.kind is FactKind.TITLE and fact.article_ordinal != target.fact.article_ordinal
        ]
        local = is_local(own)
        candidates = [
            title
            for title in dict.fromkeys([*mine, *(pools().titles if self._is_of_field else ())])
            if self._is_proven(title, target)
            and noun_class(title) == noun_class(own)
            and not title.startswith(("中共", "20"))
            and (not title.startswith(_OF_A_CITY) or _OF_A_CITY in self.source.text)
        ]

        def distance(title: str) -> tuple[int, int, str]:
            alike = 2 * (is_local(title) == local) + (title[:2] == own[:2])
            alike += title.endswith(_TRIAL) == own.endswith(_TRIAL)
            return (-alike, abs(len(title) - len(own)) // 4, rank(self.seed, target.fact.id, title))

        return tuple(sorted(candidates, key=distance))

    def _persons(self, target: Target) -> tuple[str, ...]:
        return self._proven(target, pools().persons)

    def _terms(self, target: Target) -> tuple[str, ...]:
        lists: dict[str, Iterable[str]] = {
            "slogan": pools().numeral_slogans,
            "problem": pools().problems,
            "system": pools().systems,
            "principle": pools().principles,
            "metaphor": pools().metaphors,
            "four_character": pools().four_character,
            "activity": activities_like(target.text),
            "strategy": pools().strategies,
            "corrupt_way": pools().corrupt_ways,
        }
        if target.role not in lists or self._is_told_by_person(target):
            return ()
        mine = [
            text
            for fact in self.facts
            if fact.kind is FactKind.TERM
            and not fact.slot.startswith(NAMES)
            and not fact.sensitive
            and target.role
            == term_role(self.source, *_inside(self.source, fact.value_start, fact.value_end))
            and (text := fact.value.strip("“”"))
        ]
        listed = lists[target.role] if self._is_of_field else ()
        own, build = fold(target.text), structure(target.text)
        alike = [
            word
            for word in (*listed, *mine)
            if abs(len(fold(word)) - len(own)) <= max(1, len(own) // 5)
            and structure(word) == build
            and all(own.endswith(end) == word.endswith(end) for end in _TELLING_ENDS)
        ]
        return self._ranked(target, alike)

    def _is_told_by_person(self, target: Target) -> bool:
        """Whether persons or bodies are named behind the term, which few terms can be said of."""
        return bool(pattern("persons_behind").match(self.source.text, target.outer.end))

    def _ranked(self, target: Target, words: Iterable[str]) -> tuple[str, ...]:
        own = fold(target.text)

        def distance(word: str) -> tuple[float, str]:
            other = fold(word)
            far = 1.0 * abs(len(other) - len(own))
            far -= 1.5 * (other[0] == own[0]) + 1.2 * (other[-1] == own[-1])
            far -= 1.8 * (skeleton(other) == skeleton(own))
            return far, rank(self.seed, target.fact.id, word)

        return tuple(sorted(self._proven(target, words), key=distance))

    def _proven(self, target: Target, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in dict.fromkeys(words) if self._is_proven(word, target))

    def _is_proven(self, word: str, target: Target) -> bool:
        """Whether the word is certainly not what stands at the target's place."""
        folded = fold(word)
        own = tidy(target.text)
        if (
            not folded
            or not _may_be_offered(word)
            or _plain(folded) == _plain(fold(target.text))
            or value_type(word) != value_type(own)
            or not exclude_each_other(word, own)
        ):
            return False
        if folded not in folded_text(self.source.text):
            return True
        if folded in fold(self._article_of(target)):
            return False
        before = fold(self.source.text[max(0, target.span.start - 12) : target.span.start])[-2:]
        after = fold(self.source.text[target.span.end : target.span.end + 12])[:2]
        whole = folded_text(self.source.text)
        return before + folded not in whole and folded + after not in whole

    def _article_of(self, target: Target) -> str:
        article = self.source.article_of(target.fact.article_ordinal)
        return self._text(Span(article.start, article.end) if article else target.sentence)

    def _after(self, place: int) -> str:
        return self.source.text[place : place + 8]

    def _text(self, span: Span) -> str:
        return self.source.text[span.start : span.end]


@lru_cache(maxsize=20_000)
def _may_be_offered(word: str) -> bool:
    """Whether the word may be an option at all: no core phrase, no mask, no mark without partner."""
    return not (
        is_sensitive(word) or has_locked_slogan(word) or _MASK.search(word) or not is_balanced(word)
    )


@lru_cache(maxsize=20_000)
def _plain(folded: str) -> str:
    return _MEASURE.sub("", folded)


def _months_in(text: str) -> set[int]:
    return {int(month) for month in re.findall(r"(\d{1,2})月", text)}


def _inside(source: Source, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, should the fact have them in its value."""
    if source.text[start : start + 1] == "“" and source.text[end - 1 : end] == "”":
        return start + 1, end - 1
    return start, end


def _number_like(target: Target, value: int) -> str:
    """The number in the writing of the target: digits, or Chinese with 两 before a measure."""
    if any(char.isdigit() for char in target.text):
        return str(value)
    return "两" if value == 2 else chinese_numeral(value)
