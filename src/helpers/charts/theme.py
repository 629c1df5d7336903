"""The one theme of the course: who has which colour, dash and marker; the small layout all figures share."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import plotly.graph_objects as go

INK = "#16202B"
INK_2 = "#4B5563"  # subtitles, captions, what stands behind
INK_3 = "#5F6875"  # numbers on axes
RULE = "#D8D4CB"
GRID = "#E9E6E0"
FAINT = "#8C8C8C"
PAPER = "#FFFFFF"
WASH = "#F6F4EE"
PEN = "#FFE68A"  # the marker pen: the title's number, what the report says, the reader's own setting
PEN_LINE = "#8A6D00"  # a line in the pen's colour
UNCLEAR = "#C9C9C9"
# a name may not start with a digit unless it is quoted
FONT = "'Source Sans 3', 'Segoe UI', system-ui, Roboto, 'Helvetica Neue', Arial, sans-serif"
DAY_MS = 86_400_000  # Plotly counts a step of days and the width of a bar in milliseconds
HEIGHT = 320
WIDTH, NARROW = 800, 560  # pixels: the widest figure, and below which a picture counts as narrow
TITLE_MOST = 90
LIGHT = 0.45  # how much of a colour is left in its lighter one


class Style(NamedTuple):
    """How one actor or source is drawn; colour never stands alone."""

    label: str
    color: str
    dash: str
    symbol: str


# Hues after Okabe and Ito (2008), darkened until each has 3:1 on white and any two differ by lightness too:
# tests/charts/test_theme.py computes both for three kinds of colour-blindness and for greyscale.
ACTORS = {
    "ukraine": Style("Ukraine", "#1D51AB", "solid", "circle"),
    "russia": Style("Russia", "#A85011", "dash", "square"),
    "north_korea": Style("North Korea", "#993B88", "longdash", "diamond"),
    "south_korea": Style("South Korea", "#0A8C3F", "dashdot", "triangle-up"),
    "western": Style("US, UK, NATO, EU", "#1788D3", "dot", "triangle-down"),
    "independent": Style("independent analysts", "#474747", "solid", "pentagon"),
    "media": Style("media", "#C47B0C", "longdashdot", "cross"),
    "multinational": Style("UN and multinational", "#767676", "dot", "hexagon"),
    "other": Style("others", "#767676", "dash", "x"),
}

MAPPERS = {
    "deepstate": Style("DeepState", "#000000", "solid", "circle"),
    "project_owl": Style("Project Owl", "#474747", "dash", "diamond"),
    "creamy_caprice": Style("Creamy Caprice", "#717171", "dot", "square"),
    "isw": Style("ISW", "#767676", "longdash", "triangle-up"),
}

# Said once at the mapper's name, because a reader should know who leans where.
LEANINGS = {
    "deepstate": "works with Kyiv's ministry",
    "project_owl": "volunteers",
    "creamy_caprice": "Russian-side",
    "isw": "US institute",
}


def actor(side: str) -> Style:
    """Style of a side as written in speakers.csv, or of a mapper; unknown sides are drawn as "other"."""
    return ACTORS.get(side, MAPPERS.get(side, ACTORS["other"]))


def mapper(name: str) -> Style:
    """Style of a mapper as written in control_area_daily.csv. Raises KeyError for an unknown mapper."""
    return MAPPERS[name]


def lighter(color: str) -> str:
    """The same hue, light: for marks of a side that stand behind others of it."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * LIGHT):02X}" for part in parts)


@cache
def template() -> go.layout.Template:
    """The layout that every figure carries (small, because it is stored in each of them)."""
    axis = {
        "gridcolor": GRID,
        "linecolor": FAINT,
        "ticks": "",
        "tickfont": {"size": 13, "color": INK_2},
        "zeroline": False,
        "automargin": True,
        "separatethousands": True,
        "exponentformat": "none",
        "title": {"standoff": 8, "font": {"size": 13, "color": INK_2}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": INK},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "dragmode": False,  # a finger scrolls the page; the button with the frame switches zooming on
            "colorway": [style.color for style in ACTORS.values()],
            "showlegend": False,  # the key is HTML above the picture: keys.key_of
            "xaxis": axis,
            "yaxis": {**axis, "ticklabelstandoff": 8},
            "hoverlabel": {
                "align": "left",
                "bgcolor": PAPER,
                "bordercolor": RULE,
                "font": {"color": INK, "size": 14, "family": FONT},
            },
        }
    )
