"""What the tests of reports share: example reports and the catalogues."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reports.catalogue import LANGUAGES, Catalogue, catalogue
from reports.data import Finality, RankingReport
from tests.reports.example import example_report

MakeReport = Callable[..., RankingReport]


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Catalogue:
    """The catalogue, once in each language."""
    return catalogue("reports", request.param)


@pytest.fixture
def vietnamese() -> Catalogue:
    """The Vietnamese catalogue."""
    return catalogue("reports", "vi")


@pytest.fixture
def english() -> Catalogue:
    """The English catalogue."""
    return catalogue("reports", "en")


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    """Return a maker of reports with any number of entries; keywords replace fields of the report."""
    return example_report


@pytest.fixture
def finality() -> Finality:
    """Return a second final version, with its reason."""
    return Finality(
        version=2,
        frozen_at=datetime(2024, 11, 7, 2, 30, tzinfo=UTC),
        person="Nguyễn Thị Hoa",
        reason="Đính chính điểm của bài số 05",
        result_digest="0c9d8e7f6a5b4c3d" * 4,
    )
