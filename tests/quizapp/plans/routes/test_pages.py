"""The pages about plans: what they show, and to whom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from question_bank.bundle import Article, Bundle, EventKind, Genre, Section, SourceProblem
from quizapp.extensions import db
from quizapp.models import ItemStatus
from tests.conftest import NOW, PageClient, People, Statements
from tests.factories.bank import bank_item
from tests.factories.plans import (
    DIGEST,
    LABEL,
    TEXT,
    make_bundle,
    make_event,
    make_items,
    store_plan,
)


def test_list_shows_plans_with_their_counts(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/").text
    assert LABEL in page
    assert "计划.txt" in page


def test_list_takes_as_many_statements_for_ten_plans_as_for_one(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    store_plan(people.root)
    before = len(statements)
    client.get("/plans/")
    few = len(statements) - before
    for number in range(9):
        store_plan(people.root, make_bundle(sha256=f"{number:064}"))
    before = len(statements)
    client.get("/plans/")
    assert len(statements) - before == few


def test_empty_list_teaches_the_next_step(client: PageClient, people: People) -> None:
    page = client.sign_in(people.organizer).get("/plans/").text
    assert "No plan yet" in page
    assert "/plans/import" in page


def test_plan_shows_the_chosen_article_with_facts_and_items(
    client: PageClient, people: People
) -> None:
    plan = store_plan(people.root)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?article=1").text
    assert "<mark" in page
    assert "灯下共读" in page
    assert "领读员; 记录员; 联络员" in page
    assert f'href="/bank/review?plan={plan.plan_id}' in page
    assert "The mark “ has no partner." in page


def marked(page: str) -> list[tuple[str, str]]:
    """Words of the text under a choice, with the classes of their mark."""
    found = re.findall(r'<mark class="([^"]*)"[^>]*>([^<]*)</mark>', page)
    return [(words, classes) for classes, words in found if "chosen" in classes]


def test_choosing_a_fact_highlights_exactly_its_words(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    fact = make_bundle().facts[1]
    client.sign_in(people.organizer)
    address = f"/plans/{plan.plan_id}?article=1&fact={fact.id}"
    assert address.replace("&", "&amp;") + "#chosen" in client.get(f"/plans/{plan.plan_id}").text
    page = client.get(address).text
    words = [words for words, classes in marked(page) if "fact-chosen-words" in classes]
    assert "".join(words) == fact.value
    sentence = "".join(words for words, _classes in marked(page))
    assert sentence == TEXT[fact.start : fact.end]
    assert page.count('id="chosen"') == 1
    assert 'class="found-chosen"' in page


def test_choosing_an_item_highlights_the_words_it_asks_for(
    client: PageClient, people: People
) -> None:
    plan = store_plan(people.root)
    item = bank_item("item-often")
    client.sign_in(people.organizer)
    page = client.get(f"/plans/{plan.plan_id}?article=3&item={item.id}").text
    words = [words for words, classes in marked(page) if "fact-chosen-words" in classes]
    assert "".join(words) == "每半年"
    assert page.count('id="chosen"') == 1


@pytest.mark.parametrize("query", ["article=1&fact=nonsense", "article=1&item=999", "item=x"])
def test_choice_that_is_not_there_is_no_error(
    client: PageClient, people: People, query: str
) -> None:
    plan = store_plan(people.root)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?{query}")
    assert page.status_code == 200
    assert 'id="chosen"' not in page.text


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("A name is masked: XX", "A name is masked here: XX."),
        ("Two marks stand together: ，。", "Two marks stand together: ，。."),
        ("A word stands twice: 的的", "A word stands twice: “的的”."),
        ("There is no 第九条 in this document", "第九条 is named here, but there is no such"),
        ("The number 7 stands twice.", "The number 7 stands twice."),
        ("Something nobody has words for", "Something nobody has words for"),
    ],
)
def test_faults_of_the_document_are_told_with_their_place(
    client: PageClient, people: People, message: str, sentence: str
) -> None:
    start = TEXT.index("清点")
    problem = SourceProblem("any", message, 3, start, start + 2)
    plan = store_plan(people.root, make_bundle(problems=(problem,)))
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").text
    assert sentence in page
    assert f"/plans/{plan.plan_id}?article=3#problem-1" in page
    page = client.get(f"/plans/{plan.plan_id}?article=3").text
    assert 'id="problem-1"' in page


def test_kinds_of_facts_are_named_in_plain_words(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?article=1").text
    for name in ("Term", "Enumeration", "Rule", "Document title", "Duty"):
        assert name in page


LONG = 500


def long_regulation() -> Bundle:
    """500 articles in ten chapters, each with four items."""
    text, articles, items = "", [], []
    sections = []
    activity = make_items()[0]
    for ordinal in range(1, LONG + 1):
        if ordinal % 50 == 1:
            sections.append(Section(f"第{ordinal // 50 + 1}章", "管理", len(text), len(text) + 6))
            text += f"第{ordinal // 50 + 1}章 管理\n"
        start = len(text)
        text += f"第{ordinal}条 第{ordinal}号书库由馆员每{ordinal}日清点一次，清点结果报送馆务会备案，遗失的图书另行登记。"
        articles.append(
            Article(ordinal, f"第{ordinal}条", "", (ordinal - 1) // 50, start, len(text))
        )
        for number in range(4):
            source = replace(
                activity.source,
                article=f"第{ordinal}条",
                article_ordinal=ordinal,
                start=start,
                end=len(text),
                quote=text[start:],
                span_start=start,
                span_end=start + 2,
            )
            items.append(replace(activity, id=f"item-{ordinal}-{number}", source=source))
        text += "\n"
    return make_bundle(
        sha256="c" * 64,
        genre=Genre.REGULATION,
        text=text,
        sections=tuple(sections),
        articles=tuple(articles),
        items=tuple(items),
        facts=(),
        events=(),
        problems=(),
    )


def test_long_regulation_is_shown_in_parts_and_folded(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    small = store_plan(people.root)
    before = len(statements)
    client.get(f"/plans/{small.plan_id}?article=1")
    few = len(statements) - before
    plan = store_plan(people.root, long_regulation())
    before = len(statements)
    page = client.get(f"/plans/{plan.plan_id}?number=第二百六十条").text
    assert len(statements) - before == few
    assert "Regulation" in page
    assert "第260号书库" in page
    assert "第400号书库" not in page
    assert page.count('<details class="outline-chapter') == 10
    assert len(re.findall(r'<details class="outline-chapter[^>]* open>', page)) == 1
    assert "Tests this plan calls for" not in page
    assert len(page) < 400_000
    assert client.get(f"/plans/{plan.plan_id}?number=260").text == page


def test_number_that_no_article_has_is_told(client: PageClient, people: People) -> None:
    plan = store_plan(people.root, long_regulation())
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?number=999").text
    assert "There is no article 999." in page


def test_article_with_very_many_items_leads_to_the_bank(client: PageClient, people: People) -> None:
    activity = make_items()[0]
    many = tuple(replace(activity, id=f"item-{number}") for number in range(90))
    plan = store_plan(people.root, make_bundle(items=many))
    last = bank_item("item-89")
    address = f"/plans/{plan.plan_id}?article=1&item={last.id}"
    page = client.sign_in(people.organizer).get(address).text
    assert "All 90 items of this article" in page
    assert page.count("<li data-light data-start") == 60 + 3
    assert f"item={last.id}#chosen" in page, "the chosen one is among those shown"


def test_items_without_source_are_told_and_not_placed(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    item = bank_item("item-often")
    item.status, item.source_lost_at = ItemStatus.APPROVED, NOW
    db.session.commit()
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}?article=3").text
    assert "1 reviewed item quotes a sentence that is no longer in the text." in page
    assert "No item was made from this article." in page


def test_plan_without_test_says_what_to_do(client: PageClient, people: People) -> None:
    plan = store_plan(people.root, make_bundle(events=()))
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").text
    assert "This plan calls for no test." in page


def test_plan_without_articles_is_shown(client: PageClient, people: People) -> None:
    bundle = make_bundle(articles=(), sections=(), facts=(), items=(), events=(), problems=())
    plan = store_plan(people.root, bundle)
    assert client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").status_code == 200


def test_unknown_article_is_not_found(client: PageClient, people: People) -> None:
    plan = store_plan(people.root)
    client.sign_in(people.organizer)
    assert client.get(f"/plans/{plan.plan_id}?article=99").status_code == 404


@pytest.mark.parametrize("address", ["/plans/", "/plans/year", "/plans/import", "/plans/1"])
def test_members_do_not_get_in(client: PageClient, people: People, address: str) -> None:
    store_plan(people.root)
    assert client.sign_in(people.member).get(address).status_code == 403


def test_plan_of_another_unit_is_not_there(
    client: PageClient, people: People, other_organizer: object
) -> None:
    plan = store_plan(people.root)
    client.sign_in(other_organizer)  # type: ignore[arg-type]
    assert client.get(f"/plans/{plan.plan_id}").status_code == 404
    assert LABEL not in client.get("/plans/").text
    assert "借阅制度测试" not in client.get("/plans/year").text


def test_signed_out_people_are_sent_to_sign_in(client: PageClient, people: People) -> None:
    assert "/sign-in" in client.get("/plans/").headers["Location"]


def test_year_lists_tests_in_order_and_studies_apart(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/year").text
    order = [page.rindex(name) for name in ("借阅制度测试", "季度百分制考核", "馆规知识竞赛")]
    assert order == sorted(order)
    assert page.index("Studies and trainings") < page.rindex("灯下共读")
    assert "Time to be settled (年内)" in page
    assert "Every quarter" in page


def test_year_offers_a_draft_of_each_test(client: PageClient, people: People) -> None:
    store_plan(people.root)
    page = client.sign_in(people.organizer).get("/plans/year").text
    assert page.count("/exams/from-event/") == 3


def test_year_without_tests_is_useful(client: PageClient, people: People) -> None:
    client.sign_in(people.organizer)
    assert "No plan yet" in client.get("/plans/year").text
    study = make_event("study-1", "共读", kind=EventKind.STUDY)
    store_plan(people.root, make_bundle(events=(study,)))
    page = client.get("/plans/year").text
    assert "Your plans call for no test" in page
    assert "共读" in page


def test_stored_text_is_escaped(client: PageClient, people: People) -> None:
    bundle = make_bundle(label="<script>alert(1)</script>", sha256=DIGEST[::-1])
    plan = store_plan(people.root, bundle)
    page = client.sign_in(people.organizer).get(f"/plans/{plan.plan_id}").text
    assert "<script>alert" not in page
