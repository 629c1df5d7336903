"""What "moved troops" means: claims of soldiers by what they count."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import redeployment
from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure
from helpers.charts.strips import OPEN_ENDS, strips
from helpers.charts.the_dilemma import words
from helpers.words import day


def claims_by_definition(estimates: pd.DataFrame) -> Figure:
    """Russian troop figures for Kursk oblast, one statement a row, in frames by what they count.

    `estimates` are rows with the quantities of analysis.redeployment.CLAIMED.
    """
    rows = spoken(estimates)
    rows = rows[rows["as_of_last"] <= pd.Timestamp(redeployment.END)].sort_values("as_of_last", kind="stable")
    counted = rows.apply(redeployment.counted_as, axis=1)
    return strips(
        {head: rows[counted == head] for head in redeployment.CLAIMS},
        title=words.claims_title(rows),
        subtitle="Russian soldiers by what the speaker counts and the day spoken of",
        caption=f"Statements that speak of days up to {day(redeployment.END)}. Frames, not one series: no "
        "line and no mean. “Several thousand” (US officials) is a word without a total; only the size of a "
        f"brigade was given. {OPEN_ENDS}",
        most=76_000,
        unit="persons",
        mixed=True,
    )
