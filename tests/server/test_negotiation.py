"""What is accepted, with its q-values, held against what is offered; and what is packed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinants.server.negotiation import best, takes_gzip

OFFERED = ["application/json", "text/csv", "text/turtle", "text/html"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, text/turtle;q=0.9", "text/turtle"),
        ("text/turtle;q=0.9, */*;q=0.95", "application/json"),
        ("text/*;q=0.3, text/html;q=0.7, */*;q=0.1", "text/html"),
        ("*/*, application/json;q=0", "text/csv"),
        ("*/*;q=0", None),
        ("image/png", None),
        ("TEXT/CSV", "text/csv"),
        ("text/csv ; charset=utf-8 ; q=0.5 , text/turtle;q=0.4", "text/csv"),
        ("text/html;level=1;q=0.4, text/turtle;q=0.5", "text/turtle"),
        ("text/csv;q=nonsense, text/turtle;q=0.1", "text/turtle"),
        ("text/csv;q=2, text/turtle", "text/turtle"),
        ("nonsense, ;;, text/turtle", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_what_is_accepted_most_gladly_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert best(accept, OFFERED) == chosen


@given(st.text(max_size=200))
def test_any_header_is_read(accept: str) -> None:
    assert best(accept, OFFERED) in {*OFFERED, None}
    assert takes_gzip(accept) in {True, False}


@pytest.mark.parametrize(
    ("accept", "packed"),
    [("gzip", True), ("gzip;q=0", False), ("identity", False), ("*;q=0.1", True), ("br, x-gzip", True)],
)
def test_what_is_packed(accept: str, packed: bool) -> None:
    assert takes_gzip(accept) is packed
