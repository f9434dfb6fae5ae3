"""Names in pinyin: by which people are sorted, found and, without a number, signed in."""

from __future__ import annotations

import unicodedata
from typing import Final

from pypinyin import lazy_pinyin

_SURNAMES: Final = {
    "单": "shan", "曾": "zeng", "区": "ou", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren",
    "盖": "ge", "朴": "piao", "翟": "zhai", "缪": "miao", "冼": "xian", "员": "yun", "乐": "yue",
    "华": "hua", "宁": "ning", "覃": "qin", "柏": "bai", "种": "chong", "召": "shao", "繁": "po",
    "折": "she", "黑": "he", "撒": "sa", "洗": "xian", "秘": "bi", "都": "du", "重": "chong",
    "尹": "yin", "卜": "bu", "褚": "chu", "石": "shi", "车": "che", "沈": "shen", "长": "zhang",
    "祭": "zhai", "隗": "wei", "过": "guo", "哈": "ha", "纪": "ji", "牟": "mu", "宓": "mi",
    "乜": "nie", "逄": "pang", "钭": "tou", "燕": "yan", "应": "ying", "郇": "xun", "臧": "zang",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "令狐": "linghu", "澹台": "tantai",
    "单于": "chanyu", "宇文": "yuwen", "鲜于": "xianyu", "欧阳": "ouyang", "诸葛": "zhuge",
    "皇甫": "huangfu", "尉": "wei", "呼延": "huyan", "夏侯": "xiahou", "上官": "shangguan",
    "司马": "sima", "司徒": "situ", "东方": "dongfang", "慕容": "murong", "公孙": "gongsun",
}  # fmt: skip
"""Surnames that are read otherwise than as a common word, and those of two characters."""

LONGEST: Final = 128


def name_key(name: str) -> str:
    """Give what a name is sorted and found by: pinyin and first letters, "shanxiongxin sxx".

    What is no Chinese character stays as it is, in lower case.
    """
    syllables = _syllables(name)
    whole = "".join(syllables)
    initials = "".join(syllable[0] for syllable in syllables)
    return f"{whole} {initials}"[:LONGEST] if whole else ""


def sign_in_base(name: str) -> str:
    """Give the pinyin from which a sign-in name is made for somebody without a number."""
    return "".join(sign for sign in "".join(_syllables(name)) if sign.isalnum())[:48]


def _syllables(name: str) -> list[str]:
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", name)
        if sign.isalnum()  # no spaces, and no dot as in 阿依古丽·买买提
    )
    surname = plain[:2] if plain[:2] in _SURNAMES else plain[:1]
    if surname in _SURNAMES:
        read = [_SURNAMES[surname]]
        rest = plain[len(surname) :]
    else:
        read, rest = [], plain
    return [part.casefold() for part in [*read, *lazy_pinyin(rest)] if part]
