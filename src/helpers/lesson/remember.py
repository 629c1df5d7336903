"""remember: what a reader thinks to have rated, before the file is opened; and forecasts to look at."""

from __future__ import annotations

import csv
import html
import io
from datetime import datetime
from typing import Any

import pandas as pd

from helpers.analysis import scoring
from helpers.analysis.hindsight import SPECIMENS
from helpers.data import load, row_ids
from helpers.given import DataError
from helpers.lesson import my_work
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, html_row, html_table, look, scrolling
from helpers.lesson.rating import my_ratings, ratings_in
from helpers.lesson.telling import tell
from helpers.lesson.widgets import form, widget_view, widgets_work
from helpers.words import counted

FILE = "remembered.csv"
COLUMNS = ("question_id", "percent", "saved_at")
SAVE, REPLACE = "Keep what I remember", "Replace what I remember"
SHORT = {"no": "did not know", "yes": "knew", "read": "read it here"}  # of rating.KNEW, for a chart
YOU, MADE_UP, OUR_CLASS = "you", scoring.MADE_UP, "our class"


def remember(*question_ids: str) -> None:
    """Ask which per cent the reader wrote for some questions; the ratings stay closed.

    Kept in my_work/remembered.csv; what is kept is replaced only by a second press. Without a kernel: a
    table to fill.

    Raises
    ------
    DataError : a question that is not rated in the course.

    >>> remember("Q02")
    Q02: Will Moscow announce by 20 May 2025 that all of Kursk oblast has been retaken?
    """
    from IPython.display import display

    questions = load("questions", in_rating="yes").set_index("question_id")
    unknown = [name for name in question_ids if name not in questions.index]
    if unknown or not question_ids:
        raise DataError(f"Name questions of the rating, such as Q02, not {unknown or 'none'}.")
    asked = questions.loc[list(question_ids), "question"].to_dict()
    plain = "\n".join(f"{name}: {text}" for name, text in asked.items())
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": _on_paper(asked)}
    if widgets_work():
        bundle |= widget_view(_Form(asked).box)
    display(bundle, raw=True)


def remembered() -> dict[str, int]:
    """The per cents that a reader said to remember, by question.

    Raises
    ------
    NotReadable : the file is not as `remember` writes it; it was left alone.
    """
    return {name: int(row["percent"]) for name, row in _parsed(my_work.read(FILE)).items()}


def forecasts() -> pd.DataFrame:
    """Forecasts of the reader, where there are any, and of the three examples.

    A file of the reader's that cannot be read is named, and the examples are given alone.

    Returns
    -------
    forecaster, question_id, percent, remembered, knew (in words; "" for the examples), outcome, row_id.

    >>> forecasts()["forecaster"].unique().tolist()
    ['cautious', 'bold', 'always 50']
    """
    examples = load("specimen_forecasts")
    examples = examples.sort_values("forecaster", key=lambda names: names.map(SPECIMENS.index), kind="stable")
    examples = examples.assign(knew="", row_id=row_ids("specimen_forecasts", examples))
    try:
        own = my_ratings().assign(forecaster=YOU, row_id="")
        own["remembered"] = own["question_id"].map(remembered())
        own["knew"] = own["knew"].map(SHORT)
    except my_work.NotReadable as error:
        tell("wrong", html.escape(str(error)))
        own = examples.head(0)
    both = pd.concat([own, examples]) if len(own) else examples
    rows = both.merge(load("outcomes")[["question_id", "outcome"]], on="question_id")
    columns = ["forecaster", "question_id", "percent", "remembered", "knew", "outcome", "row_id"]
    return rows[columns].astype({"percent": float, "remembered": float})


def scored(given: pd.DataFrame) -> pd.DataFrame:
    """Forecasts that can be scored, as `analysis.scoring.scorable` gives them.

    >>> given = scored(forecasts())
    >>> given["question_id"].nunique() < forecasts()["question_id"].nunique()
    True
    """
    return scoring.scorable(given.drop(columns="outcome"), load("questions"), load("outcomes"))


def pools() -> dict[str, pd.DataFrame]:
    """Forecasts of many people by name: of the class, from files in my_work/class/, and of a made-up one.

    A file that cannot be read is named and left out.

    >>> list(pools())
    ['made-up class', 'our class']
    """
    examples = scored(forecasts().query("forecaster == 'cautious'"))
    pupils = [scored(given) for given in _class_files()]
    together = pd.concat(pupils, ignore_index=True) if pupils else examples.head(0)
    return {MADE_UP: scoring.made_up_class(examples), OUR_CLASS: together}


