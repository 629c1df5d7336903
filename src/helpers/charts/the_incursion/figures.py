"""Editions of maps, where they agree, shares of the peak that were lost, statements by place."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import agreement as agree
from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import maps, theme
from helpers.charts.frames import DAYS, MONTHS, Figure, Frame, frames, named_lines, picture
from helpers.charts.layers import Layer, Row, bars, line, notes, scatter
from helpers.charts.statements import statements
from helpers.charts.the_incursion import words
from helpers.words import broken, day, number, written

STAFF = "general-staff-of-ukraine-unnamed-source"
BY_MAPPERS = {  # number of mappers → name, fill
    3: ("three maps", maps.Fill("#474747", "", theme.INK)),
    2: ("two maps", maps.Fill("#A9A9A9", "/", theme.INK)),
    1: ("one map", maps.Fill("#E4E4E4", ".", theme.INK)),
}


def map_editions(area: pd.DataFrame) -> Figure:
    """One row per mapper with a tick for each day on which its outline changed.

    `area` is table control_area_daily; the grey line is the time that the mapper's files cover.
    """
    found = areas.edition_counts(area).reindex(theme.MAPPERS)
    found["label"] = [style.label for style in theme.MAPPERS.values()]
    ticks = areas.editions(area).merge(area)
    layers = []
    for y, row in enumerate(found[::-1].itertuples()):
        own = ticks[ticks["mapper"] == row.Index]
        own = own[own["measure"] == ("retaken" if row.Index == "isw" else "held")]
        stroke = {"width": 1.5, "color": theme.mapper(row.Index).color}
        marker = {"symbol": "line-ns", "size": 20, "line": stroke}
        layers.append(line([row.first, row.last], [y, y], theme.UNCLEAR, 5, showlegend=None))
        layers.append(scatter(own, "date", [y] * len(own), words.edition, marker=marker))
    return picture(
        layers,
        x={**MONTHS, "nticks": 7},
        y=named_lines(found["label"].str.replace(" ", "<br>"), below=0.6, above=0.6),
        look={"showlegend": False},
        **words.editions(found),
    )


def agreement_map(grid: pd.DataFrame, week: str) -> Figure:
    """Cells of 2 km on one Friday: held on both maps, on one only, or unclear to DeepState.

    Parameters
    ----------
    grid : table agreement_grid.
    week : a Friday, YYYY-MM-DD.

    Raises
    ------
    KeyError : no maps for that week.
    """
    counts = agree.agreement_counts(grid, week)
    both, deepstate, owl, unclear = counts
    return picture(
        [*maps.compared_cells(grid, week), *maps.base()],
        **maps.axes(),
        title=f"{day(week)}: two maps share {both} cells ({number(both * agree.CELL_KM2)} km²); "
        f"{owl} only on Owl's, {deepstate} only on DeepState's",
        subtitle="Cells of 2 km by 2 km that the maps of DeepState and Project Owl count as held",
        caption=maps.compared_caption(grid, week),
        alt=[
            f"{unclear} more cells are unclear on DeepState's map. Most differences lie along the rim of the "
            "held ground, few in its middle"
        ],
        table=_cells_table("Cells", "Number", counts),
        height=620,
    )


def mappers_map(grid: pd.DataFrame, day_drawn: str) -> Figure:
    """Cells of 2 km by the number of mappers, out of three, who count them as held on one day.

    Parameters
    ----------
    grid : table agreement_grid.
    day_drawn : a day on which Creamy Caprice drew (analysis.agreement.own_days), YYYY-MM-DD.

    Raises
    ------
    KeyError : Creamy Caprice drew nothing for that day.
    """
    cells = agree.mappers_per_cell(grid, day_drawn)
    counts = cells["mappers"].value_counts().reindex([*BY_MAPPERS], fill_value=0)
    friday = cells.loc[cells["mapper"] != "creamy_caprice", "week"].iloc[0]
    pairs = cells["who"].map(_names).value_counts()

    def say(row: Row) -> str:
        return f"{BY_MAPPERS[row.mappers][0]}<br>{_names(row.who)}"

    kinds = (
        (cells[cells["mappers"] == mappers], f"{name} ({counts[mappers]})", fill)
        for mappers, (name, fill) in BY_MAPPERS.items()
    )
    return picture(
        [*maps.cells(kinds, say), *maps.base()],
        **maps.axes(),
        title=f"{day(day_drawn)}: three maps count {counts[3]} cells, two {counts[2]}, one alone {counts[1]}",
        subtitle="Cells of 2 km by 2 km, by how many of three mappers count them as held",
        caption=f"DeepState and Project Owl as of {day(friday)}, Creamy Caprice's outline of "
        f"{day(day_drawn)}. Mappers who agree may share a source. Cells of EPSG:3035. {maps.DRAWN_FROM}",
        alt=[f"By mappers: {'; '.join(f'{who} {count}' for who, count in pairs.items())}"],
        table=_cells_table("Counted as held by", "Cells", pairs),
        height=620,
    )


def _names(mappers: Iterable[str]) -> str:
    return ", ".join(theme.mapper(name).label for name in mappers)


def _cells_table(kinds: str, cells: str, counts: pd.Series) -> pd.DataFrame:
    """Number of cells of each kind, and their area."""
    area = counts.to_numpy() * agree.CELL_KM2
    return pd.DataFrame({kinds: counts.index, cells: counts.to_numpy(), "km²": area})


def share_lost(
    area: pd.DataFrame, said: pd.DataFrame, day_shown: str, denominator: str = "one source"
) -> Figure:
    """Bars: per cent of the peak that was gone on a day, by map and meaning.

    Parameters
    ----------
    area : table control_area_daily.
    said : estimates of ground held and of peaks, for the staff source (800 of 1,376 km²).
    day_shown : YYYY-MM-DD.
    denominator : "one source" (numerator and peak from one map and meaning) or "any peak", which shows
        what mixing two meanings does and says so.
    """
    mixing, shares = denominator == "any peak", _shares(area, day_shown)
    rows = pd.concat([shares, _staff(said)], ignore_index=True).assign(low=0.0, high=lambda t: t.lost_percent)
    if mixing:
        least, most = rows["peak_km2"].min(), rows["peak_km2"].max()
        rows = shares.assign(
            low=[areas.share_lost(now, least) for now in shares["now_km2"]],
            high=[areas.share_lost(now, most) for now in shares["now_km2"]],
        )
    rows["said"] = [words.lost(row, mixing=mixing) for row in rows.itertuples()]
    low, high = (rows["low"], rows["high"]) if mixing else [shares["lost_percent"]] * 2
    return picture(
        [_share_bars(rows, mixing=mixing)],
        x={"range": [0, 125], "tickvals": [0, 25, 50, 75, 100], "title": "per cent of the peak lost"},
        y={"autorange": "reversed", "showgrid": False},
        **words.shares(rows, low.min(), high.max(), day_shown, mixing=mixing),
    )


def _shares(area: pd.DataFrame, day_shown: str) -> pd.DataFrame:
    """Shares by map and meaning, each with its name and the row of the day."""
    held = area[(area["measure"] == "held") & (area["date"] == pd.Timestamp(day_shown))]
    rows = areas.shares_lost(area, day_shown)
    return rows.assign(
        label=[f"{theme.mapper(row.mapper).label}, {row.ground}" for row in rows.itertuples()],
        color=[theme.mapper(name).color for name in rows["mapper"]],
        row_id=rows["mapper"].map(held.set_index("mapper")["row_id"]),
    )


def _staff(said: pd.DataFrame) -> pd.DataFrame:
    """The only speaker with a numerator and a peak of his own: the General Staff's unnamed source."""
    rows = spoken(said[said["speaker_id"] == STAFF]).drop_duplicates("quantity").set_index("quantity")
    now, peak = rows.loc["ua_held_area_kursk"], rows.loc["ua_peak_area_kursk", "value"]
    share = {
        "label": f"Kyiv's staff source, {day(now['as_of_last'])}",
        "color": theme.actor(now["side"]).color,
        "now_km2": now["value"],
        "peak_km2": peak,
        "lost_percent": areas.share_lost(now["value"], peak),
        "row_id": now["row_id"],
    }
    return pd.DataFrame([share])


