"""North Korean troop figures by scope: in frames, by day of publication, sent so far, forecasts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, words
from helpers.charts.oldstrips import heading_over, range_bar, side_legend
from helpers.charts.ranges import ranges_by_speaker
from helpers.charts.spoken import add_points, hover, said_on

ROUND = 10_000  # the number that stands in several frames
MOST, MOST_FORECAST = 17_000, 140_000
AUTUMN = (pd.Timestamp("2024-10-11"), pd.Timestamp("2024-12-31"))  # left part of the date axis
LATER = (pd.Timestamp("2025-01-01"), pd.Timestamp("2026-03-20"))  # right part, narrower
FRAME_WEIGHTS = {"near the border": 0.55, "assigned to Russian units": 0.55, deployment.IN_COMBAT: 0.55}
BELOW = 0.32  # of a row: where a later figure stands under its forecast
OPEN_FORECAST = "Hollow marks are forecasts, arrows are open ends (“at least” up, “up to” down)"


def troop_frames(
    troops: pd.DataFrame, known_on: str | None = None, forecasts: bool = True, inferred_days: bool = True
) -> go.Figure:
    """Draw each scope of a troop figure in a frame of its own; forecasts have their own value axis.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    known_on : show only what had been published by this day; None shows every row.
    forecasts : False leaves the frame of forecasts empty.
    inferred_days : with known_on, also rows whose day of publication is inferred from the occasion.

    Raises
    ------
    NotComparable : rows of one count frame count different things.
    """
    rows = troops if known_on is None else known.known_on(troops, known_on, inferred_days)
    if not forecasts:
        rows = rows[rows["frame"] != deployment.FORECASTS].reset_index(drop=True)
    names = list(deployment.FRAMES)
    fig = make_subplots(
        rows=len(names),
        cols=2,
        shared_xaxes=True,
        shared_yaxes=True,
        column_widths=[0.66, 0.34],
        row_heights=[FRAME_WEIGHTS.get(name, 1) for name in names],
        vertical_spacing=0.043,
        horizontal_spacing=0.02,
    )
    scopes: list[str] = []
    for place, name in enumerate(names, 1):
        part = deployment.in_frame(rows, name)
        mixed = comparable(part, mixed=name == deployment.FORECASTS)
        scopes = [f"{', '.join(mixed)} (forecasts only)"] if mixed else scopes
        most = MOST_FORECAST if name == deployment.FORECASTS else MOST
        for column, (first, last) in enumerate((AUTUMN, LATER), 1):
            inside = part[part["shown_on"].between(first, last)]
            _frame_marks(fig, inside.assign(x=_beside(inside, 2 if column == 1 else 14)), place, column)
            ticks = [0, 100_000] if name == deployment.FORECASTS else [0, ROUND]
            fig.update_yaxes(
                range=[-0.06 * most, most],
                tickvals=ticks,
                tickformat=",",
                ticks="outside" if column == 1 else "",
                row=place,
                col=column,
            )
        heading_over(fig, place, name, _found(part, hidden=name == deployment.FORECASTS and not forecasts))
    _dates(fig, len(names), known_on)
    side_legend(fig, troops["side"])
    title = _frames_title(rows, known_on, forecasts)
    counts = deployment.frame_counts(rows)
    left_out = known.undatable(troops, inferred_days) if known_on else troops[troops["published"].isna()]
    return finish(
        fig,
        title=title,
        subtitle="Persons, by day of publication. The date axis is wider in autumn 2024",
        caption=_frames_caption(rows, left_out, known_on),
        alt=f"{title}. " + "; ".join(_frame_sentence(row) for row in counts.itertuples()) + ".",
        table=_frames_table(rows),
        mixed=scopes,
        height=880,
    )


def _frame_marks(fig: go.Figure, rows: pd.DataFrame, place: int, column: int) -> None:
    if rows.empty:  # without a trace Plotly draws no axes, and an empty frame must be seen
        empty = go.Scatter(x=[None], y=[None], showlegend=False)
        fig.add_trace(empty, row=place, col=column)
    _bars_and_points(fig, rows, row=place, col=column)


def _bars_and_points(fig: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    for row in rows[rows["bound"] == "range"].itertuples():
        range_bar(fig, row, [row.x, row.x], [row.low, row.high], **place)
    add_points(fig, rows, "x", "value", legend=False, say=_hover, **place)


def _hover(row: object) -> str:
    return f"{hover(row)}<br>frame: {row.frame}"


def _beside(rows: pd.DataFrame, days: int) -> pd.Series:
    """Days of publication; marks of one day stand side by side, `days` apart."""
    order = rows.groupby("shown_on").cumcount()
    size = rows.groupby("shown_on")["shown_on"].transform("size")
    return rows["shown_on"] + pd.to_timedelta((order - (size - 1) / 2) * days, unit="D")


def _found(part: pd.DataFrame, hidden: bool) -> str:
    if hidden:
        return ": hidden"
    if part.empty:
        return ": no figure"
    low, high = deployment.lowest(part), deployment.highest(part)
    span = words(low) if low == high else f"{words(low)} to {words(high)}"
    return f": {len(part)} figure{'s' if len(part) > 1 else ''}, {span}"


def _dates(fig: go.Figure, last_row: int, known_on: str | None) -> None:
    autumn = pd.to_datetime(["2024-10-18", "2024-11-15", "2024-12-16"])
    later = pd.to_datetime(["2025-01-01", "2025-07-01", "2026-01-01"])
    texts = ["18 Oct<br>2024", "15 Nov", "16 Dec"]
    fig.update_xaxes(type="date", range=list(AUTUMN), tickvals=autumn, ticktext=texts, tickangle=0, col=1)
    fig.update_xaxes(
        type="date",
        range=list(LATER),
        tickvals=later,
        ticktext=["Jan<br>2025", "Jul", "Jan<br>2026"],
        tickangle=0,
        col=2,
    )
    for row in range(1, last_row + 1):
        fig.update_xaxes(showticklabels=row == last_row, row=row)
    if known_on is not None:
        moment = pd.Timestamp(known_on)
        column = 1 if moment <= AUTUMN[1] else 2
        if moment <= LATER[1]:
            fig.add_vline(x=moment, line={"color": theme.FAINT, "dash": "dot", "width": 1.5}, col=column)


def _frames_title(rows: pd.DataFrame, known_on: str | None, forecasts: bool) -> str:
    if known_on is None:
        same = deployment.naming(rows, ROUND)
        return (
            f"The number {words(ROUND)} stands in {len(same)} figures "
            f"and means {same['frame'].nunique()} different things"
        )
    figures = deployment.frame_counts(rows).set_index("frame")["figures"]
    expected = f", {figures[deployment.FORECASTS]} forecasts" if forecasts else ""
    combat = figures[deployment.IN_COMBAT] or "none"
    russia, kursk = figures["in Russia"], figures["in Kursk oblast"]
    return (
        f"By {day(known_on)}: {russia} figures for Russia, {kursk} for Kursk{expected}, {combat} for combat"
    )


def _frame_sentence(row: object) -> str:
    if not row.figures:
        return f"{row.frame}: no figure"
    span = f"{words(row.lowest)} to {words(row.highest)}"
    return f"{row.frame}: {row.figures} figures by {row.speakers} speakers, {span}"


def _frames_caption(rows: pd.DataFrame, left_out: pd.DataFrame, known_on: str | None) -> str:
    speakers = rows["speaker_id"].nunique()
    said = f"{len(rows)} figures by {speakers} speakers, each in the frame of what it counts."
    if known_on is None:
        same = deployment.naming(rows, ROUND).groupby("frame", sort=False).size()
        said += f" {words(ROUND)}: " + ", ".join(f"{frame} {count}" for frame, count in same.items()) + "."
    if len(left_out):
        verb = (
            "Not placed, because no exact day of publication is known"
            if known_on
            else "At the end of their month"
        )
        named = "; ".join(f"{row.name}, {row.value_as_printed}" for row in left_out.itertuples())
        if known_on and (left_out["published_basis"] == "inferred").any():
            verb = "Left out, because the page does not show the day of publication"
        said += f" {verb}: {named}."
    return f"{said} {OPEN_FORECAST}; faint marks rest on copies. Marks of one day stand side by side."


def _frames_table(rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame({"Frame": ["no figure had been published"]})
    return pd.DataFrame(
        {
            "Frame": rows["frame"],
            "Published": rows["published"],
            "Speaker": rows["name"],
            "Value": rows["value_as_printed"],
            "Speaks of": [said_on(row) for row in rows.itertuples()],
            "Horizon": rows["horizon"],
            "Page": rows["publisher"],
            "Kind of page": rows["page_grade"],
        }
    )


def first_counts(troops: pd.DataFrame, until: str) -> go.Figure:
    """Figures for "in Russia" by speaker, published by a day (inferred days included), oldest first.

    Raises ValueError when nothing had been published by then.
    """
    rows = known.known_on(deployment.in_frame(troops, "in Russia"), until, inferred=True)
    if rows.empty:
        raise ValueError(f"No figure for Russia had been published by {until}.")
    opening = rows[rows["published"] == rows["published"].min()]
    closing = rows[rows["published"] >= rows["published"].max() - pd.Timedelta(days=6)]
    first_low, first_high = deployment.lowest(opening), deployment.highest(opening)
    title = (
        f"In Russia: {words(first_low)} or {words(first_high)} on {day(opening['published'].iloc[0])}, "
        f"{words(deployment.lowest(closing))} to {words(deployment.highest(closing))} by {day(until)}"
    )
    fig = ranges_by_speaker(
        rows,
        title=title,
        subtitle="North Korean soldiers said to be anywhere in Russia, persons, by the day spoken of",
        caption=(
            f"Largest divided by smallest figure: {deployment.factor(opening):.1f} on the first day, "
            f"{deployment.factor(closing):.1f} in the last week shown. "
            "Speakers who agree may share one source."
        ),
    )
    return fig.update_xaxes(range=[0, 13_800], tickvals=[0, 5_000, 10_000], tickformat=",")


def sent_so_far(estimates: pd.DataFrame) -> go.Figure:
    """Totals "sent so far" by day of publication as points, never joined, and single waves in a frame below.

    Parameters
    ----------
    estimates : table estimates.
    """
    totals = deployment.in_frame(deployment.soldiers(estimates), "sent so far")
    waves = deployment.waves(estimates).assign(frame="one wave", horizon=None)
    fig = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.68, 0.32], vertical_spacing=0.1)
    for place, each in enumerate((totals, waves), 1):
        comparable(each)
        _bars_and_points(fig, each.assign(x=_beside(each, 10)), row=place, col=1)
    points = totals[totals["bound"] == "point"]
    top, last = points.loc[points["value"].idxmax()], points.iloc[-1]
    fallen = deployment.drops(totals)
    lower = totals.loc[fallen.index[0]]
    for row in (top, totals.loc[fallen.index[-1]], last):
        above = row["value"] >= top["value"]
        fig.add_annotation(
            x=row["shown_on"],
            y=row["value"],
            text=words(row["value"]),
            yshift=10 if above else -10,
            yanchor="bottom" if above else "top",
            showarrow=False,
            font={"size": 12},
            row=1,
            col=1,
        )
    heading_over(fig, 1, "sent so far", " (totals)")
    heading_over(fig, 2, "one later wave", " (already inside later totals)")
    fig.update_yaxes(range=[0, 19_500], tickvals=[0, 5_000, 10_000, 15_000], tickformat=",", row=1)
    fig.update_yaxes(range=[0, 4_200], tickvals=[0, 3_000], tickformat=",", row=2)
    fig.update_xaxes(type="date", range=[AUTUMN[0], LATER[1]], tickformat="%b<br>%Y", nticks=6, tickangle=0)
    side_legend(fig, pd.concat([totals["side"], waves["side"]]))
    title = (
        f"“Sent so far”: {words(top['value'])} ({top['shown_on']:%b %Y}), {words(lower['value'])} "
        f"({lower['shown_on']:%b %Y}), {words(last['value'])} ({last['shown_on']:%b %Y}): a sum cannot fall"
    )
    rows = pd.concat([totals, waves], ignore_index=True)
    return finish(
        fig,
        title=title,
        subtitle="Persons, by day of publication; totals and waves have separate axes",
        caption=(
            f"{len(totals)} totals by {totals['speaker_id'].nunique()} speakers, {len(waves)} figures for "
            "one wave. Points are not joined: different speakers do not make one series. Soldiers who went "
            "home stay in a total. Arrows up are “at least”."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{day(row.shown_on)}, {row.name}: {row.value_as_printed} ({row.frame})"
            for row in rows.itertuples()
        )
        + ".",
        table=_frames_table(rows),
        height=560,
    )


def troop_forecasts(troops: pd.DataFrame) -> go.Figure:
    """Forecasts as hollow marks, oldest first, and a later count beside those whose horizon names a day.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    """
    rows = deployment.forecasts_and_later(troops)
    scopes = comparable(rows, mixed=True)
    rows["y"] = list(range(len(rows)))[::-1]
    fig = go.Figure()
    for row in rows[rows["bound"] == "range"].itertuples():
        range_bar(fig, row, [row.low, row.high], [row.y, row.y])
    add_points(fig, rows, "value", "y", say=_hover)
    found = rows[rows["later_id"].notna()]
    later = troops.set_index("row_id", drop=False).loc[found["later_id"]]
    add_points(fig, later.assign(y=found["y"].to_numpy() - BELOW), "value", "y", say=_hover)
    fig.update_yaxes(
        tickvals=rows["y"].tolist(),
        ticktext=[broken(f"{day(row.shown_on)} {_cut(row.name)}", 24) for row in rows.itertuples()],
        range=[-0.7, len(rows) - 0.3],
        showgrid=False,
        tickfont={"size": 12},
        ticks="",
    )
    for row in rows.itertuples():
        fig.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=row.y, y1=row.y,
            line={"color": theme.GRID, "width": 1}, layer="below",
        )  # fmt: skip
    fig.update_xaxes(range=[0, 112_000], tickvals=[0, 50_000, 100_000], tickformat=",", title="persons")
    sent = deployment.in_frame(troops, "sent so far")
    title = (
        f"Forecasts ran from {words(deployment.lowest(rows))} to {words(deployment.highest(rows))}; "
        f"the highest total said to be sent is {words(deployment.highest(sent))}"
    )
    return finish(
        fig,
        title=title,
        subtitle="Persons expected, by day of publication, 2024 and 2025",
        caption=(
            f"{len(rows)} forecasts; {len(later)} name an end by which one can look: the filled mark below "
            "is the figure published nearest to it. Hollow: forecasts. Arrows to the left: ceilings, to the "
            "right: floors. The 100,000 are soldiers in rotation over a year, or a bound; NIS called them "
            "unconfirmed."
        ),
        alt=f"{title}. "
        + "; ".join(
            f"{day(row.shown_on)}, {row.name}: {row.value_as_printed}, horizon {row.horizon}"
            + (f", later {row.later_name} {row.later_printed}" if isinstance(row.later_id, str) else "")
            for row in rows.itertuples()
        )
        + ".",
        table=pd.DataFrame(
            {
                "Published": rows["published"],
                "Speaker": rows["name"],
                "Expected": rows["value_as_printed"],
                "Horizon": rows["horizon"],
                "Later figure": rows["later_printed"],
                "Of": rows["later_name"],
                "Page": rows["publisher"],
            }
        ),
        mixed=scopes,
        height=240 + 40 * len(rows),
    )


def _cut(name: str) -> str:
    return {
        "people familiar with assessments by some G20 countries (Bloomberg)": "G20 sources (Bloomberg)",
        "senior Ukrainian official (New York Times)": "Kyiv official (NYT)",
        "South Korean government sources": "Seoul sources",
        "Olena Guseinova (FNF)": "O. Guseinova",
    }.get(name, name)
