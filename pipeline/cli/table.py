"""The commands with their arguments, as data; words stand in the catalogues, work in `commands`."""

from dataclasses import dataclass, field
from typing import Any

FORMS = ("entries", "judges", "marks", "readings")


@dataclass(frozen=True)
class Argument:
    """One argument: its names, the key of its help sentence and what argparse is told of it."""

    names: tuple[str, ...]
    help_key: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Command:
    """One command; its module below `pipeline.cli.commands` is imported only when it is called."""

    name: str
    arguments: tuple[Argument, ...] = ()


CONTEST = Argument(("contest",), "contest", {"nargs": "?", "metavar": "CONTEST"})
CONTEST_OPTION = Argument(("--contest",), "contest", {"metavar": "CONTEST"})
AT = Argument(("--at",), "at", {"metavar": "INSTANT"})

COMMANDS = (
    Command(
        "demo",
        (Argument(("--output",), "demo-output", {"metavar": "DIR", "default": "demo-output"}),),
    ),
    Command(
        "import",
        (
            Argument(("form",), "form", {"choices": FORMS, "metavar": "|".join(FORMS)}),
            Argument(("file",), "import-file", {"metavar": "FILE"}),
            CONTEST_OPTION,
            Argument(("--dry-run",), "dry-run", {"action": "store_true"}),
            Argument(("--by",), "by", {"metavar": "NAME"}),
            Argument(("--reason",), "reason", {"metavar": "TEXT"}),
        ),
    ),
    Command(
        "export",
        (
            Argument(("form",), "form", {"choices": FORMS, "metavar": "|".join(FORMS)}),
            CONTEST,
            Argument(("--format",), "export-format", {"choices": ("csv", "xlsx"), "default": "csv"}),
            Argument(("--output",), "export-output", {"metavar": "FILE"}),
        ),
    ),
    Command("collect", (CONTEST,)),
    Command(
        "ranking",
        (
            CONTEST,
            AT,
            Argument(
                ("--format",), "ranking-format", {"choices": ("table", "csv", "json"), "default": "table"}
            ),
        ),
    ),
    Command("report", (CONTEST, AT, Argument(("--output",), "report-output", {"metavar": "DIR"}))),
    Command("nightly"),
    Command("status"),
)
