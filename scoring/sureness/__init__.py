"""How sure a ranking is: what each part really decides, and what small change would move an award."""

from scoring.sureness.changing import on_other_scales, with_rulings
from scoring.sureness.influence import decided_shares, effective_weights
from scoring.sureness.leaving_out import Moved, without_each_entry, without_each_judge
from scoring.sureness.moving import Profile, WeightMove, smallest_moves
from scoring.sureness.raising import Raise, smallest_count_raise, smallest_mark_raise
from scoring.sureness.simulating import Decided, Field, simulated_weights
from scoring.sureness.weights import EdgeChange, Parts, edge_changes

__all__ = [
    "Decided",
    "EdgeChange",
    "Field",
    "Moved",
    "Parts",
    "Profile",
    "Raise",
    "WeightMove",
    "decided_shares",
    "edge_changes",
    "effective_weights",
    "on_other_scales",
    "simulated_weights",
    "smallest_count_raise",
    "smallest_mark_raise",
    "smallest_moves",
    "with_rulings",
    "without_each_entry",
    "without_each_judge",
]
