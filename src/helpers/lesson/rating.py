"""rate: the reader's own probabilities for yes/no questions, kept as plain CSV in my_work."""

from __future__ import annotations

import csv
import html
import io
from datetime import datetime
from typing import Any

import pandas as pd

from helpers import charts
from helpers.given import some_rows
from helpers.lesson import my_work
from helpers.lesson.explore import show
from helpers.lesson.markup import card, look
from helpers.lesson.stored import row_mark
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import Row, day

FILE = "ratings.csv"
COLUMNS = ("question_id", "claim_id", "percent", "knew", "saved_at")
NEEDED = ("question_id", "claim_id", "question", "rule", "settles_on")  # of table questions
SAVE, REPLACE = "Save my ratings", "Replace my saved ratings"
KNEW = {  # what a reader knew of the outcome, as the file says it
    "no": "I do not know how it ended",
    "yes": "I knew",
    "read": "I read it in this course",
}
LINE = "border-top:1px solid gray;padding:8px 0"  # between two questions
WAYS = "0 means surely not, 100 surely yes, 50 is an honest answer"


def rate(questions: pd.DataFrame, file: str = FILE) -> None:
    """Ask for a probability (0 to 100 per cent) for each question and keep the answers in my_work.

    With a kernel: a slider and a choice (what you knew) per question, and a button. A slider that was
    not moved is not saved. A file that exists is replaced only by a second press of the button, and a
    file that cannot be read is named and left untouched. Without a kernel: a list to print.

    Parameters
    ----------
    questions : rows of table questions; outcomes are neither needed nor loaded.
    file : name of the CSV in my_work (question_id, claim_id, percent, knew, saved_at).

    Raises
    ------
    DataError : no questions, or rows of another table.

    >>> rate(load("questions", question_id="Q02"))
    Q02 (S05): Will Moscow announce by 20 May 2025 that all of Kursk oblast has been...
    """
    from IPython.display import display

    ordered = _ordered(some_rows(questions, "questions", NEEDED))
    plain = "\n".join(f"{row.question_id} ({row.claim_id}): {row.question}" for row in ordered.itertuples())
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": _printable(ordered)}
    if widgets_work():
        bundle |= widget_view(_form(ordered, file))
    display(bundle, raw=True)


def my_ratings(file: str = FILE) -> pd.DataFrame:
    """The ratings that the reader saved: question_id, claim_id, percent, knew (a key of KNEW), saved_at.

    Returns an empty frame with these columns when nothing was saved yet.

    Raises
    ------
    NotReadable : the file cannot be read; the message names it and the line.
    """
    kept = ratings_in(file, my_work.read(file))
    frame = pd.DataFrame(kept.values(), columns=list(COLUMNS))
    return frame.astype({"percent": float})


def show_ratings(questions: pd.DataFrame, file: str = FILE) -> None:
    """Show the reader's own ratings as a chart; a line of words as long as there are none.

    Parameters
    ----------
    questions : rows of table questions that were asked; no outcomes.
    file : name of the CSV in my_work.

    Raises
    ------
    NotReadable : the file cannot be read; the message names it and the line.

    >>> show_ratings(load("questions", question_id=["Q02", "Q08"]))
    No ratings yet: 2 questions wait. Your own chart stands here once you have saved.
    """
    from IPython.display import display

    given = my_ratings(file)
    if given["question_id"].isin(questions["question_id"]).any():
        show(charts.my_ratings(given, questions))
        return
    waiting = (
        f"No ratings yet: {len(questions)} questions wait. Your own chart stands here once you have saved."
    )
    display({"text/plain": waiting, "text/html": f"<p>{waiting}</p>"}, raw=True)


def ratings_in(file: str, text: str | None) -> dict[str, dict]:
    """Saved rows by question id; empty when there is no file. Raises NotReadable as `my_ratings` does."""
    if text is None:
        return {}
    rows = csv.DictReader(io.StringIO(text), strict=True)
    kept: dict[str, dict] = {}
    try:
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise my_work.NotReadable(
                my_work.unreadable(file, f"its first line should be {','.join(COLUMNS)}")
            )
        for row in rows:
            percent = int(row["percent"] or "")
            fits = 0 <= percent <= 100 and row["knew"] in KNEW and row["question_id"]
            whole = None not in row and not any(value is None or "\n" in value for value in row.values())
            if not fits or not whole or row["question_id"] in kept:
                raise ValueError
            kept[row["question_id"]] = {**row, "percent": percent}
    except my_work.NotReadable:
        raise
    except (ValueError, csv.Error) as error:
        wanted = (
            f"line {rows.line_num} should hold an id, a whole per cent from 0 to 100, and yes, no or read"
        )
        raise my_work.NotReadable(my_work.unreadable(file, wanted)) from error
    return kept


