"""The pages of the item bank: list, review, edit, and who may open them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.items import Option
from quizapp.extensions import db
from quizapp.models import ItemStatus, ItemVersion, Member
from tests.conftest import NOW, PageClient, People, Statements
from tests.factories.bank import bank_item, make_bank_item
from tests.factories.plans import make_bundle, make_items, store_plan
from tests.quizapp.bank.conftest import Drafts


@pytest.fixture
def organizer(client: PageClient, people: People) -> PageClient:
    return client.sign_in(people.organizer)


@pytest.mark.parametrize(
    "address",
    ["/bank/", "/bank/review", "/bank/items/1/edit", "/bank/decisions", "/bank/items/1/decision"],
)
def test_members_do_not_get_in(client: PageClient, people: People, address: str) -> None:
    client.sign_in(people.member)
    post = address.endswith(("decisions", "decision"))
    assert (client.post(address) if post else client.get(address)).status_code == 403


def test_items_of_another_unit_are_not_there(
    client: PageClient, drafts: Drafts, other_organizer: Member
) -> None:
    client.sign_in(other_organizer)
    assert "灯下共读" not in client.get("/bank/").text
    assert client.get(f"/bank/review?item={drafts.mode}").status_code == 404
    assert client.get(f"/bank/items/{drafts.mode}/edit").status_code == 404
    decision = {"decision": "approve", "version": 1, "seen": "draft"}
    assert client.post(f"/bank/items/{drafts.mode}/decision", data=decision).status_code == 404


def test_list_filters_items(organizer: PageClient, drafts: Drafts) -> None:
    assert "4 items" in organizer.get("/bank/").text
    page = organizer.get(f"/bank/?plan={drafts.plan}&kind=fill_in&status=draft").text
    assert "1 items" in page
    assert "No item fits" in organizer.get("/bank/?status=approved").text
    assert "资料室" in organizer.get("/bank/?q=资料室").text
    assert "No item fits" in organizer.get("/bank/?q=%25").text
    assert "1 items" in organizer.get("/bank/?knowledge=schedule").text
    assert "4 items" in organizer.get("/bank/?page=99&kind=nonsense&plan=x").text


def test_empty_bank_teaches_the_next_step(organizer: PageClient) -> None:
    assert "No item yet" in organizer.get("/bank/").text
    assert "No item yet" in organizer.get("/bank/review").text


def test_list_takes_the_same_statements_for_many_items(
    organizer: PageClient, people: People, drafts: Drafts, statements: Statements
) -> None:
    before = len(statements)
    organizer.get("/bank/")
    few = len(statements) - before
    for number in range(12):
        store_plan(people.root, make_bundle(sha256=f"{number:064}"))
    before = len(statements)
    organizer.get("/bank/")
    assert len(statements) - before == few


def test_review_shows_item_source_and_keys(organizer: PageClient, drafts: Drafts) -> None:
    page = organizer.get(f"/bank/review?plan={drafts.plan}").text
    assert "<mark>灯下共读</mark>" in page
    assert "0 of 4 reviewed" in page
    assert 'data-key="a"' in page
    assert "No rule of item writing is broken." in page


def test_review_walks_through_drafts_and_ends(organizer: PageClient, drafts: Drafts) -> None:
    address = f"/bank/review?plan={drafts.plan}"
    for name in ("activity", "people", "mode", "often"):
        item_id = getattr(drafts, name)
        assert f"/bank/items/{item_id}/decision" in organizer.get(address).text
        answer = organizer.post(
            f"/bank/items/{item_id}/decision?plan={drafts.plan}&status=draft",
            data={"decision": "approve", "version": 1, "seen": "draft"},
        )
        assert answer.status_code == 302
        address = answer.headers["Location"]
        assert bank_item(f"item-{name}").status is ItemStatus.APPROVED
    assert "Nothing left to review here" in organizer.get(address).text


def test_last_decision_can_be_undone(organizer: PageClient, drafts: Drafts) -> None:
    answer = organizer.post(
        f"/bank/items/{drafts.activity}/decision",
        data={"decision": "reject", "version": 1, "seen": "draft"},
    )
    page = organizer.get(answer.headers["Location"]).text
    assert "Undo" in page
    organizer.post(
        f"/bank/items/{drafts.activity}/decision",
        data={"decision": "reset", "version": 1, "seen": "rejected"},
    )
    assert bank_item("item-activity").status is ItemStatus.DRAFT


def test_second_reviewer_sees_the_item_as_it_is_now(organizer: PageClient, drafts: Drafts) -> None:
    address = f"/bank/items/{drafts.activity}/decision"
    organizer.post(address, data={"decision": "approve", "version": 1, "seen": "draft"})
    late = organizer.post(address, data={"decision": "reject", "version": 1, "seen": "draft"})
    page = organizer.get(late.headers["Location"]).text
    assert "Somebody else changed or decided" in page
    assert bank_item("item-activity").status is ItemStatus.APPROVED


@pytest.mark.parametrize("name", ["activity", "people", "mode", "often"])
def test_edit_form_of_each_kind_saves_a_version(
    organizer: PageClient, drafts: Drafts, name: str
) -> None:
    item_id = getattr(drafts, name)
    assert organizer.get(f"/bank/items/{item_id}/edit").status_code == 200
    stem = bank_item(f"item-{name}").stem
    shared = {
        "version": 1,
        "stem": stem,
        "explanation": "改写的解析。",
        "knowledge": "general",
        "difficulty": "hard",
    }
    own = {
        "activity": {"key_1": "灯下共读", "word_bank": "灯下共读\n林间漫谈\n午后闲话"},
        "people": {
            "option_a": "领读员",
            "option_b": "记录员",
            "option_c": "联络员",
            "option_d": "观察员",
            "keys": ["a", "b", "c"],
        },
        "mode": {
            "option_a": "网上答题",
            "option_b": "现场答题",
            "option_c": "分组答题",
            "keys": "a",
        },
        "often": {"truth": "false", "correction": "每半年"},
    }[name]
    answer = organizer.post(f"/bank/items/{item_id}/edit", data=shared | own)
    assert answer.status_code == 302, answer.text
    assert bank_item(f"item-{name}").version == 2


def test_edit_lists_broken_rules_with_place_and_cure(organizer: PageClient, drafts: Drafts) -> None:
    data = {
        "version": 1,
        "stem": bank_item("item-mode").stem,
        "knowledge": "general",
        "difficulty": "easy",
        "option_a": "网上答题",
        "option_b": "网上答题",
        "option_c": "以上都对",
        "keys": "a",
    }
    answer = organizer.post(f"/bank/items/{drafts.mode}/edit", data=data | {"approve": "y"})
    assert answer.status_code == 422
    assert "Must be mended" in answer.text
    assert "Option C" in answer.text
    assert "以上都对" in answer.text, "what was typed is kept"
    saved = organizer.post(f"/bank/items/{drafts.mode}/edit", data=data)
    page = organizer.get(saved.headers["Location"]).text
    assert "must be mended" in page, "a draft is saved, and its faults are shown at once"
    assert "Must be mended" in page
    assert 'data-key="a"' not in page, "no button for what would be refused"


def test_blocking_findings_come_first(organizer: PageClient, drafts: Drafts) -> None:
    options = (
        Option("a", "网上答题"),
        Option("b", "网上答题"),
        Option("c", "每年"),
        Option("d", "9"),
    )
    row = make_bank_item(drafts.plan, replace(make_items()[2], id="item-bad", options=options))
    page = organizer.get(f"/bank/review?item={row.id}").text
    order = [
        "Must be mended" in line
        for line in page.splitlines()
        if "Must be mended" in line or "Worth a look" in line
    ]
    assert order == sorted(order, reverse=True)
    assert order[0]


def lose_source(name: str, *, quote: str = "") -> None:
    """Mark the item as without source, quoting a sentence the plan does not have."""
    row = bank_item(f"item-{name}")
    version = db.session.get_one(ItemVersion, (row.id, row.version))
    source = version.content["source"]
    changed = quote or source["quote"].replace("清点一次书架", "清点书架")
    version.content = version.content | {"source": source | {"quote": changed}}
    row.source_lost_at = NOW
    db.session.commit()


def test_lost_source_is_shown_beside_what_the_plan_says_now(
    organizer: PageClient, drafts: Drafts
) -> None:
    lose_source("often")
    page = organizer.get(f"/bank/review?item={drafts.often}").text
    assert "The plan no longer has this sentence" in page
    assert "资料室每半年清点书架" in page
    assert "资料室每半年清点<mark>一次</mark>书架" in page
    assert "Use the new sentence as its source, or reject the item." in page
    assert f"/bank/items/{drafts.often}/source" in page
    listed = organizer.get(f"/bank/?source=lost&plan={drafts.plan}").text
    assert "1 items" in listed
    assert "Source lost" in listed


def test_item_is_set_on_the_new_sentence(organizer: PageClient, drafts: Drafts) -> None:
    lose_source("often")
    answer = organizer.post(f"/bank/items/{drafts.often}/source", data={"version": 1})
    assert (
        "The item stands on the new sentence now." in organizer.get(answer.headers["Location"]).text
    )
    row = bank_item("item-often")
    assert (row.version, row.source_lost_at, row.article_ordinal) == (2, None, 3)
    assert "清点一次书架" in db.session.get_one(ItemVersion, (row.id, 2)).content["source"]["quote"]


def test_item_with_its_source_or_with_nothing_like_it_is_left_alone(
    organizer: PageClient, drafts: Drafts
) -> None:
    lose_source("often", quote="食堂供应早餐。")
    assert (
        "No sentence of the plan is like it."
        in organizer.get(f"/bank/review?item={drafts.often}").text
    )
    for item_id in (drafts.often, drafts.mode):
        organizer.post(f"/bank/items/{item_id}/source", data={"version": 1})
    assert {bank_item("item-often").version, bank_item("item-mode").version} == {1}
    lose_source("mode")
    organizer.post(f"/bank/items/{drafts.mode}/source", data={"version": 7})
    assert bank_item("item-mode").version == 1, "somebody else was faster"
    assert organizer.post(f"/bank/items/{drafts.mode}/source").status_code == 400


def test_foreign_item_is_not_set_on_a_sentence(
    client: PageClient, drafts: Drafts, other_organizer: Member
) -> None:
    lose_source("often")
    client.sign_in(other_organizer)
    answer = client.post(f"/bank/items/{drafts.often}/source", data={"version": 1})
    assert answer.status_code == 404


def test_review_takes_the_same_statements_for_many_items(
    organizer: PageClient, drafts: Drafts, statements: Statements
) -> None:
    address = f"/bank/review?plan={drafts.plan}&item={drafts.mode}"
    before = len(statements)
    organizer.get(address)
    few = len(statements) - before
    for number in range(30):
        make_bank_item(drafts.plan, replace(make_items()[2], id=f"item-more-{number}"))
    before = len(statements)
    organizer.get(address)
    assert len(statements) - before == few


def test_ticked_items_are_approved(organizer: PageClient, drafts: Drafts) -> None:
    ticked = [f"{drafts.activity}:1", f"{drafts.mode}:1", "nonsense"]
    answer = organizer.post(
        "/bank/decisions", data={"decision": "approve", "scope": "ticked", "items": ticked}
    )
    assert "2 items approved" in organizer.get(answer.headers["Location"]).text
    assert bank_item("item-people").status is ItemStatus.DRAFT


def test_all_items_of_the_list_are_approved(organizer: PageClient, drafts: Drafts) -> None:
    address = f"/bank/decisions?plan={drafts.plan}"
    organizer.post(address, data={"decision": "approve", "scope": "all"})
    assert bank_item("item-often").status is ItemStatus.APPROVED


def test_nothing_ticked_is_said(organizer: PageClient, drafts: Drafts) -> None:
    answer = organizer.post("/bank/decisions", data={"decision": "approve", "scope": "ticked"})
    assert "No item is ticked" in organizer.get(answer.headers["Location"]).text


@pytest.mark.parametrize("address", ["/bank/decisions", "/bank/items/1/decision"])
def test_nonsense_is_a_bad_request(organizer: PageClient, address: str) -> None:
    assert organizer.post(address, data={"decision": "explode"}).status_code == 400


def test_form_sent_back_untouched_changes_nothing(organizer: PageClient, drafts: Drafts) -> None:
    row = bank_item("item-mode")
    version = db.session.get_one(ItemVersion, (row.id, 1))
    stem = row.stem.replace("采取的方式是哪一种？", "采取的方式是（　）。")
    version.content = version.content | {"stem": stem, "explanation": "第一行\n第二行"}
    db.session.commit()
    options = version.content["options"]
    data = {
        "version": 1,
        "stem": stem + "\r\n",
        "explanation": "第一行\r\n第二行",
        "knowledge": "general",
        "difficulty": "easy",
        "keys": "a",
    } | {f"option_{option['id']}": option["text"] for option in options}
    answer = organizer.post(f"/bank/items/{row.id}/edit", data=data)
    assert "Nothing was changed." in organizer.get(answer.headers["Location"]).text
    assert bank_item("item-mode").version == 1
