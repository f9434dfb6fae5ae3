"""Tests and studies a document calls for, with time, ways, audience and topic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank.bundle import EventKind, FactKind, PlannedEvent
from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document

Read = Callable[[str], Reading]


def only(reading: Reading) -> PlannedEvent:
    (event,) = reading.source.events
    return event


@pytest.mark.parametrize(
    ("text", "name", "modes", "months", "when", "per_year"),
    [
        ("11月，开展保密知识测试活动，通过闭卷测试、网上答题等方式。", "保密知识测试", ("closed_book", "online"), (11,), "11月", 0),
        ("“七一”前后开展一轮普及性的书面测试。", "书面测试", ("written",), (7,), "“七一”前后", 1),
        ("组织全体党员学习《馆规一百条》，举行1次知识竞答测试。", "知识竞答测试", ("contest",), (), "", 1),
        ("全面推行“馆员百分制考核办法”，坚持每季度进行一次考核。", "馆员百分制考核", ("assessment",), (), "每季度", 4),
        ("9月至10月，组织档案法知识竞赛。", "档案法知识竞赛", ("contest",), (9, 10), "9月至10月", 0),
        ("第二季度举办一次保密知识竞赛。", "保密知识竞赛", ("contest",), (4, 5, 6), "第二季度", 1),
        ("抓好谈心谈话、廉政提醒、廉政知识测试等工作。", "廉政知识测试", (), (), "", 0),
    ],
)  # fmt: skip
def test_tests(
    read: Read,
    text: str,
    name: str,
    modes: tuple[str, ...],
    months: tuple[int, ...],
    when: str,
    per_year: int,
) -> None:
    event = only(read(text))
    assert event.kind is EventKind.TEST
    assert (event.name, event.modes, event.months) == (name, modes, months)
    assert (event.when_text, event.per_year) == (when, per_year)
    assert event.quote == text


@pytest.mark.parametrize(
    ("text", "name", "per_year"),
    [
        ("坚持每半年进行1次舆情研判和1次舆情知识学习。", "舆情知识学习", 2),
        ("12月，组织开展一期馆员编目能力专题培训。", "馆员编目能力专题培训", 0),
        ("年内，组织馆员开展2-3次警示教育。", "警示教育", 0),
    ],
)
def test_studies_are_listed_apart(read: Read, text: str, name: str, per_year: int) -> None:
    event = only(read(text))
    assert event.kind is EventKind.STUDY
    assert (event.name, event.modes, event.per_year) == (name, (), per_year)


@pytest.mark.parametrize(
    "text",
    [
        "及时组织馆员学习新规。",
        "开展民意测验。",
        "系统测试已完成。",
        "组织馆员参加心理测试。",
        "举办培训班。",
    ],
)
def test_what_is_no_event_of_the_year(read: Read, text: str) -> None:
    assert read(text).source.events == ()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("学习《馆规一百条》《保密守则》，举行知识竞答。", "《馆规一百条》《保密守则》"),
        ("11月，开展保密知识测试。", "保密"),
        ("广泛开展讲座、知识竞赛、党课等活动。", "要点"),
    ],
)
def test_topic(read: Read, text: str, topic: str) -> None:
    assert only(read(text)).topic == topic


def test_listed_ways_are_a_fact(read: Read) -> None:
    (fact,) = [
        fact
        for fact in read("通过闭卷测试、网上答题等方式组织测试。").facts
        if fact.kind is FactKind.TEST
    ]
    assert (fact.members, fact.closed) == (("闭卷测试", "网上答题"), False)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("6月，组织编目测试，11月，举办修复知识竞赛。", [("编目测试", (6,)), ("修复知识竞赛", (11,))]),
        ("全年组织编目测试不少于4次、修复知识竞赛1次。", [("编目测试", ()), ("修复知识竞赛", ())]),
        ("开展编目学习测试活动，9月进行一轮书面测试。", [("编目学习测试", (9,))]),
        ("3月举办馆员培训，培训结束后进行闭卷考试。", [("馆员培训", (3,)), ("闭卷考试", (3,))]),
        ("参加“兰台月”知识竞答，上半年完成库房改造和目录数字化工作。", [("“兰台月”知识竞答", ())]),
    ],
)  # fmt: skip
def test_several_in_one_sentence(
    read: Read, text: str, names: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(event.name, event.months) for event in read(text).source.events] == names


@pytest.mark.parametrize(
    "text",
    [
        "测试成绩纳入年度考核。",
        "完善保密知识考试制度，建立考试题库。",
        "考试合格后方可上岗。",
        "做好迎接上级考试的准备。",
        "学习《馆员知识竞赛办法》。",
        "将编目、借阅等业务工作纳入百分制考核范围。",
    ],
)
def test_a_mention_is_no_event(read: Read, text: str) -> None:
    assert read(text).source.events == ()


def test_a_plan_by_months_gives_its_months(read: Read) -> None:
    text = "一、3月\n1.开展编目知识竞赛，全体馆员参加。\n2.整理书库。\n二、6月\n1.组织闭卷测试，80分以上为合格。\n2.无。"
    events = read(text).source.events
    assert [(event.name, event.months, event.pass_mark) for event in events] == [
        ("编目知识竞赛", (3,), ""),
        ("闭卷测试", (6,), "80分"),
    ]


def test_a_month_written_out_is_no_number_before_a_month(read: Read) -> None:
    text = "一月\n1.整理书库。\n十一月\n1.组织编目闭卷测试。\n2.无。"
    assert [event.months for event in read("2031年安排\n" + text).source.events] == [(11,)]


def test_a_table_repeats_what_the_articles_say(read: Read) -> None:
    text = (
        "一、学习\n1.每季度组织一次编目知识测试。\n2.11月举办修复知识竞赛。\n附件：安排表\n"
        "事项：编目知识测试；时间：每季度；对象：全体馆员；方式：线上答题\n"
        "事项：修复知识竞赛；时间：11月；对象：青年馆员\n事项：借阅知识测试；时间：5月；责任人：馆长\n"
    )
    found = {
        event.name: (event.months, event.audience, event.modes)
        for event in read(text).source.events
    }
    assert found == {
        "编目知识测试": ((), "全体馆员", ("online",)),
        "修复知识竞赛": ((11,), "青年馆员", ("contest",)),
        "借阅知识测试": ((5,), "", ()),
    }


def test_what_a_later_sentence_adds(read: Read) -> None:
    event = only(read("每半年组织一次编目测试。测试采用闭卷方式，满分100分，70分及格。"))
    assert (event.modes, event.pass_mark, event.frequency) == (("closed_book",), "70分", "每半年")


def test_a_regulation_needs_time_and_a_verb(read: Read) -> None:
    head = "第一条 为了规范管理，制定本办法。\n第二条 "
    assert read(head + "馆员应当参加测试。\n第三条 无。").source.events == ()
    event = only(read(head + "档案馆每年组织一次闭卷测试。\n第三条 无。"))
    assert (event.frequency, event.modes) == ("每年", ("closed_book",))


def events_of(
    plans_dir: Path, number: str
) -> list[tuple[str, int, tuple[str, ...], tuple[int, ...], int]]:
    (path,) = plans_dir.glob(f"{number}_*.txt")
    document = read_document(path.read_bytes(), path.name)
    return [
        (event.kind.value, event.article_ordinal, event.modes, event.months, event.per_year)
        for event in extract(document, "计划").source.events
    ]


@pytest.mark.parametrize(
    ("number", "tests"),
    [
        ("000", []),
        ("001", []),
        (
            "002",
            [
                ("test", 8, ("closed_book", "online"), (12,), 0),
                ("test", 13, ("assessment",), (), 4),
                ("test", 14, (), (), 0),
                ("test", 14, ("contest",), (), 1),
            ],
        ),
        ("003", [("test", 12, ("written",), (7,), 1)]),
        ("004", [("test", 5, ("contest",), (), 0), ("test", 12, ("contest",), (), 0)]),
    ],
)
def test_tests_of_the_real_plans(
    plans_dir: Path,
    number: str,
    tests: list[tuple[str, int, tuple[str, ...], tuple[int, ...], int]],
) -> None:
    assert [event for event in events_of(plans_dir, number) if event[0] == "test"] == tests


def test_half_yearly_study_of_a_real_plan(plans_dir: Path) -> None:
    assert ("study", 9, (), (), 2) in events_of(plans_dir, "002")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("报警器由值班员每月测试一次。", []),
        ("每季度对目录系统进行一次压力测试和漏洞测试。", []),
        ("每季度对讲解员业务能力测试一次。", [("讲解员业务能力测试", "每季度")]),
        ("每季度组织编目考试，采取笔试与现场考核相结合的方式。", [("编目考试", "每季度")]),
        ("每半年督查2次，结果记入各室考核。", []),
        ("第四季度开展支部书记述职评议考核。", [("支部书记述职评议考核", "")]),
        ("对各室实行季度考核，结果与奖金挂钩。", [("季度考核", "季度")]),
        ("每年12月对值班工作进行考评。", [("值班工作考评", "每年")]),
        ("平时考核每季度进行一次，年度考核于每年年底进行。", [("平时考核", "每季度"), ("年度考核", "每年")]),
        ("全年轮训500人，每期结束前组织结业考核。", [("结业考核", "")]),
        ("其间组织读者开展经典线上答题，5月底前完成。", [("经典线上答题", "")]),
        ("食堂人员每年参加一次食品安全知识培训和考试。", [("食品安全知识考试", "每年")]),
        ("实行半年一考核。", [("半年一考核", "半年一考核")]),
        ("不合格的一个月内参加补考。", []),
        ("每季度通报一次情况，连续两次测试排名末位的约谈。", []),
        ("考试前3日完成命题，题库每半年更新一次。", []),
        ("考试两次不合格的调离岗位，每季度通报一次。", []),
        ("每月25日组织值班员业务考试一次。", [("值班员业务考试", "每月")]),
        ("组织新进馆员参加全国图书馆员资格考试，通过率100%。", []),
        ("每月对自助借书终端测试一次。", []),
        ("4月至6月开展编目练兵，7月举行业务大比武决赛。", [("业务大比武", "")]),
        ("每季度开展一次编目考核，考核由笔试和讲解两部分组成。", [("编目考核", "每季度")]),
        ("开展消防大检查、消防知识考试各一次。", [("消防知识考试", "")]),
        ("对新馆员实行一月一考。", [("一月一考", "一月一考")]),
    ],
)  # fmt: skip
def test_what_is_a_test_event(read: Read, text: str, names: list[tuple[str, str]]) -> None:
    tests = [event for event in read(text).source.events if event.kind is EventKind.TEST]
    assert [(event.name, event.frequency) for event in tests] == names


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("9月全体职工登录“学法在线”平台参加法规考试。", ("online",)),
        ("6月新生通过线上系统完成编目考试。", ("online",)),
        ("9月举办网络安全知识竞赛。", ("contest",)),
        ("9月举办老年人手机使用知识竞赛。", ("contest",)),
        ("11月组织宪法知识网络竞答。", ("online", "contest")),
    ],
)
def test_ways(read: Read, text: str, modes: tuple[str, ...]) -> None:
    assert only(read(text)).modes == modes


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("“5·12”国际护士节前举办护士技能竞赛。", (5,)),
        ("国家宪法日前后组织宪法知识竞答。", (12,)),
        ("全国消防宣传月期间举办消防知识竞赛。", (11,)),
        ("春节、国庆节前各组织一次廉政知识测试。", (1, 2, 10)),
    ],
)
def test_named_days_have_a_month(read: Read, text: str, months: tuple[int, ...]) -> None:
    assert only(read(text)).months == months


def test_a_heading_gives_a_bare_test_its_name(read: Read) -> None:
    text = "1.技能考核。每季度抽考讲解员讲解技能，每室抽考3人。\n2.其余。无。"
    event = only(read(text))
    assert (event.name, event.modes) == ("技能考核", ("assessment",))


def test_a_heading_and_its_sentence_are_one(read: Read) -> None:
    text = "1.组织修复技能比武。9月举办12个工种的市级比武，年底授牌。\n2.其余。无。"
    assert [event.months for event in read(text).source.events] == [(9,)]
    text = "1.办好编目知识竞赛。于11月上旬举办，各室组队参加。\n2.其余。无。"
    assert only(read(text)).months == (11,)


def test_a_number_before_a_month_is_no_part_of_it(read: Read) -> None:
    event = only(read("一、安排\n1.7月中旬，各室进行安全考核。\n2.9月盘点。"))
    assert (event.months, event.when_text) == ((7,), "7月中旬")


def test_the_month_of_a_schedule_ends_at_a_heading_without_one(read: Read) -> None:
    text = (
        "一、安排\n一月\n1.春节前组织编目技能考核一次。\n十二月\n2.组织修复知识测试。\n"
        "每项工作要求\n3.组织目录知识测试。\n"
    )
    found = [(event.name, event.months) for event in read(text).source.events]
    assert found == [("编目技能考核", (1,)), ("修复知识测试", (12,)), ("目录知识测试", ())]


def test_a_line_of_a_calendar_gives_its_month_to_its_sentences(read: Read) -> None:
    text = (
        "2031年工作月历\n3月：整理书库。对馆员进行一次编目测试。\n"
        "4月：开馆。邀请专家作修复讲座。清点目录柜，逐台测试报警器。\n全年事项：开展编目知识竞赛。\n"
    )
    found = [(event.name, event.months) for event in read(text).source.events]
    assert found == [("编目测试", (3,)), ("专家作修复讲座", (4,)), ("编目知识竞赛", ())]


def test_the_motto_of_a_quarter_is_no_event(read: Read) -> None:
    text = "2031年工作安排\n第一季度：抓培训\n1.整理书库。\n第四季度：严考核\n2.组织编目考核。\n3.拟聘馆员任前参加编目测试。\n"
    found = [(event.name, event.months) for event in read(text).source.events]
    assert found == [("编目考核", (10, 11, 12)), ("编目测试", ())]


def test_an_amount_of_hours_makes_a_study(read: Read) -> None:
    event = only(read("新馆员岗前培训不少于24学时。"))
    assert (event.kind, event.count) == (EventKind.STUDY, "24学时")


def test_a_rhythm_alone_makes_a_test_of_a_regulation(read: Read) -> None:
    head = "第一条 为了规范管理，制定本办法。\n第二条 "
    event = only(read(head + "各室目标任务按月考核、按季通报。\n第三条 无。"))
    assert (event.frequency, event.modes) == ("按月", ("assessment",))


def test_a_platform_is_no_test_and_a_test_before_taking_office_is_one_of_its_own(
    read: Read,
) -> None:
    text = "6月组织馆员法规考试，通过“学法考试”系统线上作答；新任馆长实行任前业务测试。"
    found = [(event.name, event.modes, event.months) for event in read(text).source.events]
    assert found == [("馆员法规考试", ("online",), (6,)), ("业务测试", (), ())]


@pytest.mark.parametrize(
    ("text", "name", "modes", "months"),
    [
        ("馆员安全考试随进随考，由安全员负责。", "馆员安全考试", (), ()),
        ("编目知识考试上、下学期各一次，由编目部牵头。", "编目知识考试", (), ()),
        ("年末由馆长对各部门任务完成情况实施考核。", "各部门任务完成情况考核", ("assessment",), ()),
        ("6月底组织编目测试。测试时间初定6月27日，当天闭馆。", "编目测试", (), (6,)),
        ("二季度末组织编目测试。测试时间初定6月27日。", "编目测试", (), (6,)),
        ("9月开展修复常识测评，全对的赠书。", "修复常识测评", (), (9,)),
        ("5月组织编目测试。往年的笔试办法不再沿用。", "编目测试", (), (5,)),
    ],
)
def test_what_says_otherwise_that_a_test_is_held(
    read: Read, text: str, name: str, modes: tuple[str, ...], months: tuple[int, ...]
) -> None:
    event = only(read(text))
    assert (event.name, event.modes, event.months) == (name, modes, months)


def test_a_second_test_of_the_same_month(read: Read) -> None:
    events = read("8月面向馆员开展编目线上竞答；修复技能抽测同月进行。").source.events
    assert [one.months for one in events] == [(8,), (8,)]
