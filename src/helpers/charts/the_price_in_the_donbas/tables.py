"""Tables of the lesson on the price in the Donbas, ready to print."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import event_study, gains
from helpers.analysis.ranges import spoken
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.words import MISSING, month, number, signed


def nearness(estimates: pd.DataFrame) -> pd.DataFrame:
    """How far apart two counters print the same months, nearest pair first."""
    heads = {"Counter": "one", "And": "other", "Months of both": "months"}
    apart = {"Median difference, km²": "median_km2", "Largest, km²": "largest_km2"}
    return table(gains.nearness(estimates), heads | apart)


def month_table(months: pd.DataFrame) -> pd.DataFrame:
    """DeepState's months counted and published (`gains.months_beside_print`), with what is known of each."""
    return table(
        months.rename_axis("end").reset_index().round({"gain_km2": 0}),
        {
            "Month": lambda row: month(row.end).replace(" ", "\u00a0"),
            "Counted, km²": "gain_km2",
            "Published, km²": "published_km2",
            "Off, %": lambda row: signed(row.off_percent, 1) if pd.notna(row.off_percent) else None,
            "What is known": _flags,
        },
    )


def _flags(row: Row) -> str | None:
    flags = {
        "no map at an end of the month": row.status != gains.OBSERVED,
        f"{number(row.edits_km2)} km² are a known edit": row.edits_km2,
        row.exception_reason: pd.notna(row.exception_reason),
    }
    return "; ".join(flag for flag, raised in flags.items() if raised) or None


def distances_to_pokrovsk(estimates: pd.DataFrame) -> pd.DataFrame:
    """Stated distances to Pokrovsk: speaker, day, kind of value, caution, page, and row_id."""
    rows = spoken(estimates[estimates["quantity"] == "ru_distance_to_pokrovsk"])
    kinds = {"up to": "a ceiling", "point": "one value"}
    columns = {"Speaker": "name", "Day": "as_of_last", "Said": "value_as_printed"}
    more = {"Kind": lambda row: kinds[row.bound], "Caution": "note", "Page": "publisher", "row_id": "row_id"}
    return table(rows.sort_values("as_of_last", ignore_index=True), columns | more)


def step_table(steps: pd.DataFrame, day: str = event_study.CROSSING) -> pd.DataFrame:
    """Counters and windows (`event_study.surface`) at one day: rates, step, interval, placebos as large."""
    heads = ["km² a day", "Step", "95 % interval", "Placebo days as large"]
    settings, rows = event_study.covered(steps, day), []
    for counter, label in gains.COUNTERS.items():
        for window in event_study.WINDOWS:
            told = ["no files", *[MISSING] * 3]
            if (counter, window) in settings:
                found = event_study.at(steps, counter, window, day)
                told = [*_step(found), as_large(steps, counter, window, day)]
            rows.append((label, window, *told))
    return pd.DataFrame(rows, columns=["Counter", "Days each side", *heads])


def _step(found: pd.Series) -> list[str]:
    interval = f"{number(found['low'], 1)} to {number(found['high'], 1)}".replace("-", "−")
    rates = f"{number(found['before'], 1)}\u00a0→\u00a0{number(found['after'], 1)}"
    return [rates, signed(found["step"], 1), interval]


def as_large(steps: pd.DataFrame, counter: str, window: int, day: str) -> str:
    """On how many placebo days a step is as large as on `day`: 43 of 96 (45 %)."""
    count, of, share = event_study.as_large(steps, counter, window, day)
    return f"{count} of {of} ({number(share)} %)"
