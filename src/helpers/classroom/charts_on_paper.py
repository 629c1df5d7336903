"""A stored chart on paper: one of its settings as a vector picture, with its words."""

from __future__ import annotations

import base64
import html
import json
import shutil
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

from bs4 import BeautifulSoup, Tag

from helpers.lesson.forms import PLOTLY_MIME, stored_figure
from helpers.lesson.head import WIDEST, head_html
from helpers.lesson.packing import unpack
from helpers.lesson.stored import packed_in, pictures_in
from helpers.publish.site import style

TYPEFACE = "source-sans-3.woff2"
Chosen = Mapping[str, str]  # name of a control → the label to show


class NoSetting(ValueError):
    """A chart has no such setting; the message lists those it has."""


def chart_on_paper(data: dict[str, Any], chosen: Chosen, said_here: Callable[[str], str] = str) -> str:
    """Head, picture and caption of a stored chart as HTML.

    Parameters
    ----------
    data : the forms of the output that holds the chart.
    chosen : labels of controls; a control that is not named, and a chart without it, stays as it is stored.
    said_here : makes of the question above the chart and its caption what paper says.

    Raises NoSetting when the chart has the control and not the label.
    """
    page = "".join(data["text/html"])
    root = BeautifulSoup(page, "html.parser").select_one(".kx")
    assert isinstance(root, Tag)
    controls = json.loads(str(root["data-controls"]))
    labels = [_label(control, chosen) for control in controls]
    stored = [control["labels"][control["chosen"]] for control in controls]
    figure = unpack(packed_in(page)[0])[_place(controls, labels)]
    meta = figure["layout"]["meta"]
    still = next(iter(pictures_in(page).values())) if labels == stored else None
    said = "; ".join(f"{each['name']}: {label}" for each, label in zip(controls, labels, strict=True))
    shown = f" <b>In this picture:</b> {html.escape(said)}." if said else ""
    asked = said_here(str(root.get("data-question", "")))
    head = said_here(head_html(str(root["id"]), meta, asked))
    caption = html.escape(said_here(meta["caption"]))
    return (
        f'<div class="chart">{head}'
        f'<figure><img alt="{html.escape(meta["title"])}" src="{_picture(figure, still)}">'
        f'<figcaption class="small">{caption}{shown}</figcaption></figure></div>'
    )


def _label(control: dict, chosen: Chosen) -> str:
    label = chosen.get(control["name"], control["labels"][control["chosen"]])
    if label not in control["labels"]:
        raise NoSetting(f"{control['name']} has no {label!r}; it has: {', '.join(control['labels'])}")
    return label


def _place(controls: list[dict], labels: list[str]) -> int:
    """Where the setting stands among all: the last control changes fastest."""
    place = 0
    for control, label in zip(controls, labels, strict=True):
        place = place * len(control["labels"]) + control["labels"].index(label)
    return place


def _picture(figure: dict, still: str | None) -> str:
    """The figure as SVG; without a Chromium the stored picture, where the stored setting is shown."""
    if not browser():
        return still or ""
    import plotly.io as pio  # noqa: PLC0415 (only where a picture is drawn)

    wide = stored_figure(figure)
    size = {"width": WIDEST, "height": wide["layout"]["height"]}
    drawn = pio.to_image({"data": wide["data"], "layout": wide["layout"]}, "svg", validate=False, **size)
    start = drawn.index(b">") + 1  # a picture sees no typeface of its page
    drawn = drawn[:start] + f"<style>{style.face(TYPEFACE)}</style>".encode() + drawn[start:]
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()


def has_chart(data: dict[str, Any]) -> bool:
    """Does an output hold a chart?"""
    return PLOTLY_MIME in data


def browser() -> str | None:
    """The Chromium of this machine, which draws pictures and prints; None without it or what drives it."""
    if not all(find_spec(name) for name in ("kaleido", "playwright")):
        return None
    return shutil.which("chromium") or shutil.which("google-chrome")
