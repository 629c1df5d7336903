"""What lessons store once for all their charts; where stored outputs differ from a fresh run, in words."""

from __future__ import annotations

import json
import re
import zlib

import nbformat
from plotly.offline import get_plotlyjs_version

from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.packing import fingerprint, unpack
from helpers.lesson.stored import packed_in, with_packed, without_pictures
from helpers.publish.notebooks import html_outputs

LIBRARY = re.compile(r"https://cdn\.plot\.ly/plotly-(?P<version>\d+\.\d+\.\d+)\.min\.js")
INTEGRITY = re.compile(r"sha384-[\w+/]{64}")
SHARED = re.compile(r"<(?:style|script)>.*?</(?:style|script)>", re.DOTALL)
PARTS = {
    "its scripts": re.compile(r"<script(?![^>]*kx-data).*?</script>", re.DOTALL),
    "its caption": re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL),
    "the rows of its table": re.compile(r"<tr\b.*?</tr>", re.DOTALL),
    "its alt sentence": re.compile(r"<img\b[^>]*>"),
    "its controls": re.compile(r"<fieldset\b.*?</fieldset>", re.DOTALL),
}


def share_players(notebook: nbformat.NotebookNode) -> None:
    """Keep the style and the script that all charts have in common at the first chart only.

    A page without a kernel reads them once for all; JupyterLab draws a stored chart from its Plotly form.
    """
    seen: set[str] = set()
    for _, data in html_outputs(notebook):
        if PLOTLY_MIME in data:
            shared = set(SHARED.findall(data["text/html"]))
            for part in shared & seen:
                data["text/html"] = data["text/html"].replace(part, "")
            seen |= shared


def differences(old: dict, new: dict, *, any_library: bool = False) -> list[str]:
    """What differs between the outputs of two cells; empty when a reader finds the same in both.

    Pictures are left out, and packed charts are compared by content, because neither is the same on every
    machine.

    Parameters
    ----------
    any_library : leave out which plotly.js the outputs load, too (see `other_library`).
    """
    before, after = old.get("outputs", []), new.get("outputs", [])
    if len(before) != len(after):
        return [f"{len(before)} outputs are stored, {len(after)} come now"]
    pairs = zip(before, after, strict=True)
    found = [
        what
        for pair in pairs
        for what in _between(*(_comparable(each, any_library=any_library) for each in pair))
    ]
    return list(dict.fromkeys(found))


def other_library(notebook: nbformat.NotebookNode) -> bool:
    """Whether all charts of a notebook load one plotly.js of another version of the same main number."""
    pages = [data["text/html"] for _, data in html_outputs(notebook)]
    versions = {found["version"] for page in pages for found in LIBRARY.finditer(page)}
    integrity = {found for page in pages for found in INTEGRITY.findall(page)}
    now = get_plotlyjs_version()
    return (
        len(versions) == len(integrity) == 1
        and now not in versions
        and {v.split(".")[0] for v in versions} == {now.split(".")[0]}
    )


def _comparable(output: dict, *, any_library: bool) -> dict:
    """An output with no pictures, and packed charts by content."""
    output = json.loads(json.dumps(output))
    data = output.get("data", {})
    if "text/html" in data:
        page = without_pictures(with_packed("".join(data["text/html"]), _content))
        data["text/html"] = INTEGRITY.sub("", LIBRARY.sub("", page)) if any_library else page
    return output


def _content(packed: str) -> str:
    """Fingerprints of all settings of a chart; the text itself when another version packed it."""
    try:
        return "".join(map(fingerprint, unpack(packed)))
    except (ValueError, KeyError, OSError, EOFError, zlib.error):
        return packed


def _between(old: dict, new: dict) -> list[str]:
    if old == new:
        return []
    before, after = old.get("data", {}), new.get("data", {})
    forms = sorted(form for form in {*before, *after} if before.get(form) != after.get(form))
    if forms != ["text/html"] or len(before) != len(after):
        return [f"other: {', '.join(forms) or 'its kind or text'}"]
    pages = before["text/html"], after["text/html"]
    found = [part for part, form in PARTS.items() if form.findall(pages[0]) != form.findall(pages[1])]
    if packed_in(pages[0]) != packed_in(pages[1]):
        found.append("the settings of its chart")
    return found or ["its words or elements"]
