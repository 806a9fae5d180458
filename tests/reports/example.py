"""An example report: made-up figures for the wards and communes of Phủ Lý."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from reports.data import (
    ChannelGrowth,
    ContestFacts,
    CountCell,
    CriterionCell,
    GrowthLine,
    MarkLine,
    NoticeLine,
    ProblemLine,
    RankingReport,
    ReadingLine,
    ReportRow,
    RulesFacts,
)

UNITS = (
    "P. Châu Sơn",
    "P. Hai Bà Trưng",
    "P. Lam Hạ",
    "P. Lê Hồng Phong",
    "P. Liêm Chính",
    "P. Lương Khánh Thiện",
    "P. Minh Khai",
    "P. Quang Trung",
    "P. Thanh Châu",
    "P. Thanh Tuyền",
    "P. Trần Hưng Đạo",
    "X. Đinh Xá",
    "X. Kim Bình",
    "X. Liêm Chung",
    "X. Liêm Tiết",
    "X. Liêm Tuyền",
    "X. Phù Vân",
    "X. Tiên Hải",
    "X. Tiên Hiệp",
    "X. Tiên Tân",
    "X. Trịnh Xá",
)
TITLES = (
    "Tủ sách bên dòng Châu Giang",
    "Mỗi trang sách, một chân trời: câu chuyện của bác thủ thư và những đứa trẻ xóm chài ven sông Đáy",
    "Sách về làng",
    "Góc đọc nhỏ ở nhà văn hoá thôn",
    "Đọc cùng con mỗi tối",
    "Chuyến xe sách lưu động",
)
CHANNELS = ("youtube", "facebook", "website")
JUDGES = (
    "Nguyễn Thị Hoa",
    "Trần Văn Bình",
    "Lê Thị Thu Hương",
    "Phạm Đức Anh",
    "Đỗ Ngọc Ánh",
    "Vũ Minh Tuấn",
    "Hoàng Thị Lan",
)
AWARDS = (("Giải Nhất", 1), ("Giải Nhì", 2), ("Giải Ba", 3), ("Giải Khuyến khích", 5))
OPENS_AT = datetime(2024, 8, 31, 17, tzinfo=UTC)
CUT_OFF_AT = datetime(2024, 10, 31, 10, tzinfo=UTC)
CENT = Decimal("0.01")


def example_report(entries: int = 21, **changes: object) -> RankingReport:
    """Return a report with any number of entries; keywords replace fields of it."""
    report = RankingReport(
        contest=_contest(),
        at=CUT_OFF_AT,
        finality=None,
        is_made_up=True,
        rules=_rules(),
        columns=tuple((channel, metric) for channel in CHANNELS for metric in _metrics(channel)),
        rows=_rows(entries),
        marks=tuple(line for place in range(entries) for line in _marks(place)),
        readings=tuple(line for place in range(entries) for line in _readings(place)),
        growth=tuple(_growth(place) for place in range(entries)),
        channel_growth=tuple(_channel_growth(channel) for channel in CHANNELS) if entries else (),
        notices=(
            NoticeLine("award-shared", ("05", "06"), (("award", "Giải Ba"),)),
            NoticeLine("incomplete-sheets", ("03",), (("count", "2"),)),
        ),
        problems=(_problem(),),
        run_digest="9f2c61d0a4b87e35" * 4,
        run_finished_at=datetime(2024, 10, 31, 19, 12, tzinfo=UTC),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def _contest() -> ContestFacts:
    return ContestFacts(
        key="tu-sach-2024",
        name="Video giới thiệu “Tủ sách cộng đồng” 2024",
        organiser="Ban Chỉ đạo xây dựng xã hội học tập thành phố Phủ Lý",
        time_zone="Asia/Ho_Chi_Minh",
        opens_at=OPENS_AT,
        cut_off_at=CUT_OFF_AT,
        marks_due_at=datetime(2024, 11, 5, 10, tzinfo=UTC),
    )


def _rules() -> RulesFacts:
    return RulesFacts(
        combine="weighted",
        judging_weight=Decimal(70),
        engagement_weight=Decimal(30),
        scale="share-of-best",
        points=(("views", Decimal("0.01")), ("likes", Decimal(1)), ("shares", Decimal(2))),
        channels=CHANNELS,
        posts="sum",
        between_readings="interpolate",
        minimum_judges=3,
        criteria=(
            ("content", "Nội dung", Decimal(40), Decimal(40)),
            ("script", "Kịch bản, lời dẫn", Decimal(30), Decimal(30)),
            ("technique", "Hình ảnh và kĩ thuật", Decimal(20), Decimal(20)),
            ("spread", "Sức lan toả", Decimal(10), Decimal(10)),
        ),
        ties=("judges", "criterion:content", "metric:shares", "submitted_at"),
        digits=2,
        rank_on="exact",
        awards=AWARDS,
        version=None,
        published_at=None,
        published_by=None,
        digest="4be07c1f2a9d6835" * 4,
    )


def _rows(entries: int) -> tuple[ReportRow, ...]:
    """Two entries tie for the fifth rank; where there are six or more, the last one is not ranked."""
    awards = [name for name, count in AWARDS for _ in range(count)]
    rows = [_row(place, awards[place] if place < len(awards) else None) for place in range(entries)]
    if entries > 5:
        rows[4] = replace(rows[4], tied=True)
        rows[5] = replace(_tied_with(rows[5], rows[4]))
        rows[-1] = _unranked(rows[-1])
    return tuple(rows)


def _tied_with(row: ReportRow, other: ReportRow) -> ReportRow:
    return replace(
        row,
        rank=other.rank,
        tied=True,
        judge_points=other.judge_points,
        engagement_points=other.engagement_points,
        judge_part=other.judge_part,
        engagement_part=other.engagement_part,
        total=other.total,
    )


def _unranked(row: ReportRow) -> ReportRow:
    return replace(
        row,
        rank=None,
        award=None,
        judge_points=None,
        judge_part=None,
        engagement_part=None,
        total=None,
        criteria=(),
        judges=0,
        missing=("marks", "facebook_likes"),
    )


def _row(place: int, award: str | None) -> ReportRow:
    judges = Decimal("95.80") - Decimal("0.23") * place
    engagement = (100 * Decimal(30) / (30 + place)).quantize(CENT)
    judge_part, engagement_part = (
        (judges * Decimal("0.7")).quantize(CENT),
        (engagement * Decimal("0.3")).quantize(CENT),
    )
    number = f"{place + 1:02}"
    counts = tuple(_count(place, channel, metric) for channel in CHANNELS for metric in _metrics(channel))
    return ReportRow(
        number=number,
        title=TITLES[place % len(TITLES)],
        unit=UNITS[place % len(UNITS)],
        status="competing",
        rank=place + 1,
        tied=False,
        award=award,
        judge_points=judges,
        engagement_points=engagement,
        raw_engagement=sum((cell.points for cell in counts if cell.points is not None), Decimal(0)),
        judge_part=judge_part,
        engagement_part=engagement_part,
        total=judge_part + engagement_part,
        counts=counts,
        criteria=_criteria(place),
        judges=6 if place == 2 else 7,
        counted_at=CUT_OFF_AT - timedelta(hours=15),
        missing=("facebook_likes",) if place % 4 == 2 else (),
        flags=(),
        links=(
            ("youtube", f"https://www.youtube.com/watch?v=video{number}"),
            ("facebook", f"https://www.facebook.com/100064/videos/9{number}"),
        ),
    )


def _metrics(channel: str) -> tuple[str, ...]:
    return ("views",) if channel == "website" else ("views", "likes", "shares")


def _count(place: int, channel: str, metric: str) -> CountCell:
    count = None if (channel, metric) in _unknown(place) else _size(place, channel, metric)
    worth = {"views": Decimal("0.01"), "likes": Decimal(1), "shares": Decimal(2)}[metric]
    return CountCell(
        channel=channel,
        metric=metric,
        count=count,
        counted_at=None if count is None else CUT_OFF_AT - timedelta(hours=0 if channel == "youtube" else 15),
        sources={"youtube": ("youtube-data",), "facebook": ("facebook-node",), "website": ("hand",)}[channel],
        is_interpolated=channel == "youtube" and count is not None,
        points=None if count is None else count * worth,
    )


def _unknown(place: int) -> tuple[tuple[str, str], ...]:
    hidden = (("facebook", "likes"),) if place % 4 == 2 else ()
    return (("youtube", "shares"), *hidden)


def _size(place: int, channel: str, metric: str) -> int:
    scale = {"youtube": 12345, "facebook": 4310, "website": 870}[channel]
    part = {"views": 1, "likes": 14, "shares": 60}[metric]
    return scale // (place + 3) * 3 // part


def _criteria(place: int) -> tuple[CriterionCell, ...]:
    return tuple(
        CriterionCell(key, name, maximum, (maximum * (Decimal(958) - 2 * place) / 1000).quantize(CENT))
        for key, name, maximum, _ in _rules().criteria
    )


def _marks(place: int) -> tuple[MarkLine, ...]:
    """Seven judges mark every entry; of the third entry the last one left a criterion out."""
    lines = [
        MarkLine(
            f"{place + 1:02}", f"gk{judge}", JUDGES[judge - 1], key, maximum * (38 - (place + judge) % 7) / 40
        )
        for judge in range(1, 8)
        for key, _, maximum, _ in _rules().criteria
    ]
    return tuple(lines[:-1] if place == 2 else lines)


def _readings(place: int) -> tuple[ReadingLine, ...]:
    """Two nights of every channel."""
    return tuple(
        ReadingLine(
            number=f"{place + 1:02}",
            channel=channel,
            link=None if channel == "website" else f"https://{channel}.example/{place}",
            source={"youtube": "youtube-data", "facebook": "facebook-node", "website": "hand"}[channel],
            taken_at=CUT_OFF_AT - timedelta(hours=39 - 24 * night),
            counts=tuple(
                (metric, _size(place, channel, metric) - 1 + night)
                for metric in _metrics(channel)
                if (channel, metric) not in _unknown(place)
            ),
        )
        for channel in CHANNELS
        for night in range(2)
    )


def _channel_growth(channel: str) -> ChannelGrowth:
    views = sum(_size(place, channel, "views") for place in range(6))
    nights = [(OPENS_AT + timedelta(hours=26 + 24 * night), night) for night in range(60)]
    return ChannelGrowth(
        channel, tuple((at, round(views * (1 - 0.93**night) / 0.988)) for at, night in nights)
    )


def _growth(place: int) -> GrowthLine:
    views = sum(_size(place, channel, "views") for channel in CHANNELS)
    nights = [(OPENS_AT + timedelta(hours=26 + 24 * night), night) for night in range(60)]
    return GrowthLine(
        f"{place + 1:02}", tuple((at, round(views * (1 - 0.93**night) / 0.988)) for at, night in nights)
    )


def _problem() -> ProblemLine:
    return ProblemLine(
        channel="youtube",
        code="post-not-found",
        number="08",
        title=TITLES[1],
        detail=(),
        found_at=datetime(2024, 10, 30, 19, 3, tzinfo=UTC),
    )
