"""What a norm lays down denied: a duty (应当公告 as 可以不公告), a right (有权拒绝 as 无权拒绝), a
permission (可以查阅 as 不得查阅).

Owns which duty or right is denied, in which words, and how far its statement reaches. It ends with
the clause of the duty, so that the denial reaches over nothing else. A prohibition is never turned;
what everybody would call a duty (遵守, 尊重) is not denied, since nobody needs the document to tell.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from question_bank.checks.values import grams
from question_bank.extraction.cuts import tagged
from question_bank.generation.norms.contraries import Contrary
from question_bank.generation.norms.stems import stands_alone, without_breach
from question_bank.generation.seeding import rank
from question_bank.lexicon import lists
from question_bank.source import Source, Span

_DUTY: Final = re.compile("应当|必须|有权|可以")
_RIGHTS: Final = {"有权": "无权", "可以": "不得"}
_LONGEST_DEED: Final = 44
_SHORTEST_DEED: Final = 4
_SHARED: Final = 0.4
"""Share of a duty's word pairs in a sentence that lets somebody off, from which it may be this duty."""
_CONDITION: Final = re.compile("[^目标]的[，：。]?$")
_PHRASE: Final = re.compile("(?:[时后前内外中下起间日上际]|之前|以内)$")
_OF_WHOM: Final = re.compile("的(?:机关|部门|单位|机构|人员?|事项|情形|期限|案件|范围)")
_JOINED: Final = re.compile("(?<![合兼一])并(?!购|处|列|轨)")
"""应当列席并接受质询: a denial may reach over both deeds or over one."""
_THAT: Final = re.compile("该(..)")
_MARKS: Final = "，；。,; \n"


@dataclass(frozen=True, slots=True)
class Denied:
    """The changed words, and where the statement on them begins and ends in the text."""

    change: Contrary
    reach: Span


@dataclass(frozen=True, eq=False)
class Obligations:
    """The duties and rights of one document. Same document and seed give the same words of denial."""

    source: Source
    seed: int

    def denied(self, norm: Span) -> Denied | None:
        """The norm's first duty or right that can be denied; None where none can, where the norm leans
        on something else, or where the document lets anybody off."""
        text = self.source.text
        sentence = self.source.sentence_at(norm.start)
        whole = without_breach(self.source, self.source.body_of(sentence))
        found = list(_DUTY.finditer(text, max(norm.start, whole.start), norm.end))
        if (
            not found
            or any(word in text[norm.start : norm.end] for word in lists("regulations")["let_off"])
            or not stands_alone(self.source, whole)
        ):
            return None
        for match in found:
            clause = next(
                one for one in self.source.clauses_of(sentence) if match.start() < one.end
            )
            if "；" in text[whole.start : clause.start]:
                break
            before = text[max(clause.start, whole.start) : match.start()]
            deed = text[match.end() : clause.end].strip(_MARKS + "：")
            place = Span(match.start(), match.end())
            reach = Span(whole.start, clause.end)
            if (
                _is_said_of_somebody(before, match[0])
                and _is_deed(match[0], deed, is_last=clause.end == whole.end)
                and _reads(text[reach.start : reach.end])
                and not (match[0] == "可以" and _is_consented(text[whole.start : match.start()]))
                and not self._is_contradicted(match[0], deed)
            ):
                stated = self._denial(match[0], match.start())
                return Denied(Contrary(place, match[0], stated), reach)
        return None

    def _denial(self, said: str, place: int) -> str:
        if said in _RIGHTS:
            return _RIGHTS[said]
        words: list[str] = lists("regulations")["denials"]
        return min(words, key=lambda word: rank(self.seed, f"denial:{place}", word))

    def _is_contradicted(self, said: str, deed: str) -> bool:
        """Whether the document says anywhere that somebody need not do this, or must not."""
        own = grams(deed)
        places = self._prohibitions if said in _RIGHTS else self._exemptions
        shared = Counter(chain.from_iterable(places.get(gram, ()) for gram in own))
        return any(count > _SHARED * len(own) for count in shared.values())

    @cached_property
    def _exemptions(self) -> dict[str, list[int]]:
        """For each word pair the sentences with it that say what need not be done."""
        return _places(self.source, "|".join(lists("regulations")["exempting"]))

    @cached_property
    def _prohibitions(self) -> dict[str, list[int]]:
        return _places(self.source, "|".join(lists("regulations")["prohibiting"]))


def _places(source: Source, pattern: str) -> dict[str, list[int]]:
    """For each word pair the places of the sentences with it in which the pattern stands."""
    known = re.compile(pattern)
    found: dict[str, list[int]] = {}
    for sentence in source.sentences:
        text = source.text[sentence.start : sentence.end]
        if known.search(text):
            for gram in grams(text):
                found.setdefault(gram, []).append(sentence.start)
    return found


def _is_said_of_somebody(before: str, said: str) -> bool:
    """Whether the clause up to the modal word is its subject, or empty behind a condition."""
    words = lists("regulations")
    return not before.endswith(tuple(words["never_before_duties"])) and not (
        before + said
    ).startswith(tuple(words["never_subjects"]))


def _is_consented(before: str) -> bool:
    """Whether somebody has agreed or deserves it: what is then forbidden contradicts itself."""
    return any(re.search(pattern, before) for pattern in lists("regulations")["consents"])


def _is_deed(said: str, deed: str, *, is_last: bool) -> bool:
    """Whether the words behind the modal word say one whole deed that may be left undone."""
    words = lists("regulations")
    bare = deed
    for adverb in words["light_adverbs"]:
        bare = bare.removeprefix(adverb)
    if not _SHORTEST_DEED <= len(deed) <= _LONGEST_DEED or _JOINED.search(deed):
        return False
    never_first = words["never_granted" if said in _RIGHTS else "never_first_in_deeds"]
    if bare.startswith(tuple(never_first)) or _CONDITION.search(deed):
        return False
    if said not in _RIGHTS and any(word in deed for word in words["matters_of_duty"]):
        return False
    by_rule = deed.startswith(tuple(words["by_rule"]))
    if (_OF_WHOM.search(deed) and not by_rule) or _PHRASE.search(deed):
        return False
    if by_rule and (not is_last or deed.endswith("规定")):
        # 应当根据需要，……: what is to be done stands in the next clause.
        return False
    return any(tag[:1] == "v" for _, tag in tagged(deed))


def _reads(said: str) -> bool:
    """Whether no prohibition stands in the statement, and what 该 points to stands before it."""
    if any(word in said for word in lists("regulations")["prohibiting"]):
        return False
    return all(match[1] in said[: match.start()] for match in _THAT.finditer(said))
