"""Values that look right to a pattern and fit no column."""

from __future__ import annotations

from tests.conftest import PageClient, People


def test_a_month_of_birth_ends_where_it_ends(client: PageClient, people: People) -> None:
    client.sign_in(people.administrator)
    sent = {"name": "A", "sign_in_name": "a1", "unit": people.branch, "birth_month": "1979-05\n"}
    answer = client.post("/members/new", data=sent)
    assert answer.status_code == 422 and "Write it as 1980-05." in answer.text
