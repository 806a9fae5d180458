"""The Graph field and edge names served, against Facebook's own generated package."""

import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from facebook_business.adobjects.advideo import AdVideo
    from facebook_business.adobjects.pagepost import PagePost

from pipeline.demo.standin.graph_nodes import PAGE_POST, VIDEO, NodeType


@pytest.mark.parametrize(("kind", "described"), [(PAGE_POST, PagePost), (VIDEO, AdVideo)])
def test_every_field_is_in_the_package(kind: NodeType, described: type[PagePost] | type[AdVideo]) -> None:
    known = {value for name, value in vars(described.Field).items() if not name.startswith("_")}
    edges = {name for name in kind.fields if hasattr(described, f"get_{name}")}
    assert set(kind.fields) <= known | edges


@pytest.mark.parametrize(("kind", "described"), [(PAGE_POST, PagePost), (VIDEO, AdVideo)])
def test_the_edges_are_those_of_the_counts_that_the_package_can_get(
    kind: NodeType, described: type[PagePost] | type[AdVideo]
) -> None:
    of_counts = {name for name in ("reactions", "likes", "comments") if hasattr(described, f"get_{name}")}
    assert set(kind.edges) == of_counts


def test_the_package_has_shares_on_the_post_alone_and_views_on_the_video_alone() -> None:
    assert (hasattr(PagePost.Field, "shares"), hasattr(AdVideo.Field, "shares")) == (True, False)
    assert (hasattr(PagePost.Field, "views"), hasattr(AdVideo.Field, "post_views")) == (False, True)
