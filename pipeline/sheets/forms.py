"""The four forms: their columns, with the English key and the Vietnamese heading of each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English key, which is also its English heading, and its Vietnamese heading.

    In a family of columns, one a channel, the channel's key follows both: `link_youtube`.
    """

    key: str
    vietnamese: str
    required: bool = False
    also: tuple[str, ...] = ()
    """What else people write over such a column."""

    def heading(self, language: str, channel: str = "") -> str:
        """Return the heading in a language, of a family's column for one channel.

        >>> LINK.heading("vi", "zalo"), LINK.heading("en", "zalo")
        ('Liên kết zalo', 'link_zalo')
        """
        return f"{self.vietnamese} {channel}".strip() if language == "vi" else f"{self.key}{channel}"


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its columns in their order, its families, and whether it takes further columns."""

    key: str
    columns: tuple[Column, ...]
    families: tuple[Column, ...] = ()
    takes_further: bool = False


LINK = Column("link_", "Liên kết")
PUBLISHED_AT = Column("published_at_", "Thời điểm đăng")
_NUMBER = Column("number", "Số báo danh", required=True, also=("SBD", "Số BD", "Mã số bài dự thi"))
_JUDGE = Column("judge", "Mã giám khảo", required=True, also=("Mã GK", "Giám khảo"))

ENTRIES = Form(
    "entries",
    (
        _NUMBER,
        Column("title", "Tên bài dự thi", required=True, also=("Tên bài", "Bài dự thi", "Tên video")),
        Column("unit", "Đơn vị dự thi", required=True, also=("Đơn vị", "Tên đơn vị")),
        Column("group", "Bảng thi"),
        Column("submitted_at", "Thời điểm nộp bài"),
        Column("status", "Trạng thái"),
    ),
    families=(LINK, PUBLISHED_AT),
)
JUDGES = Form(
    "judges",
    (
        _JUDGE,
        Column("name", "Họ và tên", required=True, also=("Họ tên", "Tên giám khảo")),
        Column("unit", "Đơn vị", also=("Đơn vị công tác",)),
        Column("head", "Trưởng ban giám khảo", also=("Trưởng ban",)),
    ),
)
MARKS = Form(
    "marks",
    (
        _JUDGE,
        _NUMBER,
        Column("criterion", "Tiêu chí"),
        Column("mark", "Điểm"),
        Column("comment", "Nhận xét"),
    ),
    takes_further=True,
)
READINGS = Form(
    "readings",
    (
        _NUMBER,
        Column("channel", "Kênh", required=True),
        Column("link", "Liên kết"),
        Column("taken_at", "Thời điểm đọc số liệu", required=True, also=("Thời điểm đọc", "Lúc đọc")),
        Column("source", "Nguồn số liệu"),
        Column("views", "Lượt xem"),
        Column("likes", "Lượt thích"),
        Column("shares", "Lượt chia sẻ"),
        Column("comments", "Lượt bình luận"),
    ),
    takes_further=True,
)
FORMS: Mapping[str, Form] = {form.key: form for form in (ENTRIES, JUDGES, MARKS, READINGS)}

STATUSES_IN_VIETNAMESE: Mapping[str, str] = {
    "competing": "đang thi",
    "withdrawn": "rút",
    "disqualified": "loại",
}
YES_IN: Mapping[str, str] = {"vi": "có", "en": "yes"}
