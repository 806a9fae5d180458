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
_NUMBER = Column("number", "Số báo danh", required=True)

ENTRIES = Form(
    "entries",
    (
        _NUMBER,
        Column("title", "Tên bài dự thi", required=True),
        Column("unit", "Đơn vị dự thi", required=True),
        Column("group", "Bảng thi"),
        Column("submitted_at", "Thời điểm nộp bài"),
        Column("status", "Trạng thái"),
    ),
    families=(LINK, PUBLISHED_AT),
)
JUDGES = Form(
    "judges",
    (
        Column("judge", "Mã giám khảo", required=True),
        Column("name", "Họ và tên", required=True),
        Column("unit", "Đơn vị"),
        Column("head", "Trưởng ban giám khảo"),
    ),
)
MARKS = Form(
    "marks",
    (
        Column("judge", "Mã giám khảo", required=True),
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
        Column("taken_at", "Thời điểm đọc số liệu", required=True),
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
