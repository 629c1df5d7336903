"""What the figures of verdicts say, each under the name of its figure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

import pandas as pd

from helpers.charts.frames import table
from helpers.words import MISSING, Row, broken

WRAP = 52  # letters in a line of a hover
LETTERS = {
    "supported": "S",
    "partly": "P",
    "contested": "C",
    "contradicted": "X",
    "overtaken": "O",
    "not checkable": "N",
}
DAYS = {"text": "16 Nov 2024", "page": "20 Nov 2024", "now": "Today"}
BEFORE = {"text": None, "page": "text", "now": "page"}
GROUPS = (
    "holds today; what decides was public on 16\N{NO-BREAK SPACE}Nov",
    "holds today; what decides came later",
    "limited today; what decides was public on 16\N{NO-BREAK SPACE}Nov",
    "limited today; what decides came\N{NO-BREAK SPACE}later",
)
IN_TITLE = GROUPS[2]


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


def letters_counted(rows: pd.DataFrame) -> str:
    """How many statements of a section have which word, by the letters of the tiles."""
    counts = rows["word"].value_counts()
    return ", ".join(f"{counts[word]}\N{NO-BREAK SPACE}{LETTERS[word]}" for word in LETTERS if word in counts)


def letters_changed(rows: pd.DataFrame) -> str:
    """Which words of a section changed, by the letters of the tiles, two in a line."""
    moved = rows[rows["changed"]].itertuples()
    told = [f"{row.claim_id}: {LETTERS[row.old]} → <b>{LETTERS[row.word]}</b>" for row in moved]
    return "<br>".join(", ".join(filter(None, two)) for two in zip_longest(told[::2], told[1::2]))


def change(row: Row) -> str:
    """A changed word in few letters."""
    return f"{row.claim_id}: {row.old} → <b>{row.word}</b>"


def section_counts(rows: pd.DataFrame) -> str:
    """How many statements have which word."""
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
        "caption": f"Six words, written down before (data/README.md){_unused(rows)}; a sentence is judged by "
        "what was public on the day. These are our judgements; the table has each reason.",
        "alt": [f"{word}: {', '.join(own['claim_id'])}" for word, own in rows.groupby("word")] + moved,
        "table": table(rows, heads),
    }


def _unused(rows: pd.DataFrame) -> str:
    """Which of the words fell on no sentence on any day."""
    given = {word for day in DAYS for word in rows[f"verdict_{day}"]}
    never = [f"“{word}”" for word in LETTERS if word not in given]
    return f", of which {' and '.join(never)} fell on none" if never else ""


def known_group(rows: pd.DataFrame) -> list[str]:
    """The group of each statement, one of GROUPS."""
    holds, early = rows["word"].eq("supported"), rows["decided_on"].eq("text")
    return [GROUPS[2 * (not good) + (not known)] for good, known in zip(holds, early, strict=True)]


def ids(rows: pd.DataFrame, group: str, columns: int) -> str:
    """The number and the name of a group above its statements, in lines as long as those of its tiles."""
    own = rows["claim_id"].tolist()
    lines = (" ".join(own[at : at + columns]) for at in range(0, len(own), columns))
    return "<br>".join([f"<b>{len(own)}</b> {group}", *lines])


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
        "title": f"**{known} of {known + later}** limits that decide today could be found on 16 Nov 2024",
        "subtitle": "One tile a statement that can be checked, with the letter of our word of today",
        "caption": "“Could be found” means that a page was public, not that the writer saw it, or had the "
        "time. What decides is our judgement.",
        "alt": [f"{group}: {', '.join(rows[rows['group'] == group]['claim_id'])}" for group in GROUPS],
        "table": table(rows, heads),
    }
