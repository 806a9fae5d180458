"""`lantoa migrate`: bring the tables of the database to the version that this Lantoa needs."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Migrate the config's database and say from which version, and where the copy from before is."""
    from pipeline.database.migrating import migrate
    from pipeline.database.opening import engine_of, told

    engine = engine_of(call.settings.database_url)
    try:
        with told(engine):
            outcome = migrate(engine)
    finally:
        engine.dispose()
    if outcome.old == outcome.new:
        call.console.say("migrate-nothing", version=outcome.new)
    else:
        call.console.say("migrated", old=outcome.old or "–", new=outcome.new)
    if outcome.copy is not None:
        call.console.say("migrate-copy", file=outcome.copy)
    return Exit.DONE
