"""History: final rankings, the end of the chain of runs, and digests over rules and the changes of marks."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the tables and the columns."""
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
        sa.Column("seal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name="fk_final_ranking_contest_id"),
        sa.ForeignKeyConstraint(
            ["rules_version_id"], ["rules_version.id"], name="fk_final_ranking_rules_version_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_final_ranking"),
        sa.UniqueConstraint("contest_id", "version", name="uq_final_ranking_contest_id_version"),
    )
    op.create_table(
        "chain_end",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("finals", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name="fk_chain_end_contest_id"),
        sa.PrimaryKeyConstraint("contest_id", name="pk_chain_end"),
    )
    op.add_column("rules_version", sa.Column("seal", sa.String(), nullable=False, server_default=""))
    op.add_column("mark_change", sa.Column("digest", sa.String(), nullable=True))
