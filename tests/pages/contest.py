"""The contest whose pages are tested: twenty-one entries, four judges, of whom one belongs to a unit."""

from datetime import UTC, datetime

from pipeline.demo.units import UNITS_AND_TITLES

CONTEST = "tu-sach"
NOON = datetime(2026, 11, 3, 5, tzinfo=UTC)
"""Noon in Vietnam, two days before the judges' marks are due."""

CONFIG = """
language = "vi"
[contests.tu-sach]
name = "Video giới thiệu “Tủ sách cộng đồng” 2026"
organiser = "Ban Chỉ đạo xây dựng Thành phố học tập Phủ Lý"
opens_at = 2026-09-01T00:00:00
cut_off_at = 2026-10-31T17:00:00
marks_due_at = 2026-11-05T17:00:00

[contests.tu-sach.counts]
channels = ["youtube", "website"]

[contests.tu-sach.engagement]
weight = 30
points = { views = 0.01, likes = 1 }
scale = "share-of-best"

[contests.tu-sach.judging]
weight = 70

[[contests.tu-sach.judging.criteria]]
key = "content"
name = "Nội dung"
maximum = 40

[[contests.tu-sach.judging.criteria]]
key = "presentation"
name = "Thuyết minh, dẫn dắt"
maximum = 30

[[contests.tu-sach.judging.criteria]]
key = "creativity"
name = "Sáng tạo"
maximum = 20

[[contests.tu-sach.judging.criteria]]
key = "technique"
name = "Hình ảnh, âm thanh"
maximum = 10

[contests.tu-sach.total]
combine = "weighted"
"""

ENTRIES = "number,title,unit,link_youtube,link_website\n" + "\n".join(
    f'{place:02},"{title}","{unit}",https://www.youtube.com/watch?v=video{place:06},https://tthtcd.example/video/{place}'
    for place, (unit, title) in enumerate(UNITS_AND_TITLES, 1)
)

JUDGES = """judge,name,unit,head
gk1,Nguyễn Thu Hà,,yes
gk2,Trần Quốc Bảo,,
gk3,Lê Minh Châu,P. Lam Hạ,
gk4,Phạm Đức Long,,
"""