def _class_files() -> list[pd.DataFrame]:
    """Ratings of each pupil as forecasts; files are named by lot, and no name is read."""
    found = []
    place = my_work.folder() / my_work.CLASS
    for path in sorted(place.glob("*.csv")) if place.is_dir() else []:
        name = f"{my_work.CLASS}/{path.name}"
        try:
            rows = pd.DataFrame(ratings_in(name, my_work.read(name)).values())
        except my_work.NotReadable as error:
            tell("wrong", html.escape(str(error)))
            continue
        if len(rows):
            outcome = load("outcomes").set_index("question_id")["outcome"]
            own = rows[["question_id", "percent", "knew"]].assign(forecaster=path.stem)
            found.append(own.assign(outcome=own["question_id"].map(outcome)))
    return found


def _parsed(text: str | None) -> dict[str, dict[str, str]]:
    """Rows of the file by question; empty when there is no file."""
    if text is None:
        return {}
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        found = list(rows)
        whole = all(None not in row and None not in row.values() for row in found)
        fits = whole and all(0 <= int(row["percent"]) <= 100 for row in found)
    except (csv.Error, ValueError, KeyError):
        found, fits = [], False
    by_id = {row["question_id"]: row for row in found} if fits else {}
    if tuple(rows.fieldnames or ()) != COLUMNS or not fits or len(by_id) < len(found):
        wanted = f"its first line should be {','.join(COLUMNS)}, and a per cent is from 0 to 100"
        raise my_work.NotReadable(my_work.unreadable(FILE, wanted))
    return by_id


def _with(text: str | None, given: dict[str, int]) -> str:
    """The file with per cents put in; one that stays the same keeps its time."""
    rows, now = _parsed(text), datetime.now().isoformat(timespec="seconds")
    for name, percent in given.items():
        if name not in rows or int(rows[name]["percent"]) != percent:
            rows[name] = {"question_id": name, "percent": str(percent), "saved_at": now}
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[name] for name in sorted(rows))
    return file.getvalue()


def _on_paper(asked: dict[str, str]) -> str:
    rows = (html_row((name, text, "____ %")) for name, text in asked.items())
    table = scrolling("What I remember", html_table(("Nr", "Question", "I wrote"), rows))
    return card(f"<p>From memory. Do not look it up.</p>{table}")


class _Form:
    """A slider for each question and one button; the ratings are not opened."""

    def __init__(self, asked: dict[str, str]) -> None:
        import ipywidgets as w

        self.keeper = Keeper(SAVE, self.keep, REPLACE)
        try:
            kept = remembered()
            if shown := [name for name in asked if name in kept]:
                self.keeper.tell(f"{counted(len(shown), 'answer')} kept before: shown here.")
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
            kept = {}
        self.moved = {name for name in asked if name in kept}
        self.sliders = {}
        blocks = []
        for name, text in asked.items():
            slider = w.IntSlider(
                value=kept.get(name, 50),
                min=0,
                max=100,
                description=f"{name}: I wrote, in %",
                style={"description_width": "initial"},
                layout={"width": "min(34em, 95%)"},
            )
            slider.observe(self._moved(name), "value")
            self.sliders[name] = slider
            blocks += [w.HTML(f"<strong>{name}</strong> {html.escape(text)}"), slider]
        said = f"{look()}From memory: what did you write? A slider that you do not move is not kept."
        self.box = form(said, *blocks, self.keeper.box)

    def _moved(self, name: str) -> Any:
        def moved(_: object) -> None:
            self.moved.add(name)
            self.keeper.ask_again()

        return moved

    def keep(self) -> str:
        """Keep what was moved; what is kept is replaced only when the reader agreed."""
        given = {name: slider.value for name, slider in self.sliders.items() if name in self.moved}
        if not given:
            return "Move a slider first. For exactly 50, move it away and back."
        old = remembered()
        if not self.keeper.agreed and any(
            old.get(name, percent) != percent for name, percent in given.items()
        ):
            raise my_work.WouldOverwrite("Other answers are kept already.")
        my_work.change(FILE, lambda text: _with(text, given), overwrite=True)
        return f"{counted(len(given), 'answer')} kept in my_work/{FILE}."
