"""The stored forms of a chart: what readers see on a page, in JupyterLab without a kernel, and as text."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from helpers.lesson.markup import OWN_KEYS, html_row, html_table, scrolling
from helpers.lesson.packing import fingerprint, pack, plain
from helpers.lesson.stored import chart_data, picture_place

SLIDER_FROM = 6  # this many days or numbers make a slider; words stay a list
PLOTLY_MIME = "application/vnd.plotly.v1+json"
# A reader needs three buttons: zoom, all again, a picture. None of them sends a chart to anybody.
CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "modeBarButtons": [["zoom2d", "resetScale2d", "toImage"]],
}
Options = list[tuple[str, dict[str, object]]]


def present(figures: list[dict], first: int, options: Options, question: str, caution: str) -> None:
    """Write the two outputs: the chart bundle, and caption and table as HTML without scripts."""
    from IPython.display import display

    name = "kx-" + hashlib.sha256(_spoken(figures, options, first)).hexdigest()[:10]
    display(chart_forms(name, figures, first, options, question), raw=True)
    display(words_forms(name, figures[first], options, question, caution), raw=True)


def chart_forms(name: str, figures: list[dict], first: int, options: Options, question: str) -> dict:
    """The forms of a chart that need no kernel, as a mime bundle.

    Parameters
    ----------
    name : id of the chart in the page.
    figures : one for every setting, in the order of the controls.
    first : place of the setting that is shown first.
    options : (choice, label → value), one for every control; none for a chart without controls.
    """
    return {
        "text/plain": figures[first]["layout"]["meta"]["alt"],
        PLOTLY_MIME: _stored_figure(figures[first]),
        "text/html": chart_html(name, figures[first], first, options, question, _playing(name, figures)),
    }


def words_forms(name: str, figure: dict, options: Options, question: str, caution: str) -> dict:
    """Caption and data table of a chart, as a mime bundle without scripts."""
    meta = figure["layout"]["meta"]
    return {"text/plain": meta["caption"], "text/html": _words(name, meta, options, question, caution)}


def chart_html(
    name: str, figure: dict, first: int, options: Options, question: str, playing: str = ""
) -> str:
    """Controls and the place of the chart, then what `playing` adds."""
    meta = figure["layout"]["meta"]
    alt, height = html.escape(meta["alt"]), figure["layout"]["height"]
    return (
        f'<div class="kx" id="{name}" data-config="{html.escape(json.dumps(CONFIG))}">'
        f"<style>{asset('chart.css')}</style>{_controls(name, options, first, question)}"
        f'<div class="kx-chart" role="figure" aria-label="{alt}" style="--kx-height:{height}px">'
        f"{picture_place(fingerprint(figure), meta['alt'])}</div>{playing}</div>"
    )


def _playing(name: str, figures: list[dict]) -> str:
    """Every setting, and the scripts that draw them on a page without a kernel."""
    page = asset("page.js")
    for key, value in {"id": name, "src": library_url(), "integrity": library_integrity()}.items():
        page = page.replace("{" + key + "}", value)
    return (
        '<p class="kx-offline" hidden>The chart library could not be loaded, so the controls do not work '
        "here. The picture, its caption and the data table show the first setting.</p>"
        f"{chart_data(pack(figures))}<script>{{{asset('unpack.js')}{asset('player.js')}{page}}}</script>"
    )


def _spoken(figures: list[dict], options: Options, first: int) -> bytes:
    parts = [fingerprint(figure) for figure in figures] + [
        repr([(n, list(v)) for n, v in options]),
        str(first),
    ]
    return " ".join(parts).encode()


def _stored_figure(figure: dict) -> dict:
    """The first setting for JupyterLab's own renderer; its table and row ids stand beside it already."""
    figure = plain(figure)
    figure["layout"]["meta"] = {k: v for k, v in figure["layout"]["meta"].items() if k != "table"}
    for trace in figure["data"]:
        trace.pop("customdata", None)
    return {**figure, "config": CONFIG}


def _controls(name: str, options: Options, first: int, question: str) -> str:
    if not options:
        return ""
    indexes: list[int] = []
    for _, values in reversed(options):
        first, index = divmod(first, len(values))
        indexes.insert(0, index)
    items = "".join(
        _control(f"{name}-{choice}", choice, list(values), index)
        for (choice, values), index in zip(options, indexes, strict=True)
    )
    return f'<fieldset class="kx-controls" hidden><legend>{html.escape(question)}</legend>{items}</fieldset>'


def _control(name: str, choice: str, labels: list[str], index: int) -> str:
    said = html.escape(choice.replace("_", " "))
    stored = html.escape(json.dumps(labels, ensure_ascii=False))
    if len(labels) >= SLIDER_FROM and all(label[:1].isdigit() for label in labels):
        return (
            f'<label class="kx-slider" for="{name}">{said} '
            f'<input type="range" id="{name}" {OWN_KEYS} min="0" max="{len(labels) - 1}" '
            f'value="{index}" data-options="{stored}" aria-valuetext="{html.escape(labels[index])}">'
            f"<output>{html.escape(labels[index])}</output></label>"
        )
    entries = "".join(
        f'<option value="{i}"{" selected" if i == index else ""}>{html.escape(label)}</option>'
        for i, label in enumerate(labels)
    )
    return (
        f'<label for="{name}">{said} '
        f'<select id="{name}" {OWN_KEYS} data-options="{stored}">{entries}</select></label>'
    )


def _words(name: str, meta: dict, options: Options, question: str, caution: str) -> str:
    still = ""
    if options:
        settings = "; ".join(
            f"{choice.replace('_', ' ')}: {_listed(list(values))}" for choice, values in options
        )
        still = (
            f'<p class="kx-still"><strong>{html.escape(question)}</strong> '
            f"Run this cell to move the controls ({html.escape(settings)}).</p>"
        )
    table = html_table(meta["table"]["columns"], map(html_row, meta["table"]["rows"]))
    warned = f"<p><strong>Careful:</strong> {html.escape(caution)}</p>" if caution else ""
    return (
        f'<figure data-for="{name}" style="margin:0 0 1em;max-width:60em">{still}'
        f'<figcaption><p class="kx-caption">{html.escape(meta["caption"])}</p>{warned}</figcaption>'
        f"<details><summary {OWN_KEYS}>The data in this figure as a table</summary>"
        f"{scrolling('Data table: ' + meta['title'], table, '24em')}</details></figure>"
    )


def _listed(labels: list[str]) -> str:
    return ", ".join(labels) if len(labels) < SLIDER_FROM else f"{labels[0]} to {labels[-1]}"


@cache
def asset(name: str) -> str:
    """The text of a script or a style sheet of this station."""
    return (files("helpers.lesson") / name).read_text("utf-8")


def library_url() -> str:
    """Where a page without a kernel finds plotly.js: the one address that nbviewer pages load."""
    return f"https://cdn.plot.ly/plotly-{get_plotlyjs_version()}.min.js"


@cache
def library_integrity() -> str:
    """Subresource integrity of plotly.js, so that a page runs the very file that was tested."""
    digest = hashlib.sha384(get_plotlyjs().encode()).digest()
    return "sha384-" + base64.b64encode(digest).decode()
