"""Sittings, seats, allowances, and the rules of entry and hand-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)




def upgrade() -> None:
    with op.batch_alter_table("exam", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("start_by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("begun_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("ended_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("late_entry_seconds", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "earliest_submission_seconds", sa.Integer(), nullable=False, server_default="0"
            )
        )
        batch_op.add_column(sa.Column("granted_until", MOMENT, nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_exam_entry_times"),
            "late_entry_seconds > 0 AND earliest_submission_seconds >= 0",
        )
    with op.batch_alter_table("exam", schema=None) as batch_op:
        batch_op.alter_column("start_by_hand", server_default=None)
        batch_op.alter_column("earliest_submission_seconds", server_default=None)
    with op.batch_alter_table("exam_audience", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_exam_audience_audiencepart"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_exam_audience_audiencepart"),
            sa.column("part").in_(["unit", "group", "without", "absent"]),
        )
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("rooms", sa.String(length=2000), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_sitting_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["exam_id"], ["exam.id"], name=op.f("fk_sitting_exam_id_exam"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    op.create_index("uq_sitting_exam_id_number", "sitting", ["exam_id", "number"], unique=True)
    op.create_table(
        "seat",
        sa.Column("exam_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exam_id", "member_id"],
            ["roster_entry.exam_id", "roster_entry.member_id"],
            name=op.f("fk_seat_exam_id_roster_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["sitting.id"],
            name=op.f("fk_seat_sitting_id_sitting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("exam_id", "member_id", name=op.f("pk_seat")),
    )
    op.create_index(
        "uq_seat_sitting_id_room_number", "seat", ["sitting_id", "room", "number"], unique=True
    )
    op.create_table(
        "allowance_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("extra_seconds", sa.Integer(), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=True),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("further_tries", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(member_id IS NULL) <> (unit_id IS NULL)",
            name=op.f("ck_allowance_grant_for_one_or_the_other"),
        ),
        sa.CheckConstraint(
            "extra_seconds >= 0 AND further_tries >= 0",
            name=op.f("ck_allowance_grant_grants_nothing_less"),
        ),
        sa.ForeignKeyConstraint(
            ["exam_id"],
            ["exam.id"],
            name=op.f("fk_allowance_grant_exam_id_exam"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"],
            ["member.id"],
            name=op.f("fk_allowance_grant_granted_by_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_allowance_grant_member_id_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_allowance_grant_unit_id_unit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance_grant")),
    )
    for column in ("member_id", "unit_id"):
        op.create_index(
            f"uq_allowance_grant_exam_id_{column}",
            "allowance_grant",
            ["exam_id", column],
            unique=True,
        )


def downgrade() -> None:
    op.drop_table("allowance_grant")
    op.drop_table("seat")
    op.drop_table("sitting")
    op.execute("DELETE FROM exam_audience WHERE part = 'absent'")
    with op.batch_alter_table("exam_audience", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_exam_audience_audiencepart"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_exam_audience_audiencepart"),
            sa.column("part").in_(["unit", "group", "without"]),
        )
    with op.batch_alter_table("exam", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_exam_entry_times"), type_="check")
        batch_op.drop_column("granted_until")
        batch_op.drop_column("earliest_submission_seconds")
        batch_op.drop_column("late_entry_seconds")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("begun_at")
        batch_op.drop_column("start_by_hand")
