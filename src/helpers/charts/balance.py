"""Two forces: who says how many, and what ratio that allows."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers.analysis import balance
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.figure import broken, day, finish, panel_heading, words
from helpers.charts.spoken import FAINT, add_points, hover, legend_entry, opacity, printed_rows, said_on
from helpers.data import row_ids

SHORT_NAMES = {
    "senior-ukrainian-security-official-unnamed-to-af": "Kyiv security official",
    "general-staff-of-ukraine-unnamed-source": "Kyiv staff source",
    "us-and-ukrainian-officials": "officials to the NYT",
    "ukrainian-military-sources": "Kyiv sources to ABC",
    "western-military-analysts-to-ap": "analysts to AP",
    "michael-kofman-and-rob-lee": "Kofman and Lee",
    "wall-street-journal-source": "source of the WSJ",
    "officials-quoted-by-the-financial-times": "officials to the FT",
    "assessment-reported-by-lawrence-freedman": "cited by Freedman",
    "russian-ministry-of-defence": "Moscow's ministry",
    "bbc-military-experts": "BBC experts",
}
NORTH_KOREANS = {"yes": "with North Koreans", "not said": "North Koreans: not said"}
SHORT_PERIODS = {"September and October": "Sep and Oct", "December": "Dec"}
MOST = 82_000  # persons, right end of the axis in all settings
ELSE = "Counts of something else"


def forces_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    period: str = "November 2024",
    shown: str = "totals",
    known_by: str | None = None,
) -> go.Figure:
    """Totals for both sides in two panels, or everything that is no total, for one period.

    Parameters
    ----------
    force : rows of estimates with the quantities of analysis.balance.FORCE.
    pairs : table ratio_pairs (the report's own range stands in November's lower panel).
    period : key of analysis.balance.PERIODS.
    shown : "totals" or "something else".
    known_by : only figures published by this day; None shows all.

    Raises
    ------
    NotComparable : a panel of totals mixes meanings.
    """
    if shown == "totals":
        panels = {
            "About Russia's side": balance.totals(force, balance.RUSSIA),
            "About Ukraine's side": balance.totals(force, balance.UKRAINE),
        }
    else:
        panels = {ELSE: balance.other_counts(force)}
    rows = {
        name: spoken(balance.of_period(part, period, known_by)).sort_values(
            ["as_of_last", "estimate_id"], ignore_index=True
        )
        for name, part in panels.items()
    }
    scopes = [scope for part in rows.values() for scope in comparable(part, mixed=shown != "totals")]
    report = pairs[pairs["pair_id"] == balance.REPORT_PAIR]
    extra = {"About Ukraine's side": 1} if period == "November 2024" else {}
    least = 1 if shown == "totals" else 4
    lines = [max(least, len(part) + extra.get(name, 0)) for name, part in rows.items()]
    fig = make_subplots(
        rows=len(rows), cols=1, shared_xaxes=True, row_heights=[n + 0.7 for n in lines], vertical_spacing=0.1
    )
    for place, (name, part) in enumerate(rows.items(), 1):
        _panel(fig, name, part, place, lines[place - 1], report if name in extra else None)
    fig.update_xaxes(range=[0, MOST], tickvals=[0, 30_000, 60_000], tickformat=",")
    fig.update_xaxes(title="persons", showticklabels=True, row=len(rows), col=1)
    title = _forces_title(rows, period)
    said = ". ".join(f"{name}: {_listed(part)}" for name, part in rows.items())
    by = f"published by {day(known_by)}" if known_by else "published on any day"
    return finish(
        fig.update_layout(showlegend=True),
        title=title,
        subtitle=f"Persons, by speaker and day; {by}",
        caption=(
            f"Figures {by}; some days of publication are inferred. Thick lines are ranges. Arrows are open "
            "ends: “up to” points left, “at least” right. Faint marks rest on copies. One soldier may stand "
            "in several rows." + (" Dotted: the report's own range, for comparison." if extra else "")
        ),
        alt=f"{title}. {said}." + (" The report: 20,000 to 30,000, nobody named." if extra else ""),
        table=_forces_table(rows),
        mixed=dict.fromkeys(scopes),
        height=690,
    )


def _panel(
    fig: go.Figure, name: str, rows: pd.DataFrame, place: int, lines: int, report: pd.DataFrame | None
) -> None:
    """One panel: a line per statement, oldest on top, the report's range last, a heading over it."""
    at = {"row": place, "col": 1}
    rows = rows.assign(at_y=[lines - 1 - i for i in range(len(rows))])
    labels = {row.at_y: _row_label(row) for row in rows.itertuples()}
    for row in rows[rows["bound"] == "range"].itertuples():
        fig.add_trace(_bar(row), **at)
    add_points(fig, rows, "value", "at_y", **at)
    if report is not None:
        fig.add_trace(_report_bar(report), **at)
        labels[0] = "the report<br><i>nobody named</i>"
    elif rows.empty:
        fig.add_trace(go.Scatter(x=[None], y=[None], showlegend=False), **at)
        fig.add_annotation(x=MOST / 2, y=0, text="no figure in our data", showarrow=False, **at)
    fig.update_yaxes(
        tickvals=list(labels),
        ticktext=list(labels.values()),
        tickfont={"size": 12},
        range=[-0.6, lines - 0.2],
        showgrid=False,
        **at,
    )
    panel_heading(fig, f"<b>{name}</b>", place)


