"""What the figures of the lesson on what happened next say, each under the name of its figure."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis import area as areas
from helpers.charts.frames import table
from helpers.charts.timelines import event_columns, event_days, short_event
from helpers.words import MISSING, Row, broken, count_word, counted, day, number, signed

WRAP = 52  # letters in a line of a hover
CAUSES = {"road": "road", "pause": "pause", "troops": "troops", "pipe": "pipe", "chose": "choice"}
FOOT = "minus signs in all"
LETTERS = {
    "supported": "S",
    "partly": "P",
    "contested": "C",
    "contradicted": "X",
    "overtaken": "O",
    "not checkable": "N",
}
DAYS = {"text": "16 Nov 2024", "page": "20 Nov 2024", "now": "Today"}
FIRST, LAST = "2025-02-18", "2025-03-20"  # days whose ground the title on five months compares
BEFORE = {"text": None, "page": "text", "now": "page"}
GROUPS = (
    "holds today; what decides was public on 16\N{NO-BREAK SPACE}Nov",
    "holds today; what decides came later",
    "limited today; the limit was public on 16\N{NO-BREAK SPACE}Nov",
    "limited today; the limit came later",
)
IN_TITLE = GROUPS[2]
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
    leaning = int((rows["shift"] > 0).sum())
    mean = f", by {number(rows['shift'].mean())} points on average" if leaning else ""
    title = f"{who.capitalize()}: **{leaning} of {len(rows)}** memories lean to what happened{mean}"
    heads: dict[str, str | Callable] = {
        "Nr": "question_id",
        "Question": "question",
        "Written down, %": "percent",
        "Remembered, %": "remembered",
        "Outcome": "outcome",
        "Shift to the outcome": lambda row: signed(row.shift),
    }
    return {
        "title": title if len(rows) else f"{who.capitalize()}: nothing is remembered yet",
        "subtitle": "Per cent for “yes”; an arrow leads from the number written down to the one remembered",
        "caption": "The grey half is the side of what happened. Memories of the three examples follow a "
        "published rule (a third of the way to the outcome); only your own say something of a person.",
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
        "subtitle": "Left: ground held on two maps, time downwards; right: what was said or done, by actor",
        "caption": f"DeepState works with Kyiv's ministry; Project Owl's series ends on {day(end)}. A step "
        "is a new edition of a map, not a day of fighting. Nothing is a cause because it stands beside a "
        "step.",
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
    least, most = kursk["value"].min(), kursk["value"].max()
    low, high = sumy["value"].min(), sumy["value"].max()
    return {
        "title": f"Kursk: {number(least)} to **over {number(most)}** said to have left; Sumy: "
        f"{number(low)} to {number(high)}",
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


def rival_causes(rows: pd.DataFrame, items: pd.DataFrame, marks: str) -> dict:
    """Which explanation has the fewest and which the most minus signs."""
    counts = minus(rows)
    given = int(rows["mark"].notna().sum())
    few, many = counts.idxmin(), counts.idxmax()
    whose = "Ours" if marks == "ours" else "Yours"
    title = (
        f"{whose}: least contradicted the {CAUSES[few]} ({counts[few]} of {len(items)}), most the "
        f"{CAUSES[many]} (**{counts[many]}**)"
    )
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
        "caption": "Our judgement: another reader may mark otherwise. Rows were gathered by people who knew "
        "the end. Few minus signs is no proof, and two explanations may be true together.",
        "alt": reasons,
        "table": shown,
    }


def judged(rows: pd.DataFrame, on: str) -> pd.DataFrame:
    """Statements with word and reason of a day, the word of the day before, and whether it changed."""
    before = rows[f"verdict_{BEFORE[on]}"] if BEFORE[on] else rows[f"verdict_{on}"]
    reason = rows[f"reason_{on}"].fillna(rows["reason_text"])
    return rows.assign(
        word=rows[f"verdict_{on}"], old=before, changed=before != rows[f"verdict_{on}"], reason=reason
    )


def tile_hover(row: Row) -> str:
    """One statement with our word, its reason and the meaning on which it hangs."""
    was = f" (before: {row.old})" if row.changed else ""
    return (
        f"<b>{row.claim_id}</b> {broken(row.claim, WRAP)}<br><b>{row.word}</b>{was}<br>"
        f"{broken(row.reason, WRAP)}<br>hangs on: {broken(row.deciding_definition, WRAP)}"
    )


def change(row: Row) -> str:
    """A changed word in few letters."""
    return f"{row.claim_id}: {row.old} → <b>{row.word}</b>"


def section_counts(rows: pd.DataFrame) -> str:
    """How many statements of a section have which word."""
    counts = rows["word"].value_counts()
    return ", ".join(f"{counts[word]} {word}" for word in LETTERS if word in counts)


def section_changes(rows: pd.DataFrame) -> str:
    """Which words of a section changed since the day before."""
    return "<br>".join(map(change, rows[rows["changed"]].itertuples()))


def verdict_wall(rows: pd.DataFrame, on: str) -> dict:
    """How many statements have which word on a day."""
    counts, before = rows["word"].value_counts(), BEFORE[on]
    since = f"; a thick edge: changed since {DAYS[before]}" if before else ""
    moved = [change(row).replace("<b>", "").replace("</b>", "") for row in rows[rows["changed"]].itertuples()]
    heads: dict[str, str | Callable] = {
        "Nr": "claim_id",
        "Statement": "claim",
        "Our word": "word",
        "Before": lambda row: row.old if row.changed else MISSING,
        "Reason": "reason",
        "Hangs on": "deciding_definition",
    }
    return {
        "title": f"{DAYS[on]}: **{counts['supported']} of {len(rows)}** statements supported, "
        f"{counts['partly']} partly",
        "subtitle": f"One tile a statement, by section, with the letter of our word{since}",
        "caption": "Six words, written down before (data/README.md); a sentence is judged by what was public "
        "on the day. “Partly” is no half mark: the reason says which part. These are our judgements.",
        "alt": [f"{word}: {', '.join(own['claim_id'])}" for word, own in rows.groupby("word")] + moved,
        "table": table(rows, heads),
    }


def known_group(rows: pd.DataFrame) -> list[str]:
    """The group of each statement, one of GROUPS."""
    holds, early = rows["word"].eq("supported"), rows["decided_on"].eq("text")
    return [GROUPS[2 * (not good) + (not known)] for good, known in zip(holds, early, strict=True)]


def knowable(rows: pd.DataFrame) -> dict:
    """How many of today's limits could be found on the day of the text."""
    counts = rows["group"].value_counts().reindex([*GROUPS], fill_value=0)
    known, later = counts[GROUPS[2]], counts[GROUPS[3]]
    heads: dict[str, str | Callable] = {
        "Nr": "claim_id",
        "Statement": "claim",
        "Today": "word",
        "Group": "group",
    }
    return {
        "title": f"**{known} of {known + later}** limits of today could be found on 16 Nov 2024",
        "subtitle": "One tile a statement that can be checked, with the letter of our word of today",
        "caption": "“Could be found” means that a page was public, not that the writer saw it, or had the "
        "time. What decides is our judgement.",
        "alt": [f"{group}: {', '.join(rows[rows['group'] == group]['claim_id'])}" for group in GROUPS],
        "table": table(rows, heads),
    }


