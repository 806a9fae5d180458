"""`lantoa posts add|join|apart`: give one post to an entry, decide on one that was put up again."""

from collections.abc import Mapping

from collectors import LinkError, LinkFault, Platform
from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of
from pipeline.cli.standing import tell_final
from pipeline.database.opening import writing
from pipeline.faults import refused
from pipeline.posts.adding import add_post, stored_posts
from pipeline.posts.deciding import Ruling, decide, post_of_link
from pipeline.sheets.links import LinkedPost
from pipeline.sheets.occasion import Occasion
from pipeline.sheets.reading import printable
from pipeline.sheets.text_cells import identifier
from pipeline.translation.deciding import decision_text
from pipeline.workplace import Workplace

ORIGIN = "lantoa posts add"
OTHER_SITE = frozenset({LinkFault.WRONG_SITE})


def add(call: Call) -> int:
    """Give the post of a link to an entry."""
    contest, (number, link) = call.contest(), call.options.details
    published = call.options.published_at
    at = None if published is None else call.instant_of(published, contest)
    with call.workplace() as workplace:
        named = _named(link, call.options.channel, _platforms(workplace))
        post = LinkedPost(named.channel, named.platform_id, named.url, at)
        occasion = _occasion(call, workplace, contest)
        with writing(workplace.engine) as session:
            outcome = add_post(session, identifier(number), post, occasion, ORIGIN)
        counts = {name: getattr(outcome, name) for name in ("added", "changed", "unchanged")}
        call.console.result(call.console.words.say("imported", place=link, **counts))
        tell_final(call, workplace, contest)
    return Exit.DONE


def join(call: Call) -> int:
    """Let the counts of the old post go on in the new one."""
    return _decide(call, is_joined=True)


def apart(call: Call) -> int:
    """Let the counts of the old post count no more."""
    return _decide(call, is_joined=False)


def _decide(call: Call, *, is_joined: bool) -> int:
    contest, (new_link, old_link) = call.contest(), call.options.details
    with call.workplace() as workplace:
        platforms, occasion = _platforms(workplace), _occasion(call, workplace, contest)
        ruling = Ruling(is_joined, occasion.person, occasion.now, occasion.reason)
        zone = workplace.settings.contests[contest].time_zone
        with writing(workplace.engine) as session:
            stored = stored_posts(session, contest)
            new, old = (post_of_link(stored, link, platforms) for link in (new_link, old_link))
            decision = decide(session, stored, new, old, ruling)
            call.console.result(decision_text(decision, zone, call.console.words))
        call.console.say("posts-replaced")
        tell_final(call, workplace, contest)
    return Exit.DONE


def _named(link: str, channel: str | None, platforms: Mapping[str, Platform]) -> LinkedPost:
    """Return the post that a link names on the channel, or on the first platform whose site it is on."""
    if channel is not None and channel not in platforms:
        return LinkedPost(channel, link, link if link.lower().startswith("http") else None)
    tried = platforms if channel is None else {channel: platforms[channel]}
    fault = LinkFault.WRONG_SITE
    for key, platform in tried.items():
        try:
            platform_id = platform.post_id_from_link(link)
        except LinkError as error:
            fault = error.fault if fault in OTHER_SITE else fault
            continue
        return LinkedPost(key, platform_id, link if "://" in link else f"https://{link.lstrip('/')}")
    raise refused(f"posts-link-{fault.value}", link=link)


def _platforms(workplace: Workplace) -> Mapping[str, Platform]:
    return {channel: each.platform for channel, each in workplace.settings.platforms.items()}


def _occasion(call: Call, workplace: Workplace, contest: str) -> Occasion:
    reason = call.options.reason and printable(call.options.reason)
    zone = workplace.settings.contests[contest].zone
    return Occasion(contest, zone, workplace.tools.now(), person_of(call.options.by), reason)
