"""Changes of a stored lesson that --check must name, and a check that needs no kernel for most of them."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import nbformat

from helpers.data import all_notebooks, lessons, notebooks_folder
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.packing import pack, unpack
from helpers.lesson.stored import packed_in, pictures_in, with_packed, with_picture
from helpers.publish import __main__ as publish
from helpers.publish import generated
from helpers.publish.exercises import missing_lessons
from helpers.publish.notebooks import html_outputs, read, source, write

WORD = "start_here"
HOME = "/" + "home/anna"
PICTURE = "data:image/webp;base64," + base64.b64encode(b"RIFF another picture").decode()


class Mutation(NamedTuple):
    """One change of a lesson's file, and what --check says of it."""

    change: Callable[[Path], object]
    said: str
    runs: bool = False  # only a run of the lesson can find it


class Lesson:
    """A copy of the course in a folder, with one sound lesson that is changed and put back."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(
            notebooks_folder(), folder / "notebooks", ignore=shutil.ignore_patterns("my_work", ".*")
        )
        self.folder = folder / "notebooks"
        self.path = next(self.folder.glob(f"*_{WORD}.ipynb"))
        sound = read(self.path)
        for _, data in html_outputs(sound):
            for name, src in pictures_in(data["text/html"]).items():
                data["text/html"] = with_picture(data["text/html"], name, src)
        write(self.path, sound)
        self.sound, self.stored = read(self.path), self.path.read_bytes()

    def found(self, mutation: Mutation | None = None) -> list[str]:
        """What --check finds after a change (or none); everything is as it was afterwards."""
        try:
            if mutation:
                mutation.change(self.path)
            with self._looked_at(runs=bool(mutation and mutation.runs)):
                paths = all_notebooks()
                checked = publish.check(self.path) if self.path in paths else []
                return [*missing_lessons(paths), *checked]
        finally:
            for stray in set(self.folder.iterdir()) - {
                self.folder / path.name for path in notebooks_folder().glob("*.ipynb")
            }:
                stray.unlink()
            for path in notebooks_folder().glob("*.ipynb"):
                if not (self.folder / path.name).exists():
                    shutil.copyfile(path, self.folder / path.name)
            self.path.write_bytes(self.stored)

    @contextmanager
    def _looked_at(self, *, runs: bool) -> Iterator[None]:
        """The copy as the course; without `runs` a cell gives what it gave before."""
        real = generated.sources_used
        listed = next(
            source(cell) for cell in self.sound.cells if cell.metadata.get("generated") == "sources"
        )
        with (
            mock.patch.object(lessons, "folder", return_value=self.folder.parent / "data"),
            mock.patch.object(publish, "execute", publish.execute if runs else self._remember),
            mock.patch.object(generated, "sources_used", real if runs else lambda *_: listed),
        ):
            yield

    def _remember(self, notebook: nbformat.NotebookNode, _: Path) -> None:
        """Give every code cell the outputs that its code has in the sound lesson."""
        known = {source(cell): cell for cell in self.sound.cells if cell.cell_type == "code"}
        for cell in notebook.cells:
            if cell.cell_type == "code" and source(cell) in known:
                cell.outputs = deepcopy(known[source(cell)].outputs)


def edited(change: Callable[[dict], object]) -> Callable[[Path], None]:
    """A change of the notebook as JSON, written in the form in which publish writes."""

    def work(path: Path) -> None:
        notebook = json.loads(path.read_text("utf-8"))
        change(notebook)
        path.write_text(json.dumps(notebook, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")

    return work


def in_text(add: str) -> Callable[[Path], None]:
    """A paragraph more in the first Markdown cell that an author writes."""
    return edited(lambda notebook: own(notebook)["source"].append(f"\n\n{add}"))


def own(notebook: dict) -> dict:
    """The first Markdown cell that publish does not write."""
    return next(
        c for c in notebook["cells"] if c["cell_type"] == "markdown" and "generated" not in c["metadata"]
    )


def written(notebook: dict, kind: str) -> dict:
    """The generated cell of a kind."""
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("generated") == kind)


def code(notebook: dict) -> list[dict]:
    """The code cells."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def charted(notebook: dict) -> dict:
    """The first code cell that shows a chart."""
    return next(c for c in code(notebook) if any(PLOTLY_MIME in o.get("data", {}) for o in c["outputs"]))


