"""Take a person's token for Facebook, unseen, and tell which Page it led to and how long that holds."""

from pathlib import Path

from collectors.facebook.authorising import App
from collectors.facebook.settings import FacebookSettings
from collectors.settings import secret_of
from pipeline.authorising.facebook import Granted, Wish, grant_of_page
from pipeline.authorising.keeping import keep_secret
from pipeline.cli.asking import asked_secret
from pipeline.cli.auth_files import file_of_token, instant_words, tell_file
from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused
from pipeline.workplace import real_tools

NAME = "facebook.page_token"


def authorise_facebook(call: Call) -> int:
    """Get the Page's token, keep it, and say of which Page, until when and for what it is."""
    call.unwritten = (NAME,)
    with call.platforms(real_tools().now()) as played:
        settings = FacebookSettings.model_validate(played.platforms["facebook"].settings)
        file = file_of_token(call, NAME)
        granted = grant_of_page(_wish(call, settings), settings, real_tools())
    keep_secret(file.path, f"{granted.page.token}\n")
    _tell(call, granted, settings)
    tell_file(call, file, "facebook")
    return Exit.DONE if granted.may_analyse and not granted.missing else Exit.DONE_WITH_PROBLEMS


def _wish(call: Call, settings: FacebookSettings) -> Wish:
    app_id = call.options.app or settings.app_id
    secret = secret_of(settings.app_secret)
    if app_id and not secret:
        secret = asked_secret(call.console, "auth-ask-app-secret")
    app = App(app_id, secret) if app_id and secret else None
    return Wish(_user_token(call), app, call.options.page or settings.page_id)


def _user_token(call: Call) -> str:
    named = call.options.token_file
    if named is None:
        token = asked_secret(call.console, "auth-ask-user-token")
    else:
        try:
            token = Path(named).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise refused("secret-file-unreadable", file=named, key="--token-file") from error
    if not token or len(token.split()) != 1:
        raise refused("auth-nothing-pasted")
    return token


def _tell(call: Call, granted: Granted, settings: FacebookSettings) -> None:
    console, page = call.console, granted.page
    console.say("auth-page-found", name=page.name, page=page.page_id)
    if granted.until is None:
        console.say("auth-page-lasts")
    else:
        console.say("auth-page-ends", until=instant_words(call, granted.until))
    console.say("auth-permissions", permissions=", ".join(granted.permissions) or "–")
    if granted.missing:
        console.say("auth-permissions-missing", permissions=", ".join(granted.missing))
    if not granted.may_analyse:
        console.say("auth-no-analyse")
    if settings.page_id != page.page_id:
        console.say("auth-page-id", config=call.config, page=page.page_id)
    console.result(console.words.say("auth-kept"))
