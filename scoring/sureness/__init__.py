"""How sure a ranking is: what each part really decides, and what small change would move an award."""

from scoring.sureness.influence import effective_weights
from scoring.sureness.leaving_out import Moved, without_each_entry, without_each_judge
from scoring.sureness.weights import EdgeChange, Parts, edge_changes

__all__ = [
    "EdgeChange",
    "Moved",
    "Parts",
    "edge_changes",
    "effective_weights",
    "without_each_entry",
    "without_each_judge",
]