def drawn(notebook: dict) -> dict:
    """The chart among the outputs of that cell; its head stands before it, its words after it."""
    return next(o for o in charted(notebook)["outputs"] if PLOTLY_MIME in o.get("data", {}))


def page(place: int, change: Callable[[str], str]) -> Callable[[Path], None]:
    """A change of the HTML of one output of the chart's cell: 0 is the chart, 1 its words."""

    def work(notebook: dict) -> None:
        outputs = charted(notebook)["outputs"]
        data = outputs[outputs.index(drawn(notebook)) + place]["data"]
        before = "".join(data["text/html"])
        after = change(before)
        assert after != before
        data["text/html"] = after.splitlines(keepends=True)

    return edited(work)


def other_picture(html: str) -> str:
    """Another picture in the place of the drawn one."""
    (src,) = filter(None, pictures_in(html).values())
    return html.replace(src, PICTURE)


def moved_setting(html: str) -> str:
    """The same chart with one caption changed in what is packed."""
    (packed,) = packed_in(html)
    figures = unpack(packed)
    figures[0]["layout"]["meta"]["caption"] += " More."
    return with_packed(html, lambda _: pack(figures))


def error(notebook: dict) -> None:
    """An error as the output of a cell."""
    code(notebook)[0]["outputs"] = [
        {"output_type": "error", "ename": "ValueError", "evalue": "x", "traceback": []}
    ]


def stream(name: str, text: str) -> Callable[[dict], None]:
    """A line that a cell printed."""
    return lambda notebook: code(notebook)[0]["outputs"].append(
        {"name": name, "output_type": "stream", "text": [text]}
    )


def swapped(notebook: dict, one: int, other: int) -> None:
    """Two cells that changed places."""
    cells = notebook["cells"]
    cells[one], cells[other] = cells[other], cells[one]


def asked(notebook: dict, call: str) -> dict:
    """The first code cell that holds a call."""
    return next(cell for cell in code(notebook) if call in "".join(cell["source"]))


def put(notebook: dict, part: str, value: object) -> None:
    """Another value in the metadata "course"."""
    notebook["metadata"]["course"][part] = value


def in_texts() -> Iterator[tuple[str, Mutation]]:
    """What an author may write or paste into Markdown."""
    for name, text, said in [
        ("a script", "<script>alert(1)</script>", "Markdown holds <script>"),
        ("an iframe", '<iframe src="https://example.org"></iframe>', "Markdown holds <iframe>"),
        ("a picture with onerror", "<img src=x onerror=alert(1)>", "Markdown holds <img>"),
        ("onclick", '<b onclick="alert(1)">x</b>', 'Markdown holds <b onclick="…">'),
        ("ontoggle", "<details ontoggle=alert(1)><summary>x</summary></details>", "<details ontoggle="),
        ("an svg", "<svg onload=alert(1)></svg>", "Markdown holds <svg>"),
        ("a form", '<form action="https://example.org"><input></form>', "Markdown holds <form>"),
        ("a style sheet", "<style>body {display: none}</style>", "Markdown holds <style>"),
        ("a style", '<p style="position:fixed">x</p>', 'Markdown holds <p style="…">'),
        ("another base", '<base href="https://example.org/">', "Markdown holds <base>"),
        ("an outside picture", "![x](https://example.org/x.png)", "Markdown holds <img>"),
        ("a link to a script", "[x](javascript:alert(1))", "a link to 'javascript:alert(1"),
        ("a hidden link to a script", '<a href="java&#115;cript:alert(1)">x</a>', "a link to 'javascript:"),
        ("a link to data", '<a href="data:text/html,x">x</a>', "a link to 'data:text/html"),
        ("a link without a scheme", '<a href="//example.org">x</a>', "a link to '//example.org'"),
        ("a link to no lesson", "[x](03_the_incursoin.ipynb)", "leads nowhere"),
        ("a link to no heading", "[x](03_the_incursion.ipynb#Nowhere)", "leads to no heading"),
        ("a link out of the folder", "[x](../README.md)", "leaves notebooks/"),
        ("an unbound number", "It was 1,237.5 km² wide.", "the number 1,237.5 is bound to nothing"),
        ("an unbound share", "That is 97.77 %.", "the number 97.77 is bound to nothing"),
        ("an unknown name", "**5 km²**<!--= nothing_here -->", "has no value 'nothing_here'"),
        ("an unknown row", "**5 km²**<!-- estimates:nobody · 2024-08-12 -->", "nobody--2024-08-12"),
        ("a stray comment", "Text <!-- look at this again -->", "follows no number in bold"),
        ("a key of a service", "Use ghp_" + "a1B2" * 9, "holds a key of a service"),
        ("a token", "Open http://localhost:8888/?token=" + "0a1b" * 12, "holds a password or token"),
        ("an address of this computer", "Open http://127.0.0.1:8888/lab", "an address of one computer"),
        ("a path", f"It lies in {HOME}/course/data.csv", f"a path of one computer: {HOME}"),
        ("a path of Windows", r"It lies in C:\Users\Anna\data.csv", r"a path of one computer: C:\Users"),
    ]:
        yield f"in text: {name}", Mutation(in_text(text), said)


