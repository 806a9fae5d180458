"""Check the published rules: each version against its digest and the seal chained to the one before."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from pipeline.database.chain_ends import kept_end
from pipeline.database.digests import digest
from pipeline.database.models import Contest
from pipeline.database.rules import all_rules, rules_seal
from pipeline.history.findings import Finding


def rules_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield each published version that is no longer what was published, and each that is missing."""
    versions, kept = all_rules(session, contest), kept_end(session, contest).rules
    if kept != len(versions):
        yield Finding("rules-counted-otherwise", {"kept": kept, "found": len(versions)})
    previous: str | None = None
    for place, version in enumerate(versions, start=1):
        if version.version != place:
            yield Finding("rules-missing", {"version": place})
        if digest(version.rules) != version.digest:
            yield Finding("rules-changed", {"version": version.version})
        if rules_seal(version, previous) != version.seal:
            yield Finding("rules-facts-changed", {"version": version.version})
        previous = version.seal
