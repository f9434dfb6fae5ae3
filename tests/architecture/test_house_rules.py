"""Rules of the house that a machine can see."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment

from quizapp.web.access import rule_of
from tests.architecture.test_imports import ROOT, modules

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}


def code_files() -> list[Path]:
    scripts = (ROOT / "quizapp" / "static").rglob("*.js")
    return [ROOT / module for module in modules()] + sorted(
        (*(ROOT / "tests").rglob("*.py"), *scripts)
    )


@pytest.mark.parametrize("path", code_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_small_and_has_a_proper_name(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400, "split it by what it does"
    assert not {part.partition(".")[0] for part in path.relative_to(ROOT).parts} & FORBIDDEN_NAMES


@pytest.mark.parametrize("module", modules())
def test_module_says_what_it_owns(module: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / module).read_text("utf-8"))), module


@pytest.mark.parametrize("module", modules())
def test_only_one_place_commits(module: str) -> None:
    if module == "quizapp/database/transaction.py":
        return
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"commit", "begin", "begin_nested"}, module


def test_every_route_declares_its_access(app: Flask) -> None:
    undeclared = [name for name in app.view_functions if rule_of(app, name) is None]
    assert undeclared == []


def test_no_route_changes_anything_by_get(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        assert methods in ({"GET"}, {"POST"}, {"GET", "POST"}), rule


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "quizapp" / "templates").rglob("*.html")),
    ids=lambda path: str(path.relative_to(ROOT / "quizapp" / "templates")),
)
def test_template_parses_and_has_nothing_inline(path: Path) -> None:
    text = path.read_text("utf-8")
    Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline script"
    assert not re.search(r"\sstyle=", text), "inline style"
    assert not re.search(r"\son[a-z]+=", text), "inline handler"
    assert "|safe" not in text.replace(" ", ""), "unescaped text"


def test_settings_and_readme_table_agree() -> None:
    source = (ROOT / "quizapp" / "settings.py").read_text("utf-8")
    names = set(re.findall(r'"([A-Z][A-Z_]+)"', source))
    for readme in ("README.md", "docs/README.zh-CN.md"):
        table = set(
            re.findall(r"^\| `([A-Z_]+)`", (ROOT / readme).read_text("utf-8"), re.MULTILINE)
        )
        assert table == names, readme


def test_environment_is_read_in_one_place_only() -> None:
    for module in modules():
        if module == "quizapp/settings.py":
            continue
        tree = ast.parse((ROOT / module).read_text("utf-8"))
        read = [
            n
            for n in ast.walk(tree)
            if isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv")
        ]
        assert not read, module
