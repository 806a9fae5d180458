"""`lantoa compare`: what changed between two rankings that were written as reports."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused

if TYPE_CHECKING:
    from reports.changes import Told

RANKING_FILE = "ranking.json"


def run(call: Call) -> int:
    """Print what changed from the first ranking to the second."""
    from reports.changes import ranking_changes
    from reports.changes_table import changes_table

    changes = ranking_changes(_ranking(call.options.before), _ranking(call.options.after))
    call.console.result(changes_table(changes, call.console.words, call.console.width))
    return Exit.DONE


def _ranking(named: str) -> "Told":
    """Read a `ranking.json`, or the one in a report's folder; raises Refused for anything else."""
    path = Path(named)
    file = path / RANKING_FILE if path.is_dir() else path
    try:
        ranking: Told = json.loads(file.read_text(encoding="utf-8"))
        missing = {"contest", "at", "entries", "rules", "is_final"} - set(ranking)
    except FileNotFoundError:
        raise refused("ranking-file-missing", file=file) from None
    except (OSError, ValueError, TypeError):
        raise refused("ranking-file-unusable", file=file) from None
    if missing:
        raise refused("ranking-file-unusable", file=file)
    return ranking
