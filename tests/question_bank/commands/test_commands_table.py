"""Every command of the table can be loaded and has what the command line asks of it."""

from __future__ import annotations

from importlib import import_module

import pytest

from question_bank.commands import COMMANDS
from question_bank.commands.terminal import parser_of


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_three_parts(name: str) -> None:
    module = import_module(f"question_bank.commands.{name}")
    parser = parser_of(name, module.TEACHES)
    module.add_arguments(parser)
    assert callable(module.run)
