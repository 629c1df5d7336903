"""Draws what charts still lack, one setting at a time, while the kernel has nothing else to do.

All charts of a kernel share one queue on its event loop. A cell that runs goes before; a setting that a
reader has chosen comes next; then the charts take turns in the order in which they were shown.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field

PAUSE = 0.01  # seconds between two settings: messages that have come meanwhile are answered
QUIET = 0.2  # seconds after a cell: with "Run All" the next one starts before


@dataclass(eq=False)
class Job:
    """The settings of one chart that are still to be drawn.

    Parameters
    ----------
    draw : draws one setting, given its place, and sends it; tells its own errors.
    waiting : places of settings, in the order in which they should be drawn.
    interrupted : called when the reader interrupts the kernel while a chart is drawn.
    cell : the cell that shows the chart, if the kernel knows it.
    """

    draw: Callable[[int], None]
    waiting: list[int]
    interrupted: Callable[[], None]
    cell: str | None = None
    asked: list[int] = field(default_factory=list)
    context: Context = field(default_factory=copy_context)  # what is printed belongs to the cell

    def next(self) -> int:
        """Take the setting to draw: the one that was asked for last, else the first that waits."""
        place = self.asked.pop() if self.asked else self.waiting[0]
        if place in self.waiting:
            self.waiting.remove(place)
        return place


class Queue:
    """The jobs of a kernel, first come first drawn.

    Parameters
    ----------
    loop : the event loop of the kernel's main thread.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.jobs: list[Job] = []
        self._timer: asyncio.TimerHandle | None = None
        self._quiet_from = 0.0

    def add(self, job: Job) -> None:
        """Draw the settings of a chart when their turn comes."""
        self.jobs.append(job)
        self._wake(QUIET)

    def ask(self, job: Job, place: int) -> None:
        """Draw one setting next, because a reader has chosen it; may be called from any thread."""
        self.soon(lambda: self._put_first(job, place))

    def soon(self, call: Callable[[], None]) -> None:
        """Call on the thread that draws; may be called from any thread."""
        self.loop.call_soon_threadsafe(call)

    def cell_starts(self, cell: str | None) -> None:
        """Forget the charts that an earlier run of this cell has shown."""
        self.jobs = [job for job in self.jobs if cell is None or job.cell != cell]

    def cell_ends(self) -> None:
        """Wait whether another cell follows."""
        self._quiet_from = self.loop.time() + QUIET

    def _put_first(self, job: Job, place: int) -> None:
        job.asked = [*(other for other in job.asked if other != place), place]
        self.jobs = [job, *(other for other in self.jobs if other is not job)]
        self._wake(0)

    def _wake(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._step)

    def _step(self) -> None:
        if not self.jobs:
            return
        job, early = self.jobs[0], self._quiet_from - self.loop.time()
        if early > 0 and not job.asked:
            self._wake(early)
            return
        if job.asked or job.waiting:
            self._draw(job)
        if not (job.asked or job.waiting):
            self.jobs = [other for other in self.jobs if other is not job]
        self._wake(PAUSE)

    def _draw(self, job: Job) -> None:
        try:
            with _interruptible():
                job.context.run(job.draw, job.next())
        except KeyboardInterrupt:
            for each in self.jobs:
                each.asked.clear()
                each.waiting.clear()
                each.context.run(each.interrupted)
            self.jobs = []


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let "interrupt the kernel" end the drawing of a setting; an idle kernel would not hear it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_queues: list[Queue] = []  # the one queue of this kernel, once it is needed


def kernel_queue() -> Queue:
    """The queue of this kernel; call it while a cell runs."""
    if _queues and not _queues[0].loop.is_closed():
        return _queues[0]
    from IPython.core.getipython import get_ipython

    queue = Queue(asyncio.get_running_loop())
    get_ipython().events.register("pre_run_cell", lambda _: queue.cell_starts(this_cell()))
    get_ipython().events.register("post_run_cell", lambda _: queue.cell_ends())
    _queues[:] = [queue]
    return queue


def this_cell() -> str | None:
    """The id of the cell that runs; None where the front end does not say."""
    from IPython.core.getipython import get_ipython

    return get_ipython().kernel.get_parent().get("metadata", {}).get("cellId")
