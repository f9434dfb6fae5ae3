"""How much of an attempt's extra time its invigilator gave, apart from what was granted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default stays: servers of the version before go on writing signs of life without it.
    op.add_column(
        "attempt_watch",
        sa.Column("extended_seconds", sa.Integer(), nullable=False, server_default="0"),
    )


def downgrade() -> None:
    with op.batch_alter_table("attempt_watch", schema=None) as batch_op:
        batch_op.drop_column("extended_seconds")
