"""Passwords that are guessed first: common ones, dates, phone numbers, and the own names.

No rule about kinds of characters: length and not being guessable are what counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from quizapp.domain.refusals import N_, Refusal, RefusalKind

LEAST: Final = 8
MOST: Final = 128

_WORD_LIST: Final = """
    password passwd admin administrator root user guest test testing welcome letmein iloveyou
    monkey dragon master shadow sunshine princess football baseball superman batman login secret
    qwerty qwertyui qwertyuiop asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx
    1q2w3e4r 1q2w3e4r5t q1w2e3r4 qwer qwerasdf asdf zxcv abcd abc aa aaa qq qqq woaini wodemima mima
    nihao zhongguo china beijing shanghai guangzhou shenzhen zhonghua renmin jiayou laopo laogong
    baobei taobao weixin wechat alipay tencent huawei
    dang dangyuan dangzhibu dangwei dangzongzhi zhibu zhibushuji shuji gongchandang zhonggong
    gongqingtuan xuexi xuexiqiangguo dangjian jiguandangwei jiguan zuzhibu xuanchuanbu tuanwei
    party partymember quizapp ceshi kaoshi
    中国 中华 人民 北京 上海 共产党 中共 党员 党建 党支部 党委 党总支 支部 机关 机关党委 机关党支部
    书记 支部书记 密码 我的密码 我爱你 我爱中国 你好 测试 考试 学习 学习强国 不忘初心 牢记使命
    不忘初心牢记使命 为人民服务
    """
_WORDS: Final = frozenset(_WORD_LIST.split())
_NUMBER_LIST: Final = """
    5201314520 52013145 13145200 1314520520 5845201314 7758521 775852100 147258369 123698745 741852963
    159357159 11223344 1122334455 12341234 123123123 12344321 87654321 987654321 0987654321 31415926
    14725836 12312312 102030405 10203040 19491001 20492049 19210701
    """
_NUMBERS: Final = frozenset(_NUMBER_LIST.split())
_RUNS: Final = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class WeakPassword(Refusal):
    """The password is too short, too long or guessed first."""

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(code, message, kind=RefusalKind.INVALID, values=values)


def refuse_weak(password: str, *, own_words: Collection[str]) -> None:
    """Raise WeakPassword with the reason and what to do.

    `own_words` are the person's names, numbers and units: whoever knows the person tries them.
    """
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(plain) < LEAST:
        raise WeakPassword(
            "password_too_short",
            N_("The password has fewer than %(least)s characters. Choose a longer one."),
            least=LEAST,
        )
    if len(password) > MOST:
        raise WeakPassword(
            "password_too_long",
            N_("The password has more than %(most)s characters. Choose a shorter one."),
            most=MOST,
        )
    if _is_common(plain):
        raise WeakPassword(
            "password_too_common",
            N_(
                "This password is among those that are guessed first. Put several words together"
                " that only you connect."
            ),
        )
    own = {_core(word) for word in own_words} - {""}
    if _core(plain) in own or plain in {word.casefold() for word in own_words}:
        raise WeakPassword(
            "password_is_own_name",
            N_(
                "The password is made of your name, number or unit. Choose words that others do"
                " not know of you."
            ),
        )


def _is_common(plain: str) -> bool:
    compact = re.sub(r"[\W_]", "", plain)
    return (
        len(set(compact)) <= 2
        or compact in _NUMBERS
        or _core(plain) in _WORDS
        or compact in _WORDS
        or _is_repeated(compact)
        or _is_run(compact)
        or (compact.isdecimal() and (_is_date(compact) or _is_phone(compact)))
    )


def _core(text: str) -> str:
    """The word without digits and signs around it: "Dangyuan@2026" -> "dangyuan"."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", unicodedata.normalize("NFKC", text).casefold())


def _is_repeated(text: str) -> bool:
    return bool(re.fullmatch(r"(.{1,4})\1+", text))


def _is_run(text: str) -> bool:
    return any(text in run or text in run[::-1] for run in _RUNS)


def _is_date(digits: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d?", digits))


def _is_phone(digits: str) -> bool:
    return bool(re.fullmatch(r"1[3-9]\d{9}", digits))
