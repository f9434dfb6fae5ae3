"""One document gives the same articles and facts in whatever format it comes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from question_bank.extraction.extracting import extract
from question_bank.reading.document import PlanDocument, read_document
from question_bank.reading.identifiers import article_ids
from tests.question_bank.made_up import TEXT
from tests.question_bank.reading.made_files import docx_of, html_of, paragraph, pdf_of

PLAN = """云岭市档案局2031年工作要点
2031年全市档案工作的总体要求是：围绕中心、服务大局，不断提高档案管理水平。
一、强化学习
1.抓好集中学习。坚持每季度开展一次专题学习，落实《云岭市档案干部培训办法》，全年不少于4次，由办公室负责组织。
2.抓好个人自学。引导干部读原著、学原文、悟原理，每人每年撰写心得体会2篇，年底前交流一次。
二、严格考核
3.开展业务测试。6月组织一次档案法规闭卷测试，80分以上为合格，不合格的9月补考，结果纳入百分制考核。
4.落实“四查四改”要求。查制度、查库房、查台账、查作风，做到即查即改，每半年通报一次情况。
"""
RULES = """云岭市档案库房管理办法
第一章 总则
第一条 为了规范档案库房的管理，保护档案的安全，根据有关规定，制定本办法。
第二条 本办法适用于全市各级各类档案馆的库房，库房的建设和改造另行规定。
第二章 职责
第三条 库房管理员应当履行下列职责：
（一）每日检查温度和湿度；
（二）每季度清点一次库存；
（三）及时报告险情。
第三条之一 未经馆长批准，任何人不得将档案带出库房，违反本办法第二条规定的，予以通报批评。
第四条 本办法自2031年3月1日起施行。
"""


def typed_docx(lines: Sequence[str]) -> bytes:
    return docx_of("".join(map(paragraph, lines)))


def counted_docx(lines: Sequence[str]) -> bytes:
    """The plan with its numbers counted by Word: 一、 and 1. that never begins again."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlRestart w:val="0"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, kind, text in ((0, "chineseCounting", "%1、"), (1, "decimal", "%2."))
    )
    body = []
    for line in lines:
        depth = 0 if line[1:2] == "、" else 1 if line[1:2] == "." else None
        number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
        body.append(paragraph(line) if depth is None else paragraph(line[2:], number))
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return docx_of("".join(body), numbering=numbering)


def typed_html(lines: Sequence[str]) -> bytes:
    return html_of("\n".join(f"<p>&emsp;&emsp;{escape(line)}</p>" for line in lines))


def counted_html(lines: Sequence[str]) -> bytes:
    """The plan with its numbers counted by the browser, the lists parted by the headings."""
    body = []
    for line in lines:
        if line[1:2] == ".":
            body.append(f"<ol start={line[0]}><li><span>{escape(line[2:])}</span></li></ol>")
        else:
            body.append(f"<h2>{escape(line)}</h2>")
    return html_of("".join(body))


def pdf(lines: Sequence[str], width: int = 34) -> bytes:
    broken = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    pages = [broken[at : at + 9] for at in range(0, len(broken), 9)]
    return pdf_of(
        [["云岭市档案局文件", *page, f"- {number} -"] for number, page in enumerate(pages, 1)]
    )


def wrapped(lines: Sequence[str], width: int = 34) -> str:
    indented = [f"　　{line}" for line in lines]
    return "\r\n".join(
        line[at : at + width] for line in indented for at in range(0, len(line), width)
    )


def files(text: str) -> dict[str, bytes]:
    lines = text.strip().split("\n")
    return {
        "gb18030.txt": text.encode("gb18030"),
        "utf16.txt": text.replace("\n", "\r\n").encode("utf-16"),
        "utf16be.txt": text.encode("utf-16-be"),
        "bom.txt": text.encode("utf-8-sig"),
        "indented.txt": ("\n".join(f"　　{line} " for line in lines)).encode(),
        "wrapped.txt": wrapped(lines).encode(),
        "typed.docx": typed_docx(lines),
        "typed.html": typed_html(lines),
        "text.pdf": pdf(lines),
    }


def articles(document: PlanDocument) -> list[tuple[str, str, str, str]]:
    return [
        (
            name,
            document.sections[article.section].title if article.section >= 0 else "",
            article.title,
            document.text[article.start : article.end],
        )
        for name, article in zip(article_ids(document.articles), document.articles, strict=True)
    ]


def facts(document: PlanDocument) -> list[tuple[str, ...]]:
    return [
        (fact.kind, fact.slot, fact.head, fact.value, *fact.members, str(fact.article_ordinal))
        for fact in extract(document, "计划").facts
    ]


@pytest.mark.parametrize("text", [PLAN, RULES, TEXT], ids=["plan", "rules", "made up"])
@pytest.mark.parametrize("name", list(files("甲")))
def test_formats_agree(text: str, name: str) -> None:
    plain = read_document(text.encode(), "plain.txt")
    other = read_document(files(text)[name], name)
    assert articles(other) == articles(plain)
    assert facts(other) == facts(plain)
    assert other.genre is plain.genre


@pytest.mark.parametrize(("make", "name"), [(counted_docx, "a.docx"), (counted_html, "a.html")])
def test_numbers_that_a_program_counts_agree(make: object, name: str) -> None:
    assert callable(make)
    plain = read_document(PLAN.encode(), "plain.txt")
    other = read_document(make(PLAN.strip().split("\n")), name)
    assert articles(other) == articles(plain)
    assert facts(other) == facts(plain)


def test_what_is_expected_is_there() -> None:
    assert [name for name, *_ in articles(read_document(PLAN.encode(), ""))] == ["1", "2", "3", "4"]
    rules = articles(read_document(RULES.encode(), ""))
    assert [name for name, *_ in rules] == ["1", "2", "3", "3-1", "4"]


def test_the_real_plans_agree_in_all_formats(plans_dir: Path) -> None:
    for path in sorted(plans_dir.glob("*.txt")):
        text = path.read_text("utf-8")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        plain = articles(read_document(text.encode(), "plain.txt"))
        for name, data in (
            ("a.docx", typed_docx(lines)),
            ("a.html", typed_html(lines)),
            ("a.txt", text.encode("gb18030")),
        ):
            assert articles(read_document(data, name)) == plain
        ids = [name for name, *_ in articles(read_document(pdf(lines), "a.pdf"))]
        assert ids == [name for name, *_ in plain]
