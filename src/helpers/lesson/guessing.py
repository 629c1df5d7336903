"""guess: commit yourself before you see the data; the answer stays folded."""

from __future__ import annotations

import html
from datetime import date

from helpers.lesson import my_work
from helpers.lesson.explore import _live
from helpers.lesson.questions import filled, question

FILE = "guesses.json"


def guess(name: str, ask: str, choices: list | None = None, fields: tuple[str, ...] = ()) -> None:
    """Ask for a guess and keep it in my_work/guesses.json; it is never replaced without asking.

    Parameters
    ----------
    name : id such as "03-a"; the folded answer comes from questions/NN.toml.
    ask : the question.
    choices : options to choose from; without them the reader types.
    fields : names of several numbers to type (for example ("low", "high")).

    Raises
    ------
    QuestionError : there is no folded answer for `name`.
    """
    from IPython.display import display

    answer = filled(question("guess", name)["answer"])
    listed = "".join(f"<li>{html.escape(str(choice))}</li>" for choice in choices or [])
    said = f"<p><strong>Your guess:</strong> {html.escape(ask)}</p>" + (
        f"<ul>{listed}</ul>" if listed else ""
    )
    folded = (
        '<details style="max-width:50em"><summary>What the data say (open it after your guess)</summary>'
        f"<p>{answer}</p></details>"
    )
    first = {"text/plain": ask, "text/html": said}
    if _live():
        view = _form(name, ask, choices, fields)._repr_mimebundle_()
        first |= {mime: data for mime, data in view.items() if mime != "text/plain"}
    display(first, raw=True)
    display({"text/plain": "The answer is folded.", "text/html": folded}, raw=True)


def _form(name: str, ask: str, choices: list | None, fields: tuple[str, ...]):
    import ipywidgets as w

    said = w.HTML(f"<strong>Your guess:</strong> {html.escape(ask)}")
    wide = {"layout": {"width": "auto"}, "style": {"description_width": "initial"}}
    if choices:
        entries = [w.RadioButtons(options=[(str(choice), choice) for choice in choices], value=None, **wide)]
    else:
        entries = [w.Text(description=field, **wide) for field in fields or ("guess",)]
    button = w.Button(description="Keep my guess", layout=wide["layout"])
    note = w.HTML()

    def values() -> object:
        return entries[0].value if len(entries) == 1 else {e.description: e.value for e in entries}

    def refresh() -> None:
        kept = my_work.read_entries(FILE).get(name)
        if kept:
            shown = ", ".join(f"{k}: {v}" for k, v in kept["guess"].items()) if fields else kept["guess"]
            note.value = f"Kept on {kept['kept_on']}: <strong>{html.escape(str(shown))}</strong>."
            button.description = "Replace my guess"

    def keep(_: object) -> None:
        if values() in (None, ""):
            note.value = "Choose or type something first."
            return
        my_work.save_entry(FILE, name, {"ask": ask, "guess": values(), "kept_on": date.today().isoformat()})
        refresh()

    try:
        refresh()
    except ValueError as error:
        note.value, button.disabled = html.escape(str(error)), True
    button.on_click(keep)
    return w.VBox([said, *entries, w.HBox([button, note])])
