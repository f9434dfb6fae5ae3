"""Duties and rights denied."""

from __future__ import annotations

import pytest

from question_bank.checks.values import exclude_each_other
from question_bank.generation.norms.making import denied
from question_bank.generation.norms.obligations import Obligations
from question_bank.items import TrueFalseItem
from question_bank.lexicon import lists
from question_bank.source import Span
from tests.question_bank.made_up_regulation import norms, workshop_of


def denial_of(article: str, *others: str) -> tuple[str, str] | None:
    """The changed words, and the words of the article that the statement reaches over."""
    source = norms(article, *others, "无。").source
    start = source.text.index(article)
    found = Obligations(source, 1).denied(Span(start, start + len(article)))
    if found is None:
        return None
    assert exclude_each_other(found.change.said, found.change.stated)
    assert found.change.stated in [*lists("regulations")["denials"], "无权", "不得"]
    return found.change.said, source.text[found.reach.start : found.reach.end]


@pytest.mark.parametrize(
    ("article", "said", "reach"),
    [
        (
            "暖房管理站应当向认养人公布开门的钟点。",
            "应当",
            "暖房管理站应当向认养人公布开门的钟点。",
        ),
        ("园丁换班时必须填写交接登记簿。", "必须", "园丁换班时必须填写交接登记簿。"),
        ("认养人有权查阅盆栽的登记簿。", "有权", "认养人有权查阅盆栽的登记簿。"),
        ("认养人可以搭设遮阳的花架。", "可以", "认养人可以搭设遮阳的花架。"),
        (
            "玻璃破损的，暖房管理站应当张贴告示，并通知园林部门。",
            "应当",
            "玻璃破损的，暖房管理站应当张贴告示，",
        ),
        (
            "认养人应当遵守入园须知，应当佩戴通行证。",
            "应当",
            "认养人应当遵守入园须知，应当佩戴通行证。",
        ),
    ],
)
def test_a_duty_or_right_is_denied_up_to_the_end_of_its_clause(
    article: str, said: str, reach: str
) -> None:
    assert denial_of(article) == (said, reach)


@pytest.mark.parametrize(
    "article",
    [
        "暖房管理站应当加强防火巡查工作。",
        "认养人可以不搭设花架。",
        "认养人可以通过信函、电话等方式预约苗床。",
        "认养人应当尊重园丁的劳动。",
        "国家应当建立花木种子的储备制度。",
        "公民有权对暖房的看护提出建议。",
        "暖房管理站应当公布开门的钟点，但是冬季除外。",
        "依法应当登记的花木，由园林部门登记。",
        "暖房管理站应当列席并记录评选会。",
        "暖房管理站应当根据花木的品种，分区安排苗床。",
        "暖房管理站应当自收到材料之日起十五日内答复认养人。",
        "认养人不得转让苗床，管理站应当公布苗床编号。",
        "任何个人都有权举报弄坏玻璃的行为。",
        "该管理站应当公布开门的钟点。",
        "园丁认为该苗床闲置的，应当收回该苗床并登记。",
    ],
)
def test_nothing_is_denied_that_everybody_knows_or_that_may_not_hold(article: str) -> None:
    assert denial_of(article) is None


@pytest.mark.parametrize(
    "article",
    [
        "经暖房管理站同意，认养人可以搭设遮阳的花架。",
        "对养护有突出贡献的认养人，暖房管理站可以减免花盆租金。",
    ],
)
def test_what_somebody_agreed_to_or_deserved_is_not_forbidden(article: str) -> None:
    assert denial_of(article) is None


def test_a_duty_that_the_document_lets_somebody_off_is_not_denied() -> None:
    duty = "认养人应当提交户口簿的复印件。"
    assert denial_of(duty) is not None
    assert denial_of(duty, "年满七十周岁的认养人无需提交户口簿的复印件。") is None


def test_a_permission_that_is_a_prohibition_elsewhere_is_not_denied() -> None:
    permission = "认养人可以搭设遮阳的花架。"
    assert denial_of(permission, "园丁不得搭设遮阳的花架。") is None


def test_the_words_of_denial_depend_on_the_seed_alone() -> None:
    source = norms("暖房管理站应当向认养人公布开门的钟点。", "无。").source
    start = source.text.index("暖房管理站应当")
    norm = Span(start, source.text.index("钟点。") + 3)
    stated = {
        seed: found.change.stated
        for seed in range(12)
        if (found := Obligations(source, seed).denied(norm)) is not None
    }
    assert set(stated.values()) == set(lists("regulations")["denials"])


def test_the_statement_passes_the_check_and_says_what_is_right() -> None:
    workshop = workshop_of(norms("暖房管理站应当向认养人公布开门的钟点。", "无。"))
    fact = next(fact for fact in workshop.facts if fact.slot == "norm")
    item = denied(fact, Obligations(workshop.source, workshop.seed), workshop)
    assert isinstance(item, TrueFalseItem)
    assert (item.key, item.correction) == (False, "应当")
    assert item.stem.endswith("向认养人公布开门的钟点。")
    assert "应当" not in item.stem
