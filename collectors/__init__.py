"""Read what the platforms say of posts: one folder a platform, all behind one small protocol.

Nothing here knows a database, a config file or a clock of its own: posts, settings and tools come in,
readings and problems go out as they come.
"""

from collectors.checks import Check, CheckCode
from collectors.finding import Finder, FindsPosts, FoundPost
from collectors.planning import Plan
from collectors.protocol import (
    Collector,
    FromEnvironment,
    LinkError,
    LinkFault,
    Platform,
    PostToRead,
    Problem,
    ProblemCode,
    Reading,
    Tools,
)

__all__ = [
    "Check",
    "CheckCode",
    "Collector",
    "Finder",
    "FindsPosts",
    "FoundPost",
    "FromEnvironment",
    "LinkError",
    "LinkFault",
    "Plan",
    "Platform",
    "PostToRead",
    "Problem",
    "ProblemCode",
    "Reading",
    "Tools",
]
