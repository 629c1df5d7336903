"""Ground held over time: map editions, curves with what officials said, shares lost, statements by place."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import area as areas
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.spoken import add_points, printed_rows, said_on
from helpers.data import row_ids

PERIODS = {
    "first 30 days": ("2024-08-06", "2024-09-05"),
    "whole year": ("2024-08-01", "2025-08-10"),
    "March 2025": ("2025-03-01", "2025-03-31"),
}
LABELLED_STEP = 25  # km²: smaller redrawings carry no number
MEASURED = "our measurement of archived outlines (geodesic, inside Kursk oblast)"


def map_editions(area: pd.DataFrame) -> go.Figure:
    """One row per mapper with a tick for each day on which its outline changed.

    `area` is table control_area_daily; the grey line is the time that the mapper's files cover.
    """
    changed = areas.editions(area)
    fig, rows = go.Figure(), []
    for place, name in enumerate(["isw", "creamy_caprice", "project_owl", "deepstate"]):
        style, own = theme.mapper(name), area[area["mapper"] == name]
        days = changed[changed["mapper"] == name]["date"]
        first, last, files = own["date"].min(), own["date"].max(), own["date"].nunique()
        rows.append((style.label, first, last, files, len(days)))
        fig.add_trace(
            go.Scatter(
                x=[first, last],
                y=[place, place],
                mode="lines",
                line={"color": theme.UNCLEAR, "width": 5},
                hoverinfo="skip",
            )
        )
        main = "retaken" if name == "isw" else "held"
        fig.add_trace(
            go.Scatter(
                x=days.tolist(),
                y=[place] * len(days),
                mode="markers",
                marker={"symbol": "line-ns", "size": 20, "line": {"width": 1.5, "color": style.color}},
                customdata=row_ids(
                    "control_area_daily", pd.DataFrame({"date": days, "mapper": name, "measure": main})
                ),
                hovertext=[f"<b>{style.label}</b><br>outline changed on {day(d)}" for d in days],
                hoverinfo="text",
            )
        )
    table = pd.DataFrame(
        rows[::-1], columns=["Mapper", "First file", "Last file", "Days with a file", "Days with a change"]
    )
    deepstate, owl = rows[3], rows[2]
    title = (
        "A daily file is not a daily observation: "
        f"DeepState's map changed on {deepstate[4]} of {deepstate[3] - 1} days"
    )
    fig.update_layout(showlegend=False, margin={"l": 10})
    fig.update_yaxes(
        tickvals=[0, 1, 2, 3], ticktext=[row[0].replace(" ", "<br>") for row in rows], range=[-0.6, 3.6]
    )
    fig.update_xaxes(tickformat="%b<br>%Y", nticks=7)
    return finish(
        fig,
        title=title,
        subtitle="A tick is a day on which the outline changed; the bar is the time covered",
        caption=(
            f"DeepState {day(deepstate[1])} to {day(deepstate[2])} (held or unclear ground differs from "
            f"the day before); Project Owl changed on {owl[4]} of {owl[3] - 1} days. "
            "Creamy Caprice drew about once a month until May 2025. "
            "Of ISW's maps we have only ground that Russia retook. "
            "No change drawn does not mean that nothing happened."
        ),
        alt=f"{title}. "
        + "; ".join(f"{r[0]}: {day(r[1])} to {day(r[2])}, {r[4]} changes" for r in rows[::-1])
        + ".",
        table=table,
    )


def area_by_source(
    area: pd.DataFrame,
    points: pd.DataFrame,
    ground: str = "held",
    period: str = "whole year",
    retaken: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    editions: bool = False,
) -> go.Figure:
    """Curves of the mappers as steps, statements as points; below, what Moscow said it had retaken.

    Parameters
    ----------
    area : table control_area_daily.
    points : estimates of ground held (km² or mi²), drawn at their day; rows without a day as margin ticks.
    ground : "held" or "held or unclear" (DeepState's unclear ground added to its curve).
    period : key of PERIODS.
    retaken : estimates of ground that Moscow said it had retaken, for a second panel.
    events : rows of table events, drawn as numbered days.
    editions : write the area beside each redrawn day of DeepState.
    """
    first, last = (pd.Timestamp(end) for end in PERIODS[period])
    said = areas.in_km2(spoken(points)).reset_index(drop=True)
    scopes = comparable(said.drop(columns="quantity"), mixed=True)
    heights = [0.74, 0.26] if retaken is not None else [1.0]
    fig = make_subplots(
        rows=len(heights), cols=1, shared_xaxes=True, row_heights=heights, vertical_spacing=0.07
    )
    curves = _curves(area, ground, first, last)
    for name, curve in curves.items():
        fig.add_trace(_step(name, curve, editions and name == "deepstate"), row=1, col=1)
    dated = said[said["as_of_last"].between(first, last)]
    _open_ranges(fig, dated)
    add_points(fig, dated, "as_of_last", "value", row=1, col=1)
    undated = said[said["as_of_last"].isna()] if period == "whole year" else said.iloc[:0]
    _margin_ticks(fig, undated, last)
    if retaken is not None:
        given = spoken(retaken)
        given = given[given["as_of_last"].between(first, last)]
        add_points(fig, given, "as_of_last", "value", row=2, col=1)
        _frame_of_retaken(fig, given, first, last)
        fig.update_yaxes(title="retaken, km²", range=[0, 1500], row=2, col=1)
        scopes = [scope for scope in scopes if scope != "quantities"]
        dated = pd.concat([dated, given])
    numbered = _numbered_events(fig, events, first, last)
    top = (
        max([1450.0, *(curve["area_km2"].max() * 1.08 for curve in curves.values())])
        if period != "March 2025"
        else 460
    )
    fig.update_yaxes(title="held, km²", range=[0, top], row=1, col=1)
    fig.update_xaxes(
        range=[first, last + (last - first) * (0.07 if len(undated) else 0.01)],
        tickformat="%-d %b<br>%Y",
        nticks=6,
    )
    title = _area_title(area, said, ground, period)
    return finish(
        fig,
        title=title,
        subtitle=f"Ground {ground} in Kursk oblast, km²; points are statements",
        caption=_area_caption(ground, bool(len(undated)), numbered),
        alt=_area_alt(title, curves, dated, numbered),
        table=_area_table(curves, dated, undated),
        mixed=scopes,
        height=600,
    )


def _curves(
    area: pd.DataFrame, ground: str, first: pd.Timestamp, last: pd.Timestamp
) -> dict[str, pd.DataFrame]:
    """Redrawn days of each mapper inside a period, with the value that holds when the period begins."""
    curves = {}
    for name in ("deepstate", "project_owl", "creamy_caprice"):
        series = areas.held(area, name, ground)
        changed = areas.editions(area).query("mapper == @name")["date"]
        days = changed[(changed > first) & (changed <= last) & changed.isin(series.index)].tolist()
        start, end = max(first, series.index.min()), min(last, series.index.max())
        if start > end:
            continue
        if name == "creamy_caprice":
            observed = area[(area["mapper"] == name) & (area["observed"] == "yes")]["date"]
            days, start, end = observed[observed.between(first, last)].tolist(), None, None
        days = sorted({*days, *(d for d in (start, end) if d is not None)})
        if days:
            curves[name] = pd.DataFrame(
                {"date": days, "area_km2": series.reindex(days).to_numpy(), "mapper": name}
            )
    return curves


def _step(name: str, curve: pd.DataFrame, labelled: bool) -> go.Scatter:
    style = theme.mapper(name)
    single = name == "creamy_caprice"  # one outline a month: points, no steps
    fell = curve["area_km2"].diff().abs() >= LABELLED_STEP
    text = [f"{value:,.0f}" if large else "" for value, large in zip(curve["area_km2"], fell, strict=True)]
    return go.Scatter(
        x=curve["date"].tolist(),
        y=curve["area_km2"].round(1).tolist(),
        mode="markers" if single else ("lines+markers+text" if labelled else "lines+markers"),
        line={"shape": "hv", "color": style.color, "dash": style.dash, "width": 2},
        marker={"symbol": style.symbol, "color": style.color, "size": 8 if single else 4},
        text=text if labelled else None,
        textposition="top right",
        name=f"{style.label} ({theme.LEANINGS[name]})",
        customdata=row_ids("control_area_daily", curve.assign(measure="held")),
        hovertext=[
            f"<b>{style.label}</b><br>{day(r.date)}: {r.area_km2:,.0f} km²" for r in curve.itertuples()
        ],
        hoverinfo="text",
    )


def _open_ranges(fig: go.Figure, rows: pd.DataFrame) -> None:
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_shape(
            type="line",
            x0=row.as_of_last,
            x1=row.as_of_last,
            y0=row.first_end,
            y1=row.last_end,
            line={"color": theme.actor(row.side).color, "width": 4},
            opacity=0.6,
            row=1,
            col=1,
        )


def _frame_of_retaken(fig: go.Figure, rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Keep the lower panel's axis, and say so when nothing was said in the period."""
    fig.add_trace(
        go.Scatter(
            x=[first, last],
            y=[0, 0],
            mode="markers",
            marker={"opacity": 0},
            hoverinfo="skip",
            showlegend=False,
        ),
        row=2,
        col=1,
    )
    if rows.empty:
        fig.add_annotation(
            text="Moscow gave no figure in this period",
            x=0.5,
            y=0.5,
            xref="x2 domain",
            yref="y2 domain",
            showarrow=False,
        )


def _margin_ticks(fig: go.Figure, rows: pd.DataFrame, last: pd.Timestamp) -> None:
    if rows.empty:
        return
    placed = rows.assign(x=last + pd.Timedelta(days=14))
    styles = [theme.actor(side).color for side in placed["side"]]
    fig.add_trace(
        go.Scatter(
            x=placed["x"].tolist(),
            y=placed["value"].tolist(),
            mode="markers",
            name="peak, day not stated",
            marker={"symbol": "line-ew", "size": 14, "line": {"width": 2.5, "color": styles}},
            customdata=placed["row_id"].tolist(),
            hovertext=[
                f"<b>{r.name}</b>: peak, day not stated<br>{r.value_as_printed}" for r in placed.itertuples()
            ],
            hoverinfo="text",
        ),
        row=1,
        col=1,
    )


def _numbered_events(
    fig: go.Figure, events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp
) -> list[str]:
    if events is None:
        return []
    rows = events[events["date_first"].between(first, last)].sort_values(["date_first", "event_id"])
    for number, row in enumerate(rows.itertuples(), 1):
        fig.add_vline(x=row.date_first, line={"color": theme.FAINT, "width": 1, "dash": "dot"}, row=1, col=1)
        fig.add_annotation(
            x=row.date_first,
            y=1,
            yref="y domain",
            text=str(number),
            showarrow=False,
            yanchor="bottom",
            row=1,
            col=1,
        )
    fig.add_trace(
        go.Scatter(
            x=rows["date_first"].tolist(),
            y=[0] * len(rows),
            mode="markers",
            marker={"opacity": 0, "size": 12},
            customdata=row_ids("events", rows),
            hovertext=[f"<b>{day(r.date_first)}</b><br>{broken(r.what, 48)}" for r in rows.itertuples()],
            hoverinfo="text",
            showlegend=False,
        ),
        row=1,
        col=1,
    )
    return [
        f"{number}: {day(row.date_first)}, {row.label if isinstance(row.label, str) else row.what}"
        for number, row in enumerate(rows.itertuples(), 1)
    ]


def _area_title(area: pd.DataFrame, said: pd.DataFrame, ground: str, period: str) -> str:
    kyiv = said[
        (said["side"] == "ukraine") & said["central"].notna() & (said["speaker_id"] == "oleksandr-syrskyi")
    ]
    if period == "March 2025":
        start, end = (areas.on_day(area, "deepstate", d, ground) for d in ("2025-03-07", "2025-03-20"))
        changed = areas.editions(area).query("mapper == 'deepstate'")["date"]
        count = changed.between("2025-03-08", "2025-03-20").sum()
        fell = f"fell from {start:,.0f} to {end:,.0f} km² in {count} redrawings"
        return f"7–20 Mar 2025: DeepState's {ground} ground {fell}"
    if ground == "held":
        on = pd.Timestamp("2024-08-20")
        low, high = areas.span(area, "2024-08-20")
        value = kyiv[kyiv["as_of_last"] == on]["central"].iloc[0]
        return f"On {day(on)} maps showed {low:,.0f} to {high:,.0f} km² held; Kyiv said {value:,.0f}"
    on = pd.Timestamp("2024-08-27")
    value = kyiv[kyiv["as_of_last"] == on]["central"].iloc[0]
    both = areas.on_day(area, "deepstate", "2024-08-27", ground)
    return f"With unclear ground DeepState shows {both:,.0f} km² on {day(on)}; Kyiv said {value:,.0f}"


def _area_caption(ground: str, undated: bool, numbered: list[str]) -> str:
    parts = [
        f"Curves: {MEASURED}, steps at redrawn days. Points: statements with their own meaning of “held”; "
        "faint = weak page."
    ]
    if ground != "held":
        parts.append("Unclear ground is DeepState's only; unclear means that the mapper does not know.")
    if undated:
        parts.append("Ticks at the right edge are peaks whose day was not stated.")
    return " ".join(parts + ([f"Days: {'; '.join(numbered)}."] if numbered else []))


def _area_alt(title: str, curves: dict, said: pd.DataFrame, numbered: list[str]) -> str:
    peaks = []
    for name, curve in curves.items():
        top = curve.loc[curve["area_km2"].idxmax()]
        peaks.append(f"{theme.mapper(name).label} reaches {top['area_km2']:,.0f} km² on {day(top['date'])}")
    points = (
        f"{len(said)} statements as points, highest {words(float(said['value'].max()))}"
        if len(said)
        else "no statements"
    )
    return f"{title}. Step curves, km²: {'; '.join(peaks)}. {points}. {' '.join(numbered)}".strip()


def _area_table(curves: dict, dated: pd.DataFrame, undated: pd.DataFrame) -> pd.DataFrame:
    drawn = [
        pd.DataFrame(
            {
                "Speaker": theme.mapper(name).label,
                "Day": [day(d) for d in curve["date"]],
                "Value": [f"{value:,.0f} km²" for value in curve["area_km2"]],
                "What it counts": "map outline",
            }
        )
        for name, curve in curves.items()
    ]
    said = printed_rows(pd.concat([dated, undated]))[["Speaker", "Day", "Value", "What it counts"]]
    return pd.concat([said, *drawn], ignore_index=True)


def share_lost(
    area: pd.DataFrame, said: pd.DataFrame, day_shown: str, denominator: str = "one source"
) -> go.Figure:
    """Bars: per cent of the peak that was gone on a day, by map and meaning.

    Parameters
    ----------
    area : table control_area_daily.
    said : estimates of ground held and of peaks, for the staff source (800 of 1,376 km²).
    day_shown : YYYY-MM-DD.
    denominator : "one source" (numerator and peak from one map and meaning) or "any peak", which shows
        what mixing two meanings does and says so.
    """
    shares = areas.shares_lost(area, day_shown)
    shares["label"] = [f"{theme.mapper(r.mapper).label}, {r.ground}" for r in shares.itertuples()]
    shares["mark"] = row_ids("control_area_daily", shares.assign(date=shares["day"], measure="held"))
    staff = _staff(said)
    if denominator == "any peak":
        peaks = pd.concat(
            [shares[["label", "peak_km2"]], staff.assign(label="staff source")[["label", "peak_km2"]]]
        )
        low_peak, high_peak = peaks["peak_km2"].min(), peaks["peak_km2"].max()
        bars = shares.assign(
            low=[areas.share_lost(v, low_peak) for v in shares["now_km2"]],
            high=[areas.share_lost(v, high_peak) for v in shares["now_km2"]],
        )
    else:
        bars = pd.concat([shares, staff], ignore_index=True).assign(low=0.0, high=lambda t: t["lost_percent"])
    return _share_figure(bars.reset_index(drop=True), shares, day_shown, denominator)


def _staff(said: pd.DataFrame) -> pd.DataFrame:
    """The only speaker with a numerator and a peak of his own: the General Staff's unnamed source."""
    rows = spoken(said)
    rows = rows[rows["speaker_id"] == "general-staff-of-ukraine-unnamed-source"]
    now = rows[rows["quantity"] == "ua_held_area_kursk"].iloc[0]
    peak = rows[rows["quantity"] == "ua_peak_area_kursk"].iloc[0]
    lost = areas.share_lost(now["value"], peak["value"])
    return pd.DataFrame(
        {
            "label": [f"Kyiv's staff source, {day(now['as_of_last'])}"],
            "now_km2": [now["value"]],
            "peak_km2": [peak["value"]],
            "lost_percent": [lost],
            "mapper": ["staff"],
            "mark": [now["row_id"]],
        }
    )


def _share_figure(bars: pd.DataFrame, shares: pd.DataFrame, day_shown: str, denominator: str) -> go.Figure:
    mixing = denominator == "any peak"
    fig = go.Figure()
    colors = [theme.actor("ukraine").color if m == "staff" else theme.mapper(m).color for m in bars["mapper"]]
    said = [
        f"{r.low:.0f} to {r.high:.0f} %"
        if mixing
        else f"{r.high:.0f} % ({r.now_km2:,.0f} of {r.peak_km2:,.0f})"
        for r in bars.itertuples()
    ]
    fig.add_trace(
        go.Bar(
            y=[broken(label, 18) for label in bars["label"]],
            x=(bars["high"] - bars["low"]).tolist(),
            base=bars["low"].tolist(),
            orientation="h",
            width=0.55,
            marker={"color": colors, "pattern": {"shape": "/" if mixing else "", "fgcolor": theme.PAPER}},
            text=said,
            textposition="outside",
            cliponaxis=False,
            customdata=bars["mark"].tolist(),
            hovertext=[
                f"<b>{r.label}</b><br>{text}" for r, text in zip(bars.itertuples(), said, strict=True)
            ],
            hoverinfo="text",
        )
    )
    fig.update_xaxes(range=[0, 125], tickvals=[0, 25, 50, 75, 100], title="per cent of the peak lost")
    fig.update_yaxes(autorange="reversed", showgrid=False)
    low, high = (
        (bars["low"].min(), bars["high"].max())
        if mixing
        else (shares["lost_percent"].min(), shares["lost_percent"].max())
    )
    title = (
        f"Not allowed, two meanings mixed: {low:.0f} to {high:.0f} % lost on {day(day_shown)}"
        if mixing
        else f"On {day(day_shown)} the answer was {low:.0f} to {high:.0f} % lost, depending on the map"
    )
    return finish(
        fig,
        title=title,
        subtitle="Share of the largest area that was no longer held; in brackets km² left of peak",
        caption=(
            f"Maps: {MEASURED}; peak = largest area drawn by then. The staff source spoke on 23 Nov 2024, "
            "after the report, of 800 km² left and of at most 1,376 km² before."
            + (" Hatched: numerator of one map, peak of another." if mixing else "")
        ),
        alt=f"{title}. "
        + "; ".join(f"{r.label}: {t}" for r, t in zip(bars.itertuples(), said, strict=True))
        + ".",
        table=pd.DataFrame(
            {
                "Source": bars["label"],
                "Left, km²": bars["now_km2"],
                "Peak, km²": bars["peak_km2"],
                "Lost": said,
            }
        ),
    )


def points_by_place(points: pd.DataFrame, title: str | None = None) -> go.Figure:
    """Statements about ground held in strips by place: different ground never shares a strip."""
    rows = areas.in_km2(spoken(points)).sort_values("as_of_last").reset_index(drop=True)
    places = list(dict.fromkeys(rows["place"]))
    middle = rows["as_of_last"].min() + (rows["as_of_last"].max() - rows["as_of_last"].min()) / 2
    fig = make_subplots(
        rows=len(places), cols=1, shared_xaxes=True, subplot_titles=places, vertical_spacing=0.12
    )
    for number, place in enumerate(places, 1):
        strip = rows[rows["place"] == place]
        comparable(strip)
        add_points(fig, strip, "as_of_last", "value", row=number, col=1)
        for row in strip.itertuples():
            late = row.as_of_last > middle
            fig.add_annotation(
                x=row.as_of_last,
                y=row.value,
                text=f"{row.name}: {words(float(row.value))}",
                showarrow=False,
                xanchor="right" if late else "left",
                xshift=-10 if late else 10,
                font={"size": 12},
                row=number,
                col=1,
            )
    fig.update_yaxes(range=[-10, 150], nticks=4, title="km²")
    pad = pd.Timedelta(days=25)
    fig.update_xaxes(
        type="date",  # a line of the legend comes first and has no day
        range=[rows["as_of_last"].min() - pad, rows["as_of_last"].max() + pad],
        tickformat="%-d %b<br>%Y",
        nticks=5,
    )
    for note in fig.layout.annotations[: len(places)]:
        note.update(x=0, xanchor="left", font={"size": 13})
    said = "; ".join(f"{r.place}: {r.name}, {said_on(r)}, {r.value_as_printed}" for r in rows.itertuples())
    title = title or f"{len(places)} places, {len(rows)} statements: not one pocket that shrank or grew"
    return finish(
        fig,
        title=title,
        subtitle="Ground said to be held inside Russia after April 2025, km²",
        caption=(
            "DeepState's own file keeps about 11 km² near Tetkino that never change. Each strip is another "
            "piece of ground; no line joins them. Faint = weak page."
        ),
        alt=f"{title}. {said}.",
        table=printed_rows(rows),
        height=170 + 130 * len(places),
    )
