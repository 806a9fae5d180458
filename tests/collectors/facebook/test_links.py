"""Links to Facebook videos and posts; the forms are those that two public link readers are tested with."""

import pytest

from collectors import LinkError, LinkFault
from collectors.facebook import PLATFORM

PAGE, ID = "100064000000001", "1234567890123456"


@pytest.mark.parametrize(
    ("link", "graph_id"),
    [
        (f"https://www.facebook.com/phuly/videos/{ID}/", ID),
        (f"https://www.facebook.com/phuly/videos/tu-sach-cong-dong/{ID}/", ID),
        (f"https://www.facebook.com/phuly/videos/vb.{PAGE}/{ID}/?type=2", ID),
        (f"https://www.facebook.com/{PAGE}/videos/{ID}", ID),
        (f"https://www.facebook.com/watch/?v={ID}", ID),
        (f"https://www.facebook.com/watch?ref=saved&amp;v={ID}", ID),
        (f"https://www.facebook.com/watch/live/?v={ID}", ID),
        (f"https://www.facebook.com/video.php?v={ID}", ID),
        (f"https://www.facebook.com/video/embed?video_id={ID}", ID),
        (
            f"https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fphuly%2Fvideos%2F{ID}%2F",
            ID,
        ),
        (f"https://www.facebook.com/reel/{ID}?s=chYV2B", ID),
        (f"https://www.facebook.com/phuly/posts/{ID}", ID),
        (f"https://www.facebook.com/phuly/posts/tu-s%C3%A1ch/{ID}", ID),
        (f"https://www.facebook.com/{PAGE}/posts/{ID}", f"{PAGE}_{ID}"),
        (f"https://www.facebook.com/permalink.php?story_fbid={ID}&id={PAGE}", f"{PAGE}_{ID}"),
        (f"https://www.facebook.com/permalink.php?story_fbid={ID}&amp;id={PAGE}", f"{PAGE}_{ID}"),
        (f"https://m.facebook.com/story.php?story_fbid={ID}&id={PAGE}&refid=17", f"{PAGE}_{ID}"),
        (f"web.facebook.com/reel/{ID}", ID),
        (f"//mbasic.facebook.com/{PAGE}/posts/{ID}", f"{PAGE}_{ID}"),
        (f"https://VI-VN.facebook.com/phuly/videos/{ID}", ID),
    ],
)
def test_each_form_of_link_names_its_node(link: str, graph_id: str) -> None:
    assert PLATFORM.post_id_from_link(link) == graph_id


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("https://fb.watch/aBcD123/", LinkFault.SHORT_LINK),
        ("https://www.facebook.com/share/v/1CzXMGrJns/", LinkFault.SHORT_LINK),
        ("facebook.com/share/r/1CzXMGrJns/", LinkFault.SHORT_LINK),
        ("https://www.facebook.com/share/p/1CzXMGrJns/", LinkFault.SHORT_LINK),
        (f"https://www.facebook.com/permalink.php?story_fbid=pfbid02abc&id={PAGE}", LinkFault.SHORT_LINK),
        ("https://www.facebook.com/phuly/posts/pfbid02abc", LinkFault.SHORT_LINK),
        ("https://www.facebook.com/phuly", LinkFault.NO_POST),
        ("https://www.facebook.com/phuly/videos/", LinkFault.NO_POST),
        ("https://www.facebook.com/watch/", LinkFault.NO_POST),
        ("https://www.facebook.com/watch/?v=abc", LinkFault.NO_POST),
        (f"https://www.facebook.com/groups/1000/posts/{ID}", LinkFault.NO_POST),
        (f"https://www.facebook.com/photo.php?fbid={ID}", LinkFault.NO_POST),
        (
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2Fx",
            LinkFault.WRONG_SITE,
        ),
        (f"https://notfacebook.com/watch/?v={ID}", LinkFault.WRONG_SITE),
        ("https://www.youtube.com/watch?v=92HWiOdpY2s", LinkFault.WRONG_SITE),
        (ID, LinkFault.NOT_A_LINK),
    ],
)
def test_what_names_no_node_is_refused(link: str, fault: LinkFault) -> None:
    with pytest.raises(LinkError, match=fault.value) as refused:
        PLATFORM.post_id_from_link(link)
    assert (refused.value.fault, refused.value.link) == (fault, link)
