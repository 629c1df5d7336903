"""The argument about the operation: who answers what and when, and stances by period."""

from __future__ import annotations

import textwrap

import pandas as pd

from helpers.analysis import debate
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, Row, column, key, line, notes, rules, scatter, segments
from helpers.charts.statements import opacity
from helpers.charts.the_argument import words
from helpers.words import dated, month

ROW_PX, HEADING_PX, APART_PX = 21, 32, 8  # an answer, the name of a side, the space below a side's answers
FRAME_PX = 74  # the margins: the name of a day above, months below
LEFT = {"xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left", "yshift": -3}
CLEAR = {"bgcolor": theme.PAPER, "borderpad": 0}  # words that cover the lines of days behind them
FIRST, LAST = pd.Timestamp("2024-07-18"), pd.Timestamp("2026-05-25")  # the ends that no time axis passes
FREE = 0.2  # of the days up to the last answer: free behind it
LETTERS, GAP = 52, 3  # letters of a name that a phone's time axis takes; letters kept free at a mark
NAME_PX, RAISED_PX = 9, 15  # from a mark, or the end of its bar, to its name; from a bar to the name above it
NAMES = {  # the end of a name that stands at its place → how far it stands from there
    "left": {"xshift": NAME_PX},
    "right": {"xshift": -NAME_PX},
    "center": {"yshift": RAISED_PX},
}
TICKS = 6  # months named below the axis, at most
Days = tuple[pd.Timestamp, pd.Timestamp]


def argument_map(
    arguments: pd.DataFrame, questions: pd.DataFrame, about: str, group: str = words.EVERYBODY
) -> Figure:
    """Every answer to one question: a row each, at its day, with its speaker; rows of other groups turn grey.

    Parameters
    ----------
    arguments : table arguments.
    questions : table questions_debated.
    about : key of questions_debated with sides.
    group : key of GROUPS.

    >>> fig = charts.argument_map(load("arguments"), load("questions_debated"), about="cards")
    >>> fig.layout.meta["title"]
    'Land helped towards talks? 6 yes, 1 both, 13...
    """
    rows, question = debate.answers(arguments, about), questions.set_index("question").loc[about]
    wanted = words.GROUPS[group]
    rows["chosen"] = True if wanted is None else rows["speaker_group"].isin(wanted)
    rows["said"] = column(rows, dated)
    days = _map_days(rows)
    rows["x"] = rows["middle"].clip(*days)
    rows[["name_x", "name_text", "name_end"]] = [_map_name(row, days) for row in rows.itertuples()]
    heads, rows["y"], depth = _map_places(rows)
    chosen = rows[rows["chosen"]]
    headings = [
        (0, place, words.heading(side, question[f"{side}_means"], (chosen["side"] == side).sum()))
        for side, place in heads.items()
    ]
    return picture(
        [
            _allowed_days(rows, days),
            *(_map_marks(actor, told) for actor, told in rows.groupby("actor", sort=True)),
            _map_names(chosen),
            report_day("left"),
            rules(heads.values(), color=theme.UNCLEAR),
            notes(headings, size=None, name="wide", **LEFT, **CLEAR),
            notes(headings, 13, name="narrow", **LEFT, **CLEAR),
        ],
        x={"type": "date", "range": list(days), "side": "bottom", **_months(days)},
        y={"visible": False, "range": [-depth, 6]},
        look={"margin": {"b": 40}, "showlegend": True},
        height=depth + FRAME_PX,
        **words.argument_map(rows, question["asks"], about, group),
    )


def report_day(anchor: str) -> Layer:
    """A thin line at the day of the report; `anchor` says which end of its name stands there."""
    at, stroke = debate.REPORT_DAY, {"color": theme.FAINT, "width": 1}
    name = notes([(at, 1, "the report")], size=None, yref="paper", xanchor=anchor, yanchor="bottom")
    return name._replace(shapes=segments([(at, 0, at, 1)], stroke, yref="paper", layer="below").shapes)


def _map_places(rows: pd.DataFrame) -> tuple[dict[str, float], list[float], int]:
    """Places of the sides' rules and of the rows, in pixels down from 0, and how far down all reach."""
    heads, places, at = {}, [], 0
    for side, own in rows.groupby(pd.Categorical(rows["side"], debate.SIDES), observed=True):
        heads[side] = -at
        at += HEADING_PX
        for end in own["name_end"]:
            at += ROW_PX + (RAISED_PX if end == "center" else 0)
            places.append(ROW_PX / 2 - at)
        at += APART_PX
    return heads, places, at


def _map_days(rows: pd.DataFrame) -> Days:
    """The ends of the time axis: the last answer to the question has room for its name behind it."""
    last = rows["published_last"].max()
    return FIRST, min(last + FREE * (last - FIRST), LAST).normalize()


def _months(days: Days) -> dict:
    """The months that the time axis names, as many as a phone has room for."""
    every = pd.date_range(*days, freq="MS")
    step = next(step for step in (1, 2, 4) if len(every) <= step * TICKS)
    named = every[1::step]  # from September on: every fourth month then names each January
    return {"tickvals": named, "ticktext": [month(day).replace(" ", "<br>") for day in named]}


def _allowed_days(rows: pd.DataFrame, days: Days) -> Layer:
    """Bars over the days that a page allows, where these are several."""
    wide = rows[rows["published_first"] != rows["published_last"]]
    x = [
        x
        for row in wide.itertuples()
        for x in (max(row.published_first, days[0]), min(row.published_last, days[1]), None)
    ]
    return line(x, [y for place in wide["y"] for y in (place, place, None)], theme.UNCLEAR, 4)


def _map_marks(actor: str, rows: pd.DataFrame) -> Layer:
    """Marks of one side and, for the legend, its own mark: full, whatever the first row is."""
    style = theme.actor(actor)
    acts = rows["kind"].isin(words.ACTS)
    own = key(style, marker={"symbol": style.symbol, "color": style.color, "size": 9})
    marker = {
        "symbol": [f"{style.symbol}-open" if act else style.symbol for act in acts],
        "color": [style.color if chosen else theme.UNCLEAR for chosen in rows["chosen"]],
        "size": 9,
        "opacity": column(rows, opacity),
        "line": {"width": [2 if act else 0 for act in acts]},
    }
    marks = scatter(rows, "x", "y", words.argument, cliponaxis=False, showlegend=False, marker=marker)
    return Layer([*own.traces, *marks.traces])


def _map_names(rows: pd.DataFrame) -> Layer:
    """A name beside each mark, on the side where it has room; above a bar that leaves room on no side."""
    layers = [
        notes(
            own[["name_x", "y", "name_text"]].values, 13, name="speaker", xanchor=end, **NAMES[end], **CLEAR
        )
        for end, own in rows.groupby("name_end")
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _map_name(row: Row, days: Days) -> tuple[pd.Timestamp, str, str]:
    """Where a name stands, its text, and with which of its ends; only what has room nowhere is cut."""
    said = row.short_name if row.middle >= days[0] else f"{row.short_name}, {row.said}"
    first, last = (max(end, days[0]) for end in (row.published_first, row.published_last))
    letter, need = (days[1] - days[0]) / LETTERS, len(said) + GAP
    places = {
        "left": (last, (days[1] - last) / letter),
        "right": (first, (first - days[0]) / letter),
        "center": (row.x, 2 * min(row.x - days[0], days[1] - row.x) / letter),
    }
    end = next((end for end, (_, room) in places.items() if room >= need), "center")
    x, letters = places[end][0], int(places[end][1]) - GAP
    return x, said if len(said) <= letters else textwrap.shorten(said, letters, placeholder=" …"), end
