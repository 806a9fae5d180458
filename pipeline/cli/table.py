"""The commands with their arguments, as data; words stand in the catalogues, work in `commands`."""

from dataclasses import dataclass, field
from typing import Any

RULES = ("check", "show", "publish")
DECISIONS = ("list", "tie", "flag", "appeal", "correction")
AUTHORISED = ("youtube", "facebook")
POSTS = ("find", "add", "join", "apart", "list")
FORMS = ("entries", "judges", "marks", "readings")
LINKS = ("invite", "revoke", "list")
USERS = ("add", "remove", "list")
ROLES = ("organiser", "secretary", "viewer")


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


GROUPS = {
    "begin": ("demo", "init", "auth", "doctor"),
    "data": ("import", "export", "posts", "collect"),
    "nights": ("nightly", "schedule", "status"),
    "pages": ("serve", "judges", "users"),
    "result": ("ranking", "report", "explain", "compare"),
    "review": ("review", "flags", "decisions"),
    "proof": ("rules", "freeze", "verify"),
    "keeping": ("backup", "restore", "migrate"),
}
"""The commands by what they are for, as the help lists them."""

CONTEST = Argument(("contest",), "contest", {"nargs": "?", "metavar": "CONTEST"})
CONTEST_OPTION = Argument(("--contest",), "contest", {"metavar": "CONTEST"})
AT = Argument(("--at",), "at", {"metavar": "INSTANT"})

COMMANDS = (
    Command(
        "demo",
        (Argument(("--output",), "demo-output", {"metavar": "DIR", "default": "demo-output"}),),
    ),
    Command(
        "init", (Argument(("folder",), "init-folder", {"nargs": "?", "metavar": "DIR", "default": "."}),)
    ),
    Command("doctor"),
    Command(
        "auth",
        (
            Argument(
                ("platform",), "auth-platform", {"choices": AUTHORISED, "metavar": "|".join(AUTHORISED)}
            ),
            Argument(("--client",), "auth-client", {"metavar": "FILE"}),
            Argument(("--no-browser",), "auth-no-browser", {"action": "store_true"}),
            Argument(("--token-file",), "auth-token-file", {"metavar": "FILE"}),
            Argument(("--app",), "auth-app", {"metavar": "ID"}),
            Argument(("--page",), "auth-page", {"metavar": "PAGE"}),
            Argument(("--output",), "auth-output", {"metavar": "FILE"}),
        ),
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
            Argument(("--format",), "export-format", {"choices": ("csv", "xlsx")}),
            Argument(("--output",), "export-output", {"metavar": "FILE"}),
        ),
    ),
    Command(
        "posts",
        (
            Argument(("action",), "posts-action", {"choices": POSTS, "metavar": "|".join(POSTS)}),
            Argument(("details",), "posts-details", {"nargs": "*", "metavar": "…"}),
            CONTEST_OPTION,
            Argument(("--output",), "posts-output", {"metavar": "FILE"}),
            Argument(("--accept",), "posts-accept", {"metavar": "FILE"}),
            Argument(("--since",), "posts-since", {"metavar": "INSTANT"}),
            Argument(("--published-at",), "posts-published", {"metavar": "INSTANT"}),
            Argument(("--channel",), "posts-channel", {"metavar": "CHANNEL"}),
            Argument(("--by",), "posts-by", {"metavar": "NAME"}),
            Argument(("--reason",), "posts-reason", {"metavar": "TEXT"}),
        ),
    ),
    Command("collect", (CONTEST, Argument(("--plan",), "plan", {"action": "store_true"}))),
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
    Command("explain", (CONTEST, Argument(("number",), "number", {"metavar": "NUMBER"}), AT)),
    Command(
        "compare",
        (
            Argument(("before",), "compare-before", {"metavar": "A"}),
            Argument(("after",), "compare-after", {"metavar": "B"}),
        ),
    ),
    Command(
        "rules",
        (
            Argument(("action",), "rules-action", {"choices": RULES, "metavar": "|".join(RULES)}),
            CONTEST,
            Argument(("--file",), "rules-file", {"metavar": "FILE"}),
            Argument(("--by",), "by-rules", {"metavar": "NAME"}),
            Argument(("--reason",), "rules-reason", {"metavar": "TEXT"}),
        ),
    ),
    Command("review", (CONTEST, AT)),
    Command("flags", (CONTEST, AT)),
    Command(
        "decisions",
        (
            Argument(("kind",), "decision-kind", {"choices": DECISIONS, "metavar": "|".join(DECISIONS)}),
            CONTEST,
            Argument(("--entries",), "decision-entries", {"nargs": "+", "metavar": "NUMBER"}),
            Argument(("--flag",), "decision-flag", {"metavar": "FLAG"}),
            Argument(("--outcome",), "decision-outcome", {"metavar": "OUTCOME"}),
            Argument(("--by",), "decision-by", {"metavar": "NAME"}),
            Argument(("--reason",), "decision-reason", {"metavar": "TEXT"}),
            Argument(("--from",), "decision-from", {"metavar": "NAME", "dest": "raised_by"}),
            Argument(("--received",), "decision-received", {"metavar": "INSTANT"}),
            Argument(("--statement",), "decision-statement", {"metavar": "TEXT"}),
            Argument(("--evidence",), "decision-evidence", {"metavar": "TEXT"}),
        ),
    ),
    Command(
        "freeze",
        (
            CONTEST,
            Argument(("--by",), "by-freeze", {"metavar": "NAME", "required": True}),
            Argument(("--reason",), "freeze-reason", {"metavar": "TEXT"}),
        ),
    ),
    Command("verify", (CONTEST, Argument(("--digest",), "verify-digest", {"metavar": "HEX"}))),
    Command("report", (CONTEST, AT, Argument(("--output",), "report-output", {"metavar": "DIR"}))),
    Command("nightly"),
    Command("schedule"),
    Command("status"),
    Command(
        "serve",
        (
            Argument(("--host",), "host", {"metavar": "HOST"}),
            Argument(("--port",), "port", {"metavar": "PORT", "type": int}),
        ),
    ),
    Command(
        "judges",
        (
            Argument(("action",), "judges-action", {"choices": LINKS, "metavar": "|".join(LINKS)}),
            CONTEST,
            Argument(("--judge",), "judge", {"metavar": "KEY"}),
            Argument(("--pin",), "pin", {"action": "store_true"}),
            Argument(("--output",), "invite-output", {"metavar": "DIR", "default": "judges"}),
            Argument(("--by",), "by-judges", {"metavar": "NAME"}),
        ),
    ),
    Command(
        "users",
        (
            Argument(("action",), "users-action", {"choices": USERS, "metavar": "|".join(USERS)}),
            Argument(("name",), "user-name", {"nargs": "?", "metavar": "NAME"}),
            Argument(("--role",), "role", {"choices": ROLES, "default": "organiser"}),
        ),
    ),
    Command("backup", (Argument(("file",), "backup-file", {"metavar": "FILE"}),)),
    Command(
        "restore",
        (
            Argument(("file",), "restore-file", {"metavar": "FILE"}),
            Argument(("--replace",), "replace", {"action": "store_true"}),
        ),
    ),
    Command("migrate"),
)
