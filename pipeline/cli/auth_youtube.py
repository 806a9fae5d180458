"""Lead the owner of a YouTube channel through Google's pages: with a browser here, or with one elsewhere."""

import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from collectors.youtube.settings import YouTubeSettings
from pipeline.authorising.keeping import keep_secret
from pipeline.authorising.receiving import Receiver
from pipeline.authorising.youtube import OwnerGrant, client_of, granted_by_owner
from pipeline.cli.asking import asked_line
from pipeline.cli.auth_files import file_of_token, instant_words, tell_file
from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.config import Settings
from pipeline.faults import refused
from pipeline.workplace import real_tools

NAME = "youtube.owner_token"
PASTED_REDIRECT = "http://127.0.0.1:8765/"
"""Nothing listens there: the browser shows an error, and its address bar holds the answer."""
WAITED_S = 600.0
"""How long a person may take over Google's pages."""


def authorise_youtube(call: Call) -> int:
    """Get the owner's token, keep it, and say for which channel and until when it is."""
    call.unwritten = (NAME,)
    with call.platforms(real_tools().now()) as settings:
        file = file_of_token(call, NAME)
        grant = _granted(call, settings, file.path)
    keep_secret(file.path, grant.text)
    _tell(call, grant)
    tell_file(call, file, "youtube")
    return Exit.DONE


def _granted(call: Call, settings: Settings, kept: Path) -> OwnerGrant:
    named = Path(call.options.client) if call.options.client else None
    client = client_of(named, kept)
    youtube = YouTubeSettings.model_validate(settings.platforms["youtube"].settings)
    with _way_back(call) as (redirect, ask):
        return granted_by_owner(client, redirect, ask, youtube, real_tools())


@contextmanager
def _way_back(call: Call) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Give where the browser is sent back to, and what gets its answer for an address to open."""
    if call.options.no_browser:
        yield PASTED_REDIRECT, partial(_pasted, call)
        return
    with Receiver(call.console.words.say("auth-page")) as receiver:
        yield receiver.address, partial(_received, call, receiver)


def _received(call: Call, receiver: Receiver, address: str) -> str:
    call.console.say("auth-open", address=address)
    if not webbrowser.open(address):
        call.console.say("auth-no-browser")
    answer = receiver.answer(WAITED_S)
    if answer is None:
        raise refused("auth-no-answer")
    return answer


def _pasted(call: Call, address: str) -> str:
    call.console.say("auth-open-anywhere", address=address)
    answer = asked_line(call.console, "auth-paste")
    if not answer:
        raise refused("auth-nothing-pasted")
    return answer


def _tell(call: Call, grant: OwnerGrant) -> None:
    words, channel = call.console.words, grant.channel
    call.console.say("auth-channel", title=channel.title, channel=channel.channel_id)
    if grant.until is None:
        call.console.say("auth-owner-lasts")
    else:
        call.console.say("auth-owner-ends", until=instant_words(call, grant.until))
    call.console.result(words.say("auth-kept"))
