"""The parent of all tables, and how their constraints are named."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase

from pipeline.database.types import ExactDecimal, Instant

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of all tables; constraints are named, so that migrations can name them too."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, Decimal: ExactDecimal, dict: JSON}  # noqa: RUF012
