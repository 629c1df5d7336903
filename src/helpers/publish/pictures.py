"""The still picture of each chart: WebP, drawn once, kept until the figure changes."""

from __future__ import annotations

import base64
import io
import shutil
from pathlib import Path

import nbformat

from helpers.files import write_whole
from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.stored import pictures_in, replaced_pictures, with_picture
from helpers.publish.notebooks import html_outputs

WIDTH, QUALITY = 700, 45
DESCRIPTION = 0x010E  # the EXIF field that holds the name of the figure


def kept_pictures(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Pictures that publish placed in a stored notebook: figure hash → data address (not replaced ones)."""
    kept: dict[str, str] = {}
    for _, data in html_outputs(notebook):
        other = replaced_pictures(data["text/html"])
        pictures = pictures_in(data["text/html"]).items()
        kept |= {name: src for name, src in pictures if src and name not in other}
    return kept


def place_pictures(notebook: nbformat.NotebookNode, kept: dict[str, str]) -> list[str]:
    """Put a picture into every chart; draw those that `kept` lacks where there is a Chromium.

    Returns the hashes of figures that stay without a picture (no Chromium on this machine).
    """
    missing = []
    for _, data in html_outputs(notebook):
        for name, picture in pictures_in(data["text/html"]).items():
            src = picture or kept.get(name) or _draw(data[PLOTLY_MIME])
            if src is None:
                missing.append(name)
            else:
                data["text/html"] = with_picture(data["text/html"], name, src)
    return missing


def draw(figure: dict, place: Path, name: str) -> bool:
    """Draw a figure into a file, twice as sharp as in a notebook, its name inside; False without Chromium."""
    drawn = _webp(figure, scale=2, name=name)
    if drawn:
        write_whole(place, drawn)
    return bool(drawn)


def name_of_picture(place: Path) -> str | None:
    """Name of the figure that a picture file was drawn from; None where there is no such file or name."""
    from PIL import Image  # noqa: PLC0415 (only for the README's picture)

    if not place.is_file():
        return None
    with Image.open(place) as picture:
        return picture.getexif().get(DESCRIPTION)


def _draw(figure: dict) -> str | None:
    drawn = _webp(figure)
    return None if drawn is None else "data:image/webp;base64," + base64.b64encode(drawn).decode()


def _webp(figure: dict, scale: int = 1, name: str = "") -> bytes | None:
    """The figure as a WebP; None on a machine without Chromium."""
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        return None
    import plotly.io as pio  # noqa: PLC0415 (only where a picture is drawn)
    from PIL import Image  # noqa: PLC0415

    size = {"width": WIDTH, "height": figure["layout"]["height"], "scale": scale}
    drawn = pio.to_image({"data": figure["data"], "layout": figure["layout"]}, "png", validate=False, **size)
    packed, picture = io.BytesIO(), Image.open(io.BytesIO(drawn)).convert("RGB")
    if name:
        picture.getexif()[DESCRIPTION] = name
    picture.save(packed, "WEBP", quality=QUALITY, method=6, exif=picture.getexif() if name else b"")
    return packed.getvalue()
