"""What the charts of the deployment say: titles, captions, sentences, hovers, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import hover, marks_told, page, said_on
from helpers.charts.timelines import event_hover
from helpers.words import broken, counted, day, days, number, short_day, span, written

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
SCALES = " Grey on the lower scale: all of the upper one."
HIDDEN = "hidden"  # what stands in a row whose figures the reader has hidden
NARROW = {"assigned to Russian units": "assigned to units"}  # row → its name on a phone
RUNGS = ["denies", "neither", "cannot verify", "not confirmed", "says yes", "admits"]  # from no to yes
SEVERAL = {"says yes": "say yes", "denies": "deny", "admits": "admit"}
SHORT = {"says yes": "yes"}


def troop_hover(row: Row) -> str:
    """What one mark of a troop figure stands for."""
    return f"{hover(row)}<br>frame: {row.frame}"


def told(own: pd.DataFrame, every: pd.DataFrame, known_on: str | None) -> str:
    """How many figures of a row stand on a scale, of how many on both; or that there is none."""
    if every.empty:
        return "no figure by that day" if known_on else "no figure in our data"
    count = counted(len(every), "figure")
    return count if len(own) == len(every) else f"{len(own)} of {count}"


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
        "subtitle": "North Korean soldiers by what the speaker counts, persons"
        + ("; yellow: the report's number" if known_on else ""),
        "caption": f"{counted(len(rows), 'figure')} by {speakers}, published up to "
        f"{day(known_on or rows['shown_on'].max())}.{more} {marks_told(rows)} "
        f"How high a mark stands in its row means nothing.{SCALES if forecasts else ''}",
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


def ladder_title(rows: pd.DataFrame, about: str, said_by: str | None) -> str:
    """What had been answered by a day; without a day the turns of the whole story."""
    if said_by is not None:
        last = rows.sort_values("said", kind="stable").drop_duplicates("speaker_id", keep="last")
        count = last["stance"].value_counts()  # speakers, each by the last answer
        answers = (f"{count[rung]} {SEVERAL.get(rung, rung)}" for rung in reversed(RUNGS) if rung in count)
        return f"By **{day(said_by)}**, {about} {', '.join(answers)}"
    yes = rows[rows["stance"] == "says yes"]
    if about == "do they fight?":
        other = rows[rows["stance"] != "says yes"]
        state = yes[yes["speaker_id"] == "us-state-department"]["said"].min()
        doubt = other[other["speaker_id"] == "us-department-of-defense"]["said"].max()
        confirmed = yes[yes["speaker_id"] == "us-department-of-defense"]["said"].min()
        pentagon = f"not confirmed {short_day(doubt)}, yes **{day(confirmed)}**"
        return f"Fighting? US State Department: yes **{short_day(state)}**; Pentagon: {pentagon}"
    admitted = rows[rows["stance"] == "admits"].set_index("side")["admitted_after"]
    moscow, pyongyang = int(admitted["russia"]), int(admitted["north_korea"])
    return (
        f"From Seoul's announcement to Moscow's admission: **{moscow} days**; to Pyongyang's: **{pyongyang}**"
    )


def ladder_caption(rows: pd.DataFrame, *, silent: bool) -> str:
    """How many statements of which days; how bare marks, empty lanes and “neither” read; what a day is."""
    when = days(rows["said"].min(), rows["said"].max())
    count = f"{counted(len(rows), 'statement')} {'of' if rows['said'].nunique() == 1 else 'from'} {when}."
    empty = " An empty lane: no answer in the data by that day." if silent else ""
    bare = " A mark without a word repeats the answer before it." if rows["repeated"].any() else ""
    neither = " “Neither”: it says neither yes nor no." if (rows["stance"] == "neither").any() else ""
    return (
        f"{count}{empty}{bare}{neither} The day of a mark is the day of the words, not the day they speak of."
    )


def turns(row: Row) -> bool:
    """Does the title speak of this answer?"""
    return row.stance == "admits" or (row.changed and row.stance == "says yes")


def answered(row: Row) -> str:
    """An answer at its mark, bold where the speaker answered otherwise before."""
    if row.stance == "admits":
        return f"<b>admits, {number(row.admitted_after)} days later</b>"
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
        gap = f"**{clock_gap(most, least)}**"
        return f"By the Pentagon's date, first fighting came {gap} after entry into force"
    if first_fighting == "2024-11-12-state-department-combat":
        return f"US State Department confirmed fighting **{most} days** before entry into force"
    return f"By US officials' date, first fighting came **{most} days** before the treaty was in force"


def clock_caption(first_fighting: str) -> str:
    """The break of the line, who says what, and what a version of the first fighting does not say."""
    week = "The Pentagon confirmed fighting of one week and did not say that it was the first. "
    return (
        "The treaty was signed in June, before the break of the line. "
        f"{week if first_fighting == deployment.PENTAGON else ''}Ships and units are what NIS and HUR said."
    )


def clock_gap(most: int, least: int) -> str:
    """The days between first fighting and entry into force, on one line."""
    text = f"{most} days" if most > 0 else f"{-most} to {-least} days"
    return text.replace(" ", "\N{NO-BREAK SPACE}")


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
