"""Each value is made once while it is used, and the longest unused one is forgotten first."""

from __future__ import annotations

import pytest

from quizapp.attempts.memory import Memory


def test_a_value_is_made_once() -> None:
    memory: Memory[str, list[int]] = Memory(2)
    first = memory.get("a", lambda: [1])
    assert memory.get("a", lambda: [2]) is first


def test_the_longest_unused_is_forgotten() -> None:
    memory: Memory[str, int] = Memory(2)
    memory.get("a", lambda: 1)
    memory.get("b", lambda: 2)
    memory.get("a", lambda: 0)
    memory.get("c", lambda: 3)
    assert [memory.get(name, lambda: 9) for name in ("a", "c", "b")] == [1, 3, 9]


def test_a_failure_is_not_remembered() -> None:
    memory: Memory[str, int] = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.get("a", lambda: 1 // 0)
    assert memory.get("a", lambda: 5) == 5


def test_all_is_forgotten() -> None:
    memory: Memory[str, int] = Memory(2)
    memory.get("a", lambda: 1)
    memory.forget()
    assert memory.get("a", lambda: 2) == 2
