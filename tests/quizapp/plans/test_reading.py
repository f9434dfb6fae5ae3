"""Files that cannot be read: a sentence with the file's name and a cure, nothing stored."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from pypdf import PdfWriter

from question_bank.bundle import bundle_to_json
from question_bank.reading.refusals import RefusalCode
from quizapp.documents import child
from quizapp.documents.child import ChildTooSlow, Outcome, run_module
from quizapp.domain.refusals import Refusal
from quizapp.plans.reading import SENTENCES, bundle_of, read_file, run_reader
from tests.factories.plans import TEXT, make_bundle


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_without_a_body() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w:document")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "plan_empty_file"),
        ("空白.txt", b"\n \n", "plan_empty_file plan_no_text"),
        ("坏.docx", docx_without_a_body(), "plan_broken_docx"),
        ("密.pdf", encrypted_pdf(), "plan_encrypted_pdf"),
        ("坏.pdf", b"%PDF-1.7\nnothing more", "plan_broken_pdf"),
        ("大.txt", b"a" * (20 * 1024 * 1024), "plan_too_large"),
        ("假.docx", encrypted_pdf(), "plan_name_mismatch"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "plan_legacy_format"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "plan_unsupported_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_file_is_refused_with_its_name(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_file(data, name, label="云溪计划")
    assert refused.value.code in code.split()
    assert name in str(refused.value)


def test_good_file_gives_the_same_bundle_each_time() -> None:
    first = read_file(TEXT.encode(), "计划.txt", label="云溪计划")
    assert first == read_file(TEXT.encode(), "计划.txt", label="云溪计划")
    assert [article.number for article in first.articles] == ["1", "2", "3"]


def test_slow_reader_is_stopped() -> None:
    with pytest.raises(Refusal) as refused:
        run_reader(TEXT.encode(), "计划.txt", label="", seed=1, seconds=0.01)
    assert refused.value.code in ("plan_too_slow", "plan_busy")


def test_reader_without_a_free_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(child.AT_ONCE):
        child._slots.acquire()
    try:
        with pytest.raises(Refusal) as refused:
            run_reader(TEXT.encode(), "计划.txt", label="", seed=1, seconds=0.05)
    finally:
        for _ in range(child.AT_ONCE):
            child._slots.release()
    assert refused.value.code == "plan_busy"


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome(1, b"", b"Traceback ..."), "plan_unreadable"),
        (Outcome(-9, b"", b""), "plan_too_slow"),
        (Outcome(-24, b"", b""), "plan_too_slow"),
        (Outcome(0, b"not json", b""), "plan_unreadable"),
        (Outcome(0, b"{}", b""), "plan_unreadable"),
        (Outcome(3, b"", b"not json"), "plan_unreadable"),
        (Outcome(3, b"", b'{"code": "unheard_of", "message": ""}'), "plan_unheard_of"),
        (Outcome(3, b"", b'warning\n{"code": "encrypted_pdf"}\n'), "plan_encrypted_pdf"),
    ],
)
def test_every_end_of_the_child_becomes_a_sentence(outcome: Outcome, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        bundle_of(outcome, "计划.txt")
    assert refused.value.code == code
    assert "计划.txt" in str(refused.value)


def test_what_the_child_writes_is_read_back() -> None:
    out = json.dumps(bundle_to_json(make_bundle())).encode()
    assert bundle_of(Outcome(0, out, b""), "计划.txt") == make_bundle()


def test_zero_characters_are_refused() -> None:
    out = json.dumps(bundle_to_json(make_bundle(text="a\0b"))).encode()
    with pytest.raises(Refusal):
        bundle_of(Outcome(0, out, b""), "计划.txt")


def test_each_code_of_the_reader_has_its_sentence() -> None:
    assert {code.value for code in RefusalCode} <= set(SENTENCES)


def test_each_sentence_has_its_chinese(app: Flask) -> None:
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        untold = [
            code
            for code, text in SENTENCES.items()
            if gettext(text, name="x") == text % {"name": "x"}
        ]
    assert untold == []


def test_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    code = "tests.quizapp.plans.tell_environment"
    assert b"canary" not in run_module(code, [], data=b"", seconds=20).out


def test_child_is_ended_with_its_time(tmp_path: Path) -> None:
    with pytest.raises(ChildTooSlow):
        run_module(
            "timeit", ["-n", "1", "-r", "1", "import time; time.sleep(30)"], data=b"", seconds=0.5
        )