def in_forms() -> Iterator[tuple[str, Mutation]]:
    """The file, its metadata and the kinds, ids and order of its cells."""
    for name, change, said in [
        ("a raw cell", lambda n: own(n).update(cell_type="raw"), "a cell of the kind 'raw'"),
        ("two cells with one id", lambda n: n["cells"][1].update(id=n["cells"][0]["id"]), "the same id"),
        ("a cell without id", lambda n: n["cells"][1].pop("id"), "it has no id"),
        (
            "an attachment",
            lambda n: own(n).update(attachments={"x.png": {"image/png": "AAAA"}}),
            "attached (x.png)",
        ),
        ("an empty cell", lambda n: own(n).update(source=[]), "it is empty"),
        ("a count", lambda n: code(n)[1].update(execution_count=7), "not run once from top to bottom"),
        ("a cell not run", lambda n: code(n)[0].update(execution_count=None, outputs=[]), "not run once"),
        ("another kernel", lambda n: n["metadata"]["kernelspec"].update(name="mine"), "its kernel is 'mine'"),
        (
            "another name of Python",
            lambda n: n["metadata"]["language_info"].update(version="3.9"),
            "language_info",
        ),
        (
            "a name of a kernel",
            lambda n: n["metadata"]["kernelspec"].update(display_name="My"),
            "kernelspec.display",
        ),
        ("state of widgets", lambda n: n["metadata"].update(widgets={"state": {}}), "stores widget state"),
        ("other metadata", lambda n: n["metadata"].update(authors=["me"]), "its metadata hold “authors”"),
        (
            "metadata of a cell",
            lambda n: own(n)["metadata"].update(trusted=True),
            "its metadata hold “trusted”",
        ),
        ("times of a run", lambda n: code(n)[0]["metadata"].update(execution={}), "hold “execution”"),
        ("no metadata of the course", lambda n: n["metadata"].pop("course"), "“course” is missing"),
        ("no minutes", lambda n: n["metadata"]["course"].pop("minutes"), "lacks “minutes”"),
        ("another title", lambda n: put(n, "title", "Another title?"), "a generated text is not up to date"),
        (
            "an unbound key point",
            lambda n: put(n, "key_points", {"established": ["It is 7,771."]}),
            "in a key point",
        ),
        (
            "a header written by hand",
            lambda n: written(n, "header")["source"].append("\n\nMore."),
            "not up to date",
        ),
        ("sources cut", lambda n: written(n, "sources").update(source=["## Sources used"]), "not up to date"),
        (
            "no header",
            lambda n: n["cells"].remove(written(n, "header")),
            "0 cells are marked as generated “header”",
        ),
        (
            "a header no longer marked",
            lambda n: written(n, "header")["metadata"].pop("generated"),
            "0 cells are",
        ),
        (
            "a second list of sources",
            lambda n: n["cells"].append(deepcopy(written(n, "sources"))),
            "2 cells are",
        ),
        (
            "an unknown generated cell",
            lambda n: own(n)["metadata"].update(generated="x"),
            "no kind that publish",
        ),
        ("the header moved", lambda n: swapped(n, 0, 1), "another order: the header first"),
        (
            "code cells moved",
            lambda n: n["cells"].append(n["cells"].pop(n["cells"].index(code(n)[0]))),
            "not run once",
        ),
        ("a number changed", _number_changed, "a number in prose disagrees with the data"),
        (
            "an exercise twice",
            lambda n: n["cells"].append(deepcopy(asked(n, "check("))),
            "two cells ask for the",
        ),
        (
            "an exercise gone",
            lambda n: n["cells"].remove(asked(n, f'check("{WORD}-1"')),
            "no cell asks for the exercise",
        ),
        (
            "another exercise",
            lambda n: asked(n, f'check("{WORD}-1"').update(source=f'check("{WORD}-77", ...)'),
            "-77",
        ),
        ("the quiz gone", lambda n: n["cells"].remove(asked(n, "quiz(")), "no cell asks for the quiz"),
    ]:
        yield f"form: {name}", Mutation(edited(change), said)
    files = [
        ("line ends of Windows", lambda p: p.write_bytes(p.read_bytes().replace(b"\n", b"\r\n")), "(CRLF)"),
        (
            "a mark at the start",
            lambda p: p.write_bytes(b"\xef\xbb\xbf" + p.read_bytes()),
            "is no notebook any more",
        ),
        (
            "another indent",
            lambda p: p.write_text(json.dumps(json.loads(p.read_text("utf-8")))),
            "not in the form",
        ),
        ("half a file", lambda p: p.write_bytes(p.read_bytes()[:9000]), "is no notebook any more"),
        (
            "marks of a merge",
            lambda p: p.write_text("<<<<<<< HEAD\n" + p.read_text("utf-8")),
            "is no notebook",
        ),
        ("a list", lambda p: p.write_text("[]"), "is no notebook any more"),
        ("a lesson deleted", lambda p: p.unlink(), f"the lesson {WORD} has questions"),
        (
            "a lesson renamed",
            lambda p: p.rename(p.with_name("00_begin.ipynb")),
            "the lesson begin has no begin.toml",
        ),
        (
            "a lesson of another number",
            lambda p: p.rename(p.with_name("11_start_here.ipynb")),
            "lesson 00 is missing",
        ),
        (
            "two lessons of one number",
            lambda p: shutil.copyfile(p, p.with_name("03_copy.ipynb")),
            "have the number 03",
        ),
        (
            "a copy beside",
            lambda p: shutil.copyfile(p, p.with_name("Untitled.ipynb")),
            "Untitled.ipynb is no lesson",
        ),
    ]
    for name, change, said in files:
        yield f"file: {name}", Mutation(change, said)


