"""The stored forms of a chart: what readers see on a page, in JupyterLab without a kernel, and as text."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from helpers.lesson.controls import SLIDER_FROM, Options, controls
from helpers.lesson.head import SANS, WIDEST, head_forms
from helpers.lesson.markup import OWN_KEYS, html_row, html_table, scrolling
from helpers.lesson.packing import fingerprint, pack, plain
from helpers.lesson.stored import chart_data, picture_place

PLOTLY_MIME = "application/vnd.plotly.v1+json"
# A reader needs three buttons: zoom, all again, a picture. None of them sends a chart to anybody.
CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "modeBarButtons": [["zoom2d", "resetScale2d", "toImage"]],
}
WORDS = (
    f"margin:0 0 30px;padding:6px 0 0;max-width:{WIDEST}px;border-top:1px solid rgba(128,128,128,.5);"
    f"font-family:{SANS};overflow-wrap:break-word"
)
SAID = 'style="font-size:14px;line-height:21px;margin:0 0 6px"'
OFFLINE = (
    "The chart library could not be loaded, so the controls do not work here. The picture, its title, its "
    "caption and the data table show the first setting."
)


def present(figures: list[dict], first: int, options: Options, question: str, caution: str) -> None:
    """Write the three outputs: head, chart bundle, and caption and table as HTML without scripts."""
    from IPython.display import display

    name = "kx-" + hashlib.sha256(_spoken(figures, options, first)).hexdigest()[:10]
    display(head_forms(name, figures[first], question), raw=True)
    display(chart_forms(name, figures, first, options, question), raw=True)
    display(words_forms(name, figures[first], options, caution), raw=True)


def chart_forms(
    name: str, figures: list[dict], first: int, options: Options, question: str, offline: str = OFFLINE
) -> dict:
    """The forms of a chart that need no kernel, as a mime bundle.

    Parameters
    ----------
    name : id of the chart in the page.
    figures : one for every setting, in the order of the controls.
    first : place of the setting that is shown first.
    options : (choice, label → value), one for every control; none for a chart without controls.
    question : names the controls for readers who hear them.
    offline : what a page says that could not load the chart library.
    """
    playing = _playing(name, figures, offline)
    return {
        "text/plain": figures[first]["layout"]["meta"]["alt"],
        PLOTLY_MIME: stored_figure(figures[first]),
        "text/html": chart_html(name, figures[first], first, options, question, playing),
    }


def words_forms(name: str, figure: dict, options: Options, caution: str) -> dict:
    """Caption and data table of a chart, as a mime bundle without scripts.

    With `options` it says that the cell must be run to move the controls: not for a live chart.
    """
    meta = figure["layout"]["meta"]
    return {"text/plain": meta["caption"], "text/html": _words(name, meta, options, caution)}


def chart_html(
    name: str, figure: dict, first: int, options: Options, question: str, playing: str = ""
) -> str:
    """What the player makes controls of, and the place of the chart, then what `playing` adds."""
    meta = figure["layout"]["meta"]
    alt, height = html.escape(meta["alt"]), figure["layout"]["height"]
    stored = {"config": CONFIG, "controls": controls(name, options, first)}
    data = " ".join(f'data-{key}="{html.escape(_json(value))}"' for key, value in stored.items())
    return (
        f'<div class="kx" id="{name}" data-question="{html.escape(question)}" {data}>'
        f"<style>{asset('chart.css')}</style>"
        f'<div class="kx-chart" role="figure" aria-label="{alt}" style="--kx-height:{height}px">'
        f"{picture_place(fingerprint(figure), meta['alt'])}</div>{playing}</div>"
    )


def player() -> str:
    """The scripts that play a chart, but for where its settings come from."""
    return "\n".join(map(asset, ("head.js", "controls.js", "picture.js", "fit.js", "player.js")))


def _playing(name: str, figures: list[dict], offline: str) -> str:
    """Every setting, and the scripts that draw them on a page without a kernel."""
    once = f"globalThis.kxPlay ??= (() => {{{asset('unpack.js')}\n{player()}\nreturn kxPlay;}})();"
    page = asset("page.js")
    for key, value in {"id": name, "src": library_url(), "integrity": library_integrity()}.items():
        page = page.replace("{" + key + "}", value)
    return (
        f'<p class="kx-offline" hidden>{offline}</p>{chart_data(pack(figures))}'
        f"<script>{once}</script><script>{page}</script>"
    )


def _spoken(figures: list[dict], options: Options, first: int) -> bytes:
    parts = [fingerprint(figure) for figure in figures] + [
        repr([(n, list(v)) for n, v in options]),
        str(first),
    ]
    return " ".join(parts).encode()


def stored_figure(figure: dict) -> dict:
    """A setting for another renderer (JupyterLab's own, or paper), as wide as a figure gets.

    Its head, table and row ids stand beside it already.
    """
    figure = plain(figure)
    layout = figure["layout"]
    layout["width"] = WIDEST
    layout["meta"] = {k: v for k, v in layout["meta"].items() if k not in ("table", "key", "narrow")}
    if "annotations" in layout:
        layout["annotations"] = [note for note in layout["annotations"] if note.get("name") != "narrow"]
    for trace in figure["data"]:
        trace.pop("customdata", None)
    return {**figure, "config": CONFIG}


def _words(name: str, meta: dict, options: Options, caution: str) -> str:
    table = html_table(meta["table"]["columns"], map(html_row, meta["table"]["rows"]))
    warned = f"<p {SAID}><strong>Careful:</strong> {html.escape(caution)}</p>" if caution else ""
    return (
        f'<figure data-for="{name}" style="{WORDS}">{_still(options)}'
        f'<figcaption><p class="kx-caption" {SAID}>{html.escape(meta["caption"])}</p>{warned}</figcaption>'
        f"<details><summary {OWN_KEYS}>The data in this figure as a table</summary>"
        f"{scrolling('Data table: ' + meta['title'], table, '24em')}</details></figure>"
    )


def _still(options: Options) -> str:
    """What a reader of a page without scripts is told of the controls."""
    if not options:
        return ""
    settings = "; ".join(f"{choice.replace('_', ' ')}: {_listed(list(values))}" for choice, values in options)
    return f'<p class="kx-still" {SAID}>Run this cell to move the controls ({html.escape(settings)}).</p>'


def _listed(labels: list[str]) -> str:
    return ", ".join(labels) if len(labels) < SLIDER_FROM else f"{labels[0]} to {labels[-1]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def asset(name: str) -> str:
    """A script or a style sheet of this station without comments and indents: each chart carries it."""
    lines = (line.strip() for line in (files("helpers.lesson") / name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def library_url() -> str:
    """Where a page without a kernel finds plotly.js: the one address that nbviewer pages load."""
    return f"https://cdn.plot.ly/plotly-{get_plotlyjs_version()}.min.js"


@cache
def library_integrity() -> str:
    """Subresource integrity of plotly.js, so that a page runs the very file that was tested."""
    digest = hashlib.sha384(get_plotlyjs().encode()).digest()
    return "sha384-" + base64.b64encode(digest).decode()
