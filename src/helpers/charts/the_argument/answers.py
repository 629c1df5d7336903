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

ROW_PX, HEADING_PX, APART_PX = (
    21,
    32,
    8,
)  # an answer, the name of a side, the space below the answers of a side
FRAME_PX = 74  # the margins: the name of a day above, months below
LEFT = {"xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left", "yshift": -3}
CLEAR = {"bgcolor": theme.PAPER, "borderpad": 0}  # words that cover the lines of days behind them
MAP_DAYS = (pd.Timestamp("2024-07-18"), pd.Timestamp("2026-05-25"))
LETTER_DAYS, GAP = 13, 3  # what a letter of a name takes on a phone's time axis; letters kept free at a mark
NAME_PX = 9  # from the middle of a mark, or the end of its bar, to its name
MONTHS = pd.date_range("2024-09-01", MAP_DAYS[1], freq="4MS")


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
    rows["x"] = rows["middle"].clip(*MAP_DAYS)
    heads, rows["y"], depth = _map_places(rows)
    chosen = rows[rows["chosen"]]
    headings = [
        (0, place, words.heading(side, question[f"{side}_means"], (chosen["side"] == side).sum()))
        for side, place in heads.items()
    ]
    return picture(
        [
            _allowed_days(rows),
            *(_map_marks(actor, told) for actor, told in rows.groupby("actor", sort=True)),
            _map_names(chosen),
            report_day("left"),
            rules(heads.values(), color=theme.UNCLEAR),
            notes(headings, size=None, name="wide", **LEFT, **CLEAR),
            notes(headings, 13, name="narrow", **LEFT, **CLEAR),
        ],
        x={"type": "date", "range": list(MAP_DAYS), "side": "bottom"}
        | {"tickvals": MONTHS, "ticktext": [month(day).replace(" ", "<br>") for day in MONTHS]},
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
    counts = {side: n for side in debate.SIDES if (n := int((rows["side"] == side).sum()))}
    heads, places, at = {}, [], 0
    for side, count in counts.items():
        heads[side] = -at
        at += HEADING_PX
        places += [-(at + ROW_PX * (row + 0.5)) for row in range(count)]
        at += ROW_PX * count + APART_PX
    return heads, places, at


def _allowed_days(rows: pd.DataFrame) -> Layer:
    """Bars over the days that a page allows, where these are several."""
    wide = rows[rows["published_first"] != rows["published_last"]]
    x = [
        x
        for row in wide.itertuples()
        for x in (max(row.published_first, MAP_DAYS[0]), min(row.published_last, MAP_DAYS[1]), None)
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
    """A name beside each mark, on the side where it has room; only what has room nowhere is cut."""
    placed = zip(map(_map_name, rows.itertuples()), rows["y"], strict=True)
    sides = {"left": [], "right": []}
    for (x, text, anchor), y in placed:
        sides[anchor].append((x, y, text))
    look = {"name": "speaker", **CLEAR}
    layers = [
        notes(own, 13, xanchor=anchor, xshift=NAME_PX if anchor == "left" else -NAME_PX, **look)
        for anchor, own in sides.items()
    ]
    return Layer(notes=[note for layer in layers for note in layer.notes])


def _map_name(row: Row) -> tuple[pd.Timestamp, str, str]:
    """Where a name stands, its text, and with which of its ends."""
    said = row.short_name if row.middle >= MAP_DAYS[0] else f"{row.short_name}, {row.said}"
    first, last = (max(end, MAP_DAYS[0]) for end in (row.published_first, row.published_last))
    room_right, room_left = (MAP_DAYS[1] - last).days, (first - MAP_DAYS[0]).days
    right = room_right >= min(LETTER_DAYS * (len(said) + GAP), room_left)
    letters = int((room_right if right else room_left) / LETTER_DAYS) - GAP
    text = said if len(said) <= letters else textwrap.shorten(said, letters, placeholder=" …")
    return (last, text, "left") if right else (first, text, "right")
