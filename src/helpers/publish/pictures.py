"""The still picture of each chart: WebP, drawn once, kept until the figure changes."""

from __future__ import annotations

import base64
import io
import re
import shutil

import nbformat

from helpers.lesson.stored import PLOTLY_MIME
from helpers.publish.notebooks import html_outputs

EMPTY = re.compile(r'<img data-figure="(?P<name>[0-9a-f]{12})" alt=')
FILLED = re.compile(r'<img data-figure="(?P<name>[0-9a-f]{12})" src="(?P<src>data:image/webp;base64,[^"]+)"')
WIDTH, QUALITY = 700, 45


def kept_pictures(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Pictures that a stored notebook holds: figure hash → data address."""
    return {
        m["name"]: m["src"] for _, data in html_outputs(notebook) for m in FILLED.finditer(data["text/html"])
    }


def without_pictures(html: str) -> str:
    """The HTML of an output with its picture taken out, for comparing."""
    return FILLED.sub(lambda m: f'<img data-figure="{m["name"]}"', html)


def place_pictures(notebook: nbformat.NotebookNode, kept: dict[str, str]) -> list[str]:
    """Put a picture into every chart; draw those that `kept` lacks where there is a Chromium.

    Returns the hashes of figures that stay without a picture (no Chromium on this machine).
    """
    missing = []
    for _, data in html_outputs(notebook):
        found = EMPTY.search(data["text/html"])
        if not found:
            continue
        src = kept.get(found["name"]) or _draw(data[PLOTLY_MIME])
        if src is None:
            missing.append(found["name"])
            continue
        data["text/html"] = EMPTY.sub(
            lambda m, src=src: f'<img data-figure="{m["name"]}" src="{src}" alt=', data["text/html"], count=1
        )
    return missing


def _draw(figure: dict) -> str | None:
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        return None
    import plotly.io as pio
    from PIL import Image

    size = {"width": WIDTH, "height": figure["layout"]["height"]}
    drawn = pio.to_image({"data": figure["data"], "layout": figure["layout"]}, "png", validate=False, **size)
    packed = io.BytesIO()
    Image.open(io.BytesIO(drawn)).convert("RGB").save(packed, "WEBP", quality=QUALITY, method=6)
    return "data:image/webp;base64," + base64.b64encode(packed.getvalue()).decode()
