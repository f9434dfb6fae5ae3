"""An organizer of one branch alone, and a second version of the invented plan."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any, Final

import pytest

from question_bank.bundle import Article, Bundle
from question_bank.items import Blank, Item
from quizapp.database.transaction import transaction
from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import Member, PlanUpload, Unit
from quizapp.plans.versions import pack
from tests.conftest import People
from tests.factories.people import make_member, make_role
from tests.factories.plans import IMPORTED, LABEL, TEXT, make_bundle, make_items


@pytest.fixture
def other_organizer(people: People) -> Member:
    """Organizes branch 2 and nothing above it."""
    unit = db.session.get_one(Unit, people.other_branch)
    member = make_member("other-organizer", unit=unit)
    make_role(member, Role.ORGANIZER, unit)
    return member


CHANGED: Final = (
    TEXT.replace("每半年清点一次", "每季度清点一次")
    .replace("2.检验", "2.整理旧刊。文献室每月装订一次旧报刊，装订目录送资料室。\n3.检验")
    .replace("3.管好", "4.管好")
)
"""Article 1 as before, article 2 now the third, article 3 changed, a new second one."""


def read_again(text: str, **values: Any) -> Bundle:
    """What reading another version of the invented plan yields.

    Its items are those of the invented plan whose words still stand in it, and one more.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    heads = list(re.finditer(r"^(\d+)\.([^。]+)。.*$", text, re.MULTILINE))
    articles = tuple(
        Article(ordinal, head[1], head[2], 0, head.start(), head.end())
        for ordinal, head in enumerate(heads, start=1)
    )
    items = []
    for item in make_items():
        place = text.find(item.source.quote[2:])
        if place < 0:
            continue
        article = next(one for one in articles if one.start <= place < one.end)
        shift = article.start - item.source.start
        source = replace(
            item.source,
            document_sha256=digest,
            article=article.number,
            article_ordinal=article.ordinal,
            start=article.start,
            end=article.end,
            quote=text[article.start : article.end],
            span_start=item.source.span_start + shift,
            span_end=item.source.span_end + shift,
        )
        items.append(replace(item, id=f"{item.id}-again", source=source))
    if "每月装订" in text:
        items.append(_fresh(text, digest, articles[1]))
    return make_bundle(
        **{
            "sha256": digest,
            "text": text,
            "sections": (),
            "articles": articles,
            "facts": (),
            "items": tuple(items),
            "problems": (),
        }
        | values
    )


def _fresh(text: str, digest: str, article: Article) -> Item:
    activity = make_items()[0]
    start = text.index("旧报刊")
    source = replace(
        activity.source,
        document_sha256=digest,
        article=article.number,
        article_ordinal=article.ordinal,
        start=article.start,
        end=article.end,
        quote=text[article.start : article.end],
        span_start=start,
        span_end=start + 3,
    )
    return replace(
        activity,
        id="item-fresh",
        family="family-fresh",
        stem=f"根据《{LABEL}》，文献室每月装订一次____，装订目录送资料室。",
        source=source,
        blanks=(Blank("旧报刊"),),
        word_bank=(),
    )


def wait_for_comparison(
    people: People, plan_id: int, bundle: Bundle, *, unit_id: int | None = None
) -> int:
    """A changed file that was read and waits for the organizer's decision."""
    with transaction() as session:
        row = PlanUpload(
            unit_id=unit_id or people.root,
            file_name="计划（修订）.txt",
            content=bundle.text.encode(),
            proposed_label="",
            replaces_id=plan_id,
            reading=pack(bundle),
            made_at=IMPORTED,
            made_by=people.organizer.id,
        )
        session.add(row)
        session.flush()
        return row.id