def _bar(row: object) -> go.Scatter:
    return go.Scatter(
        x=[row.first_end, row.last_end],
        y=[row.at_y] * 2,
        mode="lines",
        line={"color": theme.actor(row.side).color, "width": 6},
        opacity=opacity(row),
        hoverinfo="skip",
        showlegend=False,
    )


def _report_bar(report: pd.DataFrame) -> go.Scatter:
    low, high = float(report["denominator_low"].iloc[0]), float(report["denominator_high"].iloc[0])
    return go.Scatter(
        x=[low, high],
        y=[0, 0],
        mode="lines+markers",
        line={"color": theme.FAINT, "width": 2, "dash": "dot"},
        marker={"symbol": "line-ns-open", "size": 14, "color": theme.INK, "line": {"width": 2}},
        customdata=row_ids("ratio_pairs", report) * 2,
        hovertext=[f"<b>The report</b><br>{span(low, high)}; nobody named"] * 2,
        hoverinfo="text",
        showlegend=False,
    )


def _name(row: object) -> str:
    return SHORT_NAMES.get(row.speaker_id, row.name)


def _short_day(row: object) -> str:
    if row.as_of_first == row.as_of_last:
        return f"{row.as_of_last.day} {row.as_of_last:%b}"
    return f"{row.as_of_last:%b}"  # only the month is known


def _row_label(row: object) -> str:
    below = getattr(row, "counts", NORTH_KOREANS.get(row.includes_dprk))
    return f"{_name(row)}, {_short_day(row)}" + (f"<br><i>{below}</i>" if below else "")


def _listed(rows: pd.DataFrame) -> str:
    said = [f"{_name(row)}, {said_on(row)}: {row.value_as_printed}" for row in rows.itertuples()]
    return "; ".join(said) or "no figure"


def _forces_title(rows: dict[str, pd.DataFrame], period: str) -> str:
    for long, short in SHORT_PERIODS.items():
        period = period.replace(long, short)
    if ELSE in rows:
        count = len(rows[ELSE])
        return f"{period}: {_number(count, 'figure')} that count{'s' * (count == 1)} something else"
    russia, ukraine = rows.values()
    own = int((russia["side"] == "russia").sum())
    moscow = f", {own or 'none'} from Moscow" if len(russia) else ""
    about = f"{_number(len(russia), 'total')} for Russia's side{moscow}"
    return f"{period}: {about}; {len(ukraine) or 'none'} for Ukraine's"


