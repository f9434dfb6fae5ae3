"""Which passwords are refused: what is guessed first, and nothing else."""

from __future__ import annotations

import pytest

from quizapp.accounts.weak_passwords import WeakPassword, refuse_weak

OWN = ("单雄信", "shanxiongxin", "shanxiongxin sxx", "综合党支部")


@pytest.mark.parametrize(
    "password",
    [
        "short7!", "12345678", "87654321", "11111111", "1212121212", "88888888", "abcdefgh",
        "qwertyuiop", "1qaz2wsx", "Password1", "password!", "woaini1314",
        "5201314520", "19850607", "20261121", "13800138000", "138-0013-8000",
        "dangyuan2026", "Dangzhibu@123", "gongchandang", "dang1921!!", "不忘初心牢记使命",
        "共产党19210701", "党员2026!!!", "ｄａｎｇｙｕａｎ１２３", "shanxiongxin88", "单雄信20260101",
        "综合党支部2026", "abcabcabc", "jiguandangwei", "",
    ],
)  # fmt: skip
def test_guessed_first(password: str) -> None:
    with pytest.raises(WeakPassword):
        refuse_weak(password, own_words=OWN)


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet herons", "kettle-orchid", "76402918375", "雨后的石桥很滑慢走", "tT4!kz90q",
        "party of herons", "我家的猫叫党参片",
    ],
)  # fmt: skip
def test_not_guessable(password: str) -> None:
    refuse_weak(password, own_words=OWN)


def test_the_refusal_says_what_to_do() -> None:
    with pytest.raises(WeakPassword) as refused:
        refuse_weak("1234", own_words=())
    assert "fewer than 8 characters" in str(refused.value)
