"""The pages that lead a new user: each call is right, each piece of config is taken, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli.arguments import make_parser
from pipeline.config import load_settings
from reports.catalogue import catalogue

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("setup-youtube.md", "setup-facebook.md", "setup-website.md")


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def calls_in(text: str) -> set[str]:
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL))
    return {*re.findall(r"(?m)^ *(lantoa .+)$", blocks), *re.findall(r"`(lantoa [a-z][^`]*)`", text)}


@pytest.mark.parametrize("page", PAGES)
def test_each_call_is_right(page: str) -> None:
    parser = make_parser(catalogue("pipeline", "en"))
    calls = calls_in(text_of(page))
    assert "lantoa doctor" in calls
    for call in calls:
        parser.parse_args(shlex.split(call)[1:])


@pytest.mark.parametrize("page", PAGES)
def test_each_piece_of_config_is_taken(page: str, tmp_path: Path) -> None:
    pieces = re.findall(r"```toml\n(.*?)```", text_of(page), flags=re.DOTALL)
    assert pieces
    (tmp_path / "secrets").mkdir()
    for piece in pieces:
        for name in re.findall(r"_file = \"(.+)\"", piece):
            (tmp_path / name).write_text("s3cret", encoding="utf-8")
        (tmp_path / "config.toml").write_text(piece, encoding="utf-8")
        load_settings(tmp_path / "config.toml", {})


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_commands(page: str) -> None:
    vietnamese, english = text_of(page).split("\n---\n")
    named = [{" ".join(call.split()[:2]) for call in calls_in(half)} for half in (vietnamese, english)]
    assert named[1] <= named[0]
