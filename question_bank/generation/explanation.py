"""The sentence that says why a key is right.

Owns its wording. It cites the article and the clause, never a reason of its own.
"""

from __future__ import annotations

from question_bank.generation.stems import tidy
from question_bank.reading.identifiers import article_name
from question_bank.source import Source, Span

_INNER: dict[int, str] = str.maketrans({"“": "‘", "”": "’", "‘": "“", "’": "”"})


_SHORTEST_CLAUSE = 8
_LONGEST_QUOTE = 90


def quoted(text: str) -> str:
    """The text in quotation marks, those inside it turned into single ones."""
    return f"“{tidy(text).translate(_INNER)}”"


def place_of(source: Source, ordinal: int) -> str:
    """How the article is called: 依据第14条, 依据6月, or 依据原文 outside of all articles."""
    article = source.article_of(ordinal)
    return f"依据{article_name(article)}" if article else "依据原文"


def clause_around(source: Source, sentence: Span, asked: Span) -> str:
    """The sentence, or of a long one the clauses that hold the asked words, without the mark at the
    end."""
    whole = source.body_of(sentence)
    if whole.end - whole.start <= _LONGEST_QUOTE:
        return source.text[whole.start : whole.end].strip("，；：。,;: \n")
    clauses = [clause for clause in source.clauses_of(sentence) if clause.end > whole.start]
    held = [c for c in clauses if c.start < asked.end and asked.start < c.end]
    if not held:
        return source.text[asked.start : asked.end]
    last = clauses.index(held[-1])
    if held[-1].end - held[0].start < _SHORTEST_CLAUSE and last + 1 < len(clauses):
        held.append(clauses[last + 1])
    start = max(held[0].start, whole.start)
    return source.text[start : held[-1].end].strip("，；：。,;: \n")


def right_because(source: Source, ordinal: int, sentence: Span, *, asked: Span) -> str:
    """依据第14条：原文为“……”。"""
    clause = clause_around(source, sentence, asked)
    return f"{place_of(source, ordinal)}：原文为{quoted(clause)}。"


def wrong_because(
    source: Source, ordinal: int, sentence: Span, *, asked: Span, said: str, stated: str
) -> str:
    """依据第14条：原文为“……”，题中“……”应为“……”。"""
    clause = clause_around(source, sentence, asked)
    return (
        f"{place_of(source, ordinal)}：原文为{quoted(clause)}，"
        f"题中{quoted(stated)}应为{quoted(said)}。"
    )
