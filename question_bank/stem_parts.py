"""How the parts of a stem are written: the naming of the document, the gap, the topic.

Owns these fixed forms, so that the generator writes and the item linter reads the same ones.
Standard library only.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.items import BLANK

GAP: Final = "（　）"
"""Where the chosen option stands in the stem of a choice item."""

_PREFIX: Final = re.compile(r"^根据《(?P<label>[^》]+)》，")
_TOPIC: Final = re.compile(r"^在(?P<title>[^，]{4,30})方面，")
_CASE: Final = re.compile(r"有(?:下列|以下)[一-鿿]{2,4}之一的，")
_OPEN_LIST: Final = re.compile(r"(?<!并提交)(?<!并)(?:下列|以下)(?P<noun>[一-鿿]{2,4})(?<!之一)$")
_CLAUSES: Final = re.compile(r"[，；：。！？、]?[^，；：。！？]+[，；：。！？]*")


def prefix_for(label: str) -> str:
    """The words that name the document, such as 根据《某局2030年党建工作计划》，

    Marks of titles inside the label become 〈 〉, as the rules of punctuation ask. Empty for an
    empty label.
    """
    inner = label.strip()
    if inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1:
        inner = inner[1:-1]
    inner = inner.replace("《", "〈").replace("》", "〉")
    return f"根据《{inner}》，" if inner else ""


def topic_for(title: str) -> str:
    """The words that name an article by its title: 在加强某某方面，"""
    return f"在{title}方面，"


def line_in_head(head: str, line: str) -> str:
    """The head of a list, without its colon, with one line in the place of its 下列……

    有下列情形之一的，不予许可 and 没有场地 become 没有场地的，不予许可; 载明下列事项 and 名称 become
    载明的事项包括：名称. Empty when 下列 stands elsewhere in it.
    """
    case = _CASE.search(head)
    if case:
        return head[: case.start()] + line + "的，" + head[case.end() :]
    open_list = _OPEN_LIST.search(head)
    if open_list:
        return f"{head[: open_list.start()]}的{open_list['noun']}包括：{line}"
    return ""


def lists_cases(head: str) -> bool:
    """Whether the head of a list says 有下列情形之一的: each line is a case of its own."""
    return _CASE.search(head) is not None


def text_before_case(head: str) -> str:
    """What stands before 有下列情形之一的: whose cases they are. Empty where that stands nowhere."""
    case = _CASE.search(head)
    return head[: case.start()] if case else ""


def noun_listed(head: str) -> str:
    """The noun of 应当具备下列条件 at the end of a head; empty when it lists otherwise."""
    match = _OPEN_LIST.search(head)
    return match["noun"] if match else ""


def named_label(stem: str) -> str:
    """The label a stem names, with 〈 〉 for inner marks; empty when it names none."""
    match = _PREFIX.match(stem)
    return match["label"] if match else ""


def body_of(stem: str) -> str:
    """The stem without the words that name the document."""
    return _PREFIX.sub("", stem, count=1)


def core_of(stem: str) -> str:
    """The stem without the naming of document and article: what is copied from the source."""
    return _TOPIC.sub("", body_of(stem), count=1)


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a stem, without the marks that end them; quotation marks do not matter."""
    return tuple(part.strip("，；：。！？") for part in _CLAUSES.findall(text) if part.strip())


def around_blanks(core: str) -> tuple[tuple[str, str], ...]:
    """For each blank the text before and after it inside its clause.

    Other blanks of the clause stay in it as written.
    """
    pairs = []
    for match in re.finditer(re.escape(BLANK), core):
        left = re.split(r"[，；：。！？]", core[: match.start()])[-1]
        right = re.split(r"[，；：。！？]", core[match.end() :])[0]
        pairs.append((left, right))
    return tuple(pairs)


def with_keys(core: str, keys: tuple[str, ...]) -> str:
    """The stem with its blanks filled in order."""
    parts = core.split(BLANK)
    filled = [parts[0]]
    for key, part in zip(keys, parts[1:], strict=False):
        filled += [key, part]
    return "".join(filled)
