"""Examine the platforms: check their keys and tokens, and read a few known posts, once and briefly."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import chain

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors import Check, CheckCode, Collector, PostToRead, Problem, ProblemCode, Reading, Tools
from pipeline.config import ConfiguredPlatform, Settings
from pipeline.config.secrets import secret_fields
from pipeline.database.models import Entry, Post
from pipeline.operations.findings import Finding, Level, look, right
from pipeline.translation.problems import line_of_problem

ASKED_S = 5.0
POSTS_TRIED = 3
"""So many known posts are asked for in the one call: one of them may have been deleted since."""

SOON = timedelta(days=14)
"""A token that ends within this is to be renewed before it does."""

PASSING = frozenset(
    {
        ProblemCode.UNREACHABLE,
        ProblemCode.PLATFORM_FAILED,
        ProblemCode.RATE_LIMITED,
        ProblemCode.QUOTA_EXHAUSTED,
        ProblemCode.POST_NOT_FOUND,
        ProblemCode.MALFORMED_ANSWER,
    }
)
"""Problems that do not mean that anything is set up wrongly."""

OPEN_QUESTIONS = frozenset({CheckCode.NETWORK, CheckCode.BUSY, CheckCode.VERSION_DIFFERS})
"""Outcomes of a check after which nothing is known to be wrong with the key or token."""


def known_posts(session: Session) -> Mapping[str, Sequence[PostToRead]]:
    """Return a few posts of each channel, the newest first; withdrawn entries' are left out."""
    question = select(Post).join(Entry, Post.entry_id == Entry.id).where(Entry.status != "withdrawn")
    posts: dict[str, list[PostToRead]] = {}
    for post in session.scalars(question.order_by(Post.id.desc())):
        of_channel = posts.setdefault(post.channel, [])
        if len(of_channel) < POSTS_TRIED:
            of_channel.append(PostToRead(post.id, post.platform_id, post.url))
    return posts


def examine_platforms(
    settings: Settings, posts: Mapping[str, Sequence[PostToRead]], tools: Tools
) -> Iterator[Finding]:
    """Yield how each platform in use answers, all of them asked at the same time."""
    in_use = [platform for platform in settings.platforms.values() if _is_in_use(platform, settings, posts)]
    examine = partial(_examined, posts=posts, tools=tools)
    with ThreadPoolExecutor(max_workers=max(1, len(in_use))) as threads:
        yield from chain.from_iterable(threads.map(examine, in_use))


def _is_in_use(
    configured: ConfiguredPlatform, settings: Settings, posts: Mapping[str, Sequence[PostToRead]]
) -> bool:
    """Tell whether a contest counts the channel, a post is known on it, or a secret was given for it."""
    channel = configured.platform.channel
    is_counted = any(channel in contest.channels for contest in settings.contests.values())
    has_secret = any(getattr(configured.settings, field) for field, _ in secret_fields(configured.platform))
    return is_counted or has_secret or channel in posts


def _examined(
    configured: ConfiguredPlatform, *, posts: Mapping[str, Sequence[PostToRead]], tools: Tools
) -> list[Finding]:
    """Check the platform's keys and tokens; where they hold, read what posts are known as well."""
    platform = configured.platform
    collector = platform.collector(_impatient(configured), tools)
    if collector is None:
        return [right("platform-by-hand", channel=platform.channel)]
    checks = list(collector.check())
    findings = [_of_check(configured, check, tools) for check in checks if not _is_plainly_good(check, tools)]
    if any(check.code is not CheckCode.GOOD for check in checks):
        return findings
    return [*findings, _of_read(platform.channel, collector, posts.get(platform.channel, ()), tools)]


def _is_plainly_good(check: Check, tools: Tools) -> bool:
    return check.code is CheckCode.GOOD and not _ends_soon(check, tools)


def _ends_soon(check: Check, tools: Tools) -> bool:
    return check.until is not None and check.until - tools.now() < SOON


def _of_check(configured: ConfiguredPlatform, check: Check, tools: Tools) -> Finding:
    where = _where(configured, check.secret)
    if check.code is CheckCode.NO_SECRET:
        missing = check.detail.get("missing", check.secret).split(", ")
        where = ", ".join(_where(configured, name) for name in missing)
    if _ends_soon(check, tools):
        cause = check.detail.get("cause", "soon")
        return look(f"token-ends-{cause}", channel=check.channel, where=where, until=check.until)
    level = Level.LOOK if check.code in OPEN_QUESTIONS else Level.WRONG
    parameters = {**check.detail, "channel": check.channel, "where": where}
    return Finding(level, f"doctor.token-{check.code.value}", parameters)


def _where(configured: ConfiguredPlatform, name: str) -> str:
    """Say by which variable and key a setting is given."""
    channel, variables = configured.platform.channel, dict(secret_fields(configured.platform))
    return f"{variables[name]} / [{channel}] {name}_file" if name in variables else f"[{channel}] {name}"


def _of_read(channel: str, collector: Collector, posts: Sequence[PostToRead], tools: Tools) -> Finding:
    outcomes = list(collector.read(posts)) if posts else []
    problems = [each for each in outcomes if isinstance(each, Problem)]
    if any(isinstance(each, Reading) for each in outcomes):
        return right("platform-answers", channel=channel)
    if not problems:
        return right("platform-no-post", channel=channel)
    return _of_problem(min(problems, key=lambda problem: problem.code in PASSING), tools)


def _impatient(configured: ConfiguredPlatform) -> BaseModel:
    """Return the settings with one try of a few seconds, as far as the platform has such settings."""
    known = type(configured.settings).model_fields
    changes = {name: value for name, value in (("timeout_s", ASKED_S), ("tries", 1)) if name in known}
    return configured.settings.model_copy(update=changes)


def _of_problem(problem: Problem, tools: Tools) -> Finding:
    line = line_of_problem(problem, tools.now())
    return Finding(Level.LOOK if problem.code in PASSING else Level.WRONG, "problem", problem=line)
