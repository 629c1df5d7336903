"""my_sentences: what the report should have printed, as the reader wrote it lesson by lesson."""

from __future__ import annotations

import html

from helpers.data import all_notebooks, lesson_number, word_of
from helpers.lesson import my_work
from helpers.lesson.markup import html_row, html_table, look, scrolling
from helpers.lesson.telling import tell

FILE = "sentences.json"


def my_sentences() -> None:
    """Show every sentence kept at the end of a lesson, in the order of the lessons.

    >>> my_sentences()
    … No sentence is kept yet. On paper: put the last lines of your lessons side by side.
    """
    from IPython.display import display

    try:
        kept = collected()
    except my_work.NotReadable as error:
        tell("wrong", html.escape(str(error)))
        return
    if not kept:
        tell("waiting", "No sentence is kept yet. On paper: put the last lines of your lessons side by side.")
        return
    cells = [(lesson_number(word), text, saved) for word, text, saved in kept]
    table = html_table(
        ("Lesson", "The sentence that the report should have printed", "Written"), map(html_row, cells)
    )
    plain = "\n".join(f"{number}: {text}" for number, text, _ in cells)
    display({"text/plain": plain, "text/html": look() + scrolling("My sentences", table)}, raw=True)


def collected() -> list[tuple[str, str, str]]:
    """Word of the lesson, sentence and day of each entry; lessons that are no more come last.

    Raises
    ------
    NotReadable : the file is not as the course writes it; it was left alone.
    """
    entries = my_work.read_entries(FILE)
    order = [word_of(path) for path in all_notebooks()]
    if not all(isinstance(entry, dict) and str(entry.get("text", "")).strip() for entry in entries.values()):
        raise my_work.NotReadable(my_work.unreadable(FILE, "an entry should hold “text” and “saved”"))
    words = sorted(entries, key=lambda word: order.index(word) if word in order else len(order))
    return [(word, str(entries[word]["text"]), str(entries[word].get("saved", ""))[:10]) for word in words]
