"""rate: the reader's own probabilities for yes/no questions, kept as plain CSV in my_work."""

from __future__ import annotations

import csv
import html
import io
from datetime import datetime

import pandas as pd

from helpers.lesson import my_work
from helpers.lesson.stored import row_mark
from helpers.lesson.widgets import widget_view, widgets_work
from helpers.words import day

FILE = "ratings.csv"
COLUMNS = ("question_id", "claim_id", "percent", "knew", "saved_at")
SAVE, REPLACE = "Save my ratings", "Replace my saved ratings"
WAYS = "0 means surely not, 100 surely yes, 50 is an honest answer"


class RatingsError(ValueError):
    """The reader's file of ratings cannot be read; it was left as it is."""


def rate(questions: pd.DataFrame, file: str = FILE) -> None:
    """Ask for a probability (0 to 100 per cent) for each question and keep the answers in my_work.

    With a kernel: a slider and an "I knew" tick per question, and a button. A slider that was not moved
    is not saved. A file that exists is replaced only by a second press of the button, and a file that
    cannot be read is named and left untouched. Without a kernel: a list to print.

    Parameters
    ----------
    questions : rows of table questions; outcomes are neither needed nor loaded.
    file : name of the CSV in my_work (question_id, claim_id, percent, knew, saved_at).

    Raises
    ------
    ValueError : no questions.
    """
    from IPython.display import display

    if questions.empty:
        raise ValueError("There are no questions to rate; loosen the filter.")
    ordered = _ordered(questions)
    plain = "\n".join(f"{row.question_id} ({row.claim_id}): {row.question}" for row in ordered.itertuples())
    bundle = {"text/plain": plain, "text/html": _printable(ordered)}
    if widgets_work():
        bundle |= widget_view(_form(ordered, file))
    display(bundle, raw=True)


def my_ratings(file: str = FILE) -> pd.DataFrame:
    """The ratings that the reader saved: question_id, claim_id, percent, knew ("yes"/"no"), saved_at.

    Returns an empty frame with these columns when nothing was saved yet.

    Raises
    ------
    RatingsError : the file cannot be read; the message names it and the line.
    """
    kept = _kept(file)
    frame = pd.DataFrame(kept.values(), columns=list(COLUMNS))
    return frame.astype({"percent": float})


def _kept(file: str) -> dict[str, dict]:
    """Saved rows by question id; empty when there is no file."""
    try:
        text = my_work.read(file)
    except (UnicodeDecodeError, OSError) as error:
        raise RatingsError(_unreadable(file, f"it is no text in UTF-8 ({type(error).__name__})")) from error
    if text is None:
        return {}
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise RatingsError(_unreadable(file, f"its first line should be {','.join(COLUMNS)}"))
    kept: dict[str, dict] = {}
    try:
        for row in rows:
            percent = int(row["percent"] or "")
            fits = 0 <= percent <= 100 and row["knew"] in ("yes", "no") and row["question_id"]
            if not fits or None in row or None in row.values() or row["question_id"] in kept:
                raise ValueError
            kept[row["question_id"]] = {**row, "percent": percent}
    except (ValueError, csv.Error) as error:
        raise RatingsError(
            _unreadable(
                file, f"line {rows.line_num} should hold an id, a whole per cent from 0 to 100, yes or no"
            )
        ) from error
    return kept


def _unreadable(file: str, why: str) -> str:
    return (
        f"my_work/{file} cannot be read: {why}. It was left as it is. "
        "Correct or rename it, and run the cell again."
    )


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
        same = old is not None and all(old[key] == row[key] for key in ("percent", "knew"))
        merged[name] = old if same else {**row, "saved_at": now}
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


def _marks(row: object) -> str:
    """What a reader should know of a question before rating it."""
    marks = [f"settled by {day(row.settles_on)}"]
    if getattr(row, "for_class", None) == "yes":
        marks.insert(0, "★ for class")
    if getattr(row, "settled_before_text", None) == "yes":
        marks.append("settled before the text was closed")
    return "; ".join(marks)


