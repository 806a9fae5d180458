"""The commands that the pages on operations name are right calls."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from xml.dom.minidom import parseString

import pytest

from pipeline.cli.arguments import make_parser
from reports.catalogue import catalogue

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("operations.md", "van-hanh.md")


def calls_in(page: str) -> list[str]:
    """Return each call of lantoa in a page's blocks and in its sentences."""
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```(?:sh|bat)\n(.*?)```", text, flags=re.DOTALL))
    return [*re.findall(r"(?m)^lantoa .+$", blocks), *re.findall(r"`(lantoa [a-z][^`]*)`", text)]


@pytest.mark.parametrize("page", PAGES)
def test_each_call_is_right(page: str) -> None:
    parser = make_parser(catalogue("pipeline", "en"))
    named = {"lantoa serve", "lantoa backup", "lantoa restore", "lantoa import readings"}
    calls = [call for call in calls_in(page) if call not in named]
    assert len(calls) > 12
    for call in calls:
        parser.parse_args(shlex.split(call)[1:])


def test_both_pages_name_the_same_commands() -> None:
    english, vietnamese = ({" ".join(call.split()[:2]) for call in calls_in(page)} for page in PAGES)
    assert english == vietnamese


def test_the_launchd_file_is_right_xml() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    (plist,) = re.findall(r"```xml\n(.*?)```", text, flags=re.DOTALL)
    (root,) = parseString(plist.encode()).getElementsByTagName("plist")  # noqa: S318 - our own text
    assert root.getAttribute("version") == "1.0"
