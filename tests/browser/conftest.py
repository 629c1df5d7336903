"""A real browser, a real JupyterLab and nbviewer's pages; everything else is refused."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import plotly
import pytest

from helpers.data import all_notebooks, notebooks_folder, word_of
from helpers.lesson.forms import PLOTLY_MIME

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMPONENTS = Path(find_spec("nbclassic").origin).parent / "static" / "components"
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
MATHJAX = "/mathjax/2.7.7/"
# Scripts of nbviewer's own frame that have nothing to do here: the course stores no widgets, and the maths
# is set by the MathJax that nbconvert's page asks for.
UNUSED = (
    "https://unpkg.com/jupyter-js-widgets@",
    "https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.1/",
)
MATHJAX_FONT = """window.MathJax = {"HTML-CSS": {availableFonts: [], imageFont: null, webFont: "STIX-Web"}}"""


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (set CHROMIUM to its path)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is a Chromium)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


class Explorer:
    """One chart of the course on a page or in JupyterLab; `root` is its div.kx."""

    SHOWN = """(root) => {
        const chart = root.querySelector(".kx-chart"), { alt, caption, table, ...meta } = chart.layout.meta;
        const area = root.closest(".jp-OutputArea"), head = area.querySelector(`[data-head="${root.id}"]`);
        const words = area.querySelector(`[data-for="${root.id}"]`);
        const said = (part) => head.querySelector(part).textContent;
        const key = [...head.querySelectorAll(".kx-key li")].map((entry) => entry.textContent);
        const cells = [...words.querySelectorAll("td")].map((cell) => cell.textContent);
        const sliders = [...root.querySelectorAll("input[data-options]")];
        return {
            drawn: meta.title + [...chart.querySelectorAll(".main-svg")].map((svg) => svg.outerHTML).join(),
            height: [head, root].reduce((sum, part) => sum + part.getBoundingClientRect().height, 0)
                - chart.clientHeight,
            words: {
                title: said(".kx-title").replace(/\\s/g, " ") === meta.title.replace(/\\s/g, " "),
                subtitle: said(".kx-subtitle") === (meta.subtitle ?? ""),
                key: key.join() === (meta.key ?? []).map(([, label]) => label).join(),
                alt: chart.getAttribute("aria-label") === alt,
                caption: words.querySelector(".kx-caption").textContent === caption,
                table: cells.join() === table.rows.flat().join(),
                "no call to run the cell": !words.querySelector(".kx-still"),
                sliders: sliders.every((slider) => {
                    const label = JSON.parse(slider.dataset.options)[Number(slider.value)];
                    const said = slider.getAttribute("aria-valuetext");
                    const shown = slider.closest(".kx-slider").querySelector("output").textContent;
                    return said === label && shown === label;
                }),
            },
        } }"""

    RANGES = """(root) => {
        const { xaxis, yaxis } = root.querySelector(".kx-chart")._fullLayout;
        return JSON.stringify([xaxis.range, yaxis.range]) }"""

    def __init__(self, tab, root):
        self.tab, self.root = tab, root
        self.name = root.get_attribute("id")
        self.controls = root.query_selector_all("[data-options]")

    def shown(self):
        """Title and drawing, the height of all but the drawing, and which words fit the setting."""
        return self.root.evaluate(self.SHOWN)

    def step(self, move, control):
        """Move a control with `move` (by_mouse, by_keyboard) and wait until the new setting is drawn."""
        before = self.root.get_attribute("data-shown")
        move(control)
        self.tab.wait_for_function(
            "([root, before]) => root.dataset.shown !== before && !root.hasAttribute('data-waiting')",
            arg=[self.root, before],
            timeout=20_000,
        )

    def by_mouse(self, control):
        """Click far along a slider, or the next button of a row; choose in a list (which opens outside)."""
        control.scroll_into_view_if_needed()
        value, last = self.place(control)
        if control.get_attribute("type") == "range":
            box = control.bounding_box()
            across = box["width"] * (0.1 if value > last / 2 else 0.9)
            self.tab.mouse.click(box["x"] + across, box["y"] + box["height"] / 2)
        elif control.query_selector("[type=radio]"):
            control.query_selector_all("label")[0 if value == last else value + 1].click()
        else:
            control.select_option(index=0 if value == last else value + 1)

    def by_keyboard(self, control):
        """Press one arrow key."""
        self.focus(control)
        value, last = self.place(control)
        sideways = control.get_attribute("type") or control.query_selector("[type=radio]")
        further, back = ("ArrowRight", "ArrowLeft") if sideways else ("ArrowDown", "ArrowUp")
        self.tab.keyboard.press(back if value == last else further)

    def choose(self, control, place):
        """Set a control to one of its options and wait until that setting is drawn."""
        self.step(lambda chosen: self._put(chosen, place), control)

    def _put(self, control, place):
        if control.get_attribute("type") == "range":
            control.fill(str(place))
        elif buttons := control.query_selector_all("[type=radio]"):
            buttons[place].evaluate("button => button.click()")
        else:
            control.select_option(index=place)

    def focus(self, control):
        """Give a control the focus; in a row of buttons that is the pressed one."""
        control.evaluate("c => (c.querySelector('input:checked') ?? c).focus()")

    def control(self, name):
        """The control of a choice; None when the chart has no such choice."""
        return self.root.query_selector(f"[id$='-{name}'][data-options]")

    def zoom(self):
        """Switch zooming on and draw a box over the middle of the plot."""
        before, plot = self.ranges(), self.root.query_selector(".nsewdrag")
        plot.scroll_into_view_if_needed()
        plot.hover()
        self.root.query_selector("[data-attr='dragmode'][data-val='zoom']").click()
        box = plot.bounding_box()
        for place, move in ((0.3, self.tab.mouse.down), (0.7, self.tab.mouse.up)):
            self.tab.mouse.move(box["x"] + place * box["width"], box["y"] + place * box["height"], steps=5)
            move()
        self.tab.wait_for_function(
            f"([root, before]) => ({self.RANGES})(root) !== before", arg=[self.root, before]
        )

    def ranges(self):
        """What the axes show now."""
        return self.root.evaluate(self.RANGES)

    def buttons(self):
        """Names of the chart library's own buttons."""
        return [button.get_attribute("data-title") for button in self.root.query_selector_all(".modebar-btn")]

    def options(self, control):
        """Labels of a control's options."""
        return json.loads(control.get_attribute("data-options"))

    def place(self, control):
        """Which of its options a control shows, and the last one."""
        value = control.evaluate("c => (c.querySelector('input:checked') ?? c).value")
        return int(value), len(self.options(control)) - 1


