"""seal: forecasts on days that nobody knows yet. A line that is sealed is never changed."""

from __future__ import annotations

import csv
import html
import io
from datetime import datetime
from typing import Any, NamedTuple

from helpers.given import DataError
from helpers.lesson import my_work
from helpers.lesson.diary import COLUMNS, FILE, lines_in, sealed
from helpers.lesson.keeper import Keeper
from helpers.lesson.markup import card, look
from helpers.lesson.questions import questions_of
from helpers.lesson.widgets import form, widget_view, widgets_work

LESSON = "what_happened_next"
SEAL, SURE = "Seal it", "Yes, seal it for good"
LINE = "border-top:1px solid gray;padding:8px 0"


class Open(NamedTuple):
    """A question that is open today: its rule and day, and what makes it void."""

    id: str
    question: str
    rule: str
    void: str

    @property
    def name(self) -> str:
        """How the file names it."""
        return f"{self.id}: {self.question}"


def seal(*names: str) -> None:
    """Ask for a per cent, the state of today and one reason for open questions; add them to a file.

    my_work/sealed.csv is append-only: a question that is sealed is shown, and a later per cent is a new
    line (the diary of the last lesson). Without a kernel: sheets to print.

    Raises
    ------
    DataError : no such question.

    >>> seal("A")
    A: Will DeepState's figure for Russian gains in the first full month after sealing be...
    """
    from IPython.display import display

    known = open_questions()
    if not names or not set(names) <= set(known):
        raise DataError(f"Name open questions: {', '.join(known)}.")
    asked = [known[name] for name in names]
    plain = "\n".join(f"{each.name} {each.rule}" for each in asked)
    bundle: dict[str, Any] = {"text/plain": plain, "text/html": "".join(map(_on_paper, asked))}
    if widgets_work():
        bundle |= widget_view(
            form(f"{look()}What is sealed stays as it is.", *(_Form(each).box for each in asked))
        )
    display(bundle, raw=True)


def open_questions() -> dict[str, Open]:
    """The questions that can be sealed, by their letter."""
    return {entry["id"]: Open(**entry) for entry in questions_of(LESSON)["open"]}


def _asked(each: Open) -> str:
    return (
        f"<strong>{html.escape(each.name)}</strong><br><small>{html.escape(each.rule)} "
        f"<em>Void if</em> {html.escape(each.void)}</small>"
    )


def _on_paper(each: Open) -> str:
    lines = ["Today, and how often it came before: ________________", "My per cent: ____ %"]
    lines += ["If I am wrong, it was because: ______________________", "Sealed on: ____________"]
    return card(f"<p>{_asked(each)}</p>{''.join(f'<p>{line}</p>' for line in lines)}")


def _with(text: str | None, row: tuple[str, ...]) -> str:
    """The file with one line more; not a letter of the others changes.

    Raises NotSaved when the question was sealed meanwhile.
    """
    if any(line["question"] == row[0] for line in lines_in(text)):
        raise my_work.NotSaved("This question is sealed already; a later per cent goes into the diary.")
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    if text is None:
        writer.writerow(COLUMNS)
    writer.writerow(row)
    before = text or ""
    return before + ("" if before.endswith("\n") or not before else "\n") + line.getvalue()


class _Form:
    """Today's state, a per cent, a reason, and a button that seals them once."""

    def __init__(self, each: Open) -> None:
        import ipywidgets as w

        wide: dict[str, Any] = {
            "layout": {"width": "min(44em, 95%)"},
            "style": {"description_width": "initial"},
        }
        self.each = each
        self.base = w.Text(description="today, and how often it came before", **wide)
        self.percent = w.BoundedIntText(value=50, min=0, max=100, description="per cent", style=wide["style"])
        self.because = w.Text(description="if I am wrong, it was because", **wide)
        self.fields: list[Any] = [self.base, self.percent, self.because]
        self.keeper = Keeper(SEAL, self.keep, SURE)
        for field in self.fields:
            field.observe(self.keeper.ask_again, "value")
        try:
            self.show(sealed())
        except my_work.NotReadable as error:
            self.keeper.tell(str(error), stop=True)
        asked = w.HTML(f'<div style="{LINE}">{_asked(each)}</div>')
        self.box = w.VBox([asked, *self.fields, self.keeper.box])

    def show(self, rows: list[dict[str, str]]) -> None:
        """The sealed line, with its fields closed."""
        own = [row for row in rows if row["question"] == self.each.name]
        if not own:
            return
        first = own[0]
        self.base.value, self.because.value = first["base_rate"], first["because"]
        self.percent.value = round(float(first["percent"]))
        for field in self.fields:
            field.disabled = True
        self.keeper.tell(f"Sealed on {first['saved_at'][:10]} with {first['percent']} %.", stop=True)

    def keep(self) -> str:
        """Seal the forecast after a second press; then the fields are closed."""
        said = [" ".join(field.value.split()) for field in (self.base, self.because)]
        if not all(said):
            return "Write the state of today and one reason first: without them the forecast is void."
        if not self.keeper.agreed:
            self.keeper.button.description = SURE
            return "What is sealed can never be changed: press again if you mean it."
        now = datetime.now().isoformat(timespec="seconds")
        row = (self.each.name, str(self.percent.value), said[0], said[1], now)
        my_work.change(FILE, lambda text: _with(text, row), overwrite=True)
        self.show(sealed())
        return f"Sealed in my_work/{FILE} with {self.percent.value} %."
