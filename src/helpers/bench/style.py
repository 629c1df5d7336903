"""One line that makes plotly.express draw as the course does."""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio

from helpers.charts import theme

GREYS = ["#767676", "#C4C4C4", "#474747", "#A6A6A6", "#222222"]  # for names that are no side and no map
STYLES = {**theme.ACTORS, **theme.MAPPERS}


def course_style() -> None:
    """Give plotly.express the course's look: one colour, dash and symbol for each side and each map.

    >>> import plotly.express as px
    >>> course_style()
    >>> px.line(x=[1, 2], y=[3, 4], color=["ukraine", "ukraine"]).data[0].line.color
    '#1D51AB'
    """
    import plotly.express as px  # noqa: PLC0415 (slow; only here)

    pio.templates["course"] = go.layout.Template(theme.template()).update(layout_showlegend=True)
    pio.templates.default = px.defaults.template = "course"
    turn = -len(STYLES) % len(GREYS)  # px counts the names it knows before it gives the next colour
    px.defaults.color_discrete_sequence = GREYS[turn:] + GREYS[:turn]
    px.defaults.color_discrete_map = {name: style.color for name, style in STYLES.items()}
    px.defaults.line_dash_map = {name: style.dash for name, style in STYLES.items()}
    px.defaults.symbol_map = {name: style.symbol for name, style in STYLES.items()}
