"""Items from anywhere: public records, our own JSON, and what a person typed.

Owns what may be left out and in which ways a key may be written. Standard library only.

Needed are `kind`, `stem`, `key` and, for choices, `options`. A key of a choice may be the place of
an option from 0, its letter, or its text; one of a statement true, 对, √ and their like. Blanks of
a typed stem may be any run of underscores, or empty brackets when there is no underscore.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from question_bank.answers import times_per_year
from question_bank.answers.quantities import quantity_form
from question_bank.checks.values import sort_value, value_type
from question_bank.items import (
    BLANK,
    Blank,
    Difficulty,
    FillInItem,
    Item,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
    item_from_json,
)
from question_bank.lexicon import lists

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_LINE: Final = re.compile(r"_{2,}|＿+")
_EMPTY_BRACKETS: Final = re.compile(r"[（(][\s　]*[)）]")
_SHOULD_BE: Final = re.compile(r"应[为是]“(?P<right>[^”]+)”")
_LETTERED: Final = re.compile(r"^\s*[A-Za-z]\s*[.．、:：)）]\s*")


class NotAnItem(Exception):
    """The record is no item. The message says what is missing or wrong."""


def item_of(record: object, name: str) -> Item:
    """Read an item of any of the three forms; `name` is its id when it has none.

    Raises NotAnItem.
    """
    if not isinstance(record, dict):
        raise NotAnItem("an item is an object with kind, stem and key")
    source = record.get("source")
    if isinstance(source, dict) and "document_sha256" in source:
        try:
            return item_from_json(record)
        except KeyError as error:
            raise NotAnItem(f"{error.args[0]} is missing") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise NotAnItem(str(error)) from error
    return _typed(record, name)


def _typed(record: dict[str, Any], name: str) -> Item:
    kind = _kind(record)
    stem = _text(record, "stem")
    if not stem.strip():
        raise NotAnItem("stem is empty or missing")
    if record.get("key") is None:
        raise NotAnItem("key is missing")
    detail = _part(record, "detail")
    key = record["key"]
    match kind:
        case Kind.FILL_IN:
            texts = _texts(key if isinstance(key, list) else [key], "key")
            blanks = _blanks(texts, record.get("accepted"), detail)
            shared = _shared(record, name, detail, _first(texts))
            stem = _with_blanks(stem)
            return FillInItem(
                **shared | {"stem": stem},
                blanks=blanks,
                ordered=bool(detail.get("ordered", record.get("ordered", True))),
                word_bank=tuple(_texts(record.get("word_bank") or [], "word_bank")),
            )
        case Kind.SINGLE_CHOICE | Kind.MULTIPLE_CHOICE:
            options = _options(record.get("options"))
            keys = _option_keys(key, options)
            right = [option.text for option in options if option.id in keys]
            shared = _shared(record, name, detail, _first(right)) | {
                "options": options,
                # Nobody shuffles a typed row of numbers or dates.
                "fixed_order": bool(detail.get("fixed_order", _have_order(options))),
            }
            if kind is Kind.MULTIPLE_CHOICE:
                return MultipleChoiceItem(**shared, keys=keys)
            if len(keys) != 1:
                raise NotAnItem(f"key names {len(keys)} options; a single choice has one")
            return SingleChoiceItem(**shared, key=keys[0])
        case Kind.TRUE_FALSE:
            return TrueFalseItem(
                **_shared(record, name, detail, ""),
                key=_verdict(key),
                correction=_correction(record, detail),
            )


def _kind(record: dict[str, Any]) -> Kind:
    written = _text(record, "kind").strip().lower()
    try:
        return Kind(lists("formats")["kinds"].get(written, written))
    except ValueError as error:
        kinds = ", ".join(Kind)
        raise NotAnItem(
            f"kind is {written!r}, not one of {kinds}" if written else f"kind is missing: {kinds}"
        ) from error


def _shared(
    record: dict[str, Any], name: str, detail: dict[str, Any], asked: str
) -> dict[str, Any]:
    return {
        "id": _text(record, "id") or name,
        "stem": _text(record, "stem"),
        "explanation": _text(record, "explanation"),
        "source": _source(_part(record, "source"), detail, asked),
        "knowledge": Knowledge.SCHEDULE
        if record.get("knowledge") in ("arrangement", "schedule")
        else Knowledge.GENERAL,
        "difficulty": _difficulty(record),
        "family": _text(record, "family"),
        "template": _text(record, "template"),
        "generator": str(detail.get("generator", "")) or _text(record, "template"),
        "seed": _number(record, "seed"),
    }


def _difficulty(record: dict[str, Any]) -> Difficulty:
    try:
        return Difficulty(record.get("difficulty") or "medium")
    except ValueError as error:
        kinds = ", ".join(Difficulty)
        raise NotAnItem(f"difficulty is {record['difficulty']!r}, not one of {kinds}") from error


def _source(source: dict[str, Any], detail: dict[str, Any], asked: str) -> SourceRef:
    """The reference, in places of the decoded file.

    A document known by its name alone is told from others by the name. Without the place of the
    asked words they are looked for in the quote.
    """
    plan, article = _text(source, "plan"), _text(source, "article")
    quote = _text(source, "quote")
    start = _number(source, "start")
    end = _number(source, "end") if "end" in source else start + len(quote)
    digest = detail.get("sha256") or (sha256(plan.encode()).hexdigest() if plan else "")
    found = quote.find(asked) if asked else -1
    span = detail.get("span")
    if not (isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span)):
        span = [start + found, start + found + len(asked)] if found >= 0 else [start, end]
    ordinal = detail.get("ordinal")
    if type(ordinal) is not int:
        ordinal = int(article) if article.isascii() and article[:9].isdigit() else 0
    ref = SourceRef(
        document_sha256=str(digest),
        label=plan,
        article=article,
        article_ordinal=ordinal,
        start=start,
        end=end,
        raw_start=start,
        raw_end=end,
        quote=quote,
        span_start=span[0],
        span_end=span[1],
    )
    return _cleaned(ref, _part(detail, "clean"))


def _cleaned(ref: SourceRef, clean: dict[str, Any]) -> SourceRef:
    """The reference in the cleaned text, if it is still the same sentence."""
    same = "".join(_text(clean, "quote").split()) == "".join(ref.quote.split())
    if not clean or not same or ref.end - ref.start != len(ref.quote):
        return ref
    return replace(
        ref,
        quote=_text(clean, "quote"),
        start=_number(clean, "start"),
        end=_number(clean, "end"),
        span_start=_number(clean, "span_start"),
        span_end=_number(clean, "span_end"),
    )


def _with_blanks(stem: str) -> str:
    if _LINE.search(stem):
        return _LINE.sub(BLANK, stem)
    return _EMPTY_BRACKETS.sub(BLANK, stem)


def _blanks(keys: Sequence[str], accepted: object, detail: dict[str, Any]) -> tuple[Blank, ...]:
    slots = detail.get("slots")
    more: list[object] = accepted if isinstance(accepted, list) else []
    if len(keys) == 1 and more and all(isinstance(one, str) for one in more):
        more = [more]
    given = [_texts(one if isinstance(one, list) else [one], "accepted") for one in more]
    given += [[] for _ in keys[len(given) :]]
    known = isinstance(slots, list) and len(slots) == len(keys)
    names = slots if known and isinstance(slots, list) else [_slot_of(key) for key in keys]
    return tuple(
        Blank(key, tuple(others), str(slot))
        for key, others, slot in zip(keys, given, names, strict=False)
    )


def _slot_of(key: str) -> str:
    """How answers to a typed key are to be compared: as the time, quantity or title that it is."""
    if times_per_year(key) is not None:
        return "frequency"
    if key.startswith("《") and key.endswith("》"):
        return "title"
    if value_type(key) == "date":
        return "date"
    return "text" if quantity_form(key, "amount") is None else "amount"


def _options(value: object) -> tuple[Option, ...]:
    if isinstance(value, dict):
        value = [text for _, text in sorted(value.items())]
    if not isinstance(value, list) or len(value) < 2:
        raise NotAnItem("options are missing: a list of at least two texts")
    if len(value) > len(_LETTERS):
        raise NotAnItem(f"{len(value)} options are more than {len(_LETTERS)}")
    texts = _texts([one.get("text") if isinstance(one, dict) else one for one in value], "options")
    if all(_LETTERED.match(text) for text in texts):
        texts = [_LETTERED.sub("", text) for text in texts]
    return tuple(Option(_LETTERS[place], text) for place, text in enumerate(texts))


def _have_order(options: Sequence[Option]) -> bool:
    return all(sort_value(option.text) is not None for option in options)


def _option_keys(key: object, options: Sequence[Option]) -> tuple[str, ...]:
    ids = [option.id for option in options]
    given = key if isinstance(key, list) else [key]
    if len(given) == 1 and isinstance(given[0], str):
        letters = re.sub(r"[\s,，、;；]", "", given[0]).lower()
        if letters and set(letters) <= set(ids) and given[0] not in [o.text for o in options]:
            given = list(letters)
    found = []
    for one in given:
        if type(one) is int and 0 <= one < len(options):
            found.append(ids[one])
            continue
        named = [o.id for o in options if one in (o.text, o.id, o.id.upper())]
        if not named:
            raise NotAnItem(
                f"key {one!r} is no option: give its place from 0, its letter or its text"
            )
        found.append(named[0])
    if not found:
        raise NotAnItem("key names no option")
    return tuple(sorted(set(found)))


def _verdict(key: object) -> bool:
    if isinstance(key, list) and len(key) == 1:
        key = key[0]
    if isinstance(key, bool):
        return key
    words = lists("formats")
    written = str(key).strip().lower()
    if written in words["true"]:
        return True
    if written in words["false"]:
        return False
    raise NotAnItem(f"key {key!r} is neither true nor false")


def _correction(record: dict[str, Any], detail: dict[str, Any]) -> str:
    """What the source says instead of a false statement: given, or told by the explanation."""
    for given in (detail, record):
        if isinstance(given.get("correction"), str):
            return str(given["correction"])
    said = _SHOULD_BE.search(_text(record, "explanation"))
    return said["right"] if said and _verdict(record["key"]) is False else ""


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _part(record: dict[str, Any], name: str) -> dict[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise NotAnItem(f"{name} is not a text")


def _texts(values: Sequence[object], name: str) -> list[str]:
    if not isinstance(values, list) or not all(
        isinstance(one, str | int | float) and not isinstance(one, bool) for one in values
    ):
        raise NotAnItem(f"{name} is not a list of texts")
    return [str(one) for one in values]


def _number(record: dict[str, Any], name: str) -> int:
    value = record.get(name, 0)
    if type(value) is not int:
        raise NotAnItem(f"{name} is not a whole number")
    return value
