"""L21 and L22 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks import statements
from question_bank.checks.values import fold
from question_bank.items import BLANK, TrueFalseItem
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    draft_fill_in,
    draft_single,
    draft_statement,
    make_source,
)

PLAN = make_source()
PAIRS = "党组书记负责总体部署、分管领导负责专项推进"


def false(stem: str, correction: str, asked: str = "") -> TrueFalseItem:
    return draft_statement(PLAN, stem, asked or correction, key=False, correction=correction)


@pytest.mark.parametrize(
    ("stem", "correction"),
    [
        ("各支部坚持每月开展一次档案开放日，并邀请社区代表参加。", "每季度"),
        ("局机关全年组织4-5期“兰台夜话”活动，由青年馆员轮流主讲。", "2-3期"),
        ("建立机关处级干部廉政档案，防范廉政风险。", "科级"),
        ("党组书记负责专项推进、分管领导负责总体部署、支部书记负责日常落实。", PAIRS),
        ("持续推进“护档、识档、晒档”三大行动，擦亮窗口形象。", "用档"),
    ],
)
def test_one_exclusive_value_changed(stem: str, correction: str) -> None:
    item = false(stem, correction)
    assert not list(statements.false_by_one_value(item, PLAN))
    assert statements.changed_value(item) is not None


@pytest.mark.parametrize(
    ("stem", "correction"),
    [
        ("各支部坚持每三个月开展一次档案开放日，并邀请社区代表参加。", "每季度"),
        ("局机关全年组织3-4期“兰台夜话”活动，由青年馆员轮流主讲。", "2-3期"),
        ("各支部坚持每月开展两次档案开放日，并邀请学生代表参加。", "每季度"),
        ("各支部坚持每季度开展一次档案开放日，并邀请社区代表参加。", "每季度"),
        ("各支部坚持每月开展一次档案开放日，并邀请社区代表参加。", ""),
    ],
)
def test_anything_else_is_no_false_statement(stem: str, correction: str) -> None:
    item = false(stem, correction, "每季度")
    assert list(statements.false_by_one_value(item, PLAN))


def test_core_phrase_exchanged_for_another() -> None:
    item = false("引导馆员坚决拥护“两个维护”，把讲政治落到修档护档全过程。", "两个确立")
    assert list(statements.core_phrases_stay(item, PLAN))


def test_core_phrase_among_the_options() -> None:
    stem = f"引导馆员坚决拥护{GAP}，把讲政治落到修档护档全过程。"
    item = draft_single(PLAN, stem, "“两个确立”", ("“三个确立”", "“四个走遍”"))
    places = [found.place for found in statements.core_phrases_stay(item, PLAN)]
    assert places == ["option a", "option b"]


def test_core_phrase_as_a_wrong_word_of_a_bank() -> None:
    stem = f"引导馆员坚决拥护“{BLANK}”，把讲政治落到修档护档全过程。"
    item = draft_fill_in(PLAN, stem, "两个确立")
    assert not list(statements.core_phrases_stay(item, PLAN))
    with_bank = replace(item, word_bank=("两个确立", "四个意识", "五个自信"))
    assert len(list(statements.core_phrases_stay(with_bank, PLAN))) == 2


@pytest.mark.parametrize("text", ["做到三个确立", "增强五个意识", "坚定四个自信和三个自信"])
def test_invented_core_phrases(text: str) -> None:
    assert statements.mimics(text)
    stem = f"引导馆员{text}，把讲政治落到修档护档全过程。"
    item = draft_statement(PLAN, stem, "护档", key=True)
    assert [found.rule for found in statements.core_phrases_stay(item, PLAN)] == ["L22"]


@pytest.mark.parametrize("text", ["坚定四个自信", "三个维护标准", "举办两个全面测评"])
def test_what_is_no_invention(text: str) -> None:
    assert statements.mimics(text) is (text != "坚定四个自信")


def test_a_leader_is_no_wrong_option() -> None:
    stem = f"引导馆员学习{GAP}，把讲政治落到修档护档全过程。"
    item = draft_single(PLAN, stem, "修档技艺", ("总书记讲话", "库房守则"), asked="修档")
    assert [found.place for found in statements.core_phrases_stay(item, PLAN)] == ["option b"]


def test_by_hand_without_a_quote() -> None:
    item = false("引导馆员坚决拥护“两个维护”，做到知行合一。", "两个确立")
    typed = replace(item, source=replace(item.source, quote=""))
    assert not list(statements.false_by_one_value(typed, None))
    assert list(statements.false_by_one_value(replace(typed, correction=""), None))
    assert list(statements.core_phrases_stay(typed, None))


SPOKEN = "总书记要求馆员修档上靠得住、护档上信得过，每月点卷一次。"


@pytest.mark.parametrize(
    ("stated", "said", "found"),
    [
        (
            "总书记要求馆员护档上靠得住、修档上信得过，每月点卷一次。",
            "修档上靠得住、护档上信得过",
            True,
        ),
        ("总书记要求馆员修档上靠得住、护档上有办法，每月点卷一次。", "信得过", True),
        ("总书记要求馆员修档上靠得住、护档上信得过，每季度点卷一次。", "每月", False),
    ],
)
@pytest.mark.parametrize("typed", [False, True])
def test_no_words_change_places_in_a_leaders_mouth(
    stated: str, said: str, found: bool, typed: bool
) -> None:
    source = make_source(f"1.要点。{SPOKEN}\n")
    item = draft_statement(source, stated, said, key=False, correction=said)
    if typed:
        item = replace(item, source=replace(item.source, quote=""))
    rules = [one.rule for one in statements.core_phrases_stay(item, None if typed else source)]
    assert rules == ["L22"] * found


@given(st.text("甲乙丙月", max_size=8), st.text("甲乙丙3", min_size=1, max_size=4), st.data())
def test_changed_value_is_found_wherever_it_stands(
    around: str, said: str, data: st.DataObject
) -> None:
    stated = data.draw(st.text("丁戊5", min_size=1, max_size=4))
    cut = data.draw(st.integers(0, len(around)))
    quote = "起" + around[:cut] + said + around[cut:] + "止"
    item = false("起" + around[:cut] + stated + around[cut:] + "止", said, asked="每季度")
    item = replace(item, stem=item.stem, source=replace(item.source, quote=quote))
    change = statements.changed_value(item)
    assert change is not None
    assert fold(change[1]) in fold(stated + around)


def test_sensitive_words() -> None:
    assert statements.is_sensitive("拥护两个确立")
    assert not statements.is_sensitive("修档护档")
    assert statements.has_locked_slogan("“四个意识”")