def _asked(row: object) -> str:
    """Id, statement, question, rule and day of one question as HTML."""
    return (
        f"<strong>{row.question_id}</strong> ({row.claim_id}) {html.escape(row.question)}<br>"
        f"<small>{html.escape(row.rule)} ({_marks(row)})</small>"
    )


def _printable(questions: pd.DataFrame) -> str:
    items = "".join(
        f'<li {row_mark(f"questions:{row.question_id}")} style="margin-bottom:.7em">{_asked(row)}'
        "<br>Yes: ____ %&emsp;☐ I knew</li>"
        for row in questions.itertuples()
    )
    return (
        f"<p>Print this list, or run the cell to get sliders. {WAYS}.</p>"
        f'<ul style="list-style:none;padding-left:0;max-width:50em">{items}</ul>'
    )


def _form(questions: pd.DataFrame, file: str):
    """The widget: sliders, ticks, one button that asks before it replaces a file."""
    import ipywidgets as w

    try:
        kept, broken = _kept(file), ""
    except RatingsError as error:
        kept, broken = {}, str(error)
    button = w.Button(description=SAVE, layout={"width": "auto"})
    note = w.HTML()
    entries: dict[str, tuple] = {}
    moved: set[str] = {name for name in questions["question_id"] if name in kept}
    blocks = []

    def asking_again() -> None:
        button.description, button.button_style = SAVE, ""

    for row in questions.itertuples():
        old = kept.get(row.question_id, {})
        slider = w.IntSlider(
            value=old.get("percent", 50),
            min=0,
            max=100,
            description=f"{row.question_id} yes, in %",
            style={"description_width": "initial"},
            layout={"width": "min(30em, 95%)"},
        )
        knew = w.Checkbox(value=old.get("knew") == "yes", description="I knew", indent=False)
        state = w.HTML("kept" if old else "not rated yet")
        blocks.append(
            w.VBox(
                [
                    w.HTML(_asked(row)),
                    w.HBox([slider, knew, state], layout={"flex_flow": "row wrap"}),
                ]
            )
        )
        entries[row.question_id] = (row.claim_id, slider, knew, state)

        def changed(_: object, name: str = row.question_id, state: object = state) -> None:
            moved.add(name)
            state.value = "not saved yet"
            asking_again()

        slider.observe(changed, "value")
        knew.observe(changed, "value")

    def given() -> dict[str, dict]:
        return {
            name: {
                "question_id": name,
                "claim_id": claim,
                "percent": slider.value,
                "knew": "yes" if knew.value else "no",
                "saved_at": "",
            }
            for name, (claim, slider, knew, _) in entries.items()
            if name in moved
        }

    def save(_: object) -> None:
        if not moved:
            note.value = "Move a slider first. For exactly 50, move it away and back."
            return
        agreed = button.description == REPLACE
        try:
            rows = _merged(_kept(file), given(), datetime.now().isoformat(timespec="seconds"))
            path = my_work.save(file, _as_csv(rows), overwrite=agreed)
        except RatingsError as error:
            note.value = html.escape(str(error))
            return
        except my_work.WouldOverwrite:
            button.description, button.button_style = REPLACE, "warning"
            note.value = (
                f"my_work/{file} holds ratings already. Press again to replace those that you changed."
            )
            return
        asking_again()
        for name in moved:
            if name in entries:
                entries[name][3].value = "kept"
        note.value = (
            f"{len(rows)} ratings are kept in {html.escape(path.parent.name)}/{html.escape(path.name)}."
        )

    if broken:
        note.value, button.disabled = html.escape(broken), True
    elif kept:
        note.value = (
            f"{len(kept)} ratings were kept before in my_work/{html.escape(file)}; they are shown here."
        )
    button.on_click(save)
    said = w.HTML(f"{WAYS}. A slider that you do not move is not saved.")
    return w.VBox([said, *blocks, w.HBox([button, note], layout={"flex_flow": "row wrap"})])
