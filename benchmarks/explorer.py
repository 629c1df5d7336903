"""How long a step of a chart takes: python benchmarks/explorer.py

One JupyterLab run draws the same line of 500 points three ways and presses an arrow key 30 times on each:
our explorer, a FigureWidget changed in place, an Output that is cleared and drawn anew. Then the same
explorer on a page without a kernel. Times are from the key to the new line; compare them within one run.

Then the time from running a cell to its first picture: for an explorer with 28 settings that take long,
beside drawing one of its figures in the kernel, and for an explorer that draws in no time, which shows what
JupyterLab, messages and browser take by themselves.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from helpers.publish.execute import execute
from helpers.publish.notebooks import write

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))
from conftest import CHROMIUM, CHROMIUM_ARGS, Lab, Notebook, Page

STEPS = 30
DRAW = """import ipywidgets as w, numpy as np, pandas as pd, plotly.graph_objects as go
from IPython.display import clear_output, display
from helpers import Explore, charts

def draw(step):
    y = np.sin(np.arange(500) / 20 + step)
    words = {"title": f"Step {step}", "caption": "No source.", "alt": f"A wave after step {step}."}
    return charts.finish(go.Figure(go.Scatter(y=y)), table=pd.DataFrame({"step": [step]}), **words)"""
OURS = "Explore(draw, step=list(range(31)), question='What moves?', caution='Nothing is real.')"
IN_PLACE = """line, slider = go.FigureWidget(draw(0)), w.IntSlider(0, 0, 30)
def change(step):
    new = draw(step.new)
    with line.batch_update():
        line.data[0].y, line.layout.title.text = new.data[0].y, new.layout.title.text
slider.observe(change, "value")
w.VBox([slider, line])"""
ANEW = """out, slider2 = w.Output(), w.IntSlider(0, 0, 30)
def again(step):
    with out:
        clear_output(wait=True)
        display(draw(step.new))
slider2.observe(again, "value")
with out:
    display(draw(0))
w.VBox([slider2, out])"""
SLOW = """import time
values = np.random.default_rng(1).normal(size=1_000_000)
many = pd.DataFrame({"group": np.arange(len(values)) % 500, "value": values})

def slow(step):
    again = many.sample(frac=1, replace=True, random_state=step)
    middle = again.groupby("group")["value"].quantile([0.1, 0.5, 0.9]).unstack()
    words = {"title": f"Step {step}", "caption": "No source.", "alt": f"Middles after step {step}."}
    return charts.finish(go.Figure(go.Scatter(y=middle[0.5])), table=pd.DataFrame({"step": [step]}), **words)

times = []
for step in range(5):
    started = time.perf_counter()
    slow(step)
    times.append(time.perf_counter() - started)
print(f"one figure {1000 * np.median(times)} ms")"""
FIRST = {
    "quick": "Explore(draw, step=[0, 1], question='What moves first?', caution='Nothing is real.')",
    "slow": "Explore(slow, step=list(range(28)), question='What moves?', caution='Nothing is real.')",
}
RUNS = 5
WAYS = {"explorer": OURS, "FigureWidget batch_update": IN_PLACE, "Output + clear_output": ANEW}

# From the key to the moment when another line is in the drawing.
MEASURE = """(place) => {
    const line = () => place.querySelector("path.js-line")?.getAttribute("d"), before = line();
    window.measured = new Promise((done) => place.addEventListener("keydown", () => {
        const started = performance.now(), channel = new MessageChannel();
        channel.port1.onmessage = () => {
            if (line() && line() !== before) done(performance.now() - started);
            else channel.port2.postMessage(0);
        };
        channel.port2.postMessage(0);
    }, { capture: true, once: true }));
}"""

# From the key that runs a cell to the moment when its chart has a line.
FIRST_PICTURE = """(cell) => {
    window.measured = new Promise((done) => cell.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        const started = performance.now(), channel = new MessageChannel();
        channel.port1.onmessage = () => {
            if (cell.querySelector("path.js-line")) done(performance.now() - started);
            else channel.port2.postMessage(0);
        };
        channel.port2.postMessage(0);
    }, { capture: true }));
}"""


def median_step(tab, place, slider) -> float:
    """Median milliseconds of 30 steps of the chart in `place`, moved by its `slider`."""
    place.locator("path.js-line").wait_for(state="attached")
    place.locator(".kx-progress:not([hidden])").wait_for(state="detached")
    times = []
    for _ in range(STEPS):
        place.evaluate(MEASURE)
        slider.press("ArrowRight")
        times.append(tab.evaluate("() => window.measured"))
    return statistics.median(times)


def median_first_picture(opened: Notebook, cell, code: str) -> float:
    """Median milliseconds from running `code` in `cell` to its first picture."""
    times = []
    for _ in range(RUNS):
        opened.run(cell, "None")  # ends what is still drawn: each run finds a kernel at rest
        cell.locator(".cm-content").click()
        opened.tab.keyboard.press("Control+a")
        opened.tab.keyboard.insert_text(code)
        cell.evaluate(FIRST_PICTURE)
        opened.tab.keyboard.press("Control+Enter")
        times.append(opened.tab.evaluate("() => window.measured"))
    return statistics.median(times)


def in_lab(browser, folder: Path, notebook: nbformat.NotebookNode) -> tuple[dict, dict]:
    """Median step of each way, and median time to a first picture, in one run of JupyterLab."""
    lab = Lab(folder)
    try:
        write(lab.folder / "bench.ipynb", notebook)
        opened = Notebook(browser, lab, lab.folder / "bench.ipynb")
        opened.run_all()
        places = [opened.cell(code.splitlines()[0]) for code in WAYS.values()]
        steps = {
            way: median_step(opened.tab, place, place.locator("input[type=range], .noUi-handle").first)
            for way, place in zip(WAYS, places, strict=True)
        }
        cell = opened.cell(SLOW.splitlines()[1])
        opened.run(cell)
        printed = cell.locator(".jp-OutputArea-output", has_text="one figure").inner_text()
        first = {"one figure": float(printed.split()[2])}
        last = opened.tab.locator(".jp-CodeCell").last
        first |= {name: median_first_picture(opened, last, code) for name, code in FIRST.items()}
        return steps, first
    finally:
        lab.stop()


def on_page(browser, folder: Path, notebook: nbformat.NotebookNode) -> float:
    """Median step of the explorer on a page without a kernel."""
    execute(notebook, folder)
    write(folder / "page.ipynb", notebook)
    page = Page(browser, folder / "page.ipynb")
    page.explorers()
    return median_step(page.tab, page.tab.locator(".kx"), page.tab.locator(".kx input"))


def main() -> None:
    """Print the medians, what they are in parts of batch_update, and the time to the first picture."""
    cells = [nbformat.v4.new_code_cell(code) for code in [DRAW, *WAYS.values(), SLOW, "None"]]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        medians, first = in_lab(browser, Path(folder), nbformat.v4.new_notebook(cells=cells))
        medians["explorer without a kernel"] = on_page(
            browser, Path(folder), nbformat.v4.new_notebook(cells=cells[:2])
        )
        browser.close()
    for way, median in medians.items():
        print(
            f"{way:28} {median:6.0f} ms  {median / medians['FigureWidget batch_update']:.2f} of batch_update"
        )
    one, quick, slow = first["one figure"], first["quick"], first["slow"]
    said = f"{slow / one:.2f} of drawing one figure ({one:.0f} ms)"
    print(f"first picture of 28 slow settings {slow:.0f} ms, {said}")
    print(f"first picture of a quick explorer {quick:.0f} ms: what JupyterLab and browser take in both")


if __name__ == "__main__":
    main()
