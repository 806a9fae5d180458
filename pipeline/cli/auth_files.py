"""Say where a token is kept, and what keeps Lantoa from using it there."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.config.loading import read_config
from pipeline.config.secret_files import SecretFile, secret_file
from reports.figures import instant_text


def file_of_token(call: Call, name: str) -> SecretFile:
    """Return where a token such as `facebook.page_token` goes: `--output`, or as the config says."""
    file = secret_file(read_config(call.config), os.environ, call.config, name)
    if call.options.output is None:
        return file
    path = Path(call.options.output)
    line = f'{name.partition(".")[2]}_file = "{path.resolve().as_posix()}"'
    return replace(file, path=path, line=None if path.resolve() == file.path.resolve() else line)


def tell_file(call: Call, file: SecretFile, channel: str) -> None:
    """Say where the token is, which line the config still needs, and which variable comes before the file."""
    call.console.result(str(file.path))
    if file.line is not None:
        call.console.say("auth-line", config=call.config, channel=channel, line=file.line)
    if file.variable is not None:
        call.console.say("auth-variable", variable=file.variable)
    call.console.say("auth-doctor")


def instant_words(call: Call, instant: datetime) -> str:
    """Return an instant as people read it."""
    return instant_text(instant, call.settings.time_zone, call.console.language)
