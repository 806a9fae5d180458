"""`lantoa serve`: the pages and the nights in one process, until it is stopped."""

from threading import Event
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.commands.schedule_command import scheduled
from pipeline.cli.stopping import stopped_by_signals

if TYPE_CHECKING:
    from pipeline.config.web import WebSection


def run(call: Call) -> int:
    """Serve until a signal stops it; of several processes on one database, one runs the nights."""
    from pipeline.pages.serving import serving

    stop = Event()
    try:
        with (
            stopped_by_signals(stop),
            call.collecting_workplace() as workplace,
            serving(workplace, _web(call)) as address,
        ):
            call.console.say("serve-begins", address=address)
            if call.settings.contests:
                scheduled(call, workplace, stop).run()
            stop.wait()
    except KeyboardInterrupt:
        pass
    call.console.say("serve-ends")
    return Exit.DONE


def _web(call: Call) -> "WebSection":
    """Return the config's table with what the call says otherwise."""
    said = {"host": call.options.host, "port": call.options.port}
    return call.settings.web.model_copy(
        update={key: value for key, value in said.items() if value is not None}
    )
