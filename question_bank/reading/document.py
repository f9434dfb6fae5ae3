"""One file as a document: raw and clean text, outline, sentences.

Owns the order of the steps. Formats, cleaning and outline have modules of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from question_bank.bundle import Article, Genre, Section, SourceProblem
from question_bank.reading.cleaning import cleaned
from question_bank.reading.formats import RawDocument, raw_document
from question_bank.reading.labels import label_of_first_sentence, title_in
from question_bank.reading.outline import outline_of
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.source import Source, Span


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A file that was read. All places but `raw_offsets` values are offsets into `text`.

    `raw` is the decoded text of the file; for the other formats the words in reading order, with
    automatic numbers written out. `raw_offsets[i]` is the place in `raw` of the i-th character of
    `text`; it has one more value than the text has characters.
    """

    sha256: str
    format: str
    encoding: str
    """How a text file or web page is to be decoded to give `raw`; empty for other formats."""
    raw: str = field(repr=False)
    text: str = field(repr=False)
    raw_offsets: tuple[int, ...] = field(repr=False)
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    sentences: tuple[Span, ...] = field(repr=False)
    preamble: Span
    title: str
    """The heading above the text, empty when there is none."""
    problems: tuple[SourceProblem, ...]
    """Faults of the numbering."""
    genre: Genre


def read_document(data: bytes, file_name: str) -> PlanDocument:
    """Read a txt, docx, html or pdf file. The name's ending must fit the content; it may have none.

    Raises ReadingRefused when the file cannot be used.
    """
    raw: RawDocument = raw_document(data, file_name)
    clean = cleaned(raw.text, raw.paragraphs)
    if not any(char.isalnum() for char in clean.text):
        raise ReadingRefused(RefusalCode.NO_TEXT)
    outline = outline_of(clean.text, clean.raw_offsets)
    return PlanDocument(
        sha256=sha256(data).hexdigest(),
        format=raw.format,
        encoding=raw.encoding,
        raw=raw.text,
        text=clean.text,
        raw_offsets=clean.raw_offsets,
        sections=outline.sections,
        articles=outline.articles,
        sentences=Source("", "", clean.text, ()).sentences,
        preamble=Span(0, outline.preamble_end),
        title=title_in(clean.text[: outline.preamble_end]),
        problems=outline.problems,
        genre=outline.genre,
    )


def proposed_label(document: PlanDocument) -> str:
    """A name for the document from its heading or first sentence, empty when there is none."""
    preamble = document.text[document.preamble.start : document.preamble.end]
    return document.title or label_of_first_sentence(preamble)
