"""The organisation's tree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, or_
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain.people import UnitKind
from quizapp.models.base import Base, Moment, enumerated


class Unit(Base):
    """机关党委, 党总支 or 支部. Members belong to branches, the leaves."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[UnitKind] = mapped_column(enumerated(UnitKind))
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(255), unique=True)
    """Ids from the root down to this unit, "/1/4/": a subtree is one prefix."""
    position: Mapped[int] = mapped_column(default=0)
    """Order among its siblings, as the organisation itself lists them."""
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the unit was closed: kept for past tests, offered nowhere any more."""

    __table_args__ = (Index("uq_unit_parent_id_name", "parent_id", "name", unique=True),)

    @classmethod
    def within(cls, paths: Iterable[str]) -> ColumnElement[bool]:
        """The condition that a unit lies in one of these subtrees; without any, none does."""
        return or_(false(), *(cls.path.startswith(path) for path in paths))
