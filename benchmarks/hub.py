"""How a class on one JupyterHub does: python benchmarks/hub.py, run as docs/hosting.md says.

A real hub on this computer's own address starts a server for each pupil at the same time; each then runs the
short path of one lesson in a kernel of its own, all at once. Printed are failures, seconds a pupil waits for
the server and for the lesson, beside one pupil alone, and the memory that a pupil adds. Compare within one
run; nothing leaves this computer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from helpers.data import all_notebooks, word_of
from helpers.publish.notebooks import is_code, read, source

MOST_SECONDS = 300  # for a server or a lesson; then it counts as failed
CONFIG = """
import os, sys
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"HELPERS_MY_WORK": lambda spawner: "{folder}/" + spawner.user.name + "/my_work"}}
c.Spawner.start_timeout = c.Spawner.http_timeout = {most}
c.JupyterHub.concurrent_spawn_limit = 0
run_proxy = "from configurable_http_proxy.cli import main; main()"
c.ConfigurableHTTPProxy.command = [sys.executable, "-c", run_proxy]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.JupyterHub.services = [{{"name": "class", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [{{
    "name": "class", "services": ["class"],
    "scopes": ["admin:users", "admin:servers", "access:servers"],
}}]
"""


class Pupil:
    """One user of the hub: starts a server, runs cells, tells how long it took."""

    def __init__(self, name: str, address: str, token: str) -> None:
        self.name, self.address, self.token = name, address, token
        self.waited_for_server = self.waited_for_lesson = float("nan")
        self.failed = ""

    async def ask(self, method: str, path: str, body: dict | None = None) -> Any:
        """Answer of the hub or of the pupil's server; the body of a request is JSON."""
        request = HTTPRequest(
            f"{self.address}{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
            body=None if method == "GET" else json.dumps(body or {}),
            request_timeout=MOST_SECONDS,
        )
        answer = await AsyncHTTPClient().fetch(request)
        return json.loads(answer.body) if answer.body else {}

    async def start(self) -> None:
        """Wait until the server is ready."""
        started = time.perf_counter()
        await self.ask("POST", f"/hub/api/users/{self.name}")
        await self.ask("POST", f"/hub/api/users/{self.name}/server")
        while not (await self.ask("GET", f"/hub/api/users/{self.name}"))["servers"].get("", {}).get("ready"):
            await asyncio.sleep(0.2)
        self.waited_for_server = time.perf_counter() - started

    async def learn(self, cells: list[str]) -> None:
        """Run the cells in a kernel, one after the other; a cell that fails ends it."""
        started = time.perf_counter()
        kernel = (await self.ask("POST", f"/user/{self.name}/api/kernels"))["id"]
        address = self.address.replace("http", "ws", 1) + f"/user/{self.name}/api/kernels/{kernel}/channels"
        talk = await websocket_connect(
            HTTPRequest(address, headers={"Authorization": f"token {self.token}"}),
            max_message_size=200_000_000,
        )
        for code in cells:
            asked = _execute_request(code)
            await talk.write_message(json.dumps(asked))
            await self._answered(talk, asked["header"]["msg_id"])
        talk.close()
        self.waited_for_lesson = time.perf_counter() - started

    async def _answered(self, talk: Any, asked: str) -> None:
        while True:
            said = json.loads(await talk.read_message())
            if said["parent_header"].get("msg_id") == asked and said["msg_type"] == "execute_reply":
                if said["content"]["status"] != "ok":
                    raise RuntimeError(said["content"].get("evalue", "a cell failed"))
                return

    async def attend(self, cells: list[str]) -> None:
        """Start and learn; what goes wrong is kept in `failed`."""
        try:
            await asyncio.wait_for(self.start(), MOST_SECONDS)
            await asyncio.wait_for(self.learn(cells), MOST_SECONDS)
        except Exception as error:
            self.failed = f"{type(error).__name__}: {error}"


def main() -> int:
    """Run the rehearsal; 1 when a pupil failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=10)
    parser.add_argument("--lesson", default="the_incursion", help="its word")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(rehearse(asked.pupils, short_path(asked.lesson), Path(folder)))


def short_path(word: str) -> list[str]:
    """Code of the cells marked ★ of a lesson."""
    notebook = read(next(path for path in all_notebooks() if word_of(path) == word))
    return [
        source(cell) for cell in notebook.cells if is_code(cell) and "star" in cell.metadata.get("tags", [])
    ]


async def rehearse(pupils: int, cells: list[str], folder: Path) -> int:
    """One pupil alone, then all at once; print what they waited and what they took."""
    port, hub_port, api_port = (_free_port() for _ in range(3))
    token, address = secrets.token_hex(16), f"http://127.0.0.1:{port}"
    config = CONFIG.format(
        port=port, hub_port=hub_port, api_port=api_port, folder=folder, token=token, most=MOST_SECONDS
    )
    (folder / "jupyterhub_config.py").write_text(config, "utf-8")
    hub = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"],
        cwd=folder,
        stderr=(folder / "log.txt").open("w", encoding="utf-8"),
        env={**os.environ, "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16)},
    )
    try:
        await _until_up(address, hub, folder / "log.txt")
        alone = Pupil("alone", address, token)
        empty = _memory(hub.pid)
        await alone.attend(cells)
        before = _memory(hub.pid)
        learners = [Pupil(f"a{number:02}", address, token) for number in range(1, pupils + 1)]
        await asyncio.gather(*(learner.attend(cells) for learner in learners))
        after = _memory(hub.pid)
    finally:
        hub.terminate()
        hub.wait(60)
    failed = [learner for learner in [alone, *learners] if learner.failed]
    for learner in failed:
        print(f"{learner.name}: {learner.failed}")
    print(f"{len(failed)} of {pupils + 1} failed, on {os.cpu_count()} cores")
    for what in ("waited_for_server", "waited_for_lesson"):
        one, many = getattr(alone, what), [getattr(learner, what) for learner in learners]
        middle, slowest = statistics.median(many), max(many)
        print(
            f"{what.replace('_', ' ')}: alone {one:.1f} s; {pupils} at once {middle:.1f} s in the middle, "
            f"{slowest:.1f} s the slowest ({slowest / one:.1f} times)"
        )
    print(f"memory: hub alone {empty:.0f} MB, a pupil adds {(after - before) / pupils:.0f} MB")
    return 1 if failed else 0


def _execute_request(code: str) -> dict[str, Any]:
    header = {
        "msg_id": uuid.uuid4().hex,
        "username": "",
        "session": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "version": "5.3",
    }
    content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}


async def _until_up(address: str, hub: subprocess.Popen, log: Path) -> None:
    for _ in range(MOST_SECONDS * 2):
        if hub.poll() is not None:
            raise SystemExit(f"The hub ended at once:\n{log.read_text('utf-8')[-2000:]}")
        try:
            await AsyncHTTPClient().fetch(f"{address}/hub/api")
        except OSError:
            await asyncio.sleep(0.5)
        except Exception:  # the proxy is there, the hub not yet
            await asyncio.sleep(0.5)
        else:
            return
    raise SystemExit("The hub did not start.")


def _memory(hub: int) -> float:
    """Memory of the hub and all that it started, in MB; what processes share is counted once."""
    processes = [psutil.Process(hub), *psutil.Process(hub).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 1e6


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
