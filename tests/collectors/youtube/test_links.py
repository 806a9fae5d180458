"""Links to YouTube videos; the table is of the link forms that two public link readers are tested with."""

import pytest

from collectors import LinkError, LinkFault
from collectors.youtube import PLATFORM

ID = "92HWiOdpY2s"


@pytest.mark.parametrize(
    ("link", "video_id"),
    [
        ("https://www.youtube.com/watch?v=92HWiOdpY2s", ID),
        ("https://www.youtube.com/watch?id=4526&v=92HWiOdpY2s", ID),
        ("https://www.youtube.com/watch?si=x&v=92HWiOdpY2s", ID),
        ("https://www.youtube.com/watch?list=PLx&v=92HWiOdpY2s", ID),
        ("https://www.youtube.com/watch?feature=share&amp;v=92HWiOdpY2s", ID),
        ("http://youtu.be/afa-5HQHiAs/", "afa-5HQHiAs"),
        ("youtu.be/ZxCwPm_es4A?a", "ZxCwPm_es4A"),
        ("youtu.be/4SpnqbXd8A8/video", "4SpnqbXd8A8"),
        ("https://youtu.be/92HWiOdpY2s?si=abc&t=30", ID),
        ("https://www.youtube.com/shorts/U5Bn8mMxj4o/nonsense?x", "U5Bn8mMxj4o"),
        ("https://www.youtube.com/live/92HWiOdpY2s?si=x", ID),
        ("https://www.youtube.com/embed/sC4l-LvAH_c?autoplay=1", "sC4l-LvAH_c"),
        ("https://www.youtube.com/v/92HWiOdpY2s", ID),
        ("https://www.youtube.com/e/92HWiOdpY2s", ID),
        ("https://www.youtube.com/video/92HWiOdpY2s", ID),
        ("https://www.youtube.com/watch_popup?v=92HWiOdpY2s", ID),
        ("m.youtube.com/watch?v=92HWiOdpY2s", ID),
        ("https://music.youtube.com/watch?v=92HWiOdpY2s", ID),
        ("http://au.youtube.com/watch?v=92HWiOdpY2s", ID),
        ("https://www.youtube-nocookie.com/embed/92HWiOdpY2s", ID),
        ("https://www.youtubekids.com/watch?v=92HWiOdpY2s", ID),
        ("HTTPS://WWW.YOUTUBE.COM/watch?v=92HWiOdpY2s", ID),
        ("//www.youtube.com/watch?v=92HWiOdpY2s", ID),
        ("https://m.youtube.com/?hl=fr#%2Fwatch%3Fv%3DObJTChxhhvY", "ObJTChxhhvY"),
        (
            "https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3Df5ZJLklAIQc%26feature%3Dshare",
            "f5ZJLklAIQc",
        ),
        ("https://www.youtube.com/signin?next=%2Fwatch%3Fv%3D92HWiOdpY2s", ID),
        ("https://www.youtube.com/signin?next=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D92HWiOdpY2s", ID),
        ("https://youtu.be/rbXhnI_E0hQ%5D", "rbXhnI_E0hQ"),
        ("https://www.youtube.com/watch?v=3JqLhV80Vyg%20%20(phim", "3JqLhV80Vyg"),
        ("https://youtu.be/-1234567890", "-1234567890"),
        ("https://youtu.be/12345678901", "12345678901"),
    ],
)
def test_each_form_of_link_names_its_video(link: str, video_id: str) -> None:
    assert PLATFORM.post_id_from_link(link) == video_id


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("https://youtu.be/aHQHiAs", LinkFault.NO_POST),
        ("https://youtu.be/92HWiOdpY2sx", LinkFault.NO_POST),
        ("https://www.youtube.com/watch?v=92HWiOdpY2", LinkFault.NO_POST),
        ("https://www.youtube.com/watch", LinkFault.NO_POST),
        ("https://www.youtube.com/shorts/", LinkFault.NO_POST),
        ("https://www.youtube.com/embed/videoseries?list=PLx", LinkFault.NO_POST),
        ("https://www.youtube.com/embed/live_stream?channel=UCx", LinkFault.NO_POST),
        ("https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw", LinkFault.NO_POST),
        ("https://www.youtube.com/@thanhphohoctap", LinkFault.NO_POST),
        ("https://www.youtube.com/c/thanhphohoctap", LinkFault.NO_POST),
        ("https://www.youtube.com/results?search_query=tu+sach", LinkFault.NO_POST),
        ("https://www.youtube.com/", LinkFault.NO_POST),
        (
            "https://www.youtube.com/signin?next=https%3A%2F%2Fevil.example%2Fwatch%3Fv%3D92HWiOdpY2s",
            LinkFault.NO_POST,
        ),
        ("https://youtube.je/watch?v=92HWiOdpY2s", LinkFault.WRONG_SITE),
        ("https://notyoutube.com/watch?v=92HWiOdpY2s", LinkFault.WRONG_SITE),
        ("https://youtube.com@evil.com/watch?v=92HWiOdpY2s", LinkFault.NOT_A_LINK),
        ("https://evil.com/?u=youtube.com/watch?v=92HWiOdpY2s", LinkFault.WRONG_SITE),
        ("92HWiOdpY2s", LinkFault.NOT_A_LINK),
    ],
)
def test_what_names_no_single_video_is_refused(link: str, fault: LinkFault) -> None:
    with pytest.raises(LinkError, match=fault.value) as refused:
        PLATFORM.post_id_from_link(link)
    assert refused.value.fault is fault
