"""Text fits the columns of a terminal, of which wide signs take two, and none of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from determinants.ground.spelling import signs
from determinants.write.wrapping import hanging, wrapped

SAID = st.lists(
    st.sampled_from(["a", "word", "Köln", "東京の病院", "e\u0301e\u0301", "באר", "x-y"]), max_size=30
)


@given(SAID, st.integers(20, 80), st.sampled_from(["", "  ", "  12  "]))
def test_lines_fit_and_nothing_is_lost(words: list[str], width: int, first: str) -> None:
    for lines in (
        wrapped(" ".join(words), width, first, " " * len(first)),
        hanging(first, " ".join(words), width),
    ):
        assert all(wcswidth(line) <= width for line in lines)
        assert re.sub(r"\s", "", "".join(lines)) == (first.strip() + "".join(words) if words else "")


@pytest.mark.parametrize("text", ["Ulm", "東京", "e\u0301", "Ko\u0308ln", "病院 and others", "באר שבע"])
def test_columns_are_counted_as_a_terminal_does(text: str) -> None:
    assert signs(text) == wcswidth(text)


def test_a_head_that_leaves_too_little_room_stands_above() -> None:
    assert hanging("    does not report  ", "that it went well", 30) == [
        "    does not report",
        "      that it went well",
    ]
