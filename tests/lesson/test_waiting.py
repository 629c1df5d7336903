import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpers.lesson.waiting import QUIET, Job, Queue


class Timer:
    def __init__(self, calls, when, call):
        self.calls, self.when, self.call = calls, when, call
        calls.append(self)

    def cancel(self):
        if self in self.calls:
            self.calls.remove(self)


class Clock:
    """An event loop whose time passes only when it is told to."""

    def __init__(self):
        self.now, self.calls = 0.0, []

    def time(self):
        return self.now

    def call_later(self, seconds, call):
        return Timer(self.calls, self.now + seconds, call)

    def call_soon_threadsafe(self, call):
        self.call_later(0, call)

    def run(self, seconds=60.0):
        until = self.now + seconds
        while due := sorted((timer for timer in self.calls if timer.when <= until), key=lambda t: t.when):
            due[0].cancel()
            self.now = due[0].when
            due[0].call()
        self.now = until


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def queue(clock):
    return Queue(clock)


@pytest.fixture
def seen():
    """What was drawn and told, in order."""
    return []


@pytest.fixture
def job(seen):
    """Function: name of a chart, places that wait → its job."""

    def make(name, waiting, cell=None, draw=None):
        draw = draw or (lambda place: seen.append((name, place)))
        return Job(draw, list(waiting), lambda: seen.append((name, "interrupted")), cell)

    return make


def test_charts_take_turns_in_the_order_in_which_they_were_shown(queue, clock, job, seen):
    queue.add(job("a", [1, 2]))
    queue.add(job("b", [1]))
    clock.run()
    assert seen == [("a", 1), ("a", 2), ("b", 1)]


def test_nothing_is_drawn_while_one_cell_follows_another(queue, clock, job, seen):
    queue.add(job("a", [1]))
    for _ in range(5):
        clock.run(QUIET * 0.9)
        queue.cell_ends()
    assert seen == []
    clock.run(QUIET)
    assert seen == [("a", 1)]


def test_the_setting_that_was_chosen_comes_next_and_its_chart_before_the_others(queue, clock, job, seen):
    a, b = job("a", [1, 2]), job("b", [1, 2, 3])
    queue.add(a)
    queue.add(b)
    queue.cell_ends()
    queue.ask(b, 3)  # a reader waits: not even a cell that may follow goes before
    clock.run(0)
    assert seen == [("b", 3)]
    clock.run()
    assert seen == [("b", 3), ("b", 1), ("b", 2), ("a", 1), ("a", 2)]


def test_of_several_chosen_settings_the_last_comes_first(queue, clock, job, seen):
    a = job("a", [1, 2, 3])
    queue.add(a)
    for place in (3, 2, 3):
        queue.ask(a, place)
    clock.run()
    assert seen == [("a", 3), ("a", 2), ("a", 1)]


def test_a_cell_that_runs_again_ends_its_earlier_drawing_and_no_other(queue, clock, job, seen):
    queue.add(job("a", [1], cell="first"))
    queue.add(job("b", [1], cell="second"))
    queue.add(job("c", [1]))
    queue.cell_starts("first")
    queue.cell_starts(None)
    clock.run()
    assert seen == [("b", 1), ("c", 1)]


def test_an_interrupt_ends_all_drawing_and_a_chosen_setting_is_drawn_on_demand(queue, clock, job, seen):
    def draw(place):
        if place == 1:
            os.kill(os.getpid(), signal.SIGINT)
        seen.append(("a", place))

    before = signal.getsignal(signal.SIGINT)
    a = job("a", [1, 2], draw=draw)
    queue.add(a)
    queue.add(job("b", [1]))
    clock.run()
    assert seen == [("a", "interrupted"), ("b", "interrupted")]
    assert signal.getsignal(signal.SIGINT) is before
    queue.ask(a, 2)
    clock.run()
    assert seen[2:] == [("a", 2)]


def test_it_works_on_a_real_event_loop(job, seen):
    async def wait():
        queue = Queue(asyncio.get_running_loop())
        queue.add(job("a", [1, 2, 3]))
        while len(seen) < 3:
            await asyncio.sleep(0.01)

    with ThreadPoolExecutor(1) as own:  # a browser that other tests drive keeps a loop in this thread
        own.submit(asyncio.run, asyncio.wait_for(wait(), 10)).result()
    assert seen == [("a", 1), ("a", 2), ("a", 3)]
