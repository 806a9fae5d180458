"""What an organiser must look at in the counts: spikes, odd ratios, falls. Nothing here changes a count.

Each finding is a code with the numbers behind it; people decide, and say "unusual", never "bought".
"""

from scoring.suspicion.falls import fallen
from scoring.suspicion.findings import CODES, Suspicion, suspicions
from scoring.suspicion.growth import increments
from scoring.suspicion.ratios import odd_likes
from scoring.suspicion.rulings import Ruling, ruled
from scoring.suspicion.spikes import robust_z, spikes
from scoring.suspicion.thresholds import Thresholds
from scoring.suspicion.voiding import void_growth

__all__ = [
    "CODES",
    "Ruling",
    "Suspicion",
    "Thresholds",
    "fallen",
    "increments",
    "odd_likes",
    "robust_z",
    "ruled",
    "spikes",
    "suspicions",
    "void_growth",
]
