"""History: final rankings, and digests over the changes of marks."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "final_ranking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules_version_id", sa.Integer(), nullable=False),
        sa.Column("counted_until", sa.BigInteger(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        sa.Column("inputs_digest", sa.String(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("result_digest", sa.String(), nullable=False),
        sa.Column("previous_digest", sa.String(), nullable=True),
        sa.Column("frozen_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name="fk_final_ranking_contest_id"),
        sa.ForeignKeyConstraint(
            ["rules_version_id"], ["rules_version.id"], name="fk_final_ranking_rules_version_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_final_ranking"),
        sa.UniqueConstraint("contest_id", "version", name="uq_final_ranking_contest_id_version"),
    )
    op.add_column("mark_change", sa.Column("digest", sa.String(), nullable=True))
