"""The newest migration is the one that no other one builds upon."""

from __future__ import annotations

import re

from quizapp.web.schema import MIGRATIONS, schema_head


def test_is_the_last_one() -> None:
    texts = [path.read_text("utf-8") for path in (MIGRATIONS / "versions").glob("*.py")]
    made = {re.findall(r"^revision\b.*?[\"'](\w+)[\"']", text, re.MULTILINE)[0] for text in texts}
    built_upon = {
        name
        for text in texts
        for name in re.findall(r"^down_revision\b.*?[\"'](\w+)[\"']", text, re.MULTILINE)
    }
    assert made - built_upon == {schema_head()}
