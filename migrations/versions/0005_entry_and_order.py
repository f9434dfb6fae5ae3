"""What a test asks at its door, and the places of attempts that only go forward."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SWITCHES = ("rotating_code", "forward_only", "asks_honour")
TEXTS = {
    "networks": sa.Text(),
    "honour_text": sa.Text(),
    "browser_config_key": sa.String(length=64),
    "browser_exam_keys": sa.Text(),
}


def upgrade() -> None:
    # Tests from before ask for nothing, so the columns are full at once.
    with op.batch_alter_table("exam", schema=None) as batch_op:
        for name in SWITCHES:
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        for name, kind in TEXTS.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table("exam", schema=None) as batch_op:
        for name in (*SWITCHES, *TEXTS):
            batch_op.alter_column(name, server_default=None)
    places = sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("places", places, nullable=True))
        batch_op.add_column(sa.Column("honoured_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("honoured_at")
        batch_op.drop_column("places")
    with op.batch_alter_table("exam", schema=None) as batch_op:
        for name in reversed((*SWITCHES, *TEXTS)):
            batch_op.drop_column(name)