def _number(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' * (count != 1)}"


def _forces_table(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    parts = []
    for name, part in rows.items():
        more = {"What it counts": part.get("counts", name), "North Koreans": part["includes_dprk"]}
        parts.append(printed_rows(part).assign(**more))
    table = pd.concat(parts)
    return table if len(table) else pd.DataFrame({"Speaker": ["nobody"]})


SWITCH = {
    "as said": "North Koreans as the speaker said",
    "taken out": "10,000 North Koreans taken out",
    "added": "North Koreans listed apart added",
}
DENOMINATORS = {
    "report": "the report's 20,000 to 30,000 (nobody named)",
    "august": "Kofman and Lee's 10,000 to 15,000 of 27 Aug 2024 (another month)",
}


def ratio_by_speaker(
    force: pd.DataFrame,
    pairs: pd.DataFrame,
    North_Koreans: str = "as said",
    divided_by: str = "report",
    known_by: str = "2024-11-17",
) -> go.Figure:
    """One bar a speaker, from the lowest to the highest ratio.

    Arguments and errors are those of analysis.balance.ratio_by_speaker; North_Koreans is written as it
    stands above a control.
    """
    rows = spoken(balance.ratio_by_speaker(force, pairs, North_Koreans, divided_by, known_by))
    scopes = comparable(rows) + (["two months"] if divided_by == "august" else [])
    lines = 7  # rows of the fullest setting, so that bars keep their width
    rows["at_y"] = [lines - 1 - i for i in range(len(rows))]
    fig = go.Figure()
    for side in rows["side"].unique():
        fig.add_trace(legend_entry(theme.actor(side)))
    for row in rows.itertuples():
        fig.add_trace(_ratio_bar(row, f"{words(row.numerator)} over {DENOMINATORS[divided_by]}"))
    for value, label in {1: "equal", 3: "3 to 1"}.items():
        fig.add_vline(x=value, line={"color": theme.FAINT, "width": 1, "dash": "dot"})
        fig.add_annotation(x=value, y=1, yref="paper", yanchor="bottom", text=label, showarrow=False)
    fig.update_xaxes(range=[0, 7.3], dtick=1, title="per Ukrainian soldier")
    fig.update_yaxes(
        tickvals=rows["at_y"].tolist(),
        ticktext=[f"{_name(r)}, {_short_day(r)}<br><i>{r.value_as_printed}</i>" for r in rows.itertuples()],
        tickfont={"size": 12},
        range=[-0.6, lines - 0.3],
        showgrid=False,
    )
    fig.update_layout(showlegend=True)
    title = _ratio_title(rows, North_Koreans, divided_by, known_by)
    bars = "; ".join(
        f"{_name(r)}, {said_on(r)}, {words(r.numerator)}: {r.ratio_low:.2f} to {r.ratio_high:.2f}"
        for r in rows.itertuples()
    )
    return finish(
        fig,
        title=title,
        subtitle=f"{SWITCH[North_Koreans]}; November 2024 figures published by {day(known_by)}",
        caption=(
            f"Each speaker's total for Russia's side, divided by {DENOMINATORS[divided_by]}. Dotted and "
            "hollow: North Koreans taken out of a figure whose speaker did not say that they are inside. "
            "“Almost” and “as many as” are ceilings, so these bars may lie lower. CNN repeats the officials "
            "to the NYT."
        ),
        alt=f"{title}. {bars}.",
        table=pd.DataFrame(
            {
                "Speaker": [_name(r) for r in rows.itertuples()],
                "Day": [said_on(r) for r in rows.itertuples()],
                "As printed": rows["value_as_printed"],
                "North Koreans inside": rows["includes_dprk"],
                "Divided": rows["numerator"],
                "Lowest ratio": [f"{value:.2f}" for value in rows["ratio_low"]],
                "Highest ratio": [f"{value:.2f}" for value in rows["ratio_high"]],
                "Page": rows["publisher"],
                "Kind of page": rows["page_grade"],
            }
        ),
        mixed=scopes,
        height=560,
    )


def _ratio_bar(row: object, division: str) -> go.Scatter:
    """One speaker's bar: thick where the row is sure, dotted and hollow where it is not."""
    style = theme.actor(row.side)
    said = f"{hover(row)}<br>{division}:<br>{row.ratio_low:.2f} to {row.ratio_high:.2f}"
    return go.Scatter(
        x=[row.ratio_low, row.ratio_high],
        y=[row.at_y] * 2,
        mode="lines+markers",
        opacity=opacity(row),
        line={
            "color": style.color,
            "width": 7 if row.sure else 2,
            "dash": "solid" if row.sure else "dot",
        },
        marker={
            "symbol": style.symbol if row.sure else f"{style.symbol}-open",
            "size": 11,
            "color": style.color,
        },
        customdata=[row.row_id] * 2,
        hovertext=[said] * 2,
        hoverinfo="text",
        showlegend=False,
    )


def _ratio_title(rows: pd.DataFrame, north_koreans: str, divided_by: str, known_by: str) -> str:
    span = f"{rows['ratio_low'].min():.1f} to {rows['ratio_high'].max():.1f} to 1"
    if divided_by == "august":
        return f"Not allowed, two months mixed: {span} (published by {day(known_by)})"
    if north_koreans == "taken out":
        return f"10,000 North Koreans taken out, November's figures give {span}"
    if north_koreans == "added" and rows["estimate_id"].isin(balance.LISTED_APART).any():
        return f"With 11,000 added to 59,000 November's figures give {span}"
    if north_koreans == "added":
        return f"By {day(known_by)} nobody listed North Koreans apart: still {span}"
    return f"Over the report's 20,000 to 30,000 November's figures give {span}"


def ratio_pairs(pairs: pd.DataFrame) -> go.Figure:
    """Texts that give both halves of a ratio (table ratio_pairs), oldest on top, not joined."""
    rows = balance.pair_ratios(pairs)
    rows["row_id"] = row_ids("ratio_pairs", rows)
    rows["at_y"] = range(len(rows))[::-1]
    fig = go.Figure()
    for row in rows.itertuples():
        own, strength = row.pair_id != balance.REPORT_PAIR, FAINT if row.page_grade == "mirror" else 1.0
        said = (
            f"<b>{row.text}</b><br>{span(row.numerator_low, row.numerator_high)} on Russia's side"
            f"<br>{span(row.denominator_low, row.denominator_high)} Ukrainians<br>ratio {_ratio(row)}"
        )
        fig.add_trace(_ends(row.ratio_low, row.ratio_high, row, own, strength, said))
        if pd.notna(row.without_low):
            less = f"{said}{_without(row)}"
            fig.add_trace(_ends(row.without_low, row.without_high, row, own, strength, less, lower=0.3))
        fig.add_annotation(
            x=row.ratio_high,
            y=row.at_y,
            text=_ratio(row),
            xanchor="left",
            xshift=12,
            showarrow=False,
        )
    fig.update_layout(showlegend=False)
    fig.update_xaxes(range=[0, 6.9], dtick=1, title="per Ukrainian soldier")
    fig.update_yaxes(
        tickvals=rows["at_y"].tolist(),
        ticktext=[
            f"{broken(r.text, 20)}<br><i>{thousands(r.numerator_low, r.numerator_high)} / "
            f"{thousands(r.denominator_low, r.denominator_high)}</i>"
            for r in rows.itertuples()
        ],
        range=[-0.7, len(rows) - 0.5],
        showgrid=False,
    )
    first, last = rows.iloc[0], rows.iloc[-1]
    title = (
        f"{len(rows)} texts give both sides: from {_ratio(first)} ({first.day:%b %Y}) "
        f"to {_ratio(last)} to 1 ({last.day:%b %Y})"
    )
    bars = "; ".join(
        f"{r.text}: {span(r.numerator_low, r.numerator_high)} against "
        f"{span(r.denominator_low, r.denominator_high)}, {_ratio(r)}{_without(r)}"
        for r in rows.itertuples()
    )
    return finish(
        fig,
        title=title,
        subtitle="Numbers in italics: thousands on Russia's side / thousands of Ukrainians",
        caption=(
            "Four texts, four methods: no trend, so nothing is joined. The thin marks below two of the texts "
            "leave out the North Koreans whom the text names. The report is hollow: two speakers, one of "
            "them unnamed. Faint: seen only on copies of Forbes and of the BBC."
        ),
        alt=f"{title}. {bars}.",
        table=pd.DataFrame(
            {
                "Text": rows["text"],
                "Russia's side": [span(r.numerator_low, r.numerator_high) for r in rows.itertuples()],
                "Ukrainians": [span(r.denominator_low, r.denominator_high) for r in rows.itertuples()],
                "Ratio": [_ratio(r) for r in rows.itertuples()],
                "North Koreans inside": rows["dprk_in_numerator"],
                "Kind of page": rows["page_grade"],
            }
        ),
    )


def _ends(
    low: float, high: float, row: object, filled: bool, strength: float, said: str, lower: float = 0
) -> go.Scatter:
    thin = lower > 0
    return go.Scatter(
        x=[low, high],
        y=[row.at_y - lower] * 2,
        mode="lines+markers",
        opacity=strength,
        line={"color": theme.ACTORS["media"].color, "width": 1.5 if thin else 6 if filled else 2},
        marker={
            "symbol": "cross" if filled else "cross-open",
            "size": 8 if thin else 12,
            "color": theme.ACTORS["media"].color,
        },
        customdata=[row.row_id] * 2,
        hovertext=[said] * 2,
        hoverinfo="text",
    )


def span(low: float, high: float) -> str:
    """A range of persons in words; one number when both ends are equal."""
    return words(float(low)) if low == high else f"{words(float(low))} to {words(float(high))}"


def thousands(low: float, high: float) -> str:
    """A range in thousands, short enough for a label."""
    return f"{low / 1000:g}" if low == high else f"{low / 1000:g}–{high / 1000:g}"


def _without(row: object) -> str:
    if pd.isna(row.without_low):
        return ""
    said = f"{row.without_low:.1f}"
    if row.without_low != row.without_high:
        said += f" to {row.without_high:.1f}"
    return f", without North Koreans {said}"


def _ratio(row: object) -> str:
    if row.ratio_low == row.ratio_high:
        return f"{row.ratio_low:.1f}"
    return f"{row.ratio_low:.1f}–{row.ratio_high:.1f}"
