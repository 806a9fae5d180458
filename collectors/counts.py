"""Read a count as platforms write it: as a number or as its digits."""

LARGEST_COUNT = 2**63 - 1
"""What 64-bit columns keep. YouTube's format uint64 allows twice that, which no video can have had."""


class NotACountError(ValueError):
    """A value that stands where a count should and is none."""


def count_from_value(value: object) -> int | None:
    """Return the count, None where the platform did not say; raises NotACountError for anything else.

    >>> count_from_value("2147483648"), count_from_value(9), count_from_value(None)
    (2147483648, 9, None)
    """
    if value is None:
        return None
    count = _whole_number(value)
    if count is None or not 0 <= count <= LARGEST_COUNT:
        raise NotACountError(f"not a count: {str(value)[:40]!r}")
    return count


def _whole_number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if (
        isinstance(value, str)
        and value.isascii()
        and value.isdigit()
        and len(value) <= len(str(LARGEST_COUNT))
    ):
        return int(value)
    return None
