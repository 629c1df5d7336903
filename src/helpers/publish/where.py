"""What uses a row: figures, tables, sentences, exercises, other rows. For somebody who corrects one."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import nbformat

from helpers.data import DataError, address, all_notebooks, load, row_ids, tables, word_of
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in, row_ids_in
from helpers.lesson.values import NAMED, contents, definitions, rests_on
from helpers.publish.generated import ids_in, title_of
from helpers.publish.notebooks import read, source
from helpers.publish.prose import MARKED
from helpers.publish.readme import LESSON, readme_path

WIDTH = 100


def where(row: str) -> list[str]:
    """Lines that say what uses a row of data/.

    Parameters
    ----------
    row : its address, "estimates:ua-held-area-kursk--oleksandr-syrskyi--2024-08-20".

    Returns
    -------
    One line for each other row that names it, and for each figure, table, sentence, guess, exercise and quiz
    question of a lesson that shows it or a number that is another without it.

    Raises
    ------
    DataError : there is no such row.
    """
    place = address(row)
    if place is None or place.row_id not in _all_ids(place.row_id.partition(":")[0]):
        raise DataError(f"There is no row {row!r}. Write table and key as {_example()}.")
    found = [place.row_id, *_rows_that_name(place.row_id)]
    for path in all_notebooks():
        lines = list(_in_lesson(path, place.row_id))
        found += [title_of(path), *lines] if lines else []
    if readme_path().is_file():
        text = readme_path().read_text("utf-8").replace("\n", " ")
        found += _sentences("README.md", text, place.row_id, names_using(LESSON, place.row_id))
    return found if len(found) > 1 else [*found, "Nothing uses this row."]


def names_using(lesson: str, row_id: str) -> set[str]:
    """Names of [values] that are other, or none, without a row."""
    found = set()
    may: set[str] = set()
    for name, expression in definitions(lesson).items():
        if _may_rest_on(expression, row_id, may):
            may.add(name)
            found |= {name} if rests_on(lesson, name, row_id) else set()
    return found


def _may_rest_on(expression: str, row_id: str, names: set[str]) -> bool:
    """Whether an expression names the row, its table, or one of `names`: only then is it worth computing."""
    place = address(expression)
    if place:
        return place.row_id == row_id
    parts = list(ast.walk(ast.parse(expression, mode="eval")))
    words = {part.id for part in parts if isinstance(part, ast.Name)}
    texts = {part.value for part in parts if isinstance(part, ast.Constant)}
    return row_id.partition(":")[0] in texts or not words.isdisjoint(names)


def _in_lesson(path: Path, row_id: str) -> Iterator[str]:
    word = word_of(path)
    used = names_using(word, row_id)
    for number, cell in enumerate(read(path).cells, 1):
        if cell.cell_type == "markdown":
            yield from _sentences(f"cell {number}", source(cell), row_id, used)
        else:
            yield from _outputs(f"cell {number}", cell, row_id)
    for kind in ("guess", "exercise", "quiz"):
        for place, entry in enumerate(contents(word).get(kind, []), 1):
            names = {name for text in _texts(entry) for name in _named_in(text)} & used
            if names:
                yield f"  {kind} {entry.get('id', place)}: {', '.join(sorted(names))}"


def _sentences(where_: str, text: str, row_id: str, used: set[str]) -> Iterator[str]:
    for match in MARKED.finditer(text):
        place = None if match["named"] else address(match["what"])
        if (place and place.row_id == row_id) or (match["named"] and match["what"] in used):
            yield f"  {where_}, sentence: {_around(text, match)}"


def _outputs(where_: str, cell: nbformat.NotebookNode, row_id: str) -> Iterator[str]:
    for html in ("".join(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", [])):
        settings = [figure for packed in packed_in(html) for figure in unpack(packed)]
        showing = [figure for figure in settings if row_id in ids_in(figure)]
        if showing:
            title = showing[0]["layout"]["meta"]["title"]
            yield f"  {where_}, figure ({len(showing)} of {len(settings)} settings): {title}"
        elif row_id in row_ids_in(html):
            yield f"  {where_}, table"


def _rows_that_name(row_id: str) -> Iterator[str]:
    """Rows of other tables in which the key stands as a value, alone or in a list."""
    own, _, key = row_id.partition(":")
    for table in (name for name in tables() if name != own):
        frame = load(table)
        texts = frame.select_dtypes(include=["object", "str"])
        held = texts.map(lambda cell: isinstance(cell, str) and {key, row_id} & set(cell.split(";")) != set())
        rows = held.any(axis=1)
        if rows.any():
            names = row_ids(table, frame[rows])
            yield f"  rows: {', '.join(names[:8])}{' and more' if len(names) > 8 else ''}"


def _all_ids(table: str) -> set[str]:
    return set(row_ids(table, load(table))) if table in tables() else set()


def _example() -> str:
    return row_ids("estimates", load("estimates").head(1))[0]


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for inside in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _texts(inside)


def _named_in(text: str) -> set[str]:
    """Names of values in a text of a question: {name}, or a sum after "="."""
    sums = re.findall(r"[a-z_]\w*", text) if text.startswith("=") else []
    return {match["name"] for match in NAMED.finditer(text)} | set(sums)


def _around(text: str, match: re.Match) -> str:
    """The sentence round a number, without its comments, cut to one line."""
    start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
    end = text.find("\n", match.end())
    return textwrap.shorten(
        re.sub(r"<!--.*?-->", "", text[start : end if end > 0 else None]), WIDTH, placeholder=" …"
    )