def _share_bars(rows: pd.DataFrame, *, mixing: bool) -> Layer:
    hatch = {"shape": "/" if mixing else "", "fgcolor": theme.PAPER}
    return bars(
        rows,
        rows["high"] - rows["low"],
        [broken(label, 18) for label in rows["label"]],
        say=lambda row: f"<b>{row.label}</b><br>{row.said}",
        base=rows["low"].tolist(),
        orientation="h",
        width=0.55,
        marker={"color": rows["color"].tolist(), "pattern": hatch},
        text=rows["said"].tolist(),
        textposition="outside",
        cliponaxis=False,
    )


def points_by_place(points: pd.DataFrame) -> Figure:
    """Statements about ground held in strips by place: different ground never shares a strip."""
    rows = spoken(areas.in_km2(points)).sort_values("as_of_last", ignore_index=True)
    first, last, places = rows["as_of_last"].min(), rows["as_of_last"].max(), list(rows["place"].unique())
    pad = pd.Timedelta(days=25)
    return frames(
        [_strip(rows, places, place, first + (last - first) / 2) for place in range(len(places))],
        gap=0.12,
        # an entry of the legend comes first and has no day, so the axis is told that it shows days
        x={"type": "date", "range": [first - pad, last + pad], **DAYS, "nticks": 5},
        grid={"subplot_titles": tuple(places)},
        heads={"x": 0, "xanchor": "left", "font": {"size": 13}},
        height=170 + 130 * len(places),
        **words.places(rows),
    )


def _strip(rows: pd.DataFrame, places: list[str], place: int, middle: pd.Timestamp) -> Frame:
    """One place; words stand left of the marks that lie beyond the middle."""
    own = rows[rows["place"] == places[place]]
    comparable(own)
    listed = rows.loc[rows["place"].isin(places[:place]), "side"]
    marks = statements(own, "as_of_last", "value", keys=set(own["side"]) - set(listed))
    named = (_named(row, middle) for row in own.itertuples())
    return Frame([marks, *named], {"range": [-10, 150], "nticks": 4, "title": "km²"})


def _named(row: Row, middle: pd.Timestamp) -> Layer:
    late = row.as_of_last > middle
    beside = {"xanchor": "right" if late else "left", "xshift": -10 if late else 10}
    return notes([(row.as_of_last, row.value, f"{row.name}: {written(float(row.value))}")], **beside)
