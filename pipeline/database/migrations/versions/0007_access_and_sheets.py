"""Pages: who may open them, score sheets that are handed in, and recusals."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Make the tables."""
    _make_access()
    op.create_table(
        "score_sheet",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.Column("reopened_at", sa.BigInteger(), nullable=True),
        sa.Column("reopened_by", sa.String(), nullable=True),
        sa.Column("reopen_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name="fk_score_sheet_judge_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_score_sheet_entry_id"),
        sa.PrimaryKeyConstraint("judge_id", "entry_id", name="pk_score_sheet"),
    )
    op.create_table(
        "recusal",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recused_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name="fk_recusal_judge_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_recusal_entry_id"),
        sa.PrimaryKeyConstraint("judge_id", "entry_id", name="pk_recusal"),
    )


def _make_access() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("name", name="uq_user_account_name"),
    )
    op.create_table(
        "judge_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=True),
        sa.Column("pin_failures", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name="fk_judge_link_judge_id"),
        sa.PrimaryKeyConstraint("id", name="pk_judge_link"),
        sa.UniqueConstraint("token_hash", name="uq_judge_link_token_hash"),
    )
    op.create_index("ix_judge_link_judge_id", "judge_link", ["judge_id"])
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(link_id IS NULL) <> (user_id IS NULL)", name="ck_login_one_person"),
        sa.ForeignKeyConstraint(["link_id"], ["judge_link.id"], name="fk_login_link_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_login_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token_hash", name="uq_login_token_hash"),
    )
    op.create_index("ix_login_link_id", "login", ["link_id"])
    op.create_index("ix_login_user_id", "login", ["user_id"])