def _number_changed(notebook: dict) -> None:
    cell = next(c for c in notebook["cells"] if "**55**<!--= statements -->" in "".join(c["source"]))
    cell["source"] = ["".join(cell["source"]).replace("**55**", "**56**")]


def in_outputs() -> Iterator[tuple[str, Mutation]]:
    """Outputs: what is shown without a run is no longer what the cell gives."""
    for name, change, said in [
        ("an error", error, "stores an error (ValueError)"),
        ("a warning", stream("stderr", "UserWarning: x"), "(stderr)"),
        ("a printed line", stream("stdout", "x"), "outputs are stored"),
        ("a path in an output", stream("stdout", f"{HOME}/x.csv"), f"a path of one computer: {HOME}"),
        ("an output gone", lambda n: charted(n)["outputs"].pop(), "outputs are stored"),
        ("outputs gone", lambda n: charted(n).update(outputs=[]), "outputs are stored"),
        (
            "outputs of another cell",
            lambda n: charted(n).update(outputs=asked(n, "quiz(")["outputs"]),
            "is not what",
        ),
        (
            "words for the ear",
            lambda n: drawn(n)["data"].update({"text/plain": "x"}),
            "text/plain",
        ),
        ("JupyterLab's chart", _other_chart, PLOTLY_MIME),
        ("a widget", lambda n: drawn(n)["data"].update(_widget()), "stores a widget view"),
        ("no page", lambda n: drawn(n)["data"].pop("text/html"), "is blank on nbviewer"),
        (
            "metadata",
            lambda n: drawn(n)["metadata"].update(isolated=True),
            "its kind or text",
        ),
    ]:
        yield f"output: {name}", Mutation(edited(change), said)
    for name, place, change, said in [
        ("a picture replaced", 0, other_picture, "a picture is not the one that publish drew"),
        ("a picture removed", 0, lambda h: h.replace(_src(h), ""), "a chart has no picture"),
        (
            "an outside picture",
            0,
            lambda h: h.replace(_src(h), ' src="https://example.org/x.png"'),
            "would load",
        ),
        ("the alt sentence of a picture", 0, lambda h: h.replace(' alt="', ' alt="Not '), "its alt sentence"),
        ("packed data", 0, moved_setting, "the settings of its chart"),
        (
            "packed data damaged",
            0,
            lambda h: with_packed(h, lambda packed: packed[:-40]),
            "the settings of its chart",
        ),
        ("a script more", 0, lambda h: h + "<script>alert(1)</script>", "its scripts"),
        (
            "a script changed",
            0,
            lambda h: h.replace("kxPlay(root, root", "alert(1), kxPlay(root, root"),
            "its scripts",
        ),
        (
            "another place of plotly.js",
            0,
            lambda h: h.replace("cdn.plot.ly", "cdn.example.org"),
            "its scripts",
        ),
        ("another integrity", 0, lambda h: h.replace("sha384-", "sha384-AAAA"), "its scripts"),
        ("an iframe", 1, lambda h: h + "<iframe></iframe>", "an output holds <iframe>"),
        ("onerror", 1, lambda h: h + "<b onerror=alert(1)></b>", "an output holds <b onerror=…>"),
        (
            "a link to a script",
            1,
            lambda h: h + '<a href="javascript:alert(1)">x</a>',
            "a link to 'javascript:",
        ),
        (
            "a caption",
            1,
            lambda h: re.sub('(<p class="kx-caption"[^>]*>)', r"\1Not ", h),
            "its caption",
        ),
        ("a row of a table", 1, lambda h: h.replace(_row(h), "", 1), "the rows of its table"),
        (
            "a value of a table",
            1,
            lambda h: h.replace("</td></tr>", "9</td></tr>", 1),
            "the rows of its table",
        ),
    ]:
        yield f"output: {name}", Mutation(page(place, change), said)


def _other_chart(notebook: dict) -> None:
    drawn(notebook)["data"][PLOTLY_MIME]["layout"]["title"] = {"text": "Another"}


def _widget() -> dict:
    return {
        "application/vnd.jupyter.widget-view+json": {"model_id": "1", "version_major": 2, "version_minor": 0}
    }


def _src(html: str) -> str:
    return next(f' src="{src}"' for src in pictures_in(html).values() if src)


def _row(html: str) -> str:
    start = html.index("<tr", html.index("<tbody"))
    return html[start : html.index("</tr>", start) + len("</tr>")]


def that_need_a_run() -> Iterator[tuple[str, Mutation]]:
    """Changes of code: what is stored looks sound."""
    chart = "charts."
    for name, change, said in [
        (
            "code that fails",
            lambda n: asked(n, chart)["source"].append("\n1 / 0"),
            "fails: ZeroDivisionError",
        ),
        ("another result", lambda n: asked(n, chart)["source"].append("\nprint(1)"), "outputs are stored"),
    ]:
        yield f"code: {name}", Mutation(edited(change), said, runs=True)


MUTATIONS: dict[str, Mutation] = dict([*in_texts(), *in_forms(), *in_outputs(), *that_need_a_run()])
