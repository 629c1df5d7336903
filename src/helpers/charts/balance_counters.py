"""Two forces: what counters of units and later events add to the head-counts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.balance import span, thousands
from helpers.charts.figure import day, finish, words
from helpers.charts.spoken import FAINT
from helpers.charts.timelines import FRAME_PX, timeline
from helpers.data import row_ids

FORCES = {"russia": "Russia's side", "ukraine": "Ukraine"}
DAYS_SHOWN = ("2024-08-26", "2024-10-10", "2024-11-15", "2025-02-28")


def counters_in_kursk(mapped: pd.DataFrame, pairs: pd.DataFrame, show_as: str = "counters") -> go.Figure:
    """Unit counters on Project Owl's map of Kursk oblast.

    Parameters
    ----------
    mapped : table units_mapped; pairs : table ratio_pairs.
    show_as : "counters", "ratio" (per Ukrainian counter) or "soldiers" (head-counts of two texts divided by
        the counters).

    Raises
    ------
    ValueError : another show_as.
    """
    draw = {"counters": _counter_steps, "ratio": _counter_ratio, "soldiers": _per_counter}
    if show_as not in draw:
        raise ValueError(f"show_as is one of {', '.join(draw)}, not {show_as!r}.")
    table = balance.counters(mapped)
    fig = go.Figure()
    title, subtitle, printed, alt = draw[show_as](fig, table, mapped, pairs)
    if show_as != "soldiers":
        first, last = (pd.Timestamp(end) for end in balance.COUNTERS_STEADY)
        for left, right in ((pd.Timestamp("2024-08-01"), first), (last, pd.Timestamp("2025-03-31"))):
            fig.add_vrect(
                x0=left, x1=right, fillcolor=theme.UNCLEAR, opacity=0.35, line_width=0, layer="below"
            )
        fig.update_xaxes(range=["2024-08-01", "2025-03-31"], tickformat="%b<br>%Y", nticks=7)
    fig.update_layout(showlegend=show_as != "ratio")
    return finish(
        fig,
        title=title,
        subtitle=subtitle,
        caption=(
            "Head-counts: the report (50,000; 20,000 to 30,000) and Forbes of 7 Dec 2024 (60,000; 20,000), "
            "the latter seen on a copy. Counters: Project Owl's map of Kursk oblast on the days named. Not "
            "everybody counted belongs to a unit on the map."
            if show_as == "soldiers"
            else "Project Owl's map, Kursk oblast, 1 Aug 2024 to 31 Mar 2025. A counter is a name on a map: "
            "a brigade, a battalion, a drone group or an air base counts one. Grey: the map is being built "
            "(before 22 Aug 2024) or cleared (after 7 Mar 2025). Seven Russian counters stood there before "
            "6 August."
        ),
        alt=alt,
        table=printed,
        height=480,
    )


def _side_rows(mapped: pd.DataFrame, side: str, dates: pd.Series) -> pd.DataFrame:
    rows = mapped[(mapped["place"] == "Kursk oblast") & (mapped["side"] == side) & mapped["date"].isin(dates)]
    return rows.sort_values("date").reset_index(drop=True)


def _changes(rows: pd.DataFrame) -> pd.DataFrame:
    """Days on which a count changed, with the first and the last day: steps need no others."""
    moved = rows["counters"].ne(rows["counters"].shift())
    moved.iloc[[0, -1]] = True
    return rows[moved].reset_index(drop=True)


def _shown_window(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["date"].between("2024-08-01", "2025-03-31")].reset_index(drop=True)


def _counter_steps(fig: go.Figure, table: pd.DataFrame, mapped: pd.DataFrame, _: pd.DataFrame) -> tuple:
    table = _shown_window(table)
    for side, name in FORCES.items():
        rows, style = _changes(_side_rows(mapped, side, table["date"])), theme.actor(side)
        comparable(rows.drop(columns="side"))
        fig.add_trace(
            go.Scatter(
                x=rows["date"].tolist(),
                y=rows["counters"].tolist(),
                mode="lines",
                line={"color": style.color, "dash": style.dash, "width": 2.5, "shape": "hv"},
                name=name,
                customdata=row_ids("units_mapped", rows),
                hovertext=[
                    f"<b>{name}</b>, {day(r.date)}<br>{r.counters} counters" for r in rows.itertuples()
                ],
                hoverinfo="text",
            )
        )
        marks = table[table["date"].isin(pd.to_datetime(list(DAYS_SHOWN)))]
        fig.add_trace(
            go.Scatter(
                x=marks["date"].tolist(),
                y=marks[side].tolist(),
                mode="markers+text",
                text=[f"{value:.0f}" for value in marks[side]],
                textposition="top center",
                marker={"color": style.color, "symbol": style.symbol, "size": 9},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    fig.update_yaxes(range=[0, 72], title="counters on the map")
    now = table.set_index("date").loc["2024-11-15"]
    title = (
        f"15 Nov 2024: Owl maps {now.russia:.0f} Russian-side and {now.ukraine:.0f} Ukrainian units, "
        f"{now.ratio:.1f} to 1"
    )
    shown = table[table["date"].isin(pd.to_datetime(list(DAYS_SHOWN)))]
    alt = "; ".join(f"{day(r.date)}: {r.russia:.0f} and {r.ukraine:.0f}" for r in shown.itertuples())
    return title, "Counters by day, Russia's side (dashed) and Ukraine", _monthly(table), f"{title}. {alt}."


def _counter_ratio(fig: go.Figure, table: pd.DataFrame, mapped: pd.DataFrame, _: pd.DataFrame) -> tuple:
    table = _shown_window(table)
    rows = table[table["ratio"].notna() & (table["ratio"] <= 4.5)]
    style = theme.mapper("project_owl")
    for steady, group in ((True, rows[rows["steady"]]), (False, rows[~rows["steady"]])):
        ids = row_ids("units_mapped", _side_rows(mapped, "russia", group["date"]))
        fig.add_trace(
            go.Scatter(
                x=group["date"].tolist(),
                y=group["ratio"].tolist(),
                mode="lines",
                line={
                    "color": style.color if steady else theme.FAINT,
                    "width": 2.5,
                    "shape": "hv",
                    "dash": "solid" if steady else "dot",
                },
                customdata=ids,
                hovertext=[
                    f"<b>{day(r.date)}</b><br>{r.russia:.0f} over {r.ukraine:.0f}: {r.ratio:.2f}"
                    for r in group.itertuples()
                ],
                hoverinfo="text",
            )
        )
    fig.update_yaxes(range=[0, 4.5], dtick=1, title="per Ukrainian counter")
    kept = table[table["steady"]]
    low, high = kept.loc[kept["ratio"].idxmin()], kept.loc[kept["ratio"].idxmax()]
    for end, shift in ((low, -14), (high, 14)):
        fig.add_annotation(
            x=end["date"],
            y=end["ratio"],
            yshift=shift,
            xanchor="left",
            text=f"{end['ratio']:.1f} on {day(end['date'])}",
            showarrow=False,
        )
    title = (
        f"Russian-side counters per Ukrainian one: {low['ratio']:.1f} to {high['ratio']:.1f} "
        f"between {day(kept['date'].min())} and {day(kept['date'].max())}"
    )
    value = table.set_index("date")["ratio"]
    alt = (
        f"{title}. Lowest on {day(low['date'])}, highest on {day(high['date'])}; "
        + "; ".join(f"{value.loc[d]:.1f} on {day(d)}" for d in DAYS_SHOWN)
        + "."
    )
    return title, "Russian-side counters per Ukrainian counter", _monthly(table), alt


def _per_counter(fig: go.Figure, _: pd.DataFrame, mapped: pd.DataFrame, pairs: pd.DataFrame) -> tuple:
    rows = balance.soldiers_per_counter(mapped, pairs)
    rows["row_id"] = row_ids("ratio_pairs", rows)
    rows["at_y"] = range(len(rows))[::-1]
    for row in rows.itertuples():
        style = theme.actor(row.side)
        fig.add_trace(
            go.Scatter(
                x=[row.per_low, row.per_high],
                y=[row.at_y] * 2,
                mode="lines+markers",
                name=FORCES[row.side],
                legendgroup=row.side,
                showlegend=row.at_y >= 2,
                opacity=FAINT if row.pair_id == "pair-3-forbes" else 1.0,
                line={"color": style.color, "width": 6},
                marker={"color": style.color, "symbol": style.symbol, "size": 11},
                customdata=[row.row_id] * 2,
                hovertext=[
                    f"<b>{row.text}</b><br>{span(row.low, row.high)} "
                    f"over {row.counters} counters ({day(row.day)})"
                ]
                * 2,
                hoverinfo="text",
            )
        )
    fig.update_xaxes(range=[0, 1600], tickformat=",", nticks=5, title="soldiers per counter", type="linear")
    fig.update_yaxes(
        tickvals=rows["at_y"].tolist(),
        ticktext=[
            f"{FORCES[r.side]}, {r.day.day} {r.day:%b}"
            f"<br><i>{thousands(r.low, r.high)} thousand / {r.counters}</i>"
            for r in rows.itertuples()
        ],
        range=[-0.7, len(rows) - 0.3],
        showgrid=False,
    )
    a, b = rows.iloc[0], rows.iloc[1]
    title = (
        f"{words(a.low)} over {a.counters} counters is {words(round(a.per_low))} each; "
        f"{span(b.low, b.high)} over {b.counters} is {span(round(b.per_low), round(b.per_high))}"
    )
    table = pd.DataFrame(
        {
            "Text": rows["text"],
            "Side": rows["side"].map(FORCES),
            "Soldiers": [span(r.low, r.high) for r in rows.itertuples()],
            "Counters": rows["counters"],
            "Map of": [day(r.day) for r in rows.itertuples()],
            "Soldiers per counter": [span(round(r.per_low), round(r.per_high)) for r in rows.itertuples()],
        }
    )
    alt = "; ".join(
        f"{FORCES[r.side]}, {r.text}: {span(round(r.per_low), round(r.per_high))} soldiers per counter"
        for r in rows.itertuples()
    )
    return title, "Soldiers said, divided by the counters of that day", table, f"{title}. {alt}."


def _monthly(table: pd.DataFrame) -> pd.DataFrame:
    """The 1st and 15th of each month and the days named in the text, ready to print."""
    kept = table[table["date"].dt.day.isin([1, 15]) | table["date"].isin(pd.to_datetime(list(DAYS_SHOWN)))]
    return pd.DataFrame(
        {
            "Day": kept["date"],
            "Russia's side": kept["russia"].astype(int),
            "Ukraine": kept["ukraine"].astype(int),
            "Ratio": ["–" if pd.isna(value) else f"{value:.2f}" for value in kept["ratio"]],
        }
    )


AREA_PX, GAP_PX = 190, 30  # the curve of ground held; the space between it and the lines of words
TURNS = ("2024-11-15", "2025-03-07", "2025-03-20")  # days whose ground is written at the curve


def ground_and_words(
    events: pd.DataFrame, area: pd.DataFrame, first: str = "2024-10-27", last: str = "2025-04-30"
) -> go.Figure:
    """What was said and done, one line each, above the ground that DeepState's map still shows held.

    Parameters
    ----------
    events : rows of table events; area : table control_area_daily; first, last : the days shown.

    Raises
    ------
    ValueError : no events.
    """
    held = area[(area["mapper"] == "deepstate") & (area["measure"] == "held")]
    held = held[held["date"].between(first, last)].sort_values("date").reset_index(drop=True)
    comparable(held)
    value = held.set_index("date")["area_km2"]
    one, two, three = (float(value.loc[turn]) for turn in TURNS)
    title = (
        f"Held ground fell {100 * (1 - two / one):.0f} % from 15 Nov to 7 Mar, "
        f"then {100 * (1 - three / two):.0f} % in 13 days (DeepState)"
    )
    ground = "; ".join(f"{value.loc[turn]:,.0f} km² on {day(turn)}" for turn in TURNS)
    fig = timeline(events, title)
    said, table, height = fig.layout.meta["alt"], fig.layout.meta["table"], fig.layout.height
    days = events.sort_values(["date_first", "event_id"])["date_first"]  # the order of the timeline
    inside = height - FRAME_PX + AREA_PX + GAP_PX
    fig.add_traces([_ground_curve(held), _turn_marks(value)])
    fig.update_layout(
        yaxis={"domain": [(AREA_PX + GAP_PX) / inside, 1]},
        yaxis2={
            "domain": [0, AREA_PX / inside],
            "range": [0, 780],
            "tickvals": [200, 400, 600],
            "ticktext": ["200", "400", "600 km²"],
            "ticklabelposition": "inside top",  # the words above need the whole width of a phone
            "ticks": "",
            "side": "right",
            "anchor": "x",
        },
        xaxis={"anchor": "y2", "range": [first, last], "tickformat": "%b<br>%Y", "dtick": "M1"},
    )
    return finish(
        fig,
        title=title,
        subtitle="Above: said or done, by actor. Below: ground held on DeepState's map",
        caption=(
            f"DeepState: {ground}. A step is a new edition of the map, not a day of fighting. A line stands "
            "above the curve because of its day; the chart names no cause."
        ),
        alt=f"{said} Ground held: {ground}.",
        table=pd.DataFrame(table["rows"], columns=table["columns"]).assign(
            **{"Ground held, km²": [words(value.get(d, float("nan"))) for d in days]}
        ),
        height=height + AREA_PX + GAP_PX,
    )


def _ground_curve(held: pd.DataFrame) -> go.Scatter:
    moved = held["area_km2"].ne(held["area_km2"].shift())
    moved.iloc[-1] = True
    steps, style = held[moved], theme.mapper("deepstate")
    return go.Scatter(
        x=steps["date"].tolist(),
        y=steps["area_km2"].tolist(),
        yaxis="y2",
        mode="lines",
        name="DeepState, ground held",
        line={"color": style.color, "width": 2.5, "shape": "hv", "dash": style.dash},
        customdata=row_ids("control_area_daily", steps),
        hovertext=[
            f"<b>DeepState</b>, {day(r.date)}<br>{r.area_km2:,.0f} km² held" for r in steps.itertuples()
        ],
        hoverinfo="text",
    )


def _turn_marks(value: pd.Series) -> go.Scatter:
    style, shown = theme.mapper("deepstate"), [float(value.loc[turn]) for turn in TURNS]
    return go.Scatter(
        x=list(TURNS),
        y=shown,
        yaxis="y2",
        mode="markers+text",
        text=[f"{km2:,.0f}" for km2 in shown],
        textposition=["top center", "top right", "top right"],
        marker={"color": style.color, "symbol": style.symbol, "size": 8},
        hoverinfo="skip",
        showlegend=False,
    )
