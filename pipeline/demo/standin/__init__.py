"""Platforms on loopback that answer as the real ones are documented to; all counts are made up.

`StandIn(World([WorldPost(...)], now=...))` serves them. Nothing here may import the collectors, so that the
two read the platforms' documentation independently.
"""

from pipeline.demo.standin.faults import Fault, FaultKind, Recorded
from pipeline.demo.standin.growth import Growth
from pipeline.demo.standin.posts import Counts, Event, EventKind, WorldPost, counts_at
from pipeline.demo.standin.requests_seen import RequestLog, SeenRequest
from pipeline.demo.standin.server import StandIn
from pipeline.demo.standin.settings import StandInSettings
from pipeline.demo.standin.world import World

__all__ = [
    "Counts",
    "Event",
    "EventKind",
    "Fault",
    "FaultKind",
    "Growth",
    "Recorded",
    "RequestLog",
    "SeenRequest",
    "StandIn",
    "StandInSettings",
    "World",
    "WorldPost",
    "counts_at",
]
