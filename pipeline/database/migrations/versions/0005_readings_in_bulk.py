"""On PostgreSQL readings carry no foreign keys: checked row by row, they took four fifths of a night's time.

A reading without its post or run is found by the run's digest. SQLite checks them at a tenth of the cost.
"""

from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"

KEYS = {
    "reading": ("fk_reading_post_id", "fk_reading_source_id", "fk_reading_run_id"),
    "reading_metric": (
        "fk_reading_metric_metric_id",
        "fk_reading_metric_post_id_source_id_taken_at_revision",
    ),
}


def upgrade() -> None:
    """Take the keys off."""
    if op.get_bind().dialect.name == "postgresql":
        for table, names in KEYS.items():
            for name in names:
                op.drop_constraint(name, table, type_="foreignkey")
