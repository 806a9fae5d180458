"""What the judges' marks say of the judges: how far they agree, and about which entries they do not.

Statistics for readers of a ranking; nothing here changes a rank, so floats are good enough.
"""

from scoring.panel.agreement import (
    Agreement,
    ConcordanceTest,
    IntraclassCorrelation,
    agreement,
    concordance_test,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
)
from scoring.panel.disagreement import spreads
from scoring.panel.severity import Severity, severity

__all__ = [
    "Agreement",
    "ConcordanceTest",
    "IntraclassCorrelation",
    "Severity",
    "agreement",
    "concordance_test",
    "intraclass_correlation",
    "kendall_w",
    "krippendorff_alpha",
    "severity",
    "spreads",
]
