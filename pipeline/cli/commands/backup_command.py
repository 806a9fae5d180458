"""`lantoa backup`: all that is kept, in one file that SQLite and PostgreSQL can be restored from."""

from datetime import UTC, datetime
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Write a backup and say what it holds."""
    from pipeline.database.opening import engine_of
    from pipeline.operations.backing_up import Occasion, write_backup
    from pipeline.operations.masking import Masker, secrets_of

    path = Path(call.options.file)
    config = Masker(secrets_of(call.settings))(call.config.read_text(encoding="utf-8-sig"))
    engine = engine_of(call.settings.database_url)
    try:
        manifest = write_backup(engine, path, Occasion(datetime.now(UTC), config))
    finally:
        engine.dispose()
    call.console.say("backed-up", file=path, rows=manifest.rows)
    call.console.result(f"{manifest.digest}  {path}")
    return Exit.DONE
