"""A file becomes a bundle: runs the reader in a child process and words its refusals.

Owns the limits of size, time and memory. Stores nothing.
"""

from __future__ import annotations

import json
import logging
import signal
from typing import Final

from question_bank.bundle import Bundle, bundle_from_json
from quizapp.documents.child import ChildTooSlow, NoFreeChild, Outcome, run_module
from quizapp.domain.refusals import N_, Refusal, RefusalKind

MOST_BYTES: Final = 10 * 1024 * 1024
SECONDS: Final = 60
MEMORY_MB: Final = 1024
SEED: Final = 1
"""One seed for all plans: the same file gives the same items wherever it is imported."""

_REFUSED: Final = 3
"""The child's exit status when it says why it cannot use the file."""

_STOPPED: Final = (-signal.SIGXCPU, -signal.SIGKILL)
"""How a child ends that went over its limits."""

SENTENCES: Final = {
    "empty_file": N_(
        "The file “%(name)s” is empty. Check that you chose the right file and that it was saved,"
        " then send it again."
    ),
    "too_large": N_(
        "The file “%(name)s” is larger than 10 MB. Take out its pictures, or save the text alone as"
        " .docx or .txt, then send it again."
    ),
    "unknown_encoding": N_(
        "The characters in “%(name)s” cannot be read. Save the text as UTF-8 or GB18030 and send it"
        " again."
    ),
    "unsupported_format": N_(
        "“%(name)s” is of a kind that cannot be read. Save the document as .docx, .txt or .pdf and"
        " send that file."
    ),
    "legacy_format": N_(
        "“%(name)s” is in an old or special format (.doc, .wps, .rtf or .ofd). Open it with WPS or"
        " Word, save it as .docx and send that file."
    ),
    "broken_docx": N_(
        "The document “%(name)s” is damaged and cannot be opened. Open it with WPS or Word, save it"
        " again and send the new file."
    ),
    "encrypted_docx": N_(
        "The document “%(name)s” is protected by a password. Save a copy without a password and"
        " send the copy."
    ),
    "broken_pdf": N_(
        "The pdf “%(name)s” is damaged and cannot be opened. Export it again, or send the original"
        " as .docx or .txt."
    ),
    "encrypted_pdf": N_(
        "The pdf “%(name)s” is protected by a password. Save a copy without a password and send the"
        " copy."
    ),
    "scanned_pdf": N_(
        "The pdf “%(name)s” holds pictures of pages and no text. Send the original as .docx or .txt."
    ),
    "archive_too_large": N_(
        "“%(name)s” unpacks to far more than a plan needs and was not read. Save the text alone as"
        " .docx or .txt and send that file."
    ),
    "name_mismatch": N_(
        "The ending of “%(name)s” does not fit what is in the file. Give it the ending it really"
        " has, or save it again as .docx, .txt or .pdf, and send that file."
    ),
    "no_text": N_(
        "No readable text was found in “%(name)s”. Choose the file that holds the plan, as .docx or"
        " .txt."
    ),
    "nothing_found": N_(
        "“%(name)s” was read, but it has no numbered articles and nothing to ask about; nothing was"
        " stored. Check that it is the plan itself, with its articles numbered."
    ),
    "too_slow": N_(
        "Reading “%(name)s” took too long and was stopped; nothing was stored. Save the text alone"
        " as .docx or .txt and send that file."
    ),
    "busy": N_(
        "Other files are being read at the moment, so “%(name)s” was not read; nothing was stored."
        " Send it again in a minute."
    ),
    "unreadable": N_(
        "“%(name)s” could not be read; nothing was stored. Open it in the program it was made with,"
        " save it as .docx or .txt and send that file."
    ),
}

_log: Final = logging.getLogger(__name__)


def read_file(data: bytes, name: str, *, label: str, seed: int = SEED) -> Bundle:
    """Read a file and generate its items. Raises Refusal with a sentence that names the file.

    An empty label means the document's own title.
    """
    if not data:
        raise refusal("empty_file", name)
    if len(data) > MOST_BYTES:
        raise refusal("too_large", name)
    return bundle_of(run_reader(data, name, label=label, seed=seed), name)


def run_reader(
    data: bytes, name: str, *, label: str, seed: int, seconds: float = SECONDS
) -> Outcome:
    """Run the child. Raises Refusal when it is too slow or none is free."""
    limits = [f"--max-seconds={SECONDS}", f"--max-memory-mb={MEMORY_MB}"]
    arguments = ["bundle", "-", f"--name={name}", f"--seed={seed}", *limits]
    if label:
        arguments.append(f"--label={label}")
    try:
        return run_module("question_bank", arguments, data=data, seconds=seconds)
    except ChildTooSlow as late:
        raise refusal("too_slow", name) from late
    except NoFreeChild as busy:
        raise refusal("busy", name) from busy


def bundle_of(outcome: Outcome, name: str) -> Bundle:
    """Give what the child wrote. Raises Refusal when it refused or broke down."""
    # PostgreSQL stores no zero characters; no text that a person wrote has one.
    if outcome.status == 0 and b"\\u0000" not in outcome.out:
        try:
            return bundle_from_json(json.loads(outcome.out))
        except (KeyError, TypeError, ValueError) as error:
            _log.error("the reader gave no bundle: %s", error)
            raise refusal("unreadable", name) from error
    if outcome.status == _REFUSED:
        raise refusal(_code(outcome.err), name)
    # Its own words are for the log alone: they may quote the file and help no organizer.
    _log.error(
        "the reader ended with %s: %s",
        outcome.status,
        outcome.err[-2000:].decode("utf-8", "replace"),
    )
    raise refusal("too_slow" if outcome.status in _STOPPED else "unreadable", name)


def refusal(code: str, name: str) -> Refusal:
    """The refusal of a file, with the file's name in it."""
    sentence = SENTENCES.get(code, SENTENCES["unreadable"])
    return Refusal(f"plan_{code}", sentence, kind=RefusalKind.INVALID, values={"name": name})


def _code(err: bytes) -> str:
    try:
        code: str = json.loads(err.decode("utf-8").strip().splitlines()[-1])["code"]
    except (IndexError, KeyError, TypeError, ValueError):
        return "unreadable"
    if code not in SENTENCES:
        _log.warning("the reader refused with an unknown code %r", code)
    return code
