"""A real browser, a real JupyterLab and a page as nbviewer makes it; everything else is refused."""

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
from pathlib import Path

import nbclassic
import nbformat
import plotly
import pytest
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parents[2]
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
COMPONENTS = Path(nbclassic.__file__).parent / "static" / "components"
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NBVIEWER_POLICY = "connect-src 'none';"
PAGE_ADDRESS = "https://nbviewer.test/page.html"


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (set CHROMIUM to its path)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


class Page:
    """A notebook as a page without a kernel, under nbviewer's content policy."""

    def __init__(self, browser, notebook, scripts=True, library=True, width=1280):
        exporter = HTMLExporter(template_name="lab")
        self.html, _ = exporter.from_notebook_node(notebook)
        self.refused, self.errors, self.library = [], [], library
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.context.route("**/*", self._answer)
        self.tab = self.context.new_page()
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        self.tab.goto(PAGE_ADDRESS, wait_until="load")

    def _answer(self, route):
        address = route.request.url
        scripted = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
        if address == PAGE_ADDRESS:
            headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": NBVIEWER_POLICY}
            route.fulfill(body=self.html, headers=headers)
        elif "require" in address and address.endswith(".js"):
            route.fulfill(path=COMPONENTS / "requirejs" / "require.js", headers=scripted)
        elif "/mathjax/" in address:
            inside = address.split("?")[0].split("/mathjax/2.7.7/")[-1].replace("latest.js", "MathJax.js")
            route.fulfill(path=COMPONENTS / "MathJax" / inside, headers=scripted)
        elif address.startswith("https://cdn.plot.ly/plotly-") and self.library:
            route.fulfill(path=PLOTLY_JS, headers=scripted)
        else:
            self.refused.append(address)
            route.abort()

    def close(self):
        self.context.close()


@pytest.fixture
def open_page(browser):
    """Function: notebook (node or path) → Page; closed after the test."""
    opened = []

    def opener(notebook, **how):
        node = notebook if isinstance(notebook, dict) else nbformat.read(notebook, as_version=4)
        opened.append(Page(browser, node, **how))
        return opened[-1]

    yield opener
    for page in opened:
        page.close()


def free_port() -> int:
    """A port of the loopback interface that nobody uses."""
    with contextlib.closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


class Lab:
    """A JupyterLab server on a copy of the notebooks, with empty user folders."""

    def __init__(self, home: Path):
        self.folder = home / "notebooks"
        shutil.copytree(ROOT / "notebooks", self.folder, ignore=shutil.ignore_patterns("my_work", ".ipynb*"))
        quiet = {
            "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
            "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        }
        for name, values in quiet.items():
            path = home / "settings" / (name.replace(":", "/") + ".jupyterlab-settings")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))
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
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, env={**os.environ, **{k: str(v) for k, v in folders.items()}}, stdout=log, stderr=log
            )
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
        return !/No Kernel/.test(kernel)
            && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'
            && [...document.querySelectorAll('#jp-main-statusbar *')].some(e => /\\| Idle$/.test(e.textContent)) }"""
    RAN = """n => {
        const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent.trim());
        return prompts.length === n && prompts.every(t => /^\\[\\d+\\]:?$/.test(t))
            && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle' }"""

    def __init__(self, browser, lab, name, width=1280):
        self.lab, self.name, self.outside, self.errors = lab, name, [], []
        self.context = browser.new_context(
            viewport={"width": width, "height": 2000},
            extra_http_headers={"Authorization": f"token {lab.token}"},
        )
        self.context.route(
            lambda url: not url.startswith((lab.url, "data:", "blob:", "ws://127.0.0.1")), self._refuse
        )
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(90_000)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.goto(f"{lab.url}/doc/tree/{name}?reset&token={lab.token}")
        self.tab.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")

    def _refuse(self, route):
        self.outside.append(route.request.url)
        route.abort()

    def run_all(self):
        """Run every cell and wait until the last one has its number (a kernel must be connected first)."""
        cells = json.loads((self.lab.folder / self.name).read_text("utf-8"))["cells"]
        count = sum(cell["cell_type"] == "code" for cell in cells)
        self.tab.wait_for_function(self.IDLE)
        self.menu("Run", "runmenu:run-all")
        self.tab.wait_for_function(self.RAN, arg=count)

    def menu(self, menu, command):
        """Choose a command from a menu of JupyterLab."""
        self.tab.get_by_role("menuitem", name=menu, exact=True).click()
        self.tab.locator(f".lm-Menu-item[data-command='{command}']").first.click()

    def close(self):
        self.context.close()


@pytest.fixture
def open_lab(browser, lab):
    """Function: notebook name → Notebook open in JupyterLab; closed after the test."""
    opened = []

    def opener(name, **how):
        opened.append(Notebook(browser, lab, name, **how))
        return opened[-1]

    yield opener
    for notebook in opened:
        notebook.close()
