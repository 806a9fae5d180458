"""Word what an organiser should look at among the posts: those days apart, and those put up again."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from pipeline.cli.call import Call
from pipeline.database.models import Contest, Post
from pipeline.database.replacements import replacements
from pipeline.posts.adding import posts_with_numbers
from pipeline.posts.remarks import apart_posts, undecided
from reports.figures import instant_text
from reports.wording import channel_name


def remark_lines(call: Call, session: Session, contest: Contest, key: str) -> Iterator[str]:
    """Yield a sentence for each thing to be looked at."""
    words, posts = call.console.words, posts_with_numbers(session, contest)
    for apart in apart_posts(posts, replacements(session, contest).keys()):
        first, last = (_place(call, post) for post in (apart.first, apart.last))
        yield words.say("posts-apart", number=apart.number, days=apart.days, first=first, last=last)
    for each in undecided(session, contest, posts):
        named = {"old": link_of(each.gone), "new": link_of(each.later)}
        yield words.say("posts-undecided", number=each.number, contest=key, **named)


def link_of(post: Post) -> str:
    """Return how a post is named to people."""
    return post.url or post.platform_id


def _place(call: Call, post: Post) -> str:
    at = post.published_at
    told = "–" if at is None else instant_text(at, call.settings.time_zone, call.console.language)
    return f"{channel_name(call.console.words, post.channel)} {told}"
