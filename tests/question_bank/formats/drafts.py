"""One item of each kind on the invented plan, for tests of their written forms."""

from __future__ import annotations

from tests.question_bank.made_up import (
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_source,
)

SOURCE = make_source()
FILL_IN = draft_fill_in(SOURCE, "各支部坚持每____开展一次档案开放日。", "季度", slot="frequency")
SINGLE = draft_single(SOURCE, "全面推行（　）工作法。", "“四联四评”", ("“一卷一策”", "“兰台夜话”"))
MULTIPLE = draft_multiple(
    SOURCE, "推进（　）三大行动。", ("护档", "识档"), ("存档", "查档"), asked="护档、识档"
)
FALSE = draft_statement(
    SOURCE,
    "评议结果按十分制计分。",
    "百分制",
    key=False,
    correction="百分制",
)
DRAFTS = (FILL_IN, SINGLE, MULTIPLE, FALSE)
