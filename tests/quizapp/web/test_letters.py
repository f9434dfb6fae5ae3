"""Extra-large type: chosen by a link, kept by the browser, obeyed by every page."""

from __future__ import annotations

from tests.conftest import PageClient, People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import sit_down

LARGE = 'class="large-type"'


def test_the_choice_is_kept_by_the_browser(client: PageClient, people: People) -> None:
    sitting = sit_down(make_published(people.root, [people.member]), people.member)
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}"
    page = client.get(address).text
    assert LARGE not in page and "Use larger type" in page
    chosen = client.get(f"{address}?letters=large")
    assert LARGE in chosen.text and "Use usual type" in chosen.text
    cookie = chosen.headers["Set-Cookie"]
    assert "letters=large" in cookie and "SameSite=Lax" in cookie
    assert LARGE in client.get(address).text and LARGE in client.get("/my").text
    assert LARGE not in client.get(f"{address}?letters=usual").text
    assert LARGE not in client.get(address).text


def test_other_values_change_nothing(client: PageClient) -> None:
    reply = client.get("/sign-in?letters=huge")
    assert LARGE not in reply.text and "letters" not in reply.headers.get("Set-Cookie", "")
