"""The demo's entries: who competes, with what title, and when the video came in; all of it is made up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_SUBMISSION = datetime(2024, 8, 15, 8, 0, tzinfo=ZONE)
POSTED_AT = (datetime(2024, 9, 1, 19, 30, tzinfo=ZONE), datetime(2024, 9, 2, 19, 30, tzinfo=ZONE))
LATE = 20
"""The entry that was posted weeks after the others: what equal windows are for."""
LATE_POSTED_AT = datetime(2024, 9, 25, 19, 30, tzinfo=ZONE)

UNITS_AND_TITLES = (
    ("P. Châu Sơn", "Tủ sách nhỏ bên sông Châu"),
    ("P. Hai Bà Trưng", "Một giờ đọc mỗi ngày"),
    ("P. Lam Hạ", "Tủ sách mười cô gái Lam Hạ"),
    ("P. Lê Hồng Phong", "Sách về với khu phố"),
    ("P. Liêm Chính", "Ông kể cháu nghe từ trang sách"),
    ("P. Lương Khánh Thiện", "Chợ phiên đổi sách"),
    ("P. Minh Khai", "Ghế đá đọc sách"),
    ("P. Quang Trung", "Tủ sách của bác tổ trưởng"),
    ("P. Thanh Châu", "Trang sách mở – cánh cửa mở"),
    ("P. Thanh Tuyền", "Đọc sách dưới bóng đa"),
    ("P. Trần Hưng Đạo", "Từ nhà văn hoá đến từng nhà"),
    ("X. Đinh Xá", "Sách và trống đồng Ngọc Lũ"),
    ("X. Kim Bình", "Nông dân học nghề qua sách"),
    ("X. Liêm Chung", "Chuyến xe chở sách"),
    ("X. Liêm Tiết", "Tủ sách dòng họ"),
    ("X. Liêm Tuyền", "Mẹ đọc cùng con"),
    ("X. Phù Vân", "Hoa sen và trang sách"),
    ("X. Tiên Hải", "Bến sách Tiên Hải"),
    ("X. Tiên Hiệp", "Sách nói cho người cao tuổi"),
    ("X. Tiên Tân", "Đêm hội đọc sách"),
    ("X. Trịnh Xá", "Một cuốn sách, trăm người đọc"),
)


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One entry of the demo; `position` counts from 0, `posted_at` is when its video went out."""

    position: int
    number: str
    title: str
    unit: str
    submitted_at: datetime
    posted_at: datetime


def demo_entries() -> tuple[DemoEntry, ...]:
    """Return the 21 entries, posted on the first two evenings; one came late."""
    return tuple(_entry(position, *pair) for position, pair in enumerate(UNITS_AND_TITLES))


def _entry(position: int, unit: str, title: str) -> DemoEntry:
    submitted_at = FIRST_SUBMISSION + timedelta(hours=15 * position)
    posted_at = LATE_POSTED_AT if position == LATE else POSTED_AT[position // 11]
    return DemoEntry(position, f"{position + 1:02}", title, unit, submitted_at, posted_at)
