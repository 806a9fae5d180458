"""The demo's seven judges and their marks; all of them are made up."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2b

from pipeline.demo.story import TIED
from pipeline.demo.units import demo_entries

JUDGES = (
    ("gk1", "Nguyễn Thu Hà", True),
    ("gk2", "Trần Quốc Bảo", False),
    ("gk3", "Lê Minh Châu", False),
    ("gk4", "Phạm Đức Long", False),
    ("gk5", "Vũ Thị Ngọc Ánh", False),
    ("gk6", "Hoàng Văn Thịnh", False),
    ("gk7", "Đỗ Khánh Linh", False),
)
SEVERITY_PERCENT = (0, -4, 2, -1, 3, -9, 1)
"""How far each judge marks from the panel; the sixth is severe."""

CRITERIA = (("content", 40), ("presentation", 30), ("creativity", 20), ("technique", 10))


def demo_marks() -> Iterator[tuple[str, str, str, Decimal]]:
    """Yield judge, entry's number, criterion and mark, in steps of a half."""
    for entry in demo_entries():
        for place in range(len(JUDGES)):
            for criterion, maximum in CRITERIA:
                yield (
                    JUDGES[place][0],
                    entry.number,
                    criterion,
                    _mark(entry.position, place, criterion, maximum),
                )


def _mark(position: int, place: int, criterion: str, maximum: int) -> Decimal:
    if position == TIED[1]:
        return _mark(TIED[0], (place + 1) % len(JUDGES), criterion, maximum)
    level = 72 + _draw(f"entry/{position}") % 20 + SEVERITY_PERCENT[place]
    level += _draw(f"{position}/{place}/{criterion}") % 9 - 4
    halves = 2 * maximum * min(level, 100) // 100
    return Decimal(halves) / 2


def _draw(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big")
