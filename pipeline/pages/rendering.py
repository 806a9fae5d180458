"""The templates and what all of them can ask: addresses of files, numbers, instants."""

from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.pages.assets import Assets

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


def make_environment(assets: Assets) -> Environment:
    """Return the templates; every value is escaped, and a missing one is an error."""
    environment = Environment(
        loader=PackageLoader("pipeline.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = assets.address
    environment.filters["mark"] = mark_text
    environment.filters["instant"] = _instant
    return environment


def mark_text(value: "Decimal | None", language: str) -> str:
    """Write a mark as people of a language type it, empty where there is none.

    >>> from decimal import Decimal
    >>> mark_text(Decimal("8.50"), "vi"), mark_text(Decimal("40"), "en"), mark_text(None, "vi")
    ('8,5', '40', '')
    """
    if value is None:
        return ""
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if language == "vi" else text


def _instant(instant: "datetime", zone: str, language: str) -> str:
    from reports.figures import instant_text

    return instant_text(instant, zone, language)
