"""Who takes a test and what passes, in the words of a plan."""

from __future__ import annotations

import pytest

from question_bank.extraction.event_takers import audience_in, audience_of, pass_mark_of


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("面向班组长举办测试", "班组长"),
        ("组织全体党员、入党积极分子参加测试", "全体党员、入党积极分子"),
        ("组织开展一期机关党员干部培训", "机关党员干部"),
        ("开展竞赛，全体教师参加", "全体教师"),
        ("全体馆员每月在“兰台通”平台完成一次测验", "全体馆员"),
        ("对6名库房管理员、3名讲解员进行测验", "库房管理员、讲解员"),
        ("到8个馆抽考科级以下干部，现场作答", "科级以下干部"),
        ("组织测试", ""),
    ],
)
def test_audience(text: str, audience: str) -> None:
    assert audience_of(text) == audience


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("满分100分，80分以上为合格", "80分"),
        ("合格线为60分", "60分"),
        ("成绩低于60分的须补考", "60分"),
        ("满分100分", ""),
        ("未达到85分的，暂缓上岗", "85分"),
        ("成绩90分以下的停岗培训", "90分"),
        ("答对率80%以上视为通过", "80%"),
        ("60分以上即可领取证书", "60分"),
        ("答对8题以上赠书", "8题"),
        ("每人两次机会，以80分以上的次数排名", ""),
    ],
)
def test_pass_mark(text: str, mark: str) -> None:
    assert pass_mark_of(text) == mark


def test_the_name_of_a_test_may_begin_with_who_takes_it() -> None:
    assert audience_in("讲解员业务测试") == "讲解员"
    assert audience_in("编目知识测试") == ""


def test_an_office_that_organises_is_no_audience() -> None:
    assert audience_of("由党委组织部对发展对象进行测试") == "发展对象"
