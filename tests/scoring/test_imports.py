"""Reading rules needs no heavy package, and everything promised can be had from `scoring` itself."""

import subprocess
import sys

import pytest

import scoring


def test_rules_are_read_without_pandas_and_numpy() -> None:
    program = (
        "import sys; from scoring import Rules, ScoringError, NOTICES, Ranking, rules_digest; "
        "print({'pandas', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("name", scoring.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(scoring, name) is not None


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'severity'"):
        scoring.severity  # noqa: B018
