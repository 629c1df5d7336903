"""A small table prints the course's words and leads to its rows."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.lesson import show_table

FRAME = pd.DataFrame(
    {
        "Day": pd.to_datetime(["2024-08-06", None]),
        "Counted <here>": [12345, 2],
        "row_id": ["units:a", None],
    }
)


def test_days_thousands_and_gaps_read_as_everywhere(shown):
    show_table(FRAME, "Two rows")
    assert shown[0]["text/plain"].splitlines() == ["Day | Counted <here>", "6 Aug 2024 | 12,345", "– | 2"]


def test_row_ids_are_marks_not_cells(shown):
    show_table(FRAME, "Two rows")
    html = shown[0]["text/html"]
    assert html.count("data-row=") == 1 and 'data-row="units:a"' in html
    assert "<td>units:a</td>" not in html and "Counted &lt;here&gt;" in html


def test_the_same_table_gives_the_same_text(shown):
    show_table(FRAME, "Two rows")
    show_table(FRAME.copy(), "Two rows")
    assert shown[0] == shown[1]


def test_an_empty_table_is_refused():
    with pytest.raises(ValueError, match="no rows"):
        show_table(FRAME.iloc[:0], "Nothing")
