"""What the charts of the deployment say: titles, captions, sentences, hovers, tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import deployment
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import hover, page, said_on
from helpers.charts.timelines import event_hover
from helpers.words import broken, day, days, month, short_day, span, written

ROUND = 10_000  # the number that stands in several frames
OPEN_FORECAST = "Hollow marks are forecasts, arrows are open ends (“at least” up, “up to” down)"
RUNGS = {  # answer → head of its column
    "denies": "denies",
    "neither": "neither",
    "cannot verify": "cannot<br>verify",
    "not confirmed": "not con-<br>firmed",
    "says yes": "says<br>yes",
    "admits": "admits",
}
SEVERAL = {"says yes": "say yes", "denies": "deny", "admits": "admit"}


def names(rows: pd.DataFrame, days: Iterable[str], width: int) -> list[str]:
    """Day and speaker of each row in short lines."""
    said = zip(days, rows["short_name"], strict=True)
    return [broken(f"{when} {who}", width) for when, who in said]


def troop_hover(row: Row) -> str:
    """What one mark of a troop figure stands for."""
    return f"{hover(row)}<br>frame: {row.frame}"


def found(rows: pd.DataFrame, *, hidden: bool) -> str:
    """What a frame holds, after its name."""
    if rows.empty:
        return ": hidden" if hidden else ": no figure"
    ends = span(deployment.lowest(rows), deployment.highest(rows))
    return f": {len(rows)} figure{'s' if len(rows) > 1 else ''}, {ends}"


def frames_words(
    rows: pd.DataFrame, left_out: pd.DataFrame, known_on: str | None, *, forecasts: bool
) -> dict:
    """Words of the frames; `left_out` are the rows without an exact day of publication."""
    counts, speakers = deployment.frame_counts(rows), rows["speaker_id"].nunique()
    title, more = _known(counts, known_on, forecasts=forecasts) if known_on else _one_number(rows)
    if len(left_out):
        why = "At the end of their month"
        if known_on:
            why = "Not placed, because no exact day of publication is known"
            if (left_out["published_basis"] == "inferred").any():
                why = "Left out, because the page does not show the day of publication"
        named = "; ".join(f"{row.name}, {row.value_as_printed}" for row in left_out.itertuples())
        more += f" {why}: {named}."
    return {
        "title": title,
        "subtitle": "Persons, by day of publication. The date axis is wider in autumn 2024",
        "caption": f"{len(rows)} figures by {speakers} speakers, each in the frame of what it counts.{more} "
        f"{OPEN_FORECAST}; faint marks rest on weak pages. Marks of one day stand side by side.",
        "alt": [_frame(row) for row in counts.itertuples()],
        "table": troops_table(rows),
    }


def _one_number(rows: pd.DataFrame) -> tuple[str, str]:
    same, number = deployment.naming(rows, ROUND), written(ROUND)
    counts = same["frame"].value_counts(sort=False)
    title = f"The number {number} stands in {len(same)} figures and means {len(counts)} different things"
    return title, f" {number}: {', '.join(f'{frame} {count}' for frame, count in counts.items())}."


def _known(counts: pd.DataFrame, known_on: str, *, forecasts: bool) -> tuple[str, str]:
    figures = counts.set_index("frame")["figures"]
    expected = f", {figures[deployment.FORECASTS]} forecasts" if forecasts else ""
    said = f"{figures['in Russia']} figures for Russia, {figures['in Kursk oblast']} for Kursk{expected}"
    return f"By {day(known_on)}: {said}, {figures[deployment.IN_COMBAT] or 'none'} for combat", ""


def _frame(row: Row) -> str:
    if not row.figures:
        return f"{row.frame}: no figure"
    ends = f"{written(row.lowest)} to {written(row.highest)}"
    return f"{row.frame}: {row.figures} figures by {row.speakers} speakers, {ends}"


def troops_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The data table of troop figures."""
    if rows.empty:
        return pd.DataFrame({"Frame": ["no figure had been published"]})
    first = {"Frame": "frame", "Published": "published", "Speaker": "name", "Value": "value_as_printed"}
    return table(rows, first | {"Speaks of": said_on, "Horizon": "horizon"} | PAGE)


def first_counts_title(opening: pd.DataFrame, closing: pd.DataFrame, until: str) -> str:
    """The span of the first day and of the last week."""
    low, high, then_low, then_high = (
        written(end(rows)) for rows in (opening, closing) for end in (deployment.lowest, deployment.highest)
    )
    first = day(opening["published"].iloc[0])
    return f"In Russia: {low} or {high} on {first}, {then_low} to {then_high} by {day(until)}"


