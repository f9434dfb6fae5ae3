"""Findings by rule number."""

from __future__ import annotations

import pytest

from question_bank.checks.findings import RULES, finding, warning

WARNINGS = {"L13", "L14", "L15", "L16", "L29", "L30"}


def test_every_rule_of_the_design_is_worded() -> None:
    assert set(RULES) == {f"L{number:02}" for number in range(1, 31)}
    assert all(rule.message.endswith(".") and rule.cure.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize("rule", sorted(RULES))
def test_only_warnings_do_not_block(rule: str) -> None:
    assert finding(rule, "stem").blocking is (rule not in WARNINGS)


def test_a_rule_may_only_warn() -> None:
    assert finding("L11", "options").blocking and not warning("L11", "options").blocking


def test_unknown_rule() -> None:
    with pytest.raises(KeyError):
        finding("L99", "stem")
