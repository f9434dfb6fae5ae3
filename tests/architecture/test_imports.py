"""Arrows point down: what each package may import of ours, read from the syntax tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEATURES = {path.parent.name for path in (ROOT / "quizapp").glob("*/routes.py")}
HEAVY = ("numpy", "highspy")

# package or file pattern -> prefixes of our own modules it may import
ALLOWED = {
    "question_bank/items.py": (),
    "question_bank/answers/": (
        "question_bank.answers",
        "question_bank.items",
        "question_bank.lexicon",
        "question_bank.numerals",
    ),
    "question_bank/identity.py": (),
    "question_bank/bundle.py": ("question_bank.items",),
    "question_bank/": ("question_bank",),
    "quizapp/domain/": (
        "quizapp.domain",
        "question_bank.items",
        "question_bank.answers",
    ),
    "quizapp/models/": (
        "quizapp.domain",
        "quizapp.models",
        "question_bank.items",
        "question_bank.bundle",
    ),
    "quizapp/extensions.py": ("quizapp.models.base",),
    "quizapp/database/": ("quizapp.extensions", "quizapp.database"),
    "quizapp/settings.py": (),
    "quizapp/documents/": ("quizapp.documents",),
    "quizapp/web/": (
        "quizapp.web",
        "quizapp.domain",
        "quizapp.settings",
        "quizapp.extensions",
        "quizapp.database.clock",
        "quizapp.database.outages",
        "quizapp.database.patience",
    ),
    "quizapp/live/": ("quizapp.live", "quizapp.models", "quizapp.database", "quizapp.extensions"),
}
FEATURE_ALLOWED = {
    "routes": ("quizapp.domain", "quizapp.web", "quizapp.live", "quizapp.{own}"),
    "fragments": ("quizapp.domain", "quizapp.web", "quizapp.{own}"),
    "forms": ("quizapp.domain", "quizapp.web", "quizapp.{own}", "question_bank.items"),
    "words": (
        "quizapp.domain",
        "quizapp.web",
        "quizapp.{own}",
        "question_bank.bundle",
        "question_bank.checks",
    ),
    "operations": (
        "quizapp.domain",
        "quizapp.documents.child",
        "quizapp.models",
        "quizapp.database",
        "quizapp.live.publishing",
        "quizapp.{own}",
        "question_bank.items",
        "question_bank.bundle",
        "question_bank.answers",
        "question_bank.checks",
        "question_bank.source",  # what check_item holds an item against; standard library only
    ),
    "queries": (
        "quizapp.domain",
        "quizapp.models",
        "quizapp.extensions",
        "quizapp.database.clock",
        "quizapp.{own}",
        "question_bank.items",
        "question_bank.bundle",
        "question_bank.numerals",
        "question_bank.answers",
        "question_bank.checks",
        "question_bank.source",  # what check_item holds an item against; standard library only
    ),
}


def modules() -> list[str]:
    return sorted(
        str(path.relative_to(ROOT))
        for package in ("question_bank", "quizapp")
        for path in (ROOT / package).rglob("*.py")
    )


def imported(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def allowed(module: str) -> tuple[str, ...] | None:
    parts = Path(module).parts
    if parts[0] == "quizapp" and len(parts) > 2 and parts[1] in FEATURES:
        role = parts[2].removesuffix(".py")
        if role == "__init__":
            return (f"quizapp.{parts[1]}",)
        role = role.rpartition("_")[2]  # entry_routes are routes
        rule = FEATURE_ALLOWED.get(role, FEATURE_ALLOWED["operations"] + FEATURE_ALLOWED["queries"])
        return tuple(prefix.format(own=parts[1]) for prefix in rule)
    for pattern, prefixes in ALLOWED.items():
        if module == pattern or (pattern.endswith("/") and module.startswith(pattern)):
            return prefixes
    return None  # app, commands, local, sample and sweeper put everything together


@pytest.mark.parametrize("module", modules())
def test_module_imports_only_what_lies_below_it(module: str) -> None:
    prefixes = allowed(module)
    if prefixes is None:
        return
    ours = {name for name in imported(module) if name.split(".")[0] in ("quizapp", "question_bank")}
    wrong = {
        name
        for name in ours
        if not any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)
    }
    assert not wrong, f"{module} may not import {sorted(wrong)}"


@pytest.mark.parametrize("module", modules())
def test_layers_keep_to_their_libraries(module: str) -> None:
    names = {name.split(".")[0] for name in imported(module)}
    if module.startswith(("quizapp/domain/", "question_bank/")):
        assert not names & {"flask", "sqlalchemy", "wtforms"}, module
    if module.startswith("quizapp/domain/") and Path(module).name not in (
        "ranking.py",
        "item_statistics.py",
        "assembly.py",
    ):
        assert not names & set(HEAVY), module
    if re.search(r"(operations|queries)(\.py$|/)", module):
        assert not names & {"flask", "flask_babel", "flask_login", "wtforms"}, (
            f"{module} must not know the web"
        )
    if module.endswith("routes.py"):
        assert "sqlalchemy" not in names, module


@pytest.mark.parametrize("module", modules())
def test_no_import_hides_inside_a_function(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                assert not isinstance(node, ast.Import | ast.ImportFrom), f"{module}:{node.lineno}"


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("quizapp.domain.attempt", {"flask", "sqlalchemy", "numpy"}),
        ("question_bank.items", {"rjieba", "opencc", "docx", "pypdf", "flask"}),
        ("question_bank.answers", {"rjieba", "opencc", "docx", "pypdf", "flask"}),
        ("question_bank.checks", {"rjieba", "opencc", "docx", "pypdf", "flask"}),
        ("quizapp.app", {"rjieba", "docx", "pypdf", "python_calamine"}),
        ("quizapp.documents.child", {"flask", "sqlalchemy"}),
    ],
)
def test_importing_stays_light(module: str, unwanted: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not unwanted & set(loaded)
