"""Explore and show: one chart for every reader.

With a kernel a chart is a live widget; in a saved notebook JupyterLab draws it with its own Plotly; on a
page without a kernel native controls move it through settings that were computed beforehand; where no
script runs, a picture, its alt sentence, the caption and the data table remain.
"""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files

import pandas as pd
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from helpers.lesson.anchors import chart_data, picture_place
from helpers.lesson.markup import OWN_KEYS, html_row, html_table, scrolling
from helpers.lesson.packing import fingerprint, pack, plain, slim
from helpers.lesson.widgets import widget_view, widgets_work

MOST_SETTINGS = 200
SLIDER_FROM = 6  # this many days or numbers make a slider; words stay a list
PLOTLY_MIME = "application/vnd.plotly.v1+json"


class ExploreError(ValueError):
    """An explorer was asked for something that it cannot show; the message names the choice."""


class Explore:
    """A chart with up to three controls that works with a kernel and without one.

    Parameters
    ----------
    draw : a chart function; called as draw(*data, **setting) it returns a finished figure.
    data : what `draw` takes first, usually tables.
    question : what the reader should look for; stands above the controls.
    caution : what the figure must not be used to conclude; stands below it.
    start : choice = value shown first; choices not named start at their first value.
    choices : name = list of values (or a dictionary label → value); each becomes a control.
        Anything else is passed to `draw` as it is.

    Raises
    ------
    ExploreError : no choice, an empty choice, a start that is no option, more than 200 settings,
        a `draw` that fails for a setting or returns a figure without title, caption, alt and table.
    """

    def __init__(
        self,
        draw: Callable[..., go.Figure],
        *data: object,
        question: str,
        caution: str,
        start: dict[str, object] | None = None,
        **choices: object,
    ) -> None:
        self.question, self.caution = question, caution
        self.options = {
            name: _labelled(name, values)
            for name, values in choices.items()
            if isinstance(values, (list, tuple, range, dict))
        }
        fixed = {name: value for name, value in choices.items() if name not in self.options}
        self.first = _first_setting(self.options, start or {})
        self.figures = [
            slim(_checked(partial(draw, *data, **fixed), setting)) for setting in _settings(self.options)
        ]

    def _ipython_display_(self) -> None:
        present(self.figures, self.first, list(self.options.items()), self.question, self.caution)


def show(figure: go.Figure, caution: str = "") -> None:
    """Show a finished chart without controls, its caption and its data table.

    Raises ExploreError for a figure without title, caption, alt sentence and table.
    """
    present([slim(_checked(lambda: figure, {}))], 0, [], "", caution)


def present(
    figures: list[dict],
    first: int,
    options: list[tuple[str, dict[str, object]]],
    question: str,
    caution: str,
) -> None:
    """Write the two outputs: the chart bundle, and caption and table as HTML without scripts."""
    from IPython.display import display

    meta = figures[first]["layout"]["meta"]
    packed = pack(figures)
    name = "kx-" + hashlib.sha256(_spoken(figures, options, first)).hexdigest()[:10]
    controls = _controls(name, options, first, question)
    body = _body(name, controls, figures[first])
    bundle = {
        "text/plain": meta["alt"],
        PLOTLY_MIME: _stored_figure(figures[first]),
        "text/html": _with_scripts(name, body, packed),
    }
    if widgets_work():
        bundle |= widget_view(_chart_widget(body, packed))
    display(bundle, raw=True)
    display(
        {"text/plain": meta["caption"], "text/html": _words(name, meta, options, question, caution)}, raw=True
    )


def _labelled(name: str, values: object) -> dict[str, object]:
    options = values if isinstance(values, dict) else {_label(value): value for value in values}
    if not options:
        raise ExploreError(f"The choice {name!r} is empty: give it at least one value, or leave it out.")
    if not isinstance(values, dict) and len(options) < len(values):
        raise ExploreError(
            f"Two values of the choice {name!r} read the same; give them labels in a dictionary."
        )
    return options


def _label(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%b %Y}"
    return str(value)


