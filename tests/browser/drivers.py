"""Firefox and WebKit of a Linux distribution, which Playwright cannot drive; both know the same five words.

`open` a page, `ask` a function of JavaScript, `wait` for one, `press` a key, `close`. Keys are the browser's
own events. Firefox answers by Marionette, its own interface; WebKit by WebKitWebDriver, on a hidden screen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT_DRIVER = shutil.which("WebKitWebDriver")
MINI_BROWSER = next(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"), None)
PATIENCE = 30  # seconds until a page must have answered; it draws without a graphics card here


class Driver:
    """What both browsers do alike; each runs a script and names the element with the focus in its own way."""

    def ask(self, function: str, *args):
        """What a function of JavaScript answers in the page."""
        return self.run(f"return ({function})(...arguments)", args)

    def press(self, key: str):
        """Press one key where the focus is; a long name is one of a list (ARROW_DOWN)."""
        self.focused().send_keys(getattr(self.keys, key, key))

    def wait(self, function: str, *args):
        """Ask again and again until the answer is true."""
        end = time.monotonic() + PATIENCE
        while not (answer := self.ask(function, *args)):
            assert time.monotonic() < end, f"after {PATIENCE} seconds still not so: {function}"
            time.sleep(0.05)
        return answer


class Firefox(Driver):
    """Firefox without a window."""

    def __init__(self, home: Path, port: int):
        if not FIREFOX:
            pytest.skip("no Firefox on this machine (set FIREFOX to its path)")
        from marionette_driver import keys, marionette  # noqa: PLC0415 (only where there is a Firefox)

        log = str(home / "firefox.log")
        self.keys, self.client = keys.Keys, None
        client = marionette.Marionette(bin=FIREFOX, headless=True, port=port, gecko_log=log)
        client.start_session()
        self.client = client

    def open(self, address: str):
        self.client.navigate(address)

    def run(self, script: str, args: tuple):
        return self.client.execute_script(script, args, sandbox=None)

    def focused(self):
        return self.client.get_active_element()

    def close(self):
        self.client.quit(in_app=False)
        self.client.cleanup()


class WebKit(Driver):
    """WebKitGTK's small browser."""

    def __init__(self, home: Path, port: int):
        if not (WEBKIT_DRIVER and MINI_BROWSER and shutil.which("Xvfb")):
            pytest.skip("no WebKit on this machine (Debian: webkit2gtk-driver and xvfb)")
        from selenium import webdriver  # noqa: PLC0415 (only where there is a WebKit)
        from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

        self.keys = Keys
        display = self._screen()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        options.set_capability("browserName", "MiniBrowser")
        env = {**os.environ, "DISPLAY": display, "HOME": str(home)}
        service = webdriver.WebKitGTKService(WEBKIT_DRIVER, port, str(home / "webkit.log"), env=env)
        self.client = webdriver.WebKitGTK(options=options, service=service)

    def _screen(self) -> str:
        """Start a screen in memory and return its name."""
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as said:
            return f":{said.readline().strip()}"

    def open(self, address: str):
        self.client.get(address)

    def run(self, script: str, args: tuple):
        return self.client.execute_script(script, *args)

    def focused(self):
        return self.client.switch_to.active_element

    def close(self):
        self.client.quit()
        self.screen.terminate()
