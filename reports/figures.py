"""Numbers and instants as people of a language write them; unknown is "–", never 0."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from reports.catalogue import catalogue

UNKNOWN = "–"
_VIETNAMESE_MARKS = str.maketrans(",.", ".,")


def number_text(value: int | None, language: str) -> str:
    """Write a count with its thousands set apart.

    >>> number_text(12345, "vi"), number_text(12345, "en"), number_text(None, "vi")
    ('12.345', '12,345', '–')
    """
    return UNKNOWN if value is None else _marked(f"{value:,}", language)


def decimal_text(value: Decimal | None, language: str, least_digits: int = 0) -> str:
    """Write a decimal with all the digits that it has, and zeros up to the least number of them.

    >>> decimal_text(Decimal("1085.30"), "vi"), decimal_text(Decimal("1085.3"), "en", 2)
    ('1.085,30', '1,085.30')
    """
    return UNKNOWN if value is None else _marked(f"{value + Decimal(0).scaleb(-least_digits):,f}", language)


def short_decimal_text(value: Decimal, language: str) -> str:
    """Write a decimal without zeros at its end, as rules are written.

    >>> short_decimal_text(Decimal("70.00"), "vi"), short_decimal_text(Decimal("0.010"), "vi")
    ('70', '0,01')
    """
    return decimal_text(value.normalize(), language)


def exact_text(value: Decimal, digits: int) -> str:
    """Write points for machines: a point, no grouping, always that many digits, rounded half up.

    >>> exact_text(Decimal("85.3"), 2), exact_text(Decimal("1085.335"), 2)
    ('85.30', '1085.34')
    """
    return f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def instant_text(instant: datetime | None, zone: str, language: str) -> str:
    """Write an instant to the minute, in the contest's zone.

    >>> from datetime import UTC
    >>> noon = datetime(2024, 10, 5, 12, tzinfo=UTC)
    >>> instant_text(noon, "Asia/Ho_Chi_Minh", "vi"), instant_text(noon, "Asia/Ho_Chi_Minh", "en")
    ('19:00 ngày 05/10/2024', '5 Oct 2024, 19:00')
    """
    return UNKNOWN if instant is None else _instant_words("instant.long", instant, zone, language)


def short_instant_text(instant: datetime | None, zone: str, language: str) -> str:
    """Write an instant for a table's cell; see `instant_text`.

    >>> from datetime import UTC
    >>> short_instant_text(datetime(2024, 10, 5, 12, tzinfo=UTC), "Asia/Ho_Chi_Minh", "vi")
    '19:00 05/10/2024'
    """
    return UNKNOWN if instant is None else _instant_words("instant.short", instant, zone, language)


def day_text(instant: datetime, zone: str, language: str) -> str:
    """Write day and month, for the axis of a chart.

    >>> from datetime import UTC
    >>> day_text(datetime(2024, 10, 5, tzinfo=UTC), "UTC", "vi")
    '05/10'
    """
    return _instant_words("instant.day", instant, zone, language)


def offset_text(instant: datetime, zone: str) -> str:
    """Name the zone's distance from UTC at an instant.

    >>> from datetime import UTC
    >>> offset_text(datetime(2024, 10, 5, tzinfo=UTC), "Asia/Ho_Chi_Minh")
    'UTC+07:00'
    """
    return "UTC" + instant.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")[16:]


def iso_text(instant: datetime, zone: str) -> str:
    """Write an instant by ISO 8601 to the second, in the zone.

    >>> from datetime import UTC
    >>> iso_text(datetime(2024, 10, 5, 12, tzinfo=UTC), "Asia/Ho_Chi_Minh")
    '2024-10-05T19:00:00+07:00'
    """
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _instant_words(key: str, instant: datetime, zone: str, language: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    words = catalogue("reports", language)
    month = words.say(f"month.{local.month}")
    return words.say(key, time=f"{local:%H:%M}", day=local.day, month=month, year=local.year)


def _marked(text: str, language: str) -> str:
    return text.translate(_VIETNAMESE_MARKS) if language == "vi" else text
