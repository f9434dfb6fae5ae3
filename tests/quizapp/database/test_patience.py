"""Members wait for a short time, everything else for longer; nothing leaks to what comes next."""

from __future__ import annotations

from threading import Thread

import pytest

from quizapp.database.patience import LONG, SHORT, Patience, current, having


def test_a_program_without_a_request_has_time() -> None:
    assert current() is LONG


def test_holds_inside_alone_and_ends_with_an_error_too() -> None:
    with having(SHORT):
        assert current() is SHORT
        with having(LONG):
            assert current() is LONG
        assert current() is SHORT
    with pytest.raises(ZeroDivisionError), having(SHORT):
        raise ZeroDivisionError
    assert current() is LONG


def test_another_thread_is_not_meant() -> None:
    seen: list[Patience] = []
    with having(SHORT):
        thread = Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [LONG]


@pytest.mark.parametrize("patience", [SHORT, LONG])
def test_the_database_ends_first_and_a_lock_before_the_statement(patience: Patience) -> None:
    assert patience.lock < patience.statement < patience.answer_seconds * 1000