def explorers_in(tab) -> list[Explorer]:
    """All charts of a tab, each drawn."""
    tab.wait_for_function(
        "() => [...document.querySelectorAll('.kx')].every(root => root.dataset.shown !== undefined)"
    )
    return [Explorer(tab, root) for root in tab.query_selector_all(".kx")]


@pytest.fixture(scope="session")
def explorers():
    """Function: tab → its charts, each drawn."""
    return explorers_in


def lesson_named(word):
    """The notebook of a lesson."""
    return next(path for path in all_notebooks() if word_of(path) == word)


class Page:
    """A notebook as nbviewer shows it; `refused` lists the addresses that nobody answered."""

    def __init__(
        self, browser, nbviewer, path, scripts=True, library=True, width=1280, touch=False, zone=None
    ):
        self.nbviewer, self.library = nbviewer, library
        self.html, self.address = nbviewer.page(path), f"{nbviewer.ADDRESS}{path.name}"
        self.asked, self.refused, self.errors = [], [], []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            is_mobile=touch,
            has_touch=touch,
            timezone_id=zone,
        )
        self.context.route("**/*", self._answer)
        self.tab = self.context.new_page()
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        self.tab.goto(self.address, wait_until="load")

    def _answer(self, route):
        address = route.request.url
        scripted = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
        if address == self.address:
            return route.fulfill(body=self.html, headers=self.nbviewer.headers)
        if address.startswith(self.nbviewer.ADDRESS):
            return route.fulfill(path=self.nbviewer.file(address))
        self.asked.append(address)
        if "require" in address and address.endswith(".js"):
            return route.fulfill(path=COMPONENTS / "requirejs" / "require.js", headers=scripted)
        if "latest.js" in address:  # MathJax: it only loads the newest version from beside it
            beside = address.partition("latest.js")[0] + "MathJax.js?config=TeX-AMS-MML_HTMLorMML-full,Safe"
            script = f"Object.assign(document.createElement('script'), {{src: '{beside}'}})"
            return route.fulfill(body=f"{MATHJAX_FONT}; document.head.append({script})", headers=scripted)
        if MATHJAX in address:
            inside = address.split(MATHJAX)[1].split("?")[0]
            return route.fulfill(path=COMPONENTS / "MathJax" / inside, headers=scripted)
        if address.startswith(UNUSED):
            return route.fulfill(body="", headers=scripted)
        if address.startswith("https://cdn.plot.ly/plotly-") and self.library:
            return route.fulfill(path=PLOTLY_JS, headers=scripted)
        self.refused.append(address)
        return route.abort()

    def at_width(self, width):
        """Make the window as wide, and wait until all charts have its width."""
        self.tab.set_viewport_size({"width": width, "height": 900})
        self.explorers()
        self.tab.wait_for_function(
            "() => [...document.querySelectorAll('.kx-chart')]"
            ".every((chart) => chart._fullLayout.width === chart.clientWidth)"
            "&& !document.querySelector('.kx[data-drawing]')"
        )

    def explorers(self):
        """All charts of the page, each drawn."""
        return explorers_in(self.tab)

    def close(self):
        self.context.close()