def _as_csv(rows: dict[str, dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[name] for name in sorted(rows))
    return text.getvalue()


def _merged(kept: dict[str, dict], given: dict[str, dict], now: str) -> dict[str, dict]:
    """Saved rows with the new ones put in; an unchanged rating keeps the time at which it was saved."""
    merged = dict(kept)
    for name, row in given.items():
        old = kept.get(name)
        if old is None or any(old[key] != row[key] for key in ("percent", "knew")):
            merged[name] = {**row, "saved_at": now}
    return merged


def _ordered(questions: pd.DataFrame) -> pd.DataFrame:
    """The questions marked for class first, each part by id."""
    later = questions["for_class"].ne("yes") if "for_class" in questions else False
    return (
        questions.assign(_later=later)
        .sort_values(["_later", "question_id"])
        .drop(columns="_later")
        .reset_index(drop=True)
    )


def _marks(row: Row) -> str:
    """What a reader should know of a question before rating it."""
    marks = [f"settled by {day(row.settles_on)}"]
    if getattr(row, "for_class", None) == "yes":
        marks.insert(0, "★ for class")
    if getattr(row, "settled_before_text", None) == "yes":
        marks.append("settled before the text was closed")
    return "; ".join(marks)


def _asked(row: Row) -> str:
    """Id, statement, question, rule and day of one question as HTML."""
    return (
        f"<strong>{html.escape(row.question_id)}</strong> ({html.escape(row.claim_id)}) "
        f"{html.escape(row.question)}<br>"
        f"<small>{html.escape(row.rule)} ({_marks(row)})</small>"
    )


def _printable(questions: pd.DataFrame) -> str:
    items = "".join(
        f'<div {row_mark(f"questions:{row.question_id}")} style="{LINE}">{_asked(row)}'
        "<br>Yes: ____ %&emsp;☐ I knew&emsp;☐ I read it in this course</div>"
        for row in questions.itertuples()
    )
    return card(f"<p>Print this list, or run the cell to get sliders. {WAYS}.</p>{items}")


def _form(questions: pd.DataFrame, file: str) -> Any:
    """The widget: sliders, choices, one button that asks before it replaces a file."""
    return _Form(questions, file).box


class _Form:
    """Sliders and choices of one reader, and the button that keeps them."""

    def __init__(self, questions: pd.DataFrame, file: str) -> None:
        import ipywidgets as w

        self.file = file
        self.button = w.Button(description=SAVE, layout={"width": "auto"})
        self.button.on_click(self.save)
        self.note = w.HTML()
        kept = self._kept_before()
        self.entries = {row.question_id: self._entry(row, kept) for row in questions.itertuples()}
        self.moved = {name for name in self.entries if name in kept}
        blocks = [entry["block"] for entry in self.entries.values()]
        foot = w.HBox([self.button, self.note], layout={"flex_flow": "row wrap"})
        self.box = form(f"{look()}{WAYS}. A slider that you do not move is not saved.", *blocks, foot)

    def _kept_before(self) -> dict[str, dict]:
        """Ratings in the file; without any, and with no button, where it cannot be read."""
        try:
            kept = ratings_in(self.file, my_work.read(self.file))
        except my_work.NotReadable as error:
            self.note.value, self.button.disabled = html.escape(str(error)), True
            return {}
        if kept:
            self.note.value = (
                f"{len(kept)} ratings were kept before in my_work/{html.escape(self.file)}; "
                "they are shown here."
            )
        return kept

    def _entry(self, row: Row, kept: dict[str, dict]) -> dict:
        """The widgets of one question."""
        import ipywidgets as w

        old = kept.get(row.question_id, {})
        slider = w.IntSlider(
            value=old.get("percent", 50),
            min=0,
            max=100,
            description=f"{row.question_id} yes, in %",
            style={"description_width": "initial"},
            layout={"width": "min(30em, 95%)"},
        )
        knew = w.Dropdown(
            options=[(words, kept_as) for kept_as, words in KNEW.items()],
            value=old.get("knew", "no"),
            description="",
        )
        state = w.HTML("kept" if old else "not rated yet")

        def changed(_: object) -> None:
            self.moved.add(row.question_id)
            state.value = "not saved yet"
            self._ask_again()

        for widget in (slider, knew):
            widget.observe(changed, "value")
        controls = w.HBox([slider, knew, state], layout={"flex_flow": "row wrap"})
        block = w.VBox([w.HTML(f'<div style="{LINE}">{_asked(row)}</div>'), controls])
        return {"claim_id": row.claim_id, "slider": slider, "knew": knew, "state": state, "block": block}

    def _ask_again(self) -> None:
        self.button.description = SAVE

    def _given(self) -> dict[str, dict]:
        """What the reader moved, as rows of the file without a time."""
        return {
            name: {
                "question_id": name,
                "claim_id": entry["claim_id"],
                "percent": entry["slider"].value,
                "knew": entry["knew"].value,
                "saved_at": "",
            }
            for name, entry in self.entries.items()
            if name in self.moved
        }

    def save(self, _: object) -> None:
        """Keep what was moved; a file that holds ratings is replaced only by a second press."""
        if not self.moved:
            self.note.value = "Move a slider first. For exactly 50, move it away and back."
            return
        agreed = self.button.description == REPLACE
        rows: dict[str, dict] = {}

        def with_given(text: str | None) -> str:
            now = datetime.now().isoformat(timespec="seconds")
            rows.update(_merged(ratings_in(self.file, text), self._given(), now))
            return _as_csv(rows)

        try:
            path = my_work.change(self.file, with_given, overwrite=agreed)
        except (my_work.NotReadable, my_work.NotSaved) as error:
            self.note.value = html.escape(str(error))
            return
        except my_work.WouldOverwrite:
            self.button.description = REPLACE
            self.note.value = (
                f"my_work/{self.file} holds ratings already. Press again to replace those that you changed."
            )
            return
        self._ask_again()
        for name in self.moved:
            self.entries[name]["state"].value = "kept"
        kept_in = f"{html.escape(path.parent.name)}/{html.escape(path.name)}"
        self.note.value = f"{len(rows)} ratings are kept in {kept_in}."
