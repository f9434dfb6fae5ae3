"""The fixed forms of a stem."""

from __future__ import annotations

import pytest

from question_bank import stem_parts as parts
from question_bank.items import BLANK


@pytest.mark.parametrize(
    ("label", "prefix"),
    [
        ("某局计划", "根据《某局计划》，"),
        ("《某局计划》", "根据《某局计划》，"),
        ("关于印发《某局计划》的通知", "根据《关于印发〈某局计划〉的通知》，"),
        ("  ", ""),
    ],
)
def test_prefix(label: str, prefix: str) -> None:
    assert parts.prefix_for(label) == prefix
    assert parts.body_of(prefix + "各支部开会。") == "各支部开会。"


def test_topic() -> None:
    stem = parts.prefix_for("某局计划") + parts.topic_for("提高组织生活质量") + "各支部开会。"
    assert parts.named_label(stem) == "某局计划"
    assert parts.core_of(stem) == "各支部开会。"


def test_around_blanks() -> None:
    core = f"先开会，党组书记负责{BLANK}、支部书记负责{BLANK}，后通报。"
    assert parts.around_blanks(core) == (
        ("党组书记负责", f"、支部书记负责{BLANK}"),
        (f"党组书记负责{BLANK}、支部书记负责", ""),
    )
    assert parts.with_keys(core, ("甲", "乙")) == "先开会，党组书记负责甲、支部书记负责乙，后通报。"


def test_a_line_takes_the_place_of_what_follows() -> None:
    assert (
        parts.line_in_head("认养人有下列情形之一的，收回苗床", "饲养家禽")
        == "认养人饲养家禽的，收回苗床"
    )
    assert parts.line_in_head("登记应当载明下列事项", "姓名") == "登记应当载明的事项包括：姓名"
    assert parts.line_in_head("下列农具可以领取", "铁锹") == ""
    assert parts.lists_cases("有下列行为之一的，责令改正")
    assert not parts.lists_cases("登记应当载明下列事项")
    assert parts.noun_listed("登记应当载明以下事项") == "事项"
    assert parts.noun_listed("有下列行为之一的，责令改正") == ""
    assert parts.text_before_case("认养人有下列行为之一的，责令改正") == "认养人"
    assert parts.text_before_case("登记应当载明下列事项") == ""


def test_clauses() -> None:
    assert parts.clauses_of("先开会，后通报；再检查。") == ("先开会", "后通报", "再检查")
