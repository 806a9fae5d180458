"""What the judges' marks say of the judges: how far they agree, and about which entries they do not.

Statistics for readers of a ranking; nothing here changes a rank, so floats are good enough.
"""

from scoring.panel.agreement import (
    Agreement,
    IntraclassCorrelation,
    agreement,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
)
from scoring.panel.disagreement import spreads

__all__ = [
    "Agreement",
    "IntraclassCorrelation",
    "agreement",
    "intraclass_correlation",
    "kendall_w",
    "krippendorff_alpha",
    "spreads",
]
