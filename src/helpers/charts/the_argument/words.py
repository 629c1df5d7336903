"""What the charts of the argument say: names of controls, titles, captions, hovers, alts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis import debate
from helpers.charts import theme
from helpers.charts.frames import table
from helpers.charts.layers import Row, column
from helpers.charts.statements import opacity, page, said_on
from helpers.charts.timelines import acting, event_days, short_event
from helpers.words import broken, day, number, short_day

EVERYBODY = "everybody"
GROUPS = {
    EVERYBODY: None,
    "analysts and scholars": ["analyst", "scholar"],
    "officials": ["official"],
    "soldiers": ["soldier"],
    "media and bodies": ["media", "public", "court or body"],
}
QUESTIONS = {  # label of a control → key of questions_debated
    "Land helped towards talks": "cards",
    "Worth its price": "worth",
    "Took the initiative": "initiative",
    "Right to stay for months": "stay",
    "Protected the border": "border",
    "Red lines empty": "lines",
    "Lifted or unsettled people": "morale",
    "Lawful to enter": "law_entry",
    "Drew troops away": "troops",
    "Weakened the east": "east",
    "North Koreans mattered": "dprk_value",
    "Deployment lawful": "law_dprk",
}
SIDE_WORDS = {"yes": "Yes", "both": "Both", "no": "No", "context": "No side"}
ACTOR_NAMES = {
    "independent": "analysts",
    "media": "media",
    "multinational": "UN bodies",
    "north_korea": "Pyongyang",
    "other": "others",
    "russia": "the Russian side",
    "south_korea": "Seoul",
    "ukraine": "the Ukrainian side",
    "western": "the West",
}
ARGUMENT_COLUMNS = {"Speaker": "name", "Day": "said", "What is argued, in our words": "argument"}
ACTS = ("goal", "refusal")  # kinds of answers that are acts
CROWD = 5  # from so many answers on a side the title says which corner gives half of them or more
BEFORE, DAYS, AFTER = "before", "13 to 21 Nov 2024", "after"  # windows of the permission
STEPS = {  # named in the titles of the permission
    "asked": "2024-08-30-umerov-target-list",
    "put off": "2024-09-13-biden-starmer-put-off",
    "combat": "2024-11-13-nis-combat",
    "reported": "2024-11-17-permission-reported",
    "oreshnik": "2024-11-21-oreshnik",
    "confirmed": "2024-11-25-kirby-confirms",
    "blocked": "2025-08-23-pentagon-blocks-strikes",
}
OFFER = "2025-02-11-swap-offer"
TITLE_POLLS = [
    "poll-ua-kursk-positive--razumkov-center--2024-09-26",
    "poll-ua-kursk-positive--international-republican-institute--2024-10-01",
]


def argument(row: Row) -> str:
    """What one mark of an argument stands for."""
    role = row.role if isinstance(row.role, str) else row.speaker_group
    lines = (role, row.argument, f"{page(row)}, {row.argument_id}")
    return "<br>".join([f"<b>{row.name}</b>, {row.said}", *(broken(text, 48) for text in lines)])


def heading(side: str, meaning: object, count: int) -> str:
    """A side, how many chose it, and what it means where the question says so."""
    return f"<b>{SIDE_WORDS[side]} ({count})</b>" + (f": {meaning}" if isinstance(meaning, str) else "")


def argument_map(rows: pd.DataFrame, asks: str, about: str, group: str) -> dict:
    """Answers by side, who gave them and when, and how the rows were found."""
    chosen, title = rows[rows["chosen"]], _map_title(rows, about, group)
    sides = {side: chosen[chosen["side"] == side].itertuples() for side in debate.SIDES}
    told = {side: ", ".join(f"{row.name} ({row.said})" for row in part) for side, part in sides.items()}
    said = [f"{SIDE_WORDS[side].lower()}: {names}" for side, names in told.items() if names]
    columns = {"Nr": "argument_id", "Answer": lambda row: SIDE_WORDS[row.side]}
    return {
        "title": title,
        "subtitle": asks,
        "caption": "Rows were found by searching: a collection, no sample. Some answer a second question "
        f"here.{_marks_told(rows, group)}",
        "alt": f"{asks} {title}. {'; '.join(said)}.",
        "table": table(chosen, columns | ARGUMENT_COLUMNS),
    }


def _marks_told(rows: pd.DataFrame, group: str) -> str:
    """What the marks that are on screen mean beyond their speaker."""
    told = {
        " Hollow: a goal or a refusal, which is an act as well as an argument.": rows["kind"].isin(ACTS),
        " Faint: a weak page.": column(rows, opacity) < np.ones(len(rows)),
        " A grey bar is the time that the page allows.": rows["published_first"] != rows["published_last"],
        " Grey marks: other groups.": [group != EVERYBODY],
    }
    return "".join(text for text, seen in told.items() if any(seen))


def _map_title(rows: pd.DataFrame, question: str, group: str) -> str:
    """Answers by side; whose answers half of a large side are."""
    chosen = rows[rows["chosen"]]
    about = f"{next(label for label, key in QUESTIONS.items() if key == question)}?"
    who = "" if group == EVERYBODY else f"{group}: "
    if chosen.empty:
        return f"{about} {who}no answer in the data, {_years(rows)}"
    counts, asked = chosen["side"].value_counts(), set(rows["side"])
    said = {side: f"{counts.get(side, 0)} {side}" for side in ("yes", "both", "no") if side in asked}
    largest = max(("yes", "no"), key=lambda side: counts.get(side, 0))
    if counts.get(largest, 0) >= CROWD and not who:
        actors = chosen[chosen["side"] == largest]["actor"].value_counts()
        if 2 * actors.iloc[0] >= actors.sum():
            said[largest] += f" ({actors.iloc[0]} from {ACTOR_NAMES[actors.index[0]]})"
    return f"{about} {who}{', '.join(said.values())}, {_years(chosen)}"


def _years(rows: pd.DataFrame) -> str:
    first, last = rows["middle"].min().year, rows["middle"].max().year
    return str(first) if first == last else f"{first}–\N{WORD JOINER}{last % 100}"


def days_passed(events: pd.DataFrame) -> tuple[str, str, str]:
    """The events between which the days of a title lie, and these days in words."""
    ends = STEPS["reported"], STEPS["oreshnik"]
    first, last = events.set_index("event_id")["date_first"].loc[list(ends)]
    return *ends, f"{(last - first).days} days"


def permission(events: pd.DataFrame, window: str) -> dict:
    """The days of the steps that one window shows, and what order in time does not say."""
    first = events.set_index("event_id")["date_first"]
    at = {step: day(first[event]) for step, event in STEPS.items()}
    short = {step: short_day(first[event]) for step, event in STEPS.items()}
    titles = {
        BEFORE: f"Asked on {at['asked']}, put off on {short['put off']}; "
        f"Seoul says combat on {short['combat']}",
        DAYS: f"**{days_passed(events)[-1]}** from reported permission to Oreshnik, {at['oreshnik']}; "
        "ATACMS, Storm Shadow between",
        AFTER: f"Permission confirmed in public on {at['confirmed']}, reported as blocked on {at['blocked']}",
    }
    return {
        "title": titles[window],
        "subtitle": "What was done or said about strikes inside Russia, by actor"
        + (f"; the report is of {day(debate.REPORT_DAY)}" if window == DAYS else ""),
        "caption": f"{debate.days_to_permission(events)} days from the crossing to the reported permission. "
        "After is not because: reasons are what officials said, mostly unnamed. No nuclear weapon was used.",
    }


def areas(row: Row) -> str:
    """The ground that each map showed on the day of an event."""
    held = {mapper: getattr(row, mapper) for mapper in debate.MAPPERS}
    return ", ".join(
        f"{theme.mapper(mapper).label} {number(area)} km²" for mapper, area in held.items() if pd.notna(area)
    )


def words_on_area(rows: pd.DataFrame, peaks: dict[str, float], last_owl: pd.Timestamp) -> dict:
    """What two maps showed on the day of the swap offer, their peaks, and where a series ends."""
    offer = rows.set_index("event_id").loc[OFFER]
    when, owl = day(offer["date_first"]), number(offer["project_owl"])
    columns = {"Day": event_days, "What": "what", "Actor": acting}
    held = {"DeepState, km²": "deepstate", "Project Owl, km²": "project_owl"}
    return {
        "title": f"{when}, the swap offer: DeepState's map shows **{number(offer['deepstate'])} km²**; "
        f"its peak was {number(peaks['deepstate'])}",
        "subtitle": "Left: ground held in Kursk oblast, time runs downwards; right: what was said, with "
        "DeepState's km² of that day",
        "caption": "Held ground, our measurement of archived outlines. DeepState works with Kyiv's ministry; "
        f"Project Owl shows {owl}\N{NO-BREAK SPACE}km² on {when}, {number(peaks['project_owl'])} at its "
        f"peak; its series ends on {day(last_owl)}: the end of a series, not zero. Retaken towns are "
        "claims of Moscow.",
        "alt": [f"{event_days(row)}: {short_event(row)} ({areas(row)})" for row in rows.itertuples()],
        "table": table(
            rows.round(dict.fromkeys(debate.MAPPERS, 0)), {**columns, **held, "Page": "publisher"}
        ),
    }


def poll_labels(rows: pd.DataFrame) -> pd.Series:
    """Answer and pollster, and the month where these are not enough to tell a row from its neighbours."""
    names = rows["answer"] + ", " + rows["short_name"]
    return names.where(~names.duplicated(keep=False), names + rows["as_of_first"].dt.strftime(", %b"))


def poll(row: Row) -> str:
    """What one mark of a poll stands for."""
    value = f"{row.value_as_printed} {row.answer}, ± {row.margin:.1f} points"
    return f"<b>{row.name}</b>, {said_on(row)}<br>{value}<br>{broken(row.note, 48)}<br>{row.publisher}"


def polls(rows: pd.DataFrame, drawn: pd.DataFrame) -> dict:
    """Two Ukrainian shares, and how people were asked."""
    value = rows.set_index("estimate_id")["central"]
    razumkov, iri = (value[name] for name in TITLE_POLLS)
    columns = {"Asked in": "place", "Answer": "answer", "Per cent": "central"}
    people = {"Margin, points": "margin", "People asked": "asked", "Pollster": "name"}
    people |= {"Days": said_on, "Question and way": "note"}
    return {
        "title": f"Two polls in Ukraine, Sep 2024: **{razumkov:g} and {iri:g} %** positive about "
        "the operation",
        "subtitle": "Per cent of the people asked; lines are 95 % margins of a simple random sample",
        "caption": "Three questions, three panels. To name an event is attention, not approval and not fear. "
        "Razumkov, DIF and Levada asked face to face, IRI by phone; real errors are larger than the lines. "
        "Answers in a country at war may be guarded.",
        "alt": [f"{row.flat}: {row.central:g} %" for row in drawn.itertuples()],
        "table": table(drawn.round({"margin": 1}), columns | people),
    }
