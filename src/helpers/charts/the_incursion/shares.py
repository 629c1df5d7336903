"""How much of the ground first taken was lost, by source and by denominator."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import area as areas
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.frames import Figure, picture
from helpers.charts.layers import Layer, bars
from helpers.charts.the_incursion import words
from helpers.words import broken, day

STAFF = "general-staff-of-ukraine-unnamed-source"


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
        "label": f"{now['short_name']}, {day(now['as_of_last'])}",
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
