"""Guns, missiles and money of the lesson on shells, as strips of statements."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import arms
from helpers.charts.figure import day
from helpers.charts.strips import OPEN_ENDS, strips

SUMS = "guns and launchers together"


def guns_and_launchers(estimates: pd.DataFrame) -> go.Figure:
    """Draw guns, launchers and both together in three frames, with our sums and the forecasts marked.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.GUNS.
    """
    rows = arms.with_sums(estimates)
    both = rows[rows["panel"] == SUMS].sort_values("as_of_last")
    first, last, top = both.iloc[0], both.iloc[-1], both.loc[both["value"].idxmax()]
    title = (
        f"Guns and launchers: {first['value']:.0f} on {day(first['as_of_last'])}, {top['value']:.0f} in "
        f"{top['as_of_last']:%b %Y}, {last['value']:.0f} in {last['as_of_last']:%B}"
    )
    return strips(
        {
            "170 mm guns (M1989)": rows[rows["panel"] == "guns"],
            "240 mm launchers (M1991)": rows[rows["panel"] == "launchers"],
            SUMS: both,
        },
        title=title,
        subtitle="Pieces delivered up to the day, by speaker",
        caption=f"{first['value']:.0f} and {top['value']:.0f} (grey crosses) are our sums of guns and "
        f"launchers that one speaker gave apart. Hollow: expected, not delivered. {OPEN_ENDS}",
        most=300,
        unit="pieces",
    )


def missiles_delivered_fired(estimates: pd.DataFrame) -> go.Figure:
    """Draw missiles delivered, fired and expected in three frames.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MISSILES.
    """
    rows = arms.detailed(estimates).sort_values("as_of_last", kind="stable")
    delivered, fired, expected = (
        rows[rows["quantity"] == f"dprk_missiles_{kind}"] for kind in ("delivered", "launched", "projected")
    )
    late = delivered[delivered["as_of_last"] >= pd.Timestamp("2024-11-01")]
    counts = " or ".join(f"{count:.0f}" for count in sorted(set(late["value"])))
    title = (
        f"End of {late['as_of_last'].max().year}: {counts} missiles delivered, "
        f"{fired.iloc[-1]['value_as_printed']} fired"
    )
    return strips(
        {"delivered": delivered, "fired at Ukraine": fired, "expected in one year": expected},
        title=title,
        subtitle="North Korean ballistic missiles up to the day, by speaker",
        caption="The sets differ: Budanov’s figure is for KN-23 alone, that of HUR for KN-23 and KN-24. "
        f"Our data hold no count of fired missiles after {day(fired['as_of_last'].max())}. Hollow: expected, "
        f"not delivered. {OPEN_ENDS}",
        most=190,
        unit="missiles",
    )


def value_bars(estimates: pd.DataFrame) -> go.Figure:
    """Draw what each study says was delivered, should be earned or was seen in return, in billion dollars.

    Parameters
    ----------
    estimates : rows with the quantities of analysis.arms.MONEY. The share of earnings seen (per cent) becomes
        a grey bar in dollars by analysis.arms.seen_as_paid, marked as our arithmetic.
    """
    rows = arms.detailed(estimates)
    names = {
        "dprk_arms_value": "arms delivered",
        "russia_aid_to_dprk_value": "seen in return",
        "dprk_total_earnings": "should be earned",
        "dprk_troop_income_total": "for soldiers",
        "dprk_earnings_confirmed_share": "seen as paid",
    }
    rows["what"] = rows["quantity"].map(names)
    rows["order"] = rows["quantity"].map(list(names).index)
    share = rows["unit"] == "percent"
    rows["ours"] = share
    inss = rows[rows["speaker_id"] == "im-soo-ho-inss"]
    rows.loc[share, ["low", "high"]] = arms.seen_as_paid(inss)
    rows.loc[share, "unit"] = "USD billion"
    rows = rows.sort_values(["as_of_last", "order"], kind="stable")
    early, late = (
        rows[rows["speaker_id"] == name] for name in ("olena-guseinova-fnf", "friedrich-naumann-foundation")
    )
    last = rows[rows["speaker_id"] == "im-soo-ho-inss"].sort_values("order")
    value, back = late.iloc[0], late.iloc[1]
    return strips(
        {
            f"FNF, {day(early.iloc[0]['as_of_last'])}: since Feb 2022": early,
            f"FNF, {value['as_of_last']:%b %Y}: since {value['since'].year}": late,
            f"INSS: {last.iloc[0]['as_of_first']:%b %Y} to {last.iloc[0]['as_of_last']:%b %Y}": last,
        },
        title=f"One study: {value['low']:g} to {value['high']:g} billion dollars delivered, at most "
        f"{back['high']:g} billion seen in return",
        subtitle="Billion dollars, three studies; each bar counts something else",
        caption="FNF: Friedrich Naumann Foundation (the 2025 page is a copy). INSS: think tank of South "
        "Korea’s NIS. Value delivered is not money received. Dotted: our widest reading of “"
        + inss[inss["unit"] == "percent"]["value_as_printed"].iloc[0]
        + "” of the earnings; which end belongs to which total is not said. Payments in money or "
        "technology can stay unseen.",
        most=21,
        unit="billion dollars",
        label="what",
        mixed=True,
    )
