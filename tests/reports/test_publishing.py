"""Reports are put into place whole, or not at all."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from reports.catalogue import Catalogue
from reports.data import RankingReport
from reports.publishing import FILES, write_reports

MakeReport = Callable[..., RankingReport]


def test_reports_go_to_the_day_in_the_contests_zone_and_to_latest(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    report = make_report(3, at=datetime(2024, 10, 5, 20, tzinfo=UTC))
    written = write_reports(report, vietnamese, tmp_path / "new" / "folder").written
    places = [path.relative_to(tmp_path / "new" / "folder").as_posix() for path in written]
    assert places == [f"{subfolder}/{name}" for subfolder in ("2024-10-06", "latest") for name in FILES]


def test_latest_is_a_copy_and_nothing_else_is_left(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    write_reports(make_report(3), vietnamese, tmp_path)
    write_reports(make_report(3), vietnamese, tmp_path)
    for name in FILES:
        assert (tmp_path / "latest" / name).read_bytes() == (tmp_path / "2024-10-31" / name).read_bytes()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2 * len(FILES)


def test_the_same_report_gives_the_same_bytes(
    make_report: MakeReport, words: Catalogue, tmp_path: Path
) -> None:
    for folder in ("a", "b"):
        write_reports(make_report(), words, tmp_path / folder)
    for name in FILES:
        assert (tmp_path / "a/latest" / name).read_bytes() == (tmp_path / "b/latest" / name).read_bytes()


def test_a_file_that_is_held_open_is_passed_over(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report(3)
    write_reports(report, vietnamese, tmp_path)
    held = tmp_path / "latest" / "ranking.csv"
    before = held.read_bytes()
    replace_file = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == held:
            raise PermissionError(13, "held open", str(target))
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    outcome = write_reports(make_report(2), vietnamese, tmp_path)
    assert outcome.skipped == (held,)
    assert held not in outcome.written
    assert held.read_bytes() == before
    assert not list(tmp_path.rglob(".ranking*"))


def test_a_reader_never_sees_half_a_file(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    write_reports(make_report(3), vietnamese, tmp_path)
    seen: list[int] = []
    done = Event()

    def read() -> None:
        while not done.is_set():
            text = (tmp_path / "latest" / "ranking.json").read_text(encoding="utf-8")
            seen.append(len(json.loads(text)["entries"]))
            done.wait(0.002)

    reader = Thread(target=read)
    reader.start()
    for entries in (2, 3, 2, 3):
        write_reports(make_report(entries), vietnamese, tmp_path)
    done.set()
    reader.join()
    assert set(seen) <= {2, 3}
    assert seen


def test_a_chart_without_figures_is_taken_away(
    make_report: MakeReport, vietnamese: Catalogue, tmp_path: Path
) -> None:
    write_reports(make_report(3), vietnamese, tmp_path)
    outcome = write_reports(make_report(3, growth=(), channel_growth=()), vietnamese, tmp_path)
    assert not outcome.skipped
    assert sorted(path.name for path in (tmp_path / "latest" / "charts").iterdir()) == [
        "points.png",
        "points.svg",
    ]
