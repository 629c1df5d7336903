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
from helpers.words import broken, dated, month

MAP_HEIGHT, MAP_FRAME, HEADING_PX = 830, 190, 34
LEFT = {"xref": "paper", "xanchor": "left", "align": "left"}
MAP_DAYS = (pd.Timestamp("2024-07-18"), pd.Timestamp("2026-05-25"))
LETTER_DAYS, GAP = 12, 3  # what a letter of a name takes on a phone's time axis; letters kept free at a mark
MONTHS = pd.to_datetime(["2024-08-01", "2025-01-01", "2025-08-01", "2026-01-01"])
HALO = ", ".join(["0 0 3px #FFFFFF"] * 4)


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
    heads, rows["y"] = _map_places(rows)
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
            rules((place + 12 for place in heads.values()), color=theme.UNCLEAR),
            notes(headings, size=None, name="wide", **LEFT),
            notes([(x, y, broken(text, 40)) for x, y, text in headings], 13, name="narrow", **LEFT),
        ],
        x={"type": "date", "range": list(MAP_DAYS), "side": "bottom"}
        | {"tickvals": MONTHS, "ticktext": [month(day).replace(" ", "<br>") for day in MONTHS]},
        y={"visible": False, "range": [MAP_FRAME - MAP_HEIGHT, 6]},
        look={"margin": {"b": 70}, "showlegend": True},
        height=MAP_HEIGHT,
        **words.argument_map(rows, question["asks"], about, group),
    )


def report_day(anchor: str) -> Layer:
    """A dotted line at the day of the report; `anchor` says which end of its name stands there."""
    at, stroke = debate.REPORT_DAY, {"color": theme.FAINT, "dash": "dot"}
    name = notes([(at, 1, "the report")], size=None, yref="paper", xanchor=anchor, yanchor="bottom")
    return name._replace(shapes=segments([(at, 0, at, 1)], stroke, yref="paper", layer="below").shapes)


def _map_places(rows: pd.DataFrame) -> tuple[dict[str, float], list[float]]:
    """Places of the sides' headings and of the rows, in pixels down from 0."""
    counts = {side: n for side in debate.SIDES if (n := int((rows["side"] == side).sum()))}
    pitch = (MAP_HEIGHT - MAP_FRAME - HEADING_PX * len(counts)) / len(rows)
    heads, places, at = {}, [], 0.0
    for side, count in counts.items():
        heads[side] = -(at + HEADING_PX / 2)
        at += HEADING_PX
        places += [-(at + pitch * (row + 0.5)) for row in range(count)]
        at += pitch * count
    return heads, places


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
    acts = rows["kind"].isin(["goal", "refusal"])
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
    x, texts, places = zip(*map(_map_name, rows.itertuples()), strict=True) if len(rows) else ((), (), ())
    look = {"mode": "text", "textfont": {"size": 12, "color": theme.INK, "shadow": HALO}, "showlegend": False}
    return scatter(rows, x, "y", text=list(texts), textposition=list(places), **look)


def _map_name(row: Row) -> tuple[pd.Timestamp, str, str]:
    """Where a name stands, its text, and on which side of the place."""
    said = row.short_name if row.middle >= MAP_DAYS[0] else f"{row.short_name}, {row.said}"
    first, last = (max(end, MAP_DAYS[0]) for end in (row.published_first, row.published_last))
    room_right, room_left = (MAP_DAYS[1] - last).days, (first - MAP_DAYS[0]).days
    right = room_right >= min(LETTER_DAYS * (len(said) + GAP), room_left)
    letters = int((room_right if right else room_left) / LETTER_DAYS) - GAP
    text = said if len(said) <= letters else textwrap.shorten(said, letters, placeholder=" …")
    if right:
        return last, f"\u2002\u2002{text}", "middle right"
    return first, f"{text}\u2002\u2002", "middle left"
