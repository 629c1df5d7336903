"""Former names of what moved to `helpers.words` and `charts.frames`; goes when the last module has moved."""

from __future__ import annotations

from helpers.charts.frames import finish, marks, printed
from helpers.words import broken, count_word, day
from helpers.words import written as words

__all__ = ["broken", "count_word", "day", "finish", "marks", "panel_heading", "printed", "words"]


def panel_heading(fig, text, panel):
    axis = "" if panel == 1 else panel
    fig.add_annotation(
        x=0, xref=f"x{axis} domain", xanchor="left", y=1, yref=f"y{axis} domain", yanchor="bottom",
        text=text, showarrow=False,
    )  # fmt: skip
