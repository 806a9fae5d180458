"""Columns of text as small whole numbers, so that each text is looked at once."""

import numpy as np
import pandas as pd

from scoring.exact import Ints, Mask, Whole

SAMPLE = 1000
SPARSE = 8
"""So many times more keys than rows there may be, for a table of all keys to be quicker than sorting."""


def coded(texts: pd.Series) -> tuple[Ints, pd.Index]:
    """Return for each row its text's place among the distinct ones (-1 where there is none), and those.

    A categorical column is taken as it is coded.

    >>> places, names = coded(pd.Series(["b", "a", "b"]))
    >>> places.tolist(), names.tolist()
    ([0, 1, 0], ['b', 'a'])
    """
    if isinstance(texts.dtype, pd.CategoricalDtype):
        codes = np.asarray(texts.cat.codes, dtype=np.int64)
        return codes, pd.Index(texts.cat.categories, dtype=object)
    values = texts.to_numpy(dtype=object, na_value=np.nan)
    if not _has_runs(values[:SAMPLE]):
        places, names = pd.factorize(values)
        return np.asarray(places, dtype=np.int64), pd.Index(names, dtype=object)
    is_start = np.append(True, values[1:] != values[:-1])
    places, names = pd.factorize(values[is_start])
    return places.astype(np.int64)[np.cumsum(is_start) - 1], pd.Index(names, dtype=object)


def _has_runs(values: Whole) -> bool:
    """Tell whether most texts are those of the row before: it is quicker then to look at the others alone."""
    return len(values) > 1 and float(np.mean(values[1:] == values[:-1])) > 0.5


def places_among(texts: pd.Series, names: pd.Index) -> Ints:
    """Return where each text stands among the names, -1 where it does not.

    >>> places_among(pd.Series(["x", "y", "x"]), pd.Index(["y", "z"])).tolist()
    [-1, 0, -1]
    """
    codes, distinct = coded(texts)
    found = np.append(names.get_indexer(distinct), -1)
    return np.asarray(found[codes], dtype=np.int64)


def is_doubled(keys: Ints) -> Mask:
    """Return which keys stand in an earlier row too."""
    return np.asarray(pd.Series(keys).duplicated().to_numpy(), dtype=np.bool_)


def numbered(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the distinct keys (0 to below `size`) in order, and each row's place among them.

    >>> [row.tolist() for row in numbered(np.array([7, 3, 7]), 10)]
    [[3, 7], [1, 0, 1]]
    """
    if size > SPARSE * len(keys):
        distinct, places = np.unique(keys, return_inverse=True)
        return distinct, places.astype(np.int64)
    is_there = np.zeros(size, dtype=np.bool_)
    is_there[keys] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[keys]
