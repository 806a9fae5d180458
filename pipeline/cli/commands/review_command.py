"""`lantoa review`: how sure the result is, and what the marks say of the judges."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Print the review of a ranking, section by section."""
    from pipeline.database.opening import reading
    from pipeline.steps.ranking import rank_contest
    from pipeline.translation.review import review_facts
    from reports.review import review_sections

    key = call.contest()
    with call.workplace() as workplace, reading(workplace.engine) as session:
        ranked = rank_contest(session, workplace.settings, key, call.instant(workplace, key))
        sections = review_sections(review_facts(session, ranked), call.console.words)
    for place, (title, sentences) in enumerate(sections):
        call.console.result(f"{chr(10) if place else ''}{title}")
        for sentence in sentences:
            call.console.result(f"  – {sentence}")
    if not sections:
        call.console.say("review-nothing", contest=key)
    return Exit.DONE
