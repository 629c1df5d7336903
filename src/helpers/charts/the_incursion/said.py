"""What officials and others said about ground, beside the maps: values at marks, peaks, Moscow's figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Any

import pandas as pd

from helpers.charts import theme
from helpers.charts.beside import IN_LINE, SIDES, Box, Plot, beside, statement_box
from helpers.charts.frames import Frame, domain_heading
from helpers.charts.layers import Layer, Row, areas, line, notes
from helpers.charts.statements import ARROW, OPEN, range_bar, statements
from helpers.charts.the_incursion import words

ROW_PX = 24  # a statement of Moscow's, under the others
PEAK_PX, PEAKS_FROM = 19, 0.62  # a row of the list of peaks; where the list begins, as a share of the axis
BEYOND_PX = ARROW + 2  # from a mark to where words begin behind its arrow
CLEAR_PX = 12, 4  # from a mark to the value of another: in its line, above or below it
HALF_DAY = pd.Timedelta(days=2)  # how far the pen reaches beyond a day of a whole year
SIZES = {"wide": 730, "narrow": 285}  # pixels between the ends of the axis of days


def by_mapper(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements with a mapper as its own side: what DeepState says is not Kyiv's figure."""
    return rows.assign(side=rows["speaker_id"].where(rows["speaker_id"].isin(theme.MAPPERS), rows["side"]))


def points(rows: pd.DataFrame, curves: Iterable[str]) -> list[Layer]:
    """Statements with a day; ranges are bars alone. Mappers that have a curve need no key of their own."""
    ranges = rows["bound"] == "range"
    keyed = {*rows["side"]} - {*curves}
    return [
        *(
            range_bar(row, [row.as_of_last] * 2, [row.first_end, row.last_end], showlegend=False)
            for row in rows[ranges].itertuples()
        ),
        statements(rows[~ranges], "as_of_last", "value", keyed),
    ]


def values(
    rows: pd.DataFrame, plot: Plot, taken: list[Box], avoided: Sequence[Box], *, narrow: bool, **look: Any
) -> Layer:
    """The value of each statement beside its mark, with its speaker where there is room.

    A value keeps clear of other marks. On a phone one that cannot is left out: axis and table have it.
    """
    around = {row.Index: statement_box(row, plot).grown(*CLEAR_PX) for row in rows.itertuples()}
    rows = rows.assign(last=rows["bound"] != "up to")  # whose arrow stands where others have their words
    rows = rows.sort_values(["last", "as_of_last", "value"], ascending=[True, True, False])
    placed = []
    for row in rows.itertuples():
        clear = [box for place, box in around.items() if place != row.Index]
        tried = _tried(row, plot, words.values(row, narrow=narrow))
        for others, (height, said, sides) in product([clear] if narrow else [clear, []], tried):
            at = [(row.as_of_last, height, said)]
            layer = beside(at, plot, taken, sides, avoided=avoided, others=others, **look)
            if layer.notes:
                placed += layer.notes
                break
    return Layer(notes=placed)


def _tried(row: Row, plot: Plot, said: list[str]) -> list[tuple[float, list[str], Iterable[str]]]:
    """Heights, words and sides to try for the value of a statement: its mark, else the head of its arrow."""
    if row.bound not in OPEN:
        return [(row.last_end if row.bound == "range" else row.value, said, SIDES)]
    up, (low, high) = OPEN[row.bound], plot.y
    head = row.value + up * BEYOND_PX * (high - low) / plot.height
    return [(row.value, said, SIDES), (head, said[-1:], IN_LINE)]


def penned(day: pd.Timestamp, half: pd.Timedelta) -> Layer:
    """A day under the pen, from the foot to the top of its frame."""
    band = [(day - half, 0, day + half, 1)]
    return areas(band, theme.PEN, yref="y domain", layer="below", line_width=0)


def flagged(day: pd.Timestamp, title: str) -> list[Layer]:
    """A day of a long year under the pen, on top with the numbers of the title."""
    look = {"yref": "y domain", "xanchor": "left", "yanchor": "top", "bgcolor": theme.PEN}
    told = words.flag(day, title).items()
    flags = (notes([(day - HALF_DAY, 1, text)], 14, name=name, **look) for name, text in told)
    return [penned(day, HALF_DAY), *flags]


def peaks(rows: pd.DataFrame, days: tuple, most: float, height: float, keyed: Collection[str]) -> list[Layer]:
    """Statements without a day: a list in the free ground of the plot, the largest first.

    Sides that have no entry in the key yet (`keyed`) get one: on a phone their marks have no names.
    """
    first, last = map(pd.Timestamp, days)
    left = first + (last - first) * PEAKS_FROM
    step, mark = most * PEAK_PX / height, left + (last - first) * 0.025
    rows = rows.sort_values(["value", "name"], ascending=[False, True], ignore_index=True)
    foot = most - step * (len(rows) + 2.7)
    rows = rows.assign(at=mark, level=[most - step * (2.9 + place) for place in range(len(rows))])
    beside_it = {"xanchor": "left", "xshift": 10}
    listed = rows.assign(bound="point", low=rows["value"], high=rows["value"])
    return [
        areas([(left, foot - step * 0.4, last, most)], theme.WASH, line_width=0, layer="below"),
        notes(
            [(left, most - step * 0.15, words.PEAKS)],
            14,
            xanchor="left",
            xshift=6,
            yanchor="top",
            align="left",
        ),
        statements(listed, "at", "level", {*rows["side"]} - {*keyed}),
        *(
            notes(zip(rows["at"], rows["level"], column, strict=True), 14, name=name, **beside_it)
            for name, column in words.peaks(rows).items()
        ),
    ]


def lower_px(rows: pd.DataFrame) -> int:
    """Pixels of the panel of `retaken`."""
    return ROW_PX * (len(rows) + 1)


def retaken(rows: pd.DataFrame, keyed: set[str], days: tuple) -> Frame:
    """What Moscow said it had retaken, a row for each statement, the latest on top."""
    if rows.empty:
        nothing = (0, 0.5, words.NOT_RETAKEN)
        on = {"xref": "x domain", "yref": "y domain"}
        lane = areas([(0, 0, 1, 1)], theme.WASH, line_width=0, layer="below", **on)
        unseen = line(days, [0, 0], theme.PAPER, 0)
        return Frame(
            [lane, unseen, notes([nothing], 14, xanchor="left", xshift=8, **on)],
            {"range": [0, 1], "visible": False},
        )
    rows = rows.sort_values(["as_of_last", "value"], ignore_index=True)
    said = [words.values(row, narrow=False) for row in rows.itertuples()]
    rows = rows.assign(value=[float(place) for place in range(len(rows))])  # arrows point up and down there
    shown = (-1, len(rows))  # an arrow fits below the first and above the last
    layers = [
        statements(rows, "as_of_last", "value", {*rows["side"]} - keyed),
        line(days, [0, 0], theme.PAPER, 0),
        domain_heading(words.RETAKEN),
    ]
    for name, width in SIZES.items():
        plot = Plot(days, shown, width, lower_px(rows))
        told = zip(rows["as_of_last"], rows["value"], said, strict=True)
        layers.append(beside(told, plot, [], ["right"], name=name))
    return Frame(layers, {"range": list(shown), "visible": False})
