"""About which entries judges differ most."""

import pandas as pd


def spreads(marks: pd.DataFrame) -> pd.DataFrame:
    """Return `lowest`, `highest`, `spread` and `judges` of each entry's marks, the widest spread first.

    `marks` has a row an entry and a column a judge, NaN where a mark was not given. Entries with fewer than
    two marks are left out: nobody could differ. Equal spreads keep the order of the entries' labels.
    """
    found = pd.DataFrame(
        {
            "lowest": marks.min(axis=1),
            "highest": marks.max(axis=1),
            "spread": marks.max(axis=1) - marks.min(axis=1),
            "judges": marks.notna().sum(axis=1),
        }
    )
    found = found[found["judges"] >= 2].sort_index()
    return found.sort_values("spread", ascending=False, kind="stable")
