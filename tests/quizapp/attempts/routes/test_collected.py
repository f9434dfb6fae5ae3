"""Papers that were collected are called so wherever the member reads of them."""

from __future__ import annotations

import pytest

from quizapp.attempts.operations.collecting import collect
from tests.conftest import PageClient, People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import KEY
from tests.quizapp.exams.operations.test_publishing import viewer_of as organizer_of


@pytest.mark.parametrize("page", ["/attempts/{}/receipt", "/attempts/{}/result", "/my"])
def test_collected_is_not_called_run_out(client: PageClient, people: People, page: str) -> None:
    exam = make_published(people.root, [people.member])
    attempt_id = make_attempt(exam, people.member).id
    collect(exam.id, None, viewer=organizer_of(people), key=KEY)
    html = client.sign_in(people.member).get(page.format(attempt_id)).text
    assert "Collected by the invigilator" in html
    assert "when time was over" not in html and "Closed by the server" not in html
