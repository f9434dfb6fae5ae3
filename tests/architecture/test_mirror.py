"""Each module of the pure parts has its test file at the same path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.test_imports import ROOT, modules

PURE = [
    module
    for module in modules()
    if module.startswith(("quizapp/domain/", "question_bank/"))
    and Path(module).name != "__init__.py"
]


@pytest.mark.parametrize("module", PURE)
def test_module_has_its_test_file(module: str) -> None:
    path = Path(module)
    mirror = ROOT / "tests" / path.parent
    assert list(mirror.glob(f"test_{path.stem.strip('_')}*.py")), f"no test beside {module}"
