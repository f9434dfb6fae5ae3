"""New versions of plans: what sort of document, what waits to be compared, what lost its source."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GENRE = sa.Enum(
    "plan",
    "regulation",
    "rules",
    "prose",
    name="genre",
    native_enum=False,
    create_constraint=True,
    length=32,
)


def upgrade() -> None:
    # Plans from before were all read as plans, so the column is full at once.
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("genre", GENRE, nullable=False, server_default="plan"))
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("genre", server_default=None)
    with op.batch_alter_table("plan_upload", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reading", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_plan_upload_replaces_id_plan"),
            "plan",
            ["replaces_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_index(op.f("ix_plan_upload_replaces_id"), ["replaces_id"], unique=False)
    with op.batch_alter_table("bank_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_lost_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bank_item", schema=None) as batch_op:
        batch_op.drop_column("source_lost_at")
    with op.batch_alter_table("plan_upload", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_plan_upload_replaces_id"))
        batch_op.drop_constraint(op.f("fk_plan_upload_replaces_id_plan"), type_="foreignkey")
        batch_op.drop_column("reading")
        batch_op.drop_column("replaces_id")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_plan_genre"), type_="check")
        batch_op.drop_column("genre")
