"""The words of web pages: lines, numbers of lists, tables, what is no text."""

from __future__ import annotations

import pytest

from question_bank.reading.html import read_html
from question_bank.reading.refusals import ReadingRefused


def lines(body: str) -> list[str]:
    return read_html(f"<html><body>{body}</body></html>".encode()).text.split("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>工作要点</h1><p>一、学习</p><div>1.甲<b>乙</b>丙</div>", ["工作要点", "一、学习", "1.甲乙丙"]),
        ("<p>甲<br>乙<br/>丙</p>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>甲\n  乙</p>", ["甲 乙"]),
        ("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol start=5><li>甲<li value=9>乙<li>丙</ol>", ["5.甲", "9.乙", "10.丙"]),
        ("<ol type=a><li>甲</li></ol><ol type=I><li>乙</li></ol>", ["a.甲", "I.乙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2.甲", "1.乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li></ol>", ["一、甲"]),
        ("<ol style='list-style:none'><li>1.甲</li><li>2.乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol><li>1、甲</li></ol>", ["1、甲"]),
        ("<ol><li><p>甲</p><p>续</p></li><li><p>乙</p></li></ol>", ["1.甲", "续", "2.乙"]),
        ("<ol><li>甲<ol><li>子</li></ol></li><li>乙</li></ol>", ["1.甲", "1.子", "2.乙"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ("<table><tr><th>事项<th>时限<tr><td>测试<td>6月</table>", ["事项：测试；时限：6月。"]),
        (
            "<table><tbody><tr><td>事项</td><td>时限</td></tr><tr><td rowspan=2>测试</td><td>6月</td></tr>"
            "<tr><td>9月</td></tr></tbody></table>",
            ["事项：测试；时限：6月。", "事项：测试；时限：9月。"],
        ),
        ("<table><tr><td><p>一、学习。</p><p>二、考核。</p></td></tr></table>", ["一、学习。", "二、考核。"]),
        ("<script>a</script><style>b</style><nav>菜单</nav><p>甲</p><footer>版权</footer>", ["甲"]),
        ("<p hidden>藏</p><p style='display: none'>藏</p><p>甲</p>", ["甲"]),
        ("<p>档案(dàng'àn)馆（guǎn）藏(A)品（一）</p>", ["档案馆藏(A)品（一）"]),
        ("<p><ruby>档<rp>(</rp><rt>dàng</rt><rp>)</rp></ruby>案</p>", ["档案"]),
        ("<p>&ldquo;四强&rdquo;&middot;&#19968;</p>", ["“四强”·一"]),
        ("<p>每年一次<sup>[2]</sup>测试</p>", ["每年一次测试"]),
        ("<pre>一、学习\n1.甲</pre>", ["一、学习", "1.甲"]),
        ("<!-- 注 --><p>甲<!-- 注 -->乙</p>", ["甲乙"]),
        ("<nav>菜单</nav><p>登录</p><article><p>这里是全文，一共二十个字左右</p></article>", ["这里是全文，一共二十个字左右"]),
    ],
)  # fmt: skip
def test_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("declared", "written", "named"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("no-such", "utf-8", "utf-8"),
    ],
)
def test_characters_as_declared_or_as_written(declared: str, written: str, named: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>坚持每季度开展一次活动</p></body></html>"
    raw = read_html(page.encode(written))
    assert (raw.text, raw.encoding) == ("坚持每季度开展一次活动", named)


def test_one_broken_character_does_not_spoil_a_page() -> None:
    page = f"<html><head><meta charset=utf-8></head><body><p>{'坚持学习' * 200}</p></body></html>"
    broken = page.encode()[:-30] + b"\xff" + page.encode()[-30:]
    assert read_html(broken).text.startswith("坚持学习")
    with pytest.raises(ReadingRefused):
        read_html(b"<meta charset=utf-8>" + bytes(range(128, 256)) * 9)


def test_an_xml_head_is_no_hindrance() -> None:
    page = "<?xml version='1.0' encoding='gbk'?><!DOCTYPE html><html><body><p>甲</p></body></html>"
    assert read_html(page.encode()).text == "甲"


def test_deep_nesting_is_read_and_ends() -> None:
    assert "甲" in read_html(("<div>" * 1500 + "甲").encode()).text
    # Beyond what the parser itself follows the rest is lost; nothing worse happens.
    assert read_html(("乙" + "<div>" * 50_000 + "甲").encode()).text.startswith("乙")


def test_nothing_there_is_refused() -> None:
    with pytest.raises(ReadingRefused):
        read_html(b"\x00\x01\x02")
