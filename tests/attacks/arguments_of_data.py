"""Wrong arguments of load, cite, sources, and days: each is refused in plain words, or means one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from attacks.judging import Case
from helpers import analysis, cite, load
from helpers import sources as pages
from helpers.data import address, labels, printed_at, row_ids, source_ids_of, value_at

HELD, FIRST = "ua_held_area_kursk", "2024-08-06"
DAY = {"mapper": "deepstate", "measure": "held"}
LONG = "x" * 5000


def rows(count: int) -> Callable[[object], bool]:
    return lambda found: isinstance(found, pd.DataFrame) and len(found) == count


def _daily(day: object) -> Callable[[], object]:
    return lambda: load("control_area_daily", date=day, **DAY)


def of_load() -> Iterator[tuple[str, Case]]:
    for name, near in {
        "estimate": "estimates",
        "Estimates": "estimates",
        "estimates.csv": "estimates",
        "data/events.csv": "events",
        " events": "events",
        "event": "events",
        "": "The tables are",
        "outlines": "The tables are",
        "../data/events": "The tables are",
        LONG: "The tables are",
    }.items():
        yield f"load({name[:20]!r})", Case(lambda name=name: load(name), near)
    for odd in (None, 3, ["events"], ("events", "claims"), b"events", pd.DataFrame(), {}, load, np.nan):
        yield f"load({str(odd)[:20]!r})", Case(lambda odd=odd: load(odd), "The tables are")
    yield "load()", Case(load)
    yield "load of two", Case(lambda: load("events", "claims"))
    for column, near in {
        "quantitiy": "quantity",
        "Quantity": "quantity",
        "lesson": "lessons",
        "speaker": "speaker_id",
    }.items():
        table = "events" if column == "lesson" else "estimates"
        yield f"column {column}", Case(lambda c=column, t=table: load(t, **{c: "x"}), near)
    for column in (
        "name",
        "short_name",
        "publisher",
        "row_id",
        "url",
    ):  # added by load, no columns of the file
        yield f"column {column}", Case(lambda c=column: load("estimates", **{c: "x"}), "no column")
    for value, near in {
        "ua_held_area": HELD,
        "ua_held_area_Kursk": HELD,
        "UA_HELD_AREA_KURSK": HELD,
        f"{HELD} ": HELD,
        "ua held area kursk": HELD,
        "": "quantity",
        LONG: "quantity",
        f"{HELD};ua_peak_area_kursk": HELD,
        f"{HELD}, ua_peak_area_kursk": HELD,
    }.items():
        yield f"quantity {value[:25]!r}", Case(lambda v=value: load("estimates", quantity=v), near)
    for odd in (
        None,
        3,
        True,
        np.nan,
        pd.NA,
        b"x",
        {"a": 1},
        [None],
        [HELD, None],
        [HELD, 3],
        [[HELD]],
        load,
        date(2024, 8, 6),
    ):
        yield f"quantity {str(odd)[:25]}", Case(lambda v=odd: load("estimates", quantity=v), "quantity")
    for empty in ([], (), set(), pd.Series(dtype=str), np.array([])):
        yield f"quantity {empty!r}"[:40], Case(lambda v=empty: load("estimates", quantity=v), "quantity")
    once = lambda: len(load("estimates", quantity=HELD))  # noqa: E731
    for same in (
        [HELD, HELD],
        (HELD,),
        {HELD},
        pd.Series([HELD] * 3),
        np.array([HELD]),
        pd.Index([HELD]),
        (h for h in [HELD]),
    ):
        yield (
            f"quantity {type(same).__name__} twice",
            Case(lambda v=same: load("estimates", quantity=v), "quantity", lambda f: len(f) == once()),
        )
    for value, near in {
        "NIS": "nis",
        "Zelensky": "zelensky",
        "volodymyr zelensky": "volodymyr-zelensky",
        "volodymyr-zelenskyy": "volodymyr-zelensky",
    }.items():
        yield f"speaker {value}", Case(lambda v=value: load("estimates", speaker_id=v), near)
    for lesson in ("03", "3", 3, "the incursion", "The_Incursion", "09", "the_incurison"):
        yield (
            f"lessons {lesson!r}",
            Case(
                lambda v=lesson: load("events", lessons=v),
                "the_incursion" if "ncur" in str(lesson) else "lessons",
            ),
        )


def of_days() -> Iterator[tuple[str, Case]]:
    for day in (
        "2024-02-30",
        "15.11.2024",
        "9.8.2024",
        "09.08.2024",
        "08/09/2024",
        "2024-8-9",
        "2024/08/09",
        "20240809",
        "9 Aug 2024",
        "August 2024",
        "2024-08",
        "2024",
        "2024-08-09 00:00:00",
        "2024-08-09T00:00",
        " 2024-09-06",
        "２０２４-09-06",
        "today",
        "now",
        "",
        "2024-13-01",
    ):
        yield f"day {day!r}", Case(_daily(day), "YYYY-MM-DD")
    for odd in (None, 45513, 20240906, 2024.0, True, pd.NaT, np.nan, b"2024-09-06", {}, pd.Timedelta(days=1)):
        yield f"day {odd!r}", Case(_daily(odd), "YYYY-MM-DD")
    for none in ("0024-08-09", "2042-01-01", "1999-01-01", "2024-08-05"):
        yield f"day {none!r}", Case(_daily(none), "nearest")
    for same in (
        date(2024, 9, 6),
        pd.Timestamp("2024-09-06"),
        np.datetime64("2024-09-06"),
        ["2024-09-06"] * 2,
    ):
        yield f"day {same!r}"[:50], Case(_daily(same), "", rows(1))
    yield "day []", Case(_daily([]), "date")
    yield "day of two years", Case(_daily(["2024-09-06", "2042-01-01"]), "nearest")
    yield "day with a clock", Case(_daily(pd.Timestamp("2024-09-06 13:00")), "nearest")
    yield "day with a zone", Case(_daily(pd.Timestamp("2024-09-06", tz="UTC")), "YYYY-MM-DD")
    area, said = load("control_area_daily"), load("estimates", quantity=HELD)
    taken = {
        "area.on_day": lambda day: analysis.area.on_day(area, "deepstate", day),
        "ranges.between first": lambda day: analysis.ranges.between(said, day, "2024-11-01"),
        "ranges.between last": lambda day: analysis.ranges.between(said, FIRST, day),
        "known.known_on": lambda day: analysis.known.known_on(said, day),
        "known.nearest_published": lambda day: analysis.known.nearest_published(said, day),
        "agreement.agreement": lambda day: analysis.agreement.agreement(load("agreement_grid"), day),
        "ground.places_on_map": lambda day: analysis.ground.places_on_map(
            load("settlements", oblast="Kursk"), load("agreement_grid"), load("grid_nodes"), day
        ),
        "redeployment.standing": lambda day: analysis.redeployment.standing(load("unit_places"), "ru", day),
        "losses.losses": lambda day: analysis.losses.losses(load("estimates"), day),
    }
    for name, call in taken.items():
        for day in (
            "9.8.2024",
            "15.11.2024",
            "2024-02-30",
            "08/09/2024",
            "9 Aug 2024",
            "2024-08",
            "soon",
            "",
            45513,
            True,
            pd.NaT,
        ):
            yield f"{name} {day!r}", Case(lambda call=call, day=day: call(day), "YYYY-MM-DD")
    yield (
        "ranges.between turned round",
        Case(lambda: analysis.ranges.between(said, "2024-11-01", FIRST), "before"),
    )


def of_numbers() -> Iterator[tuple[str, Case]]:
    for value in ("907.6", "907,6", "1 107", "1.107,5", None, True, np.nan, 1 + 2j, b"1", "inf", {}):
        yield f"area {value!r}", Case(lambda v=value: load("control_area_daily", area_km2=v), "area_km2")
    for value in (1e999, -1.0, 10**400, np.inf, 907.61):
        yield (
            f"area {str(value)[:12]}",
            Case(lambda v=value: load("control_area_daily", area_km2=v), "nearest"),
        )
    yield "a range", Case(lambda: load("front_daily", year=range(0)), "column")


def of_pages() -> Iterator[tuple[str, Case]]:
    known = pages()["source_id"]
    near = known[10]
    for odd in (near[:-1], near.upper(), f" {near}", near + "x"):
        yield f"cite({odd!r})", Case(lambda o=odd: cite(o), near)
        yield f"sources([{odd!r}])", Case(lambda o=odd: pages([o]), near)
    for odd in ("", LONG, "x"):
        yield f"cite({odd[:10]!r})", Case(lambda o=odd: cite(o), "source_id")
        yield f"sources([{odd[:10]!r}])", Case(lambda o=odd: pages([o]), "source_id")
    for odd in (None, 3, [near], {near}, np.nan, b"x", load):
        yield f"cite({str(odd)[:20]})", Case(lambda o=odd: cite(o), "source id")
    for odd in (near, 3, b"x", [None], [3], [np.nan], [[near]], {near: 1}.items(), load, [], (), True):
        yield f"sources({str(odd)[:20]})", Case(lambda o=odd: pages(o), "ource")
    yield "sources twice", Case(lambda: pages([near, near]), "", rows(1))
    yield "sources of a series", Case(lambda: pages(pd.Series([near])), "", rows(1))
    yield "cite()", Case(cite)
    events = load("events")
    for odd in (
        None,
        3,
        "events",
        [],
        {},
        events["event_id"],
        events[["title"]] if "title" in events else pd.DataFrame({"a": [1]}),
        pd.DataFrame(),
    ):
        yield f"row_ids({type(odd).__name__})", Case(lambda o=odd: row_ids("events", o), "event_id")
    yield "row_ids of another table", Case(lambda: row_ids("event", events), "events")
    yield "row_ids of gaps", Case(lambda: row_ids("events", pd.DataFrame({"event_id": [None]})), "event_id")
    yield (
        "row_ids of a wrong day",
        Case(
            lambda: row_ids(
                "control_area_daily",
                pd.DataFrame({"date": ["6.9.2024"], "mapper": ["deepstate"], "measure": ["held"]}),
            ),
            "date",
        ),
    )
    yield "row_ids of none", Case(lambda: row_ids("events", events.head(0)), "", lambda f: f == [])
    for odd in (
        None,
        3,
        "x",
        [3],
        [None],
        ["events"],
        ["events:"],
        ["events:x"],
        ["nothing:x"],
        {"events:x": 1},
        [LONG],
    ):
        yield f"source_ids_of({str(odd)[:20]})", Case(lambda o=odd: source_ids_of(o), "")
    for odd in (None, 3, "", "gauge", [], LONG):
        yield f"labels({str(odd)[:10]})", Case(lambda o=odd: labels(o), "figure")
    for odd in (
        "events:x",
        "nothing:x",
        "events:2024-08-06-crossing [nothing]",
        "events:2024-08-06-crossing",
    ):
        yield f"value_at({odd})", Case(lambda o=odd: value_at(address(o)), "")
        if "crossing" not in odd:
            yield f"printed_at({odd})", Case(lambda o=odd: printed_at(address(o)), "")
    for odd in (None, 3, [], "events", np.nan):
        yield f"value_at({odd})", Case(lambda o=odd: value_at(o), "")
        yield f"printed_at({odd})", Case(lambda o=odd: printed_at(o), "")
        yield f"address({odd})", Case(lambda o=odd: address(o), "", lambda found: found is None)


def cases() -> Iterator[tuple[str, Case]]:
    """Name of each case, and the case; a name may come more than once."""
    for kind in (of_load, of_days, of_numbers, of_pages):
        for name, case in kind():
            yield f"{kind.__name__}: {name}", case
