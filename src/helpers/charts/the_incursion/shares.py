"""How much of the ground first taken was lost, by source and by denominator."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, Row, bars, ends, notes, segments
from helpers.charts.strips import names_above, narrow_rows
from helpers.charts.the_incursion import words
from helpers.given import a_day
from helpers.words import day

STAFF = "general-staff-of-ukraine-unnamed-source"
HALF = 50
ASKED = {"a third": 100 / 3, "half": HALF}  # the words of the question, in per cent
MOST = 72  # per cent, right end of the axis: the values stand there
BAR_PX, ROW_PX, FRAME_PX = 18, 48, 52  # a bar; from one to the next; all but the rows


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

    >>> fig = charts.share_lost(load("control_area_daily"), load("estimates"), day_shown="2024-11-15")
    >>> fig.layout.meta["title"]
    'On 15 Nov 2024 the answer was 30 to 51 %...
    """
    mixing, shares = denominator == "any peak", _shares(area, day_shown)
    rows = pd.concat([shares, _staff(said)], ignore_index=True).assign(low=0.0, high=lambda t: t.lost_percent)
    least, most = rows["peak_km2"].min(), rows["peak_km2"].max()
    if mixing:
        rows = shares.assign(
            low=[areas.share_lost(now, least) for now in shares["now_km2"]],
            high=[areas.share_lost(now, most) for now in shares["now_km2"]],
        )
    rows["said"] = [words.lost(row, mixing=mixing) for row in rows.itertuples()]
    low, high = (rows["low"], rows["high"]) if mixing else [shares["lost_percent"]] * 2
    rows["y"] = range(len(rows) - 1, -1, -1)
    drawn = [*_mixed_bars(rows), _beyond(rows)] if mixing else [_share_bars(rows), _inside(rows)]
    names = {
        wide: [words.bar(row, mixing=mixing, wide=wide) for row in rows.itertuples()]
        for wide in (True, False)
    }
    height = FRAME_PX + ROW_PX * len(rows)
    return picture(
        [*drawn, *_asked(rows["y"], 0.2 if mixing else 0.28), names_above(names[False], rows["y"] + 0.14)],
        x={
            "range": [0, MOST],
            "showgrid": False,
            "showticklabels": False,
            "zeroline": True,
            "zerolinecolor": theme.FAINT,
        },
        y=ticks(rows["y"], names[True], [-0.5, len(rows) - 0.4]),
        height=height,
        narrow=narrow_rows(height) | {"xaxis.range": [0, MOST * 1.15]},
        **words.shares(rows, (low.min(), high.max()), (least, most), day_shown, mixing=mixing),
    )


def _shares(area: pd.DataFrame, day_shown: str) -> pd.DataFrame:
    """Shares by map and meaning, each with its name and the row of the day."""
    held = area[(area["measure"] == "held") & (area["date"] == a_day(day_shown))]
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
        "label": f"{now['short_name']}, {day(now['as_of_last'])}",
        "color": theme.actor(now["side"]).color,
        "now_km2": now["value"],
        "peak_km2": peak,
        "lost_percent": areas.share_lost(now["value"], peak),
        "row_id": now["row_id"],
    }
    return pd.DataFrame([share])


def _share_bars(rows: pd.DataFrame) -> Layer:
    return bars(
        rows,
        "high",
        "y",
        say=_hover,
        orientation="h",
        width=BAR_PX / ROW_PX,
        marker={"color": rows["color"].tolist()},
    )


def _mixed_bars(rows: pd.DataFrame) -> list[Layer]:
    """What dividing by another map's peak gives: our arithmetic, so dotted and grey."""
    stroke = {"color": theme.FAINT, "width": 6, "dash": "3px,3px"}
    return [
        ends([row.low, row.high], [row.y] * 2, row.row_id, _hover(row), mode="lines", line=stroke)
        for row in rows.itertuples()
    ]


def _hover(row: Row) -> str:
    return f"<b>{row.label}</b><br>{row.said}"


def _asked(ys: Iterable[float], half: float) -> list[Layer]:
    """A thin line at each word of the question, beside each bar: names stand between the bars on a phone."""
    look = {"yref": "paper", "yanchor": "bottom"}
    return [
        segments(
            ((share, y - half, share, y + half) for share in ASKED.values() for y in ys),
            {"color": theme.FAINT, "width": 1},
            layer="below",
        ),
        *(
            notes([(share, 1, name)], 13, xanchor="right" if share < HALF else "left", **look)
            for name, share in ASKED.items()
        ),
    ]


def _inside(rows: pd.DataFrame) -> Layer:
    """The share in the end of its bar, where it covers no line of the question."""
    return notes(
        _shares_said(rows), None, font={"size": 14, "color": theme.PAPER}, xanchor="right", xshift=-3
    )


def _beyond(rows: pd.DataFrame) -> Layer:
    """The shares behind a thin range."""
    return notes(_shares_said(rows), 14, xanchor="left", xshift=6, bgcolor=theme.PAPER)


def _shares_said(rows: pd.DataFrame) -> list[tuple[float, float, str]]:
    return [(row.high, row.y, f"<b>{row.said}</b>") for row in rows.itertuples()]
