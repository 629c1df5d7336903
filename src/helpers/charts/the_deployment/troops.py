"""North Korean troop figures by scope: in frames, by day of publication, sent so far, forecasts."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import MONTHS, Figure, Frame, frames, heading, picture
from helpers.charts.layers import Layer, blank, notes, rules, uprights
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.statements import range_bar, side_keys, statements
from helpers.charts.the_deployment import words
from helpers.words import day, number, written

MOST, MOST_FORECAST = 17_000, 140_000
LOW_FRAMES = ("near the border", "assigned to Russian units", deployment.IN_COMBAT)
BELOW = 0.32  # of a row: where a later figure stands under its forecast
AUTUMN = {"2024-10-18": "18 Oct<br>2024", "2024-11-15": "15 Nov", "2024-12-16": "16 Dec"}
LATER = {"2025-01-01": "Jan<br>2025", "2025-07-01": "Jul", "2026-01-01": "Jan<br>2026"}
HALVES = [  # of the date axis: its ends, days between marks of one day, days that are named
    (pd.Timestamp("2024-10-11"), pd.Timestamp("2024-12-31"), 2, AUTUMN),
    (pd.Timestamp("2025-01-01"), pd.Timestamp("2026-03-20"), 14, LATER),
]
GRID = {"cols": 2, "shared_yaxes": True, "column_widths": (0.66, 0.34), "horizontal_spacing": 0.02}


def troop_frames(
    troops: pd.DataFrame, known_on: str | None = None, *, forecasts: bool = True, inferred_days: bool = True
) -> Figure:
    """Draw each scope of a troop figure in a frame of its own; forecasts have their own value axis.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    known_on : show only what had been published by this day; None shows every row.
    forecasts : False leaves the frame of forecasts empty.
    inferred_days : with known_on, also rows whose day of publication is inferred from the occasion.

    Raises
    ------
    NotComparable : rows of one count frame count different things.
    """
    rows, left_out = troops, troops[troops["published"].isna()]
    if known_on is not None:
        rows = known.known_on(troops, known_on, inferred=inferred_days)
        left_out = known.undatable(troops, inferred=inferred_days)
    if not forecasts:
        rows = rows[rows["frame"] != deployment.FORECASTS]
    parts = {name: rows[rows["frame"] == name] for name in deployment.FRAMES}
    mixed = [comparable(part, mixed=name == deployment.FORECASTS) for name, part in parts.items()]
    return frames(
        [half for name in parts for half in _halves(name, parts[name], known_on, forecasts=forecasts)],
        gap=0.043,
        x={"type": "date", "tickangle": 0},
        heights=[0.55 if name in LOW_FRAMES else 1 for name in parts],
        grid=GRID,
        over=[side_keys(troops["side"])],
        look={"showlegend": True},
        mixed=[f"{', '.join(scopes)} (forecasts only)" for scopes in mixed if scopes],
        height=880,
        **words.frames_words(rows, left_out, known_on, forecasts=forecasts),
    )


def _halves(name: str, rows: pd.DataFrame, known_on: str | None, *, forecasts: bool) -> list[Frame]:
    """The two axes of one frame, autumn 2024 and later."""
    expected, last_frame = name == deployment.FORECASTS, name == [*deployment.FRAMES][-1]
    y = _persons(*(MOST_FORECAST, 0, 100_000) if expected else (MOST, 0, words.ROUND))
    y["range"] = [-0.06 * y["range"][1], y["range"][1]]
    head = heading(f"<b>{name}</b>{words.found(rows, hidden=expected and not forecasts)}")
    today = pd.to_datetime([known_on] if known_on else [])
    halves = []
    for first, last, apart, named in HALVES:
        marks = _marks(rows[rows["shown_on"].between(first, last)], apart)
        until = uprights(today[(today >= first) & (today <= last)], theme.FAINT, 1.5, "dot")
        days = {"tickvals": [*map(pd.Timestamp, named)], "ticktext": [*named.values()]}
        x = {"range": [first, last], **days, "showticklabels": last_frame}
        halves.append(Frame([*marks, until], {**y, "ticks": ""}, x))
    autumn, later = halves
    return [Frame([*autumn.layers, head], {**y, "ticks": "outside"}, autumn.x), later]


def _marks(rows: pd.DataFrame, apart: int) -> list[Layer]:
    """Ranges as upright bars, all others as marks, by day of publication; those of one day `apart` days."""
    if rows.empty:
        return [blank()]
    of_day = rows.groupby("shown_on")["shown_on"]
    place = of_day.cumcount() - (of_day.transform("size") - 1) / 2
    rows = rows.assign(x=rows["shown_on"] + pd.to_timedelta(place * apart, unit="D"))
    ranges = rows[rows["bound"] == "range"]
    return [
        *(range_bar(row, [row.x, row.x], [row.low, row.high]) for row in ranges.itertuples()),
        statements(rows, "x", "value", keys=(), say=words.troop_hover),
    ]


def first_counts(troops: pd.DataFrame, until: str) -> Figure:
    """Figures for "in Russia" by speaker, published by a day (inferred days included), oldest first.

    Raises ValueError when nothing had been published by then.
    """
    rows = known.known_on(deployment.in_frame(troops, "in Russia"), until, inferred=True)
    if rows.empty:
        raise ValueError(f"No figure for Russia had been published by {until}.")
    opening = rows[rows["published"] == rows["published"].min()]
    closing = rows[rows["published"] >= rows["published"].max() - pd.Timedelta(days=6)]
    return ranges_by_speaker(
        rows,
        title=words.first_counts_title(opening, closing, until),
        subtitle="North Korean soldiers said to be anywhere in Russia, persons, by the day spoken of",
        caption=f"Largest divided by smallest figure: {number(deployment.factor(opening), 1)} on the first "
        f"day, {number(deployment.factor(closing), 1)} in the last week shown. "
        "Speakers who agree may share one source.",
        x={"range": [0, 13_800], "tickvals": [0, 5_000, 10_000], "tickformat": ","},
    )


def sent_so_far(troops: pd.DataFrame, estimates: pd.DataFrame) -> Figure:
    """Totals "sent so far" by day of publication as points, never joined, and single waves in a frame below.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    estimates : table estimates.
    """
    totals = deployment.in_frame(troops, "sent so far")
    waves = deployment.waves(estimates).assign(frame="one wave", horizon=None)
    for rows in (totals, waves):
        comparable(rows)
    said = totals[totals["bound"] == "point"]
    top, last = said.loc[said["value"].idxmax()], said.iloc[-1]
    lower = [totals.loc[row] for row in deployment.drops(totals).index]
    named = [_named(row, above=row["value"] >= top["value"]) for row in (top, lower[-1], last)]
    heads = {"sent so far": " (totals)", "one later wave": " (already inside later totals)"}
    upper, below = (heading(f"<b>{name}</b>{more}") for name, more in heads.items())
    return frames(
        [
            Frame([*_marks(totals, 10), *named, upper], _persons(19_500, 0, 5_000, 10_000, 15_000)),
            Frame([*_marks(waves, 10), below], _persons(4_200, 0, 3_000)),
        ],
        gap=0.1,
        x={"type": "date", "range": [HALVES[0][0], HALVES[1][1]], **MONTHS, "nticks": 6, "tickangle": 0},
        heights=[0.68, 0.32],
        over=[side_keys(pd.concat([totals, waves])["side"])],
        look={"showlegend": True},
        height=560,
        **words.sent_words(totals, waves, [top, lower[0], last]),
    )


def _named(row: pd.Series, *, above: bool) -> Layer:
    """The value of a total, above or below its mark."""
    side = {"yshift": 10 if above else -10, "yanchor": "bottom" if above else "top"}
    return notes([(row["shown_on"], row["value"], written(row["value"]))], **side)


def _persons(most: float, *ticks: int) -> dict:
    return {"range": [0, most], "tickvals": list(ticks), "tickformat": ","}


def troop_forecasts(troops: pd.DataFrame) -> Figure:
    """Forecasts as hollow marks, oldest first, and a later count beside those whose horizon names a day.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    """
    rows = deployment.forecasts_and_later(troops)
    rows["y"] = range(len(rows) - 1, -1, -1)
    names = words.names(rows, rows["shown_on"].map(day), 24)
    ranges = rows[rows["bound"] == "range"]
    found = rows[rows["later_id"].notna()]
    later = troops.set_index("row_id", drop=False).loc[found["later_id"]]
    later = later.assign(y=found["y"].to_numpy() - BELOW)
    new = [side for side in later["side"].drop_duplicates() if side not in set(rows["side"])]
    return picture(
        [
            *(range_bar(row, [row.low, row.high], [row.y, row.y]) for row in ranges.itertuples()),
            statements(rows, "value", "y", say=words.troop_hover),
            statements(later, "value", "y", keys=new, say=words.troop_hover),
            rules(rows["y"], width=1),
        ],
        x={**_persons(112_000, 0, 50_000, 100_000), "title": "persons"},
        y={"tickvals": rows["y"].tolist(), "ticktext": names, "range": [-0.7, len(rows) - 0.3]}
        | {"showgrid": False, "tickfont": {"size": 12}, "ticks": ""},
        mixed=comparable(rows, mixed=True),
        height=240 + 40 * len(rows),
        **words.forecast_words(rows, deployment.in_frame(troops, "sent so far")),
    )
