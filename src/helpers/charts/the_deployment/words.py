"""What the charts of the deployment say: titles, captions, sentences, hovers, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment
from helpers.charts import theme
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import hover, page, said_on
from helpers.charts.timelines import event_hover
from helpers.words import broken, counted, day, days, short_day, span, written

ROUND = 10_000  # the number that stands in several frames
GLOSSES = {  # what a row of figures counts
    "sent so far": "everybody who ever left for Russia",
    "in Russia": "anywhere in the country, on one day",
    "near the border": "in Russian regions next to Ukraine",
    "in Kursk oblast": "in the region, fighting or not",
    "assigned to Russian units": "not yet at the front",
    deployment.IN_COMBAT: "fighting",
    deployment.FORECASTS: "expected, not there yet",
}
NARROW = {"assigned to Russian units": "assigned to units"}  # row → its name on a phone
RUNGS = ["denies", "neither", "cannot verify", "not confirmed", "says yes", "admits"]  # from no to yes
SEVERAL = {"says yes": "say yes", "denies": "deny", "admits": "admit"}
SHORT = {"says yes": "yes"}
ARROWS = "A thin arrow: “at least” or “up to”."


def troop_hover(row: Row) -> str:
    """What one mark of a troop figure stands for."""
    return f"{hover(row)}<br>frame: {row.frame}"


def held(rows: pd.DataFrame) -> str:
    """How many figures a row holds."""
    return counted(len(rows), "figure")


def nothing(*, hidden: bool, so_far: bool) -> str:
    """What stands in a row without a figure."""
    return "hidden" if hidden else "no figure by that day" if so_far else "no figure in our data"


def plain_value(row: Row) -> str:
    """The number of a figure without words; an arrow says which way it is open."""
    return f"{written(row.low)} to {written(row.high)}" if row.bound == "range" else written(row.value)


def said(rows: pd.DataFrame) -> list[str]:
    """Day of publication, speaker and value of each row."""
    return [f"{day(row.published)}, {row.name}: {row.value_as_printed}" for row in rows.itertuples()]


def frames_words(
    rows: pd.DataFrame, left_out: pd.DataFrame, known_on: str | None, *, forecasts: bool
) -> dict:
    """Words of the frames; `left_out` are the rows without an exact day of publication."""
    counts, speakers = deployment.frame_counts(rows), counted(rows["speaker_id"].nunique(), "speaker")
    title, more = _known(counts, known_on, forecasts=forecasts) if known_on else _one_number(rows)
    if len(left_out):
        count = counted(len(left_out), "figure")
        more += f" {count} without an exact day of publication {'is' if len(left_out) == 1 else 'are'} "
        more += "left out." if known_on else "in."
    return {
        "title": title,
        "subtitle": "North Korean soldiers, persons, by what the speaker counts. Thin arrow: “at least” or "
        f"“up to”; hollow: a forecast{'; yellow: the report’s number' if known_on else ''}",
        "caption": f"{counted(len(rows), 'figure')} by {speakers}, published up to "
        f"{day(known_on or rows['shown_on'].max())}.{more} Faint marks rest on weak pages. "
        "How high a mark stands in its row means nothing.",
        "alt": [_frame(row) for row in counts.itertuples()],
        "table": troops_table(rows),
    }


def _one_number(rows: pd.DataFrame) -> tuple[str, str]:
    same, number = deployment.naming(rows, ROUND), written(ROUND)
    counts = same["frame"].nunique()
    return f"The number **{number}** stands in {len(same)} figures and means {counts} different things", ""


def _known(counts: pd.DataFrame, known_on: str, *, forecasts: bool) -> tuple[str, str]:
    figures = counts.set_index("frame")["figures"]
    expected = f", {counted(figures[deployment.FORECASTS], 'forecast')}" if forecasts else ""
    russia, kursk = counted(figures["in Russia"], "figure"), figures["in Kursk oblast"]
    said = f"{russia} for Russia, {kursk} for Kursk{expected}"
    combat = figures[deployment.IN_COMBAT] or "none"
    return f"By {day(known_on)}: {said}, **{combat} for combat**", ""


def _frame(row: Row) -> str:
    if not row.figures:
        return f"{row.frame}: no figure"
    said_by = f"{counted(row.figures, 'figure')} by {counted(row.speakers, 'speaker')}"
    return f"{row.frame}: {said_by}, {span(row.lowest, row.highest)}"


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
    return f"In Russia: **{low} or {high}** on {first}, {then_low} to {then_high} by {day(until)}"


def sent_words(totals: pd.DataFrame, waves: pd.DataFrame, named: list[pd.Series]) -> dict:
    """Words of totals and waves; the order of three `named` totals shows that they are no one series."""
    first, then, last = (f"{written(row['value'])} in {row['shown_on']:%B}" for row in named)
    year = named[1]["shown_on"].year
    return {
        "title": f"A sum cannot fall: **{first} {year}, {then}**, {last}",
        "subtitle": "North Korean soldiers said to have been sent, by day of publication",
        "caption": f"{len(totals)} totals by {totals['speaker_id'].nunique()} speakers, {len(waves)} figures "
        "for one wave. Points are not joined: different speakers do not make one "
        f"series. Soldiers who went home stay in a total. {ARROWS} Faint marks rest on weak pages.",
    }


def forecast_words(rows: pd.DataFrame, sent: pd.DataFrame) -> dict:
    """Title, caption, sentences and table of the forecasts."""
    low, high, most = deployment.lowest(rows), deployment.highest(rows), deployment.highest(sent)
    expected = {"Published": "published", "Speaker": "name", "Expected": "value_as_printed"}
    later = {"Horizon": "horizon", "Later figure": "later_printed", "Of": "later_name", "Page": "publisher"}
    return {
        "title": f"Forecasts ran from {written(low)} to **{written(high)}**; "
        f"the highest total said to be sent is {written(most)}",
        "subtitle": "Persons, by day of publication. Hollow: expected; filled: said when the time had come",
        "caption": f"{len(rows)} forecasts; {rows['later_id'].notna().sum()} name an end by which one can "
        "look: the line leads to the figure published nearest to it. The 100,000 are soldiers in rotation "
        f"over a year, or a bound; NIS called them unconfirmed. {ARROWS}",
        "alt": [_forecast(row) for row in rows.itertuples()],
        "table": table(rows, expected | later),
    }


def published_by(row: Row) -> str:
    """Speaker and day of publication of a figure, as the name of its row."""
    return f"{row.short_name} <span style='color:{theme.INK_2}'>{day(row.shown_on)}</span>"


def expected(row: Row) -> tuple[str, str]:
    """What was expected, with its end and what was said then; the second is for a phone."""
    value = f"<b>{plain_value(row)}</b>"
    if not isinstance(row.later_id, str):
        return value, value
    then = f"{value}; then said: {row.later_printed}"
    return f"{then}, {short_day(row.later_day)}", then


def _forecast(row: Row) -> str:
    said = f"{day(row.shown_on)}, {row.name}: {row.value_as_printed}, horizon {row.horizon}"
    has_later = isinstance(row.later_id, str)
    return f"{said}, later {row.later_name} {row.later_printed}" if has_later else said


def ladder_title(rows: pd.DataFrame, about: str, said_by: str | None) -> str:
    """What had been answered by a day; without a day the turns of the whole story."""
    if said_by is not None:
        count = rows["stance"].value_counts()
        answers = (f"{count[rung]} {SEVERAL.get(rung, rung)}" for rung in reversed(RUNGS) if rung in count)
        return f"By **{day(said_by)}**, {about} {', '.join(answers)}"
    yes = rows[rows["stance"] == "says yes"]
    if about == "do they fight?":
        other = rows[rows["stance"] != "says yes"]
        state = yes[yes["speaker_id"] == "us-state-department"]["said"].min()
        doubt = other[other["speaker_id"] == "us-department-of-defense"]["said"].max()
        confirmed = yes[yes["speaker_id"] == "us-department-of-defense"]["said"].min()
        pentagon = f"not confirmed until {short_day(doubt)}, yes on **{day(confirmed)}**"
        return f"State says fighting on **{short_day(state)}**; Pentagon: {pentagon}"
    admitted = rows[rows["stance"] == "admits"].set_index("side")["admitted_after"]
    moscow, pyongyang = int(admitted["russia"]), int(admitted["north_korea"])
    return (
        f"From Seoul's announcement to Moscow's admission: **{moscow} days**; to Pyongyang's: **{pyongyang}**"
    )


def turns(row: Row) -> bool:
    """Does the title speak of this answer?"""
    return row.stance == "admits" or (row.changed and row.stance == "says yes")


def answered(row: Row) -> str:
    """An answer at its mark, bold where the speaker answered otherwise before."""
    if row.stance == "admits":
        return f"<b>admits, {row.admitted_after:.0f} days later</b>"
    text = SHORT.get(row.stance, row.stance)
    return f"<b>{text}</b>" if row.changed else text


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
        days = f"**{-most} to {-least} days**"
        return f"By the Pentagon's date, first fighting came {days} after entry into force"
    if first_fighting == "2024-11-12-state-department-combat":
        return f"State confirmed fighting **{most} days** before the treaty was in force (4 Dec 2024)"
    return f"By US officials' date, first fighting came **{most} days** before the treaty was in force"


def clock_gap(most: int, least: int) -> str:
    """The days between first fighting and entry into force, in the picture."""
    return f"{most} days" if most > 0 else f"{-most} to {-least} days"


def clock_label(row: Row) -> str:
    """Day and label of a mark beside its clock."""
    when = short_day(row.date_first)
    if row.date_first != row.date_last:
        when = f"{row.date_first.day}–{short_day(row.date_last)}"
    strong = f"<b>{row.clock_label}</b>" if row.strong else row.clock_label
    return f"<b>{when}</b> {strong}"


def clock_hover(row: Row) -> str:
    """What one mark of a clock stands for."""
    return event_hover(row, 48)