def _first_setting(options: dict[str, dict[str, object]], start: dict[str, object]) -> int:
    if not options:
        raise ExploreError(
            "An explorer needs at least one choice; use show(figure) for a chart without controls."
        )
    count = 1
    for values in options.values():
        count *= len(values)
    if count > MOST_SETTINGS:
        sizes = " × ".join(f"{name} ({len(values)})" for name, values in options.items())
        raise ExploreError(f"{sizes} make {count} settings; at most {MOST_SETTINGS} can be stored in a page.")
    for name, value in start.items():
        if name not in options:
            raise ExploreError(f"start names {name!r}, which is not a choice: {', '.join(options)}.")
        if value not in list(options[name].values()):
            raise ExploreError(
                f"start asks for {name} = {value!r}, but the options are {', '.join(options[name])}."
            )
    place = 0
    for name, values in options.items():
        index = list(values.values()).index(start[name]) if name in start else 0
        place = place * len(values) + index
    return place


def _settings(options: dict[str, dict[str, object]]) -> Iterator[dict[str, object]]:
    for values in itertools.product(*(choice.values() for choice in options.values())):
        yield dict(zip(options, values, strict=True))


def _checked(draw: Callable[..., go.Figure], setting: dict[str, object]) -> go.Figure:
    named = ", ".join(f"{name} = {_label(value)!r}" for name, value in setting.items()) or "this chart"
    try:
        figure = draw(**setting)
    except Exception as error:
        raise ExploreError(
            f"The chart cannot be drawn for {named}: {type(error).__name__}: {error}"
        ) from error
    meta = figure.layout.meta or {}
    missing = [key for key in ("title", "caption", "alt", "table") if not meta.get(key)]
    if missing:
        raise ExploreError(
            f"The figure for {named} has no {', '.join(missing)}: finish it with charts.finish(...), "
            "so that every reader gets its words."
        )
    return figure


def _spoken(figures: list[dict], options: list[tuple[str, dict]], first: int) -> bytes:
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
    return {**figure, "config": {"displaylogo": False, "responsive": True}}


def _controls(name: str, options: list[tuple[str, dict]], first: int, question: str) -> str:
    if not options:
        return ""
    indexes = []
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


def _body(name: str, controls: str, figure: dict) -> str:
    meta = figure["layout"]["meta"]
    alt, height = html.escape(meta["alt"]), figure["layout"]["height"]
    return (
        f'<div class="kx" id="{name}">'
        f"<style>{_asset('chart.css')}</style>{controls}"
        f'<div class="kx-chart" role="figure" aria-label="{alt}" style="--kx-height:{height}px">'
        f"{picture_place(fingerprint(figure), meta['alt'])}</div></div>"
    )


def _with_scripts(name: str, body: str, packed: str) -> str:
    page = _asset("page.js")
    for key, value in {"id": name, "src": library_url(), "integrity": library_integrity()}.items():
        page = page.replace("{" + key + "}", value)
    tail = (
        '<p class="kx-offline" hidden>The chart library could not be loaded, so the controls do not work '
        "here. The picture, its caption and the data table show the first setting.</p>"
        f"{chart_data(packed)}<script>{{{_asset('player.js')}{page}}}</script></div>"
    )
    return body.removesuffix("</div>") + tail


def _words(name: str, meta: dict, options: list[tuple[str, dict]], question: str, caution: str) -> str:
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
def _asset(name: str) -> str:
    return (files("helpers.lesson") / name).read_text("utf-8")


def library_url() -> str:
    """Where a page without a kernel finds plotly.js: the one address that nbviewer pages load."""
    return f"https://cdn.plot.ly/plotly-{get_plotlyjs_version()}.min.js"


@cache
def library_integrity() -> str:
    """Subresource integrity of plotly.js, so that a page runs the very file that was tested."""
    digest = hashlib.sha384(get_plotlyjs().encode()).digest()
    return "sha384-" + base64.b64encode(digest).decode()


def _chart_widget(body: str, packed: str) -> object:
    from helpers.lesson.live import Chart  # anywidget is needed only where there is a kernel

    return Chart(html=body, packed=packed)
