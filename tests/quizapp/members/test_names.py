"""Names in pinyin."""

from __future__ import annotations

import pytest

from quizapp.members.names import name_key, sign_in_base


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单雄信", "shanxiongxin sxx"),
        ("曾 小红", "zengxiaohong zxh"),
        ("欧阳修", "ouyangxiu ox"),
        ("任重", "renzhong rz"),
        ("阿依古丽·买买提", "ayigulimaimaiti ayglmmt"),
        ("Li Lei", "lilei l"),
        ("", ""),
    ],
)
def test_names_are_found_by_pinyin_and_first_letters(name: str, key: str) -> None:
    assert name_key(name) == key


def test_a_sign_in_name_is_made_of_letters() -> None:
    assert sign_in_base("单 雄信") == "shanxiongxin"
