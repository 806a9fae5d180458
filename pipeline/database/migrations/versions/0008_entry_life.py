"""How far entries have come before they are counted."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "entry_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("receipt", sa.Integer(), nullable=True),
        sa.Column("reached_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_stage_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_stage"),
    )
    op.create_index("ix_entry_stage_entry_id", "entry_stage", ["entry_id"])
