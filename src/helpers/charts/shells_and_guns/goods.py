"""Guns and missiles, as strips of statements."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import arms
from helpers.analysis.ranges import spoken
from helpers.charts.frames import Figure
from helpers.charts.shells_and_guns import words
from helpers.charts.strips import strips


def guns_and_launchers(estimates: pd.DataFrame) -> Figure:
    """Draw guns, launchers and both together in three frames, with our sums and the forecasts marked.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.GUNS.

    >>> fig = charts.guns_and_launchers(load("estimates", quantity=analysis.arms.GUNS))
    >>> fig.layout.meta["title"]
    'Guns and launchers: 70 on 16 Nov 2024, 240...
    """
    rows = arms.with_sums(estimates)
    parts = {panel: rows[rows["panel"] == panel] for panel in words.PANELS}
    return strips(
        {words.PANELS[panel]: part for panel, part in parts.items()},
        **words.guns_and_launchers(parts[arms.TOGETHER]),
        most=330,
        unit="pieces",
        pen=[""],  # our sums, which have no row
    )


def missiles_delivered_fired(estimates: pd.DataFrame) -> Figure:
    """Draw missiles delivered, fired and expected in three frames.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MISSILES.

    >>> fig = charts.missiles_delivered_fired(load("estimates", quantity=analysis.arms.MISSILES))
    >>> fig.layout.meta["title"]
    'End of 2024:...
    """
    rows = spoken(estimates).sort_values("as_of_last", kind="stable")
    delivered, fired, expected = (rows[rows["quantity"] == quantity] for quantity in arms.MISSILES)
    return strips(
        {"delivered": delivered, "fired at Ukraine": fired, "expected in one year": expected},
        **words.missiles_delivered_fired(delivered, fired),
        most=390,  # room for the words beside the largest, on a phone too
        unit="missiles",
        pen=words.ends_of_2024(delivered, fired)["row_id"].tolist(),
    )
