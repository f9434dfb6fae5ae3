"""One file in, all that it yields out: read, find facts, make items."""

from __future__ import annotations

from question_bank.bundle import Bundle
from question_bank.extraction.extracting import extract
from question_bank.generation.pipeline import generate_items
from question_bank.generation.workshop import GENERATOR
from question_bank.reading.document import proposed_label, read_document


def build_bundle(data: bytes, file_name: str, *, label: str | None, seed: int) -> Bundle:
    """Read the file and make its items. The same file, label and seed give the same bundle.

    Without a label the document is called by its heading or what its first sentence proposes, else
    items name no document. The bundle's own label is empty when neither was given: whoever stores the
    document asks a person then. Raises ReadingRefused when the file cannot be read.
    """
    document = read_document(data, file_name)
    proposed = proposed_label(document)
    given = (label or "").strip()
    named = given or proposed
    reading = extract(document, named)
    return Bundle(
        sha256=document.sha256,
        format=document.format,
        genre=document.genre,
        label=given or document.title,
        proposed_label=proposed,
        text=document.text,
        sections=document.sections,
        articles=document.articles,
        facts=reading.facts,
        events=reading.source.events,
        items=generate_items(reading.source, reading.facts, seed),
        problems=reading.source.problems,
        generator=GENERATOR,
        seed=seed,
    )
