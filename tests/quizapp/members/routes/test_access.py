"""Every route of people, accounts and suggestions against every kind of caller."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import Group, Suggestion, Unit
from quizapp.web.access import rule_of
from tests.conftest import NOW, PageClient, People
from tests.factories.people import make_member, make_role

OPEN, IN, OFF, NONE = "open", "sign in", "forbidden", "not found"

# endpoint -> what (anonymous, member, secretary, organizer, administrator, stranger organizer,
# stranger administrator) get; the strangers' subtree is branch 2, the page belongs to branch 1.
EVERYBODY = (OPEN,) * 7
ACCOUNT = (IN, *(OPEN,) * 6)
ORGANIZERS = (IN, OFF, OFF, OPEN, OPEN, OPEN, OPEN)
ADMINISTRATORS = (IN, OFF, OFF, OFF, OPEN, OFF, OPEN)
OWN_ORGANIZERS = (IN, OFF, OFF, OPEN, OPEN, NONE, NONE)
OWN_ADMINISTRATORS = (IN, OFF, OFF, OFF, OPEN, OFF, NONE)

MATRIX = {
    "accounts.sign_in": EVERYBODY,
    "accounts.sign_in_as_sample": (NONE,) * 7,
    "accounts.sign_out": ACCOUNT,
    "accounts.sign_out_everywhere": ACCOUNT,
    "accounts.change_password": ACCOUNT,
    "accounts.first_password": EVERYBODY,
    "accounts.mine": ACCOUNT,
    "accounts.mine_as_file": ACCOUNT,
    "accounts.enter_exam": (NONE,) * 7,
    "accounts.enter_unit": (NONE,) * 7,
    "accounts.enter_name": (NONE,) * 7,
    "accounts.failed_entries": (IN, OFF, OFF, NONE, NONE, NONE, NONE),
    "accounts.reset_entry": (IN, OFF, OFF, NONE, NONE, NONE, NONE),
    "members.index": ORGANIZERS,
    "members.create": ADMINISTRATORS,
    "members.show": OWN_ORGANIZERS,
    "members.edit": OWN_ADMINISTRATORS,
    "members.close": OWN_ADMINISTRATORS,
    "members.reopen": OWN_ADMINISTRATORS,
    "members.end_sessions": OWN_ADMINISTRATORS,
    "members.grant_role": ADMINISTRATORS,
    "members.revoke_role": (IN, OFF, OFF, OFF, NONE, OFF, NONE),
    "members.slip": OWN_ADMINISTRATORS,
    "members.slips": ORGANIZERS,
    "members.units": ORGANIZERS,
    "members.add_unit": ADMINISTRATORS,
    "members.unit": OWN_ADMINISTRATORS,
    "members.rename_unit": OWN_ADMINISTRATORS,
    "members.move_unit": OWN_ADMINISTRATORS,
    "members.close_unit": OWN_ADMINISTRATORS,
    "members.reopen_unit": (IN, OFF, OFF, OFF, NONE, OFF, NONE),
    "members.groups": ORGANIZERS,
    "members.group": OWN_ORGANIZERS,
    "members.rename_group": OWN_ORGANIZERS,
    "members.delete_group": OWN_ORGANIZERS,
    "members.add_to_group": OWN_ORGANIZERS,
    "members.remove_from_group": OWN_ORGANIZERS,
    "members.import_roster": ADMINISTRATORS,
    "members.roster_template": ADMINISTRATORS,
    "members.preview_roster": (IN, OFF, OFF, OFF, NONE, OFF, NONE),
    "members.confirm_roster": (IN, OFF, OFF, OFF, NONE, OFF, NONE),
    "members.give_up_roster": ADMINISTRATORS,
    "suggestions.create": ACCOUNT,
    "suggestions.inbox": ORGANIZERS,
    "suggestions.reply": (IN, OFF, OFF, OPEN, OPEN, NONE, NONE),
}
CALLERS = (
    "anonymous", "member", "secretary", "organizer", "administrator", "stranger_organizer",
    "stranger_administrator",
)  # fmt: skip
FEATURES = ("accounts", "members", "suggestions")


def test_the_matrix_names_every_route(app: Flask) -> None:
    ours = {name for name in app.view_functions if name.split(".")[0] in FEATURES}
    assert ours == set(MATRIX)
    assert all(rule_of(app, name) for name in ours)


@pytest.fixture
def place(app: Flask, people: People) -> dict[str, int]:
    """A group, a suggestion and ids for every address."""
    group = Group(unit_id=people.branch, name="Group")
    said = Suggestion(member_id=people.member.id, unit_id=people.branch, text="x", written_at=NOW)
    db.session.add_all([group, said])
    db.session.commit()
    return {
        "member_id": people.member.id,
        "unit_id": people.branch,
        "group_id": group.id,
        "grant_id": 99999,
        "upload_id": 99999,
        "exam_id": 99999,
        "suggestion_id": said.id,
    }


def as_caller(client: PageClient, people: People, caller: str) -> PageClient:
    if caller == "anonymous":
        return client
    if not caller.startswith("stranger_"):
        return client.sign_in(getattr(people, caller))
    other = db.session.get_one(Unit, people.other_branch)
    person = make_member(caller, unit=other)
    make_role(person, Role(caller.removeprefix("stranger_")), other)
    return client.sign_in(person)


@pytest.mark.parametrize("caller", CALLERS)
def test_who_may_open_what(
    app: Flask, client: PageClient, people: People, place: dict[str, int], caller: str
) -> None:
    as_caller(client, people, caller)
    column = CALLERS.index(caller)
    wrong = []
    # Deleting comes last: the other pages need what is deleted.
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: "delete" in rule.endpoint):
        if rule.endpoint not in MATRIX or rule.endpoint.startswith("accounts.sign_out"):
            continue
        values = {name: place[name] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            sent = {"text": "x"} if method == "POST" else None
            status = client.open(address, method=method, data=sent).status_code
            got = {401: IN, 403: OFF, 404: NONE}.get(status, OPEN)
            if caller == "anonymous" and status == 302:
                got = IN
            if got != MATRIX[rule.endpoint][column]:
                wrong.append((rule.endpoint, method, status, MATRIX[rule.endpoint][column]))
            assert status < 500, rule.endpoint
    assert wrong == []


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("endpoint", ["accounts.sign_out", "accounts.sign_out_everywhere"])
def test_who_may_sign_out(
    app: Flask, client: PageClient, people: People, caller: str, endpoint: str
) -> None:
    as_caller(client, people, caller)
    with app.test_request_context():
        address = app.url_for(endpoint)
    assert client.post(address).status_code == (401 if caller == "anonymous" else 302)
