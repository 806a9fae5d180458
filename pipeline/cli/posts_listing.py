"""`lantoa posts list`: the posts of each entry, when they appeared, and what was decided on them."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.posts_remarks import link_of, remark_lines
from pipeline.database.models import Contest, Post
from pipeline.database.opening import reading
from pipeline.database.replacements import replacements
from pipeline.posts.adding import posts_with_numbers, stored_posts
from pipeline.sheets.exported import natural
from pipeline.translation.deciding import decision_text
from reports.figures import instant_text
from reports.wording import channel_name


def list(call: Call) -> int:  # noqa: A001 - named after the action
    """Print a line for each post, and what is to be looked at."""
    contest = call.contest()
    with call.workplace() as workplace, reading(workplace.engine) as session:
        stored = stored_posts(session, contest).contest
        lines = [*_lines(call, session, stored, workplace.settings.contests[contest].time_zone)]
        remarks = [*remark_lines(call, session, stored, contest)]
    call.console.result("\n".join(lines) or call.console.words.say("posts-none"))
    for remark in remarks:
        call.console.say("posts-remark-line", remark=remark)
    return Exit.DONE_WITH_PROBLEMS if remarks else Exit.DONE


def _lines(call: Call, session: Session, contest: Contest, time_zone: str) -> Iterator[str]:
    posts, replaced = posts_with_numbers(session, contest), replacements(session, contest)
    for post in sorted(posts, key=lambda post: (natural(posts[post]), post.channel, post.id)):
        channel = channel_name(call.console.words, post.channel)
        yield f"{posts[post]}  {channel}  {_instant(call, post)}  {link_of(post)}"
        if post.id in replaced:
            yield f"  {decision_text(replaced[post.id].decision, time_zone, call.console.words)}"


def _instant(call: Call, post: Post) -> str:
    at = post.published_at
    return "–" if at is None else instant_text(at, call.settings.time_zone, call.console.language)