@pytest.fixture(scope="module", params=all_notebooks(), ids=lambda path: path.stem)
def lesson(request):
    """Path of each lesson in turn."""
    return request.param


@pytest.fixture(scope="module")
def page(browser, nbviewer, lesson):
    """The page of a lesson, opened once for all tests of a module."""
    opened = Page(browser, nbviewer, lesson)
    yield opened
    opened.close()


@pytest.fixture
def open_page(browser, nbviewer):
    """Function: path of a notebook → Page; closed after the test."""
    opened = []

    def opener(path, **how):
        opened.append(Page(browser, nbviewer, path, **how))
        return opened[-1]

    yield opener
    for page in opened:
        page.close()


def listening_tab(context):
    """A new tab that notes in `errors` what goes wrong on its pages."""
    tab = context.new_page()
    tab.errors = []
    tab.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.on("console", lambda said: tab.errors.append(said.text) if said.type == "error" else None)
    return tab


def charts_in(path) -> int:
    """How many charts a notebook stores."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return sum(PLOTLY_MIME in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))


def free_port() -> int:
    """A port of the loopback interface that nobody uses."""
    with contextlib.closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


class Lab:
    """A JupyterLab server on a copy of the notebooks, with empty user folders."""

    def __init__(self, home: Path):
        self.folder = home / "notebooks"
        shutil.copytree(notebooks_folder(), self.folder, ignore=shutil.ignore_patterns("my_work", ".ipynb*"))
        self.token, port = secrets.token_hex(16), free_port()
        self.url = f"http://127.0.0.1:{port}"
        folders = {
            "HOME": home,
            "JUPYTER_CONFIG_DIR": home / "config",
            "JUPYTER_DATA_DIR": home / "data",
            "JUPYTER_RUNTIME_DIR": home / "runtime",
            "JUPYTERLAB_SETTINGS_DIR": home / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
            "IPYTHONDIR": home / "ipython",
        }
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={self.token}",
            f"--ServerApp.root_dir={self.folder}",
        ]
        self.log = home / "lab.log"
        self.env = {**os.environ, **{name: str(path) for name, path in folders.items()}}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        self._wait()

    def _wait(self):
        started = time.time()
        request = urllib.request.Request(
            self.url + "/api/status", headers={"Authorization": f"token {self.token}"}
        )
        while True:
            try:
                urllib.request.urlopen(request, timeout=2)
                return
            except OSError:
                running = self.process.poll() is None and time.time() - started < 90
                assert running, self.log.read_text()[-2000:]
                time.sleep(0.2)

    def api(self, path, method="GET"):
        """Call the server's own interface."""
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def path(self, word):
        """File of a lesson, by its word."""
        return next(self.folder.glob(f"[0-9][0-9]_{word}.ipynb"))

    def trust(self, path):
        """Sign a notebook, as if this reader had run it before."""
        subprocess.run([sys.executable, "-m", "jupyter", "trust", path], env=self.env, check=True)

    def end_kernels(self):
        """Shut down every kernel."""
        for session in self.api("/api/sessions"):
            self.api(f"/api/sessions/{session['id']}", "DELETE")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A running JupyterLab, as the README's first command starts it."""
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


