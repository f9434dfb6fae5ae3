"""The declarative base, constraint names, and the column types both databases agree on."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Base of all tables. Every constraint gets a name, which SQLite's batch migrations need."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite drops the zone and keeps the wall clock, so the zone is put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json: Any = JSON().with_variant(JSONB(), "postgresql")
"""JSON values. Assign a new object to change one: changes inside are not noticed."""


JsonOrNull: Any = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON values of a column that may be empty."""


def enumerated(cls: type[StrEnum], name: str = "") -> Enum:
    """A column that holds the values of a StrEnum, checked by the database.

    `name` tells two columns of one table and type apart.
    """
    return Enum(
        cls,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or cls.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
