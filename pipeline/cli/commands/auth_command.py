"""`lantoa auth`: get the token of a YouTube channel's owner or of a Facebook Page, and keep it."""

from pipeline.cli.call import Call


def run(call: Call) -> int:
    """Do what the platform takes; return the exit code."""
    if call.options.platform == "youtube":
        from pipeline.cli.auth_youtube import authorise_youtube

        return authorise_youtube(call)
    from pipeline.cli.auth_facebook import authorise_facebook

    return authorise_facebook(call)
