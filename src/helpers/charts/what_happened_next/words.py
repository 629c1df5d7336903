"""What the figures of the lesson on what happened next say, each under the name of its figure."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts.frames import table
from helpers.charts.strips import short_value
from helpers.charts.timelines import event_columns, event_days, short_event
from helpers.words import MISSING, Row, broken, count_word, counted, day, number, signed, span

WRAP = 52  # letters in a line of a hover
CAUSES = {"road": "road", "pause": "pause", "troops": "troops", "pipe": "pipe", "chose": "choice"}
FOOT = "minus signs in all"
FIRST, LAST = "2025-02-18", "2025-03-20"  # days whose ground the title on five months compares
SOON = 4  # days after the text
COUNTED = {
    "civilians_killed_kursk": "killed, Kursk",
    "civilians_killed_kursk_named": "dead by name, Kursk",
    "civilians_missing_kursk": "missing, Kursk",
    "civilians_killed_strike_sumy": "killed in one strike, Sumy",
}


def asked(row: Row) -> str:
    """A question with its number, and what happened."""
    came = {"yes": "It came.", "no": "It did not."}[row.outcome]
    return f"<b>{row.question_id}</b> {row.question} <b>{came}</b>"


def remembered_hover(row: Row) -> str:
    """One question with both per cents and what happened."""
    return (
        f"<b>{row.question_id}</b> {broken(row.question, WRAP)}<br>written down {number(row.percent)} %, "
        f"remembered {number(row.remembered)} %<br>outcome: {row.outcome}"
    )


def hindsight(rows: pd.DataFrame, who: str) -> dict:
    """How many memories lean to what happened; `rows` with shift."""
    leaning, stayed = rows[rows["shift"] > 0]["shift"], bool(len(rows)) and not rows["shift"].any()
    far = f", by {span(leaning.min(), leaning.max(), number)} points" if len(leaning) else ""
    whose = "You" if who == "you" else f"“{who.capitalize()}”"  # “cautious” is an example's name
    title = f"{whose}: **{len(leaning)} of {len(rows)}** memories lean to what happened{far}"
    read = "ring: as written down; arrow: to what is remembered"
    heads: dict[str, str | Callable] = {
        "Nr": "question_id",
        "Question": "question",
        "Written down, %": "percent",
        "Remembered, %": "remembered",
        "Outcome": "outcome",
        "Shift to the outcome": lambda row: signed(row.shift),
    }
    return {
        "title": (title + "; none moved" * stayed) if len(rows) else f"{whose}: nothing is remembered yet",
        "subtitle": f"Per cent for “yes”; {'each is remembered as it was written down' if stayed else read}",
        "caption": "The grey half is the side of what happened. Memories of the three examples follow a "
        "published rule: a third of the way to the outcome, in steps of 5"
        + (", and so near an end there is no step." if stayed else "."),
        "alt": [
            f"{row.question_id}: written {number(row.percent)}, remembered {number(row.remembered)}, "
            f"{row.outcome}"
            for row in rows.itertuples()
        ]
        or ["no rows"],
        "table": table(rows, heads),
    }


def five_months(events: pd.DataFrame, area: pd.DataFrame) -> dict:
    """What was said and done in five months, and the ground on two maps."""
    held = areas.held(area, "deepstate")
    one, other = (areas.on_day(area, "deepstate", on) for on in (FIRST, LAST))
    owl = areas.held(area, "project_owl")
    end = owl.index.max()
    title = f"DeepState's map: {ground(one)} held on {day(FIRST)}, **{ground(other)}** on {day(LAST)}"
    shown = events["date_first"].map(held.asof)
    other_map = events["date_first"].map(lambda on: owl.asof(on) if on <= end else None)
    told = "; ".join(
        f"{event_days(row)}: {short_event(row)} ({number(value)} km²)"
        for row, value in zip(events.itertuples(), shown, strict=True)
    )
    return {
        "title": title,
        "subtitle": "Left: ground held on two maps (grey: on DeepState's), time downwards; right: what was "
        "said or done, by actor",
        "caption": f"DeepState works with Kyiv's ministry; Project Owl's series ends on {day(end)}. A step "
        "is a new edition of a map, not a day of fighting; what stands beside one need not be its cause.",
        "alt": f"{title.replace('**', '')}. {told}.",
        "table": table(events, event_columns()).assign(
            **{"DeepState, km²": shown.round(), "Project Owl, km²": other_map.round()}
        ),
    }


def ground(value: float) -> str:
    """Ground with its unit, which stays on the line of its number."""
    return f"{number(value)}\N{NO-BREAK SPACE}km²"


def moved_home(kursk: pd.DataFrame, sumy: pd.DataFrame) -> dict:
    """Ends of what officials of both sides say about people who left."""
    most, high = (short_value(rows.loc[[rows["value"].idxmax()]].iloc[0]) for rows in (kursk, sumy))
    return {
        "title": f"Highest said: **{most}** left Kursk, {high} left Sumy",
        "subtitle": "People, as each side's own officials say; one scale, two things counted",
        "caption": "Sums since August 2024 of people who left, but for one window (Sumy, January to March "
        "2025). Registers differ, and so do the communities counted in Sumy oblast. The two rows of "
        "22 August were said in one meeting.",
    }


def cause_hover(row: Row) -> str:
    """One cell with its reason."""
    return (
        f"<b>{row.item}. {broken(row.what, WRAP)}</b><br>{CAUSES[row.cause]}: {row.mark}, "
        f"{broken(str(row.reason), WRAP)}"
    )


def minus(rows: pd.DataFrame) -> pd.Series:
    """How many minus signs each explanation has."""
    return rows[rows["mark"] == "−"]["cause"].value_counts().reindex([*CAUSES], fill_value=0)


def _against(count: int, items: int) -> str:
    """How many rows of evidence are hard to square with an explanation."""
    return f"{count} of {items} rows speak{'s' if count == 1 else ''} against"


def rival_causes(rows: pd.DataFrame, items: pd.DataFrame, marks: str) -> dict:
    """Which explanation has the fewest and which the most minus signs."""
    counts = minus(rows)
    given = int(rows["mark"].notna().sum())
    few, many = counts.idxmin(), counts.idxmax()
    whose = "Ours" if marks == "ours" else "Yours"
    title = f"{whose}: {_against(counts[few], len(items))} the {CAUSES[few]}, **{counts[many]}** against "
    title += f"the {CAUSES[many]}"
    if counts[few] == counts[many]:
        title = f"{whose}: {_against(counts[few], len(items))} each of the {count_word(len(CAUSES))}"
    judgement = f"{'Our' if marks == 'ours' else 'Your'} judgement: another reader may mark otherwise."
    if not given:
        judgement = "Marks are made in the form above, and stand here then."
    cells = rows.pivot_table(index=["item", "what"], columns="cause", values="mark", aggfunc="first")
    cells = cells.reindex(columns=[*CAUSES]).reindex([(row.item, row.what) for row in items.itertuples()])
    shown = cells.astype(object).fillna(MISSING).rename(columns=CAUSES).reset_index()
    shown = shown.rename(columns={"item": "Nr", "what": "Evidence"})
    reasons = [
        f"{row.what}: "
        + ", ".join(
            f"{CAUSES[cell.cause]} {cell.mark if isinstance(cell.mark, str) else MISSING}"
            for cell in rows[rows["item"] == row.item].itertuples()
        )
        for row in items.itertuples()
    ]
    return {
        "title": title if given else "Yours: no marks are kept yet",
        "subtitle": "Each explanation tested as the one cause: "
        "+ fits, − hard to square, 0 does not bear on it",
        "caption": f"{judgement} Two explanations may be true together.",
        "alt": reasons,
        "table": shown,
    }


def from_text(row: Row) -> str:
    """How many days a limit lies before or after the text."""
    return f"{counted(abs(row.days), 'day')} {row.when}"


def life_hover(row: Row) -> str:
    """One limit of a sentence."""
    return f"<b>{row.claim_id}</b> {broken(row.claim, WRAP)}<br>{day(row.day)}: evidence {row.row_ref}"


def sentence_lives(rows: pd.DataFrame, order: pd.DataFrame) -> dict:
    """How many sentences were limited within four days, how many of them before they were written."""
    soon = order.loc[order["days"] <= SOON, "claim_id"]
    before = rows[(rows["when"] == "before") & rows["claim_id"].isin(soon)]["claim_id"].nunique()
    soon_said = f"within {count_word(SOON)} days".replace(" ", "\N{NO-BREAK SPACE}")
    heads: dict[str, str | Callable] = {
        "Nr": "claim_id",
        "Statement": "claim",
        "Day": "day",
        "Days from 16 Nov 2024": "days",
        "Evidence": "row_ref",
    }
    return {
        "title": f"{count_word(len(soon)).capitalize()} of {count_word(len(order))} sentences met a limit "
        f"**{soon_said}**; {count_word(before)} of these had met one before",
        "subtitle": "Days from 16 Nov 2024, when the text was closed, to a page that limits the sentence",
        "caption": "Before the text: the last limit that was public; after it: the first one. The triangle "
        "points beyond the scale. Our choice of sentences and pages, no rate of error. A limit does not "
        "refute; it says where a sentence stops. The day of the text is an inference of ours.",
        "alt": [f"{row.claim_id}: {day(row.day)}, {signed(row.days)} days" for row in rows.itertuples()],
        "table": table(rows.sort_values(["claim_id", "day"]), heads),
    }
