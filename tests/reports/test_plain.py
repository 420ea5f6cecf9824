"""Text of a deck on a screen."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.reports.plain import shown, shown_lines


@given(st.text())
def test_nothing_moves_the_cursor(text: str) -> None:
    assert not any(unicodedata.category(c) == "Cc" for c in shown(text))
    assert all(not any(unicodedata.category(c) == "Cc" for c in line) for line in shown_lines(text))


def test_ordinary_text_stays() -> None:
    assert shown("naïve – 漢字 “x” שלום\u200f 100 %") == "naïve – 漢字 “x” שלום\u200f 100 %"
    assert shown_lines("a\n\nb  c\n") == ["a", "b c"]
    assert shown("\x1b[2J\u202ex") == "�[2J�x"
