"""What is written into the HTML of a notebook so that publish finds it again: packed charts, rows, pictures.

Each writer stands beside its reader. A reader asks for attributes by name, in whatever order they stand.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable

ATTRIBUTES = r'(?P<attributes>[^>"]*(?:"[^"]*"[^>"]*)*)'
SCRIPT = re.compile(rf"(?P<start><script\b{ATTRIBUTES}>)(?P<inside>[^<]*)</script>")
IMAGE = re.compile(rf"<img\b{ATTRIBUTES}>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ROW = re.compile(r'\bdata-row="([^"]+)"')
PACKED = "kx-data"


def chart_data(packed: str) -> str:
    """The element that holds all settings of a chart, as `pack` made them."""
    return f'<script type="text/plain" class="{PACKED}">{packed}</script>'


def packed_in(page: str) -> list[str]:
    """What every chart of a page holds, to be read by `unpack`."""
    return [match["inside"] for match in SCRIPT.finditer(page) if _holds_chart(match)]


def with_packed(page: str, change: Callable[[str], str]) -> str:
    """The same page with what each chart holds put through `change`."""

    def chart(match: re.Match) -> str:
        if not _holds_chart(match):
            return match[0]
        return f"{match['start']}{change(match['inside'])}</script>"

    return SCRIPT.sub(chart, page)


def row_mark(row_id: str) -> str:
    """The attribute that leads from an element to its row ("table:key") and so to the sources."""
    return f'data-row="{html.escape(row_id)}"'


def row_ids_in(page: str) -> list[str]:
    """Row ids of all elements of a page, in order."""
    return [html.unescape(row_id) for row_id in ROW.findall(page)]


def picture_place(name: str, alt: str) -> str:
    """The place of a chart's still picture; `name` changes when the figure changes."""
    return f'<img data-figure="{name}" alt="{html.escape(alt)}">'


def pictures_in(page: str) -> dict[str, str | None]:
    """Name of the figure → its picture as a data address; None where publish still has to draw it."""
    found = (dict(ATTRIBUTE.findall(match["attributes"])) for match in IMAGE.finditer(page))
    return {image["data-figure"]: image.get("src") for image in found if "data-figure" in image}


def with_picture(page: str, name: str, src: str) -> str:
    """The same page with a picture in the place of the figure `name`, and the mark of its drawing."""
    placed = {"data-figure": name, "src": src, "data-drawn": _drawn(name, src)}
    return _changed(page, name, lambda attributes: placed | attributes | placed)


def without_pictures(page: str) -> str:
    """The same page with the places of its pictures left empty, for comparing."""
    return _changed(
        page, None, lambda attributes: {k: v for k, v in attributes.items() if k not in ("src", "data-drawn")}
    )


def replaced_pictures(page: str) -> list[str]:
    """Names of the figures whose picture is not the one that `with_picture` placed there."""
    found = (dict(ATTRIBUTE.findall(match["attributes"])) for match in IMAGE.finditer(page))
    return [
        image["data-figure"]
        for image in found
        if image.get("src")
        and "data-figure" in image
        and image.get("data-drawn") != _drawn(image["data-figure"], image["src"])
    ]


def _drawn(name: str, src: str) -> str:
    """Twelve hex digits of a figure's name and its picture: another picture needs other ones."""
    return hashlib.sha256(f"{name} {src}".encode()).hexdigest()[:12]


def _changed(page: str, name: str | None, change: Callable[[dict], dict]) -> str:
    """The same page with the attributes of figures' pictures changed (of one figure, or of all)."""

    def image(match: re.Match) -> str:
        attributes = dict(ATTRIBUTE.findall(match["attributes"]))
        if attributes.get("data-figure") is None or name not in (None, attributes["data-figure"]):
            return match[0]
        written = (f'{key}="{value}"' for key, value in change(attributes).items())
        return f"<img {' '.join(written)}>"

    return IMAGE.sub(image, page)


def _holds_chart(match: re.Match) -> bool:
    attributes = dict(ATTRIBUTE.findall(match["attributes"]))
    return PACKED in attributes.get("class", "").split()
