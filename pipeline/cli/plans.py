"""Say what reading a contest would cost, channel by channel."""

from math import ceil
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit

if TYPE_CHECKING:
    from pipeline.steps.planning import ChannelPlan


def tell_plans(call: Call, contest: str) -> int:
    """Say what reading all posts would cost; return the exit code, which tells whether the quotas suffice."""
    from pipeline.steps.planning import collection_plans

    with call.workplace() as workplace:
        plans = collection_plans(workplace, contest)
    if not plans:
        call.console.say("nothing-to-collect", contest=contest)
        return Exit.DONE
    name, zone = call.settings.contests[contest].name, call.settings.contests[contest].time_zone
    call.console.result(call.console.words.say("plan", contest=name))
    for plan in plans:
        _tell(call, plan, zone)
    return Exit.DONE_WITH_PROBLEMS if any(plan.waiting for plan in plans) else Exit.DONE


def _tell(call: Call, planned: "ChannelPlan", time_zone: str) -> None:
    from reports.figures import UNKNOWN, instant_text, number_text
    from reports.wording import channel_name

    words, plan = call.console.words, planned.plan
    told: dict[str, object] = {"channel": channel_name(words, planned.channel)}
    counts = {"posts": planned.posts}
    if plan is None:
        key = "plan-by-hand"
    else:
        key = "plan-line" if plan.units_a_day is None else "plan-line-of"
        counts |= {"calls": plan.calls, "units": plan.units, "minutes": ceil(plan.minutes)}
        counts |= {"a_day": plan.units_a_day or 0, "enough": plan.posts_within_quota}
    told |= {name: number_text(count, words.language) for name, count in counts.items()}
    call.console.result(words.say(key, **told))
    if planned.waiting:
        at = instant_text(planned.renews_at, time_zone, words.language) if planned.renews_at else UNKNOWN
        call.console.result(words.say("plan-short", **told, at=at, entries=", ".join(planned.waiting)))