class Notebook:
    """One notebook open in JupyterLab; `outside` lists every request beyond loopback (all are refused)."""

    IDLE = """() => {
        const kernel = document.querySelector('.jp-KernelName')?.textContent ?? 'No Kernel';
        const status = [...document.querySelectorAll('#jp-main-statusbar *')];
        return !/No Kernel/.test(kernel) && status.some(e => /\\| Idle$/.test(e.textContent))
            && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle' }"""
    RAN = """n => {
        const cells = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
        const prompts = cells.map(e => e.textContent.trim());
        return prompts.length === n && prompts.every(t => /^\\[\\d+\\]:?$/.test(t))
            && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle' }"""

    def __init__(self, browser, lab, path):
        self.lab, self.path, self.outside, self.errors = lab, path, [], []
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 2000},
            extra_http_headers={"Authorization": f"token {lab.token}"},
        )
        self.context.route(
            lambda url: not url.startswith((lab.url, "data:", "blob:", "ws://127.0.0.1")), self._refuse
        )
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(90_000)
        self.tab.on("pageerror", self._hear)
        self.tab.goto(f"{lab.url}/doc/tree/{path.name}?reset&token={lab.token}")
        self.tab.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")

    def _hear(self, error):
        if "Failed to initialize model" not in str(
            error
        ):  # anywidget's word for a machine that needs over 2 s
            self.errors.append(str(error))

    def _refuse(self, route):
        self.outside.append(route.request.url)
        route.abort()

    def run_all(self):
        """Run every cell and wait until the last one has its number (a kernel must be connected first)."""
        cells = json.loads(self.path.read_text("utf-8"))["cells"]
        count = sum(cell["cell_type"] == "code" for cell in cells)
        self.tab.wait_for_function(self.IDLE)
        self.menu("Run", "runmenu:run-all")
        self.tab.wait_for_function(self.RAN, arg=count)

    def cell(self, code):
        """The first code cell whose input holds `code`."""
        inputs = self.tab.locator(".jp-InputArea", has_text=code)
        return self.tab.locator(".jp-CodeCell", has=inputs).first

    def run(self, cell, code=""):
        """Run a cell, with new `code` when there is some, and wait until it has its new number."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        cell.locator(".cm-content").click()
        if code:
            self.tab.keyboard.press("Control+a")
            self.tab.keyboard.insert_text(code)
        self.tab.keyboard.press("Control+Enter")
        self.tab.wait_for_function(
            "([prompt, before]) => /\\d/.test(prompt.textContent) && prompt.textContent !== before",
            arg=[prompt.element_handle(), before],
        )

    def restart(self):
        """Begin the kernel anew, as a reader does by the menu."""
        self.menu("Kernel", "kernelmenu:restart")
        self.tab.locator(".jp-Dialog .jp-mod-accept").click()

    def save(self):
        """Save, and wait until the file is written."""
        before, started = self.path.stat().st_mtime_ns, time.time()
        self.menu("File", "docmanager:save")
        while self.path.stat().st_mtime_ns == before:
            assert time.time() - started < 60, "the notebook was not saved"
            self.tab.wait_for_timeout(100)

    def explorers(self):
        """All live charts, each drawn."""
        return explorers_in(self.tab)

    def menu(self, menu, command):
        """Choose a command from a menu of JupyterLab."""
        self.tab.get_by_role("menuitem", name=menu, exact=True).click()
        self.tab.locator(f".lm-Menu-item[data-command='{command}']").first.click()

    def close(self):
        self.context.close()


@pytest.fixture(scope="module")
def open_lab(browser, lab):
    """Function: path of a notebook → Notebook open in JupyterLab; closed after the module."""
    opened = []

    def opener(path):
        opened.append(Notebook(browser, lab, path))
        return opened[-1]

    yield opener
    for notebook in opened:
        notebook.close()
