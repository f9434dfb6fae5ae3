"""Where a word may be cut.

Owns one question: does a cut fall inside a word. The segmenter answers no other question here, and
it only ever forbids.
"""

from __future__ import annotations

from functools import cache

import rjieba

from question_bank.extraction.words import words

_FREQUENCY = 100_000
_AROUND = 14


def falls_inside_word(text: str, place: int) -> bool:
    """Whether a cut before the character at `place` would part a word of the text around it."""
    begin = max(0, place - _AROUND)
    around = text[begin : place + _AROUND]
    boundaries = {start for _, start, _ in _segmenter().tokenize(around)}
    return 0 < place - begin < len(around) and place - begin not in boundaries


@cache
def _segmenter() -> rjieba.Jieba:
    segmenter = rjieba.Jieba()
    for word in sorted(words().compounds):
        segmenter.add_word(word, _FREQUENCY, "n")
    return segmenter
