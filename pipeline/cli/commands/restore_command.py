"""`lantoa restore`: bring a backup back, after its digests were found right."""

from datetime import UTC, datetime
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Restore a backup into the config's database and say where the former one is kept."""
    from pipeline.operations.restoring import Wish, restore
    from reports.figures import instant_text

    settings, options = call.settings, call.options
    folder = call.config.resolve().parent
    outcome = restore(
        settings.database_url, Wish(Path(options.file), options.replace, datetime.now(UTC), folder)
    )
    made_at = instant_text(outcome.manifest.made_at, settings.time_zone, call.console.language)
    call.console.say("restored", file=options.file, rows=outcome.manifest.rows, made_at=made_at)
    if outcome.kept is not None:
        call.console.say("restore-kept", file=outcome.kept)
    call.console.result(f"{outcome.manifest.digest}  {options.file}")
    return Exit.DONE
