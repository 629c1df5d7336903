"""The still picture of each chart: WebP, drawn once, kept until the figure changes."""

from __future__ import annotations

import base64
import io
import shutil

import nbformat

from helpers.lesson.forms import PLOTLY_MIME
from helpers.lesson.stored import pictures_in, with_picture
from helpers.publish.notebooks import html_outputs

WIDTH, QUALITY = 700, 45


def kept_pictures(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Pictures that a stored notebook holds: figure hash → data address."""
    found = (pictures_in(data["text/html"]) for _, data in html_outputs(notebook))
    return {name: src for pictures in found for name, src in pictures.items() if src}


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


def _draw(figure: dict) -> str | None:
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        return None
    import plotly.io as pio  # noqa: PLC0415 (only where a picture is drawn)
    from PIL import Image  # noqa: PLC0415

    size = {"width": WIDTH, "height": figure["layout"]["height"]}
    drawn = pio.to_image({"data": figure["data"], "layout": figure["layout"]}, "png", validate=False, **size)
    packed = io.BytesIO()
    Image.open(io.BytesIO(drawn)).convert("RGB").save(packed, "WEBP", quality=QUALITY, method=6)
    return "data:image/webp;base64," + base64.b64encode(packed.getvalue()).decode()
