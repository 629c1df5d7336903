"""What --check asks of a stored notebook; every finding names the notebook and the cell."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from urllib.parse import unquote

import nbformat

from helpers import words
from helpers.lab import WIDGET_VIEW
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.packing import fingerprint, unpack
from helpers.lesson.stored import pictures_in, with_packed, without_pictures
from helpers.publish.notebooks import is_code, read, source
from helpers.publish.prose import MARKED, comment_faults

MOST_BYTES, MOST_LINES = 1_000_000, 20
MOST_EXPLORER_BYTES = 150_000
LINK = re.compile(r"\]\(([^)\s]+)\)")
HREF = re.compile(r"""<a\b[^>]*\bhref=["']([^"']+)["']""")
HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)


def stored_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    """Faults that show without running anything: errors, counts, widgets, size, alt, links, long cells."""
    faults = []
    size = path.stat().st_size
    if size > MOST_BYTES:
        faults.append(f"{path.name}: {words.number(size)} bytes, at most {words.number(MOST_BYTES)}")
    if "widgets" in notebook.metadata:
        faults.append(f"{path.name}: stores widget state")
    counts = [cell.execution_count for cell in notebook.cells if is_code(cell)]
    if counts != list(range(1, len(counts) + 1)):
        faults.append(f"{path.name}: cells were not run once from top to bottom (counts {counts})")
    for number, cell in enumerate(notebook.cells, 1):
        faults += [f"{path.name}, cell {number}: {fault}" for fault in _cell_faults(path, cell)]
    return faults + _alt_faults(path, notebook)


def stale_faults(path: Path, stored: nbformat.NotebookNode, fresh: nbformat.NotebookNode) -> list[str]:
    """Cells whose stored text or outputs differ from a fresh run (pictures aside)."""
    if len(stored.cells) != len(fresh.cells):
        return [f"{path.name}: a fresh run has {len(fresh.cells)} cells, the file {len(stored.cells)}"]
    faults = []
    for number, (old, new) in enumerate(zip(stored.cells, fresh.cells, strict=True), 1):
        where = f"{path.name}, cell {number}"
        if source(old) != source(new):
            faults.append(f"{where}: {_prose_fault(source(old), source(new))}")
        if old.cell_type == "code" and comparable_outputs(old) != comparable_outputs(new):
            faults.append(f"{where}: the stored output is not what the cell gives now; run publish")
    return faults


def comparable_outputs(cell: dict) -> str:
    """Outputs of a cell as text that is the same on every machine: no pictures, packed charts by content."""
    outputs = json.loads(json.dumps(cell.get("outputs", [])))
    for output in outputs:
        data = output.get("data", {})
        if "text/html" in data:
            data["text/html"] = without_pictures(with_packed("".join(data["text/html"]), _content))
    return json.dumps(outputs, sort_keys=True)


def _content(packed: str) -> str:
    """Fingerprints of all settings of a chart; the text itself when another version packed it."""
    try:
        return "".join(map(fingerprint, unpack(packed)))
    except (ValueError, KeyError, OSError, EOFError, zlib.error):
        return packed


def _prose_fault(old: str, new: str) -> str:
    before, after = ([m["text"] for m in MARKED.finditer(text)] for text in (old, new))
    differing = [f"“{b}” should be “{a}”" for b, a in zip(before, after, strict=False) if a != b]
    if differing:
        return "a number in prose disagrees with the data: " + ", ".join(differing)
    return "a generated text is not up to date; run publish"


def _cell_faults(path: Path, cell: dict) -> list[str]:
    faults = []
    text = source(cell)
    if cell["cell_type"] == "code" and len(text.splitlines()) > MOST_LINES:
        faults.append(f"{len(text.splitlines())} lines, at most {MOST_LINES}: move logic to a helper")
    if cell["cell_type"] == "markdown":
        faults += _link_faults(path, LINK.findall(text) + HREF.findall(text)) + comment_faults(text)
    expected = "raises-exception" in cell.get("metadata", {}).get("tags", [])
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output["output_type"] == "error" and not expected:
            faults.append(f"stores an error ({output['ename']})")
        if WIDGET_VIEW in data:
            faults.append("stores a widget view, which is dead without its kernel")
        faults += _link_faults(path, HREF.findall("".join(data.get("text/html", ""))))
        if PLOTLY_MIME in data:
            faults += _chart_faults(data)
    return faults


def _chart_faults(data: dict) -> list[str]:
    if "text/html" not in data:
        return ["a chart without text/html is blank on nbviewer: use show(figure)"]
    faults = []
    html = "".join(data["text/html"])
    size = len(html) + len(json.dumps(data[PLOTLY_MIME]))
    if size > MOST_EXPLORER_BYTES:
        faults.append(f"a chart of {words.number(size)} bytes, at most {words.number(MOST_EXPLORER_BYTES)}")
    if None in pictures_in(html).values():
        faults.append("a chart has no picture; run publish on a machine with Chromium")
    return faults


def _alt_faults(path: Path, notebook: nbformat.NotebookNode) -> list[str]:
    seen: dict[str, int] = {}
    faults = []
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            figure = output.get("data", {}).get(PLOTLY_MIME)
            if figure is None:
                continue
            alt = figure["layout"].get("meta", {}).get("alt", "")
            if not alt:
                faults.append(f"{path.name}, cell {number}: a figure lacks its alt sentence")
            elif alt in seen:
                faults.append(
                    f"{path.name}, cells {seen[alt]} and {number}: two figures share one alt sentence"
                )
            seen.setdefault(alt, number)
    return faults


def _link_faults(path: Path, targets: list[str]) -> list[str]:
    return [fault for target in targets for fault in _target_faults(path, target)]


def _target_faults(path: Path, target: str) -> list[str]:
    if re.match(r"[a-z]+:", target):
        return []
    name, _, section = unquote(target).partition("#")
    if name.startswith(("../", "/")):
        return [f"the link {target} leaves notebooks/, which is the server's root"]
    place = path.parent if name else path
    for part in Path(name).parts:
        if part not in {entry.name for entry in place.iterdir()}:
            return [f"the link {target} leads nowhere (letter case counts)"]
        place = place / part
    if section and section not in _sections(place):
        return [f"the link {target} leads to no heading of {place.name} (letter case counts)"]
    return []


def _sections(path: Path) -> set[str]:
    """Names by which JupyterLab and nbviewer reach the headings of a notebook."""
    texts = [source(cell) for cell in read(path).cells if cell.cell_type == "markdown"]
    return {match["text"].replace(" ", "-") for text in texts for match in HEADING.finditer(text)}