def sent_words(totals: pd.DataFrame, waves: pd.DataFrame, named: list[pd.Series]) -> dict:
    """Words of totals and waves; the order of three `named` totals shows that they are no one series."""
    said = ", ".join(f"{written(row['value'])} ({month(row['shown_on'])})" for row in named)
    every = pd.concat([totals, waves], ignore_index=True)
    return {
        "title": f"“Sent so far”: {said}: a sum cannot fall",
        "subtitle": "Persons, by day of publication; totals and waves have separate axes",
        "caption": f"{len(totals)} totals by {totals['speaker_id'].nunique()} speakers, {len(waves)} figures "
        "for one wave. Points are not joined: different speakers do not make one series. Soldiers who went "
        "home stay in a total. Arrows up are “at least”.",
        "alt": map(_total, every.itertuples()),
        "table": troops_table(every),
    }


def _total(row: Row) -> str:
    return f"{day(row.shown_on)}, {row.name}: {row.value_as_printed} ({row.frame})"


def forecast_words(rows: pd.DataFrame, sent: pd.DataFrame) -> dict:
    """Title, caption, sentences and table of the forecasts."""
    low, high, most = deployment.lowest(rows), deployment.highest(rows), deployment.highest(sent)
    expected = {"Published": "published", "Speaker": "name", "Expected": "value_as_printed"}
    later = {"Horizon": "horizon", "Later figure": "later_printed", "Of": "later_name", "Page": "publisher"}
    return {
        "title": f"Forecasts ran from {written(low)} to {written(high)}; "
        f"the highest total said to be sent is {written(most)}",
        "subtitle": "Persons expected, by day of publication, 2024 and 2025",
        "caption": f"{len(rows)} forecasts; {rows['later_id'].notna().sum()} name an end by which one can "
        "look: the filled mark below is the figure published nearest to it. Hollow: forecasts. Arrows to the "
        "left: ceilings, to the right: floors. The 100,000 are soldiers in rotation over a year, or a bound; "
        "NIS called them unconfirmed.",
        "alt": [_forecast(row) for row in rows.itertuples()],
        "table": table(rows, expected | later),
    }


def _forecast(row: Row) -> str:
    said = f"{day(row.shown_on)}, {row.name}: {row.value_as_printed}, horizon {row.horizon}"
    has_later = isinstance(row.later_id, str)
    return f"{said}, later {row.later_name} {row.later_printed}" if has_later else said


def ladder_title(rows: pd.DataFrame, about: str, said_by: str | None) -> str:
    """What had been answered by a day; without a day the turns of the whole story."""
    if said_by is not None:
        count = rows["stance"].value_counts()
        answers = (f"{count[rung]} {SEVERAL.get(rung, rung)}" for rung in reversed(RUNGS) if rung in count)
        return f"By {day(said_by)}, {about} {', '.join(answers)}"
    yes = rows[rows["stance"] == "says yes"]
    if about == "do they fight?":
        other = rows[rows["stance"] != "says yes"]
        state = yes[yes["speaker_id"] == "us-state-department"]["said"].min()
        doubt = other[other["speaker_id"] == "us-department-of-defense"]["said"].max()
        confirmed = yes[yes["speaker_id"] == "us-department-of-defense"]["said"].min()
        pentagon = f"not confirmed until {short_day(doubt)}, yes on {day(confirmed)}"
        return f"State says fighting on {short_day(state)}; Pentagon: {pentagon}"
    admitted = rows[rows["stance"] == "admits"].set_index("side")["said"] - yes["said"].min()
    moscow, pyongyang = admitted["russia"].days, admitted["north_korea"].days
    return f"From Seoul's announcement to Moscow's admission: {moscow} days; to Pyongyang's: {pyongyang}"


def said_hover(row: Row) -> str:
    """Who said what on which day, and of which days."""
    spoken_of = ""
    if row.date_first != row.said:
        last = row.date_first if row.date_last == row.said else row.date_last
        spoken_of = f"<br>speaks of {days(row.date_first, last)}"
    return (
        f"<b>{row.name}</b>, said {day(row.said)}: {row.stance}{spoken_of}<br>{broken(row.what, 48)}"
        f"<br>{broken(page(row), 48)}"
    )


def clock_title(most: int, least: int, first_fighting: str) -> str:
    """Days between first fighting and entry into force, the largest and the smallest number."""
    if most < 0:
        return f"By the Pentagon's date, first fighting came {-most} to {-least} days after entry into force"
    if first_fighting == "2024-11-12-state-department-combat":
        return f"State confirmed fighting {most} days before the treaty was in force (4 Dec 2024)"
    return f"By US officials' date, first fighting came {most} days before the treaty was in force"


def clock_label(row: Row) -> str:
    """Day and label of a mark beside its clock."""
    when = short_day(row.date_first)
    if row.date_first != row.date_last:
        when = f"{row.date_first.day}–{short_day(row.date_last)}"
    text = f"{when}: {row.clock_label}"
    return f"<b>{text}</b>" if row.strong else text


def clock_hover(row: Row) -> str:
    """What one mark of a clock stands for."""
    return event_hover(row, 48)
