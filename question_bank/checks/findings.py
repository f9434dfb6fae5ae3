"""What the linter says: the rules by number, and one finding.

Owns the wording of every rule. Messages and cures are English message ids without parameters, so
that the pages can show them in the reader's language. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule. A blocking one keeps the item out of the bank."""

    rule: str
    place: str
    """Which part of the item: stem, key, blank 1, option b, source, or another item's id."""
    message: str
    cure: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    message: str
    cure: str
    blocking: bool = True


RULES: Final[dict[str, _Rule]] = {
    "L01": _Rule("The key is not what the source says.", "Take the key from the cited sentence."),
    "L02": _Rule(
        "An option says the same as the key, or one contains the other.",
        "Replace the option by one that excludes the key.",
    ),
    "L03": _Rule("The plan itself says what this wrong option says.", "Replace the option."),
    "L04": _Rule("The stem does not name the plan.", "Name the plan in the stem."),
    "L05": _Rule(
        "More than one word of the plan fits this blank.",
        "Leave more of the sentence around the blank.",
    ),
    "L06": _Rule(
        "The stem does not stand alone, or is too short or too long.",
        "Begin with who does what, and keep to 12 to 75 characters.",
    ),
    "L07": _Rule(
        "The stem gives the key away.", "Remove the words that the stem and the key share."
    ),
    "L08": _Rule(
        "An option speaks of other options.", "Ask a multiple-choice item or drop the option."
    ),
    "L09": _Rule("The stem asks for what is not so.", "Ask for what the plan says."),
    "L10": _Rule(
        "The options are not of one kind.",
        "Use options of the same type, with the same punctuation and ending.",
    ),
    "L11": _Rule("The length of the options gives a hint.", "Use options of similar length."),
    "L12": _Rule("Two options overlap or are equal.", "Use options that exclude each other."),
    "L13": _Rule(
        "Numbers, dates or levels are not in their natural order.", "Sort the options.", False
    ),
    "L14": _Rule(
        "The place of the key is not balanced in this paper.", "Shuffle the options.", False
    ),
    "L15": _Rule(
        "The key shares most characters with the other options.", "Vary the wrong options.", False
    ),
    "L16": _Rule(
        "An absolute or vague word that the source does not have.", "Remove the word.", False
    ),
    "L17": _Rule("A masked placeholder stands in the item.", "Choose another place of the plan."),
    "L18": _Rule("The blank cuts through a word.", "Blank the whole term."),
    "L19": _Rule(
        "Too much is blanked.",
        "Keep to three blanks, a third of the stem and half of an enumeration.",
    ),
    "L20": _Rule("The key is too common to be worth asking.", "Ask for a term, number or title."),
    "L21": _Rule(
        "The false statement does not differ from the source in exactly one value.",
        "Change one value that excludes the source's own.",
    ),
    "L22": _Rule("A core political phrase is changed or negated.", "Keep the sentence as it is."),
    "L23": _Rule(
        "The list is open in the source, and the stem does not close it.",
        "Ask for what the plan expressly names.",
    ),
    "L24": _Rule("Quotation marks, brackets or widths do not match.", "Correct the punctuation."),
    "L25": _Rule("The source sentence has a suspected fault.", "Ask about another sentence."),
    "L26": _Rule("The item repeats another one.", "Keep one of the two."),
    "L27": _Rule("One item gives away the answer of another.", "Keep one of the two."),
    "L28": _Rule("The item does not say where it comes from.", "Complete its source."),
    "L29": _Rule(
        "True and false statements are not balanced in this paper.",
        "Keep 45 to 60 of 100 statements false.",
        False,
    ),
    "L30": _Rule(
        "The item is long to read.",
        "Keep stem and options to 220 characters and a sentence to 60.",
        False,
    ),
}


def warning(rule: str, place: str) -> Finding:
    """The same where the rule only warns. Raises KeyError for an unknown rule."""
    return replace(finding(rule, place), blocking=False)


def finding(rule: str, place: str) -> Finding:
    """The finding of this rule at this place of an item. Raises KeyError for an unknown rule."""
    known = RULES[rule]
    return Finding(rule, place, known.message, known.cure, known.blocking)
