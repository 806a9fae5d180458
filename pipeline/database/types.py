"""Column types that SQLite and PostgreSQL store alike: instants as integers, decimals as integers."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

MILLION = 1_000_000


def epoch_from_instant(instant: datetime) -> int:
    """Return whole seconds since 1970 in UTC, rounded down; raises ValueError for a naive instant.

    >>> epoch_from_instant(datetime(2024, 10, 31, 10, 0, tzinfo=UTC))
    1730368800
    """
    if instant.tzinfo is None:
        msg = f"the instant {instant} has no time zone"
        raise ValueError(msg)
    return int(instant.timestamp() // 1)


def instant_from_epoch(seconds: int) -> datetime:
    """Return the aware UTC instant of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def millionths_from_decimal(value: Decimal) -> int:
    """Return the value in millionths; raises ValueError if it has more than six decimals.

    >>> millionths_from_decimal(Decimal("8.5"))
    8500000
    """
    scaled = value * MILLION
    if scaled != scaled.to_integral_value():
        msg = f"{value} has more than six decimals"
        raise ValueError(msg)
    return int(scaled)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as whole seconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn an aware datetime into seconds."""
        return None if value is None else epoch_from_instant(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn seconds into an aware UTC datetime."""
        return None if value is None else instant_from_epoch(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal of at most six decimals, stored as millionths, so that no database rounds it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn a decimal into millionths."""
        return None if value is None else millionths_from_decimal(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Turn millionths into a decimal."""
        return None if value is None else (Decimal(value) / MILLION).normalize()
