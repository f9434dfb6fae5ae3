"""Several documents in one bank: what they contradict, and what they say alike.

Owns which items of one document may stand beside the other documents, and which facts are one family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.bundle import Fact
from question_bank.extraction.conflicts import compared
from question_bank.items import Item
from question_bank.stem_parts import named_label


@dataclass(frozen=True, slots=True)
class Together:
    """What a bank of several documents must heed."""

    contradicted: frozenset[str]
    """Ids of facts of which another document says something else."""
    families: dict[str, str]
    """Id of a fact that several documents state alike: the id of the first of them."""

    def may_ask(self, item: Item) -> bool:
        """Whether the item is right whichever document a reader thinks of. (L04)"""
        return item.family not in self.contradicted or named_label(item.stem) != ""

    def family_of(self, item: Item) -> str:
        """The family of the item among all documents."""
        return self.families.get(item.family, item.family)


def together(documents: Sequence[tuple[str, Sequence[Fact]]]) -> Together:
    """Compare the facts of documents, each given with its label."""
    differences = compared(documents)
    return Together(
        frozenset(
            statement.fact.id
            for conflict in differences.conflicts
            for statement in conflict.statements
        ),
        {
            statement.fact.id: agreement.statements[0].fact.id
            for agreement in differences.agreements
            for statement in agreement.statements
        },
    )
