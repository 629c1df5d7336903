"""The live view of a chart in JupyterLab (imported only where there is a kernel)."""

from __future__ import annotations

import uuid
from functools import cache
from typing import Any

import anywidget
import traitlets
from ipywidgets import Widget, widget_serialization
from plotly.offline import get_plotlyjs

from helpers.lesson.forms import asset, chart_forms, chart_html, player, words_forms
from helpers.lesson.head import head_forms
from helpers.lesson.packing import pack
from helpers.lesson.settings import ExploreError, Settings
from helpers.lesson.waiting import Job, kernel_queue, this_cell
from helpers.lesson.widgets import widget_metadata, widget_view

NO_PICTURE = (
    "The chart library could not be loaded, so this chart is not drawn. Its title, its caption and the data "
    "table show the first setting. To see the chart, start JupyterLab from the course's own environment (the "
    "README says how), or go online and run this cell again."
)


class ChartLibrary(anywidget.AnyWidget):
    """Carries plotly.js to the browser, once per kernel, so that no network is needed."""

    _esm = get_plotlyjs() + "\nexport default {};"


@cache
def library() -> ChartLibrary:
    """The one library of this kernel."""
    return ChartLibrary()


class Ready(Widget):
    """The settings of one chart that are ready: setting_0, setting_1, … hold each its packed figure.

    A setting that is ready stays in the browser, so a step needs no round trip; a page that is loaded anew
    finds all of them.
    """

    total = traitlets.Int().tag(sync=True)
    faults = traitlets.Dict().tag(sync=True)  # place → what the reader is told
    interrupted = traitlets.Bool().tag(sync=True)

    def __init__(self, total: int, **state: object) -> None:
        self.add_traits(**{f"setting_{place}": traitlets.Unicode().tag(sync=True) for place in range(total)})
        super().__init__(total=total, **state)


class Chart(anywidget.AnyWidget):
    """One chart with its controls."""

    _esm = f"const kxUnpackOne = (() => {{{asset('unpack.js')}return kxUnpack;}})();" + "\n".join(
        (player(), asset("live.js"))
    )
    _css = asset("live.css")
    html = traitlets.Unicode().tag(sync=True)
    first = traitlets.Int().tag(sync=True)
    ready = traitlets.Instance(Ready).tag(sync=True, **widget_serialization)
    library = traitlets.Instance(ChartLibrary).tag(sync=True, **widget_serialization)

    @traitlets.default("library")
    def _library(self) -> ChartLibrary:
        return library()


class LiveChart:
    """A chart that is shown: its first setting at once, the others when the kernel has time."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.name = settings, "kx-" + uuid.uuid4().hex[:10]
        self.options = list(settings.options.items())
        first = settings.figure(settings.first)
        self.ready = Ready(len(settings), **{f"setting_{settings.first}": pack([first])})
        self.ready.on_msg(self._hear)
        html = chart_html(self.name, first, settings.first, self.options, settings.question)
        chart = Chart(html=html, first=settings.first, ready=self.ready)
        self.view, self.metadata = widget_view(chart), widget_metadata(chart)
        later = [*range(settings.first + 1, len(settings)), *range(settings.first)]
        self.job = Job(self.draw, later, self.stop, this_cell())
        self.queue = kernel_queue()
        self.handle: Any = None  # of the first output, once it is shown

    def show(self) -> None:
        """Write the three outputs; the chart holds only the first setting until all are ready."""
        from IPython.display import display

        settings, first = self.settings, self.settings.figure(self.settings.first)
        display(head_forms(self.name, first, settings.question), raw=True)
        forms = chart_forms(self.name, [first], 0, [], settings.question, NO_PICTURE)
        self.handle = display(forms | self.view, metadata=self.metadata, raw=True, display_id=True)
        display(words_forms(self.name, first, [], settings.caution), raw=True)
        self.queue.add(self.job)

    def draw(self, place: int) -> None:
        """Draw one setting and send it; an error is told at the chart."""
        try:
            self.ready.set_trait(f"setting_{place}", pack([self.settings.figure(place)]))
        except Exception as error:
            told = str(error) if isinstance(error, ExploreError) else f"{type(error).__name__}: {error}"
            self.ready.faults = {**self.ready.faults, str(place): told}

    def stop(self) -> None:
        """Tell the reader that the drawing was interrupted."""
        self.ready.interrupted = True

    def keep(self) -> None:
        """Store every setting in the output, for readers without a kernel."""
        settings = self.settings
        figures, first, asked = settings.all(), settings.first, settings.question
        forms = chart_forms(self.name, figures, first, self.options, asked, NO_PICTURE)
        self.handle.update(forms | self.view, metadata=self.metadata, raw=True)

    def _hear(self, _: object, said: dict, __: object) -> None:
        if "draw" in said:
            self.queue.ask(self.job, said["draw"])
        elif "keep" in said:
            self.queue.soon(lambda: self.job.context.run(self.keep))


def present_live(settings: Settings) -> None:
    """Show a chart as a widget, and draw its other settings later."""
    LiveChart(settings).show()