def from_text(row: Row) -> str:
    """How many days a limit lies before or after the text; an arrow where that is beyond the axis."""
    return f"{counted(abs(row.days), 'day')} {row.when}{' →' if row.x < row.days else ''}"


def life_hover(row: Row) -> str:
    """One limit of a sentence."""
    return f"<b>{row.claim_id}</b> {broken(row.claim, WRAP)}<br>{day(row.day)}: evidence {row.row_ref}"


def sentence_lives(rows: pd.DataFrame, order: pd.DataFrame) -> dict:
    """How many sentences were limited within four days, how many before they were written."""
    soon, before = int((order["days"] <= 4).sum()), rows[rows["when"] == "before"]["claim_id"].nunique()
    heads: dict[str, str | Callable] = {
        "Nr": "claim_id",
        "Statement": "claim",
        "Day": "day",
        "Days from 16 Nov 2024": "days",
        "Evidence": "row_ref",
    }
    return {
        "title": f"{count_word(soon).capitalize()} of {count_word(len(order))} sentences met a limit "
        f"**within four days**, {count_word(before)} before",
        "subtitle": "Days from 16 Nov 2024, when the text was closed, to a page that limits the sentence",
        "caption": "Before the text: the last limit that was public; after it: the first one. Our choice of "
        "sentences and pages, no rate of error. A limit does not refute; it says where a sentence stops. The "
        "day of the text is an inference of ours.",
        "alt": [f"{row.claim_id}: {day(row.day)}, {signed(row.days)} days" for row in rows.itertuples()],
        "table": table(rows.sort_values(["claim_id", "day"]), heads),
    }
