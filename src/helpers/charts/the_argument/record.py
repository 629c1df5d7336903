"""What was asked, said and polled: permission, words beside area, polls."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis import debate
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, picture, ticks
from helpers.charts.ground import beside_ground, ground_downwards
from helpers.charts.layers import notes, scatter
from helpers.charts.strips import names_above, narrow_frames
from helpers.charts.the_argument import words
from helpers.charts.the_argument.words import AFTER, BEFORE, DAYS
from helpers.charts.timelines import timeline
from helpers.data import labels

WINDOWS = {
    DAYS: ("2024-11-13", "2024-11-21"),
    BEFORE: ("2024-05-31", "2024-11-13"),
    AFTER: ("2024-11-21", "2025-11-18"),
}
GROUND_FIRST = pd.Timestamp("2024-08-06")
GROUND_MOST = 1150  # km², the right end of the scale
GROUND_NARROW = 0.28  # of a phone's width: the words beside it then take two lines each
POLL_PX, POLL_NARROW_PX = 28, 38  # a row; with its name above it
PANEL_PX, PANELS_PX = 52, 76  # on a phone: from a panel to the next; above the first panel and below the last
ZERO_LINE = {"zeroline": True, "zerolinecolor": theme.FAINT}

POLL_PANELS = [  # heading, how each pollster asked, side, quantities
    (
        "Ukraine: your view of the operation?",
        "Razumkov: of fighting also on Russian territory.<br>IRI: of the decision to send troops into Kursk.",
        "ukraine",
        [f"poll_ua_kursk_{answer}" for answer in ("positive", "negative", "neutral", "undecided")],
    ),
    (
        "Ukraine: does it help in talks?",
        "DIF: effect on Ukraine's chances in negotiations.",
        "ukraine",
        [f"poll_ua_kursk_{answer}" for answer in ("helps_talks", "hurts_talks", "talks_hard_to_say")],
    ),
    (
        "Russia: events of the month?",
        "Levada: open question, no list is read out.",
        "russia",
        ["poll_ru_kursk_top_event"],
    ),
]


def permission(events: pd.DataFrame, window: str = DAYS) -> Figure:
    """The permission for strikes inside Russia and what was said to answer it, in one of three windows.

    Parameters
    ----------
    events : rows of table events with story "permission".
    window : key of WINDOWS.

    >>> fig = charts.permission(load("events", story="permission"), window="13 to 21 Nov 2024")
    >>> fig.layout.meta["title"]
    '4 days from reported permission to Oreshnik,...
    """
    when = events["date_first"]
    within = {name: events[when.between(*map(pd.Timestamp, ends))] for name, ends in WINDOWS.items()}
    passed = words.days_passed(events) if window == DAYS else None
    return timeline(within[window], passed=passed, **words.permission(events, window))


def words_on_area(events: pd.DataFrame, area: pd.DataFrame) -> Figure:
    """What was said about the land, in order of days, beside the ground held on two maps.

    Parameters
    ----------
    events : rows of table events with story "bargaining".
    area : table control_area_daily.

    >>> fig = charts.words_on_area(load("events", story="bargaining"), load("control_area_daily"))
    >>> fig.layout.meta["title"]
    "11 Feb 2025, the swap offer: DeepState's map shows 433...
    """
    rows = debate.beside_map(events, area)
    last = rows["date_first"].max()
    held = areas.held(area, "deepstate")
    scale = [0, 500, 1000]
    room = GROUND_MOST, scale, GROUND_NARROW
    rows, layers, look = beside_ground(rows, held, GROUND_FIRST, last, *room, penned=[words.OFFER])
    look["narrow"] |= {"xaxis.tickvals": scale[::2], "xaxis.ticktext": look["x"]["ticktext"][::2]}
    curves = [areas.redrawn(area, mapper, "held", GROUND_FIRST, last) for mapper in debate.MAPPERS]
    peaks = {mapper: areas.peak(area, mapper)[1] for mapper in debate.MAPPERS}
    last_owl = area[area["mapper"] == "project_owl"]["date"].max()
    return picture(
        [*(ground_downwards(curve) for curve in curves), *layers],
        **look,
        **words.words_on_area(rows, peaks, last_owl),
    )


def polls(estimates: pd.DataFrame, details: pd.DataFrame) -> Figure:
    """Polls in three panels, each with its own question, wording and axis, with 95 % margins.

    Parameters
    ----------
    estimates : table estimates; rows of the quantities in POLL_PANELS are drawn.
    details : table estimate_details, which holds the number of people asked.

    >>> fig = charts.polls(load("estimates"), load("estimate_details"))
    >>> fig.layout.meta["title"]
    'Two polls in Ukraine, Sep 2024:...
    """
    rows = debate.polls(estimates, details)
    rows["answer"] = ("quantities:" + rows["quantity"]).map(labels("polls"))
    parts = [_poll_order(rows, panel[-1]) for panel in POLL_PANELS]
    heights = [len(part) + 0.2 for part in parts]
    return frames(
        [_poll_panel(*panel[:-1], part) for panel, part in zip(POLL_PANELS, parts, strict=True)],
        gap=0.13,
        x={"range": [0, 80], "showticklabels": False, "showgrid": False, **ZERO_LINE},
        heights=heights,
        look={"margin": {"t": 66}},
        grid={"shared_xaxes": False},
        height=POLL_PX * sum(map(len, parts)) + 176,
        narrow=narrow_frames([POLL_NARROW_PX * rows for rows in heights], PANEL_PX, PANELS_PX),
        **words.polls(rows, pd.concat(parts)),
    )


def _poll_panel(asks: str, wording: str, side: str, part: pd.DataFrame) -> Frame:
    comparable(part[["unit", "place"]])
    style, ys = theme.actor(side), range(len(part))
    bar = {"type": "data", "array": part["margin"].tolist(), "thickness": 2, "width": 0, "color": style.color}
    marker = {"symbol": style.symbol, "color": style.color, "size": 10}
    marks = scatter(part, "central", ys, words.poll, error_x=bar, marker=marker, showlegend=False)
    ends = part["central"] + part["margin"].fillna(0)
    values = [(x, y, f"<b>{share:g} %</b>") for x, y, share in zip(ends, ys, part["central"], strict=True)]
    titled = part["estimate_id"].isin(words.TITLE_POLLS)
    grounds = [{"bgcolor": theme.PEN if own else theme.PAPER, "borderpad": 0} for own in titled]
    text = f"<b>{asks}</b><br><span style='font-size:13px;color:{theme.INK_2}'>{wording}</span>"
    edge = {"xref": "paper", "xanchor": "left", "yref": "y domain", "yanchor": "bottom", "align": "left"}
    return Frame(
        [
            marks,
            *(
                notes([value], 14, xanchor="left", xshift=7, **ground)
                for value, ground in zip(values, grounds, strict=True)
            ),
            notes([(0, 1, text)], size=None, yshift=4, **edge),
            names_above(part["flat"], ys),
        ],
        ticks(ys, part["flat"], [len(part) - 0.5, -0.7], ticklabelstandoff=6),
    )


def _poll_order(rows: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Answers in their order, each with a label that tells it from its neighbours (`flat`)."""
    part = rows[rows["quantity"].isin(order)].sort_values("as_of_last")
    part = part.sort_values("quantity", key=lambda quantity: quantity.map(order.index), kind="stable")
    return part.assign(flat=words.poll_labels(part))
