"""No series of the course joins a forecast, a limit or another scope to counts without marking it.

Every mark carries its row ids in customdata, so the stored figures of all lessons can be asked what they
join. Asked here, of every setting of every figure:

- a connected line joins rows of one scope only (what is counted, where, in which unit, forecast or not, by
  which mapper); a line without ids of its own is asked for the marks at its corners;
- marks of several scopes in one series, and spoken figures of several scopes on one pair of axes, need the
  word "mixed" on the chart;
- a forecast is drawn hollow (a line without marks: broken); a limit ("at least", "up to") that is drawn at
  its own number is an arrow, or has its words beside it;
- a row that is kept as a trap for exercises is never drawn.
"""

import base64
import re
from functools import cache
from itertools import groupby

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts.frames import finish
from helpers.data import all_notebooks, load, row_ids, tables
from helpers.lesson.packing import pack, slim, unpack
from helpers.lesson.stored import packed_in
from helpers.publish.notebooks import html_outputs, read

# table → columns that say what a row counts; rows that differ in them are of different scopes
COUNTED = {
    "estimates": ["quantity", "definition", "place", "unit", "forecast"],
    "control_area_daily": ["measure"],
    "front_daily": [],
    "salient_geometry": [],
    "ukraine_area_daily": [],
    "units_mapped": ["side", "place"],
    "deepstate_monthly": [],
    "loss_shares": [],
    "ratio_pairs": [],
}
# table → columns that say who counts: marks may stand side by side, a line may not join them
COUNTER = {
    "control_area_daily": ["mapper"],
    "front_daily": ["counter"],
    "salient_geometry": ["mapper"],
    "ukraine_area_daily": ["counter"],
    "ratio_pairs": ["pair_id"],
}
# rows that are places, links, words or events: they count nothing
NO_COUNTS = {"agreement_grid", "chains", "roads_edges", "roads_nodes", "settlements", "unit_places"}
# an official's "held" is what a map measures
SAID_HELD, MAPS_HELD = ("ua_held_area_kursk", "held", "Kursk oblast", "km²"), ("control_area_daily", "held")
LIMITS = ("at least", "up to")
WORDS_OF_LIMITS = ("at least", "up to", "at most", "more than", "less than", "as many as", "≥", "≤")
BEFORE_A_NUMBER = re.compile(r"\b(over|under) \d")


@cache
def scopes_of(table, whose=False):
    """Row id → what the row counts, and with `whose` also who counts."""
    frame = estimates() if table == "estimates" else load(table)
    columns = COUNTED[table] + (COUNTER.get(table, []) if whose else [])
    cells = zip(*(frame[column] for column in columns), strict=True) if columns else [()] * len(frame)
    scopes = [MAPS_HELD if row[:4] == SAID_HELD else (table, *row) for row in cells]
    return dict(zip(row_ids(table, frame), scopes, strict=True))


@cache
def estimates():
    frame = load("estimates")
    polls = frame["definition"] == "poll answer"  # each stands at its own words, in per cent of those asked
    frame["quantity"] = frame["quantity"].mask(polls, "poll answer")
    return frame.assign(forecast=frame["basis"] == "forecast", row_id=row_ids("estimates", frame))


@cache
def estimates_by_row():
    return estimates().set_index("row_id")


@cache
def needing_a_mark():
    """Row ids of estimates by what they are: forecasts, limits (with their number), traps."""
    frame = estimates()
    limits = spoken(frame).query("bound in @LIMITS").set_index("row_id")["value"]
    return {
        "forecast": set(frame.loc[frame["forecast"], "row_id"]),
        "limit": limits.to_dict(),
        "trap": set(frame.loc[frame["exercise_only"] == "yes", "row_id"]),
    }


@cache
def holds_numbers(table):
    return table not in NO_COUNTS and len(load(table).select_dtypes("number").columns) > 0


def positions(axis):
    """Positions as a list, whether they are stored as a list or as a typed array."""
    if isinstance(axis, dict):
        axis = np.frombuffer(base64.b64decode(axis["bdata"]), dtype=axis["dtype"]).tolist()
    return [round(v, 3) if isinstance(v, (int, float)) else v for v in axis or []]


def ids_of(mark):
    """Row ids of one mark; several when it is computed from several rows."""
    found = mark if isinstance(mark, list) else [mark]
    return tuple(m for m in found if isinstance(m, str) and table_of(m) in known_tables())


@cache
def known_tables():
    return frozenset(tables())


def points(trace):
    """(x, y, row ids) of each point of a trace, in drawing order."""
    x, y, marks = positions(trace.get("x")), positions(trace.get("y")), trace.get("customdata") or []
    count = max(len(x), len(y), len(marks))
    pad = [None] * count
    x, y, marks = ([*part, *pad[len(part) :]] for part in (x, y, marks))
    return list(zip(x, y, map(ids_of, marks), strict=True))


def axes(trace):
    return trace.get("xaxis", "x"), trace.get("yaxis", "y")


def draws(trace, what):
    """Does a trace draw "lines" or "markers"? (Plotly's default depends on the number of points.)"""
    if trace.get("type", "scatter") != "scatter":
        return False
    default = "lines+markers" if len(positions(trace.get("x"))) < 20 else "lines"
    return what in (trace.get("mode") or default)


def joined(corners, marks):
    """Row ids that a line joins, stretch by stretch: its own, else those of the marks at its corners."""
    own = any(ids for _, _, ids in corners)
    for gap, stretch in groupby(corners, key=lambda corner: corner[0] is None or corner[1] is None):
        if not gap:
            yield {i for x, y, ids in stretch for i in (ids if own else marks.get((x, y), ()))}


def setting(part, i):
    """The i-th of a list of settings, or the one setting for all points."""
    return str(part[i] if isinstance(part, list) else part)


def faults(figure):
    """What a figure joins without marking it, in words."""
    layout, traces = figure["layout"], [(trace, points(trace)) for trace in figure["data"]]
    marks = {}
    for trace, corners in traces:
        place = marks.setdefault(axes(trace), {})
        for x, y, ids in corners:
            if ids:
                place.setdefault((x, y), set()).update(ids)
    arrows, said = set(), {}
    for note in layout.get("annotations", []):
        place = (note.get("xref", "x"), note.get("yref", "y"))
        place = (place, *positions([note.get("x"), note.get("y")]))
        said[place] = said.get(place, "") + note.get("text", "").lower()
        if note.get("arrowside") == "start":  # the thin arrow of an open end, whose tail is at the mark
            arrows.add(place)
    mixed = "Mixed here:" in layout["meta"]["caption"]
    found = []
    for trace, corners in traces:
        name = f"“{layout['meta']['title']}”, series {trace.get('name')}"
        if draws(trace, "lines"):
            found += [f"{name}: {f}" for s in joined(corners, marks[axes(trace)]) for f in line_faults(s)]
        several = len({ids for *_, ids in corners if ids}) > 1
        if trace.get("type") == "bar" or draws(trace, "markers") or several:
            found += [f"{name}: {fault}" for fault in mark_faults(trace, corners, mixed, said, arrows)]
    for place in {axes(trace) for trace, _ in traces} if not mixed else ():
        alone = {
            ids[0]
            for trace, corners in traces
            if axes(trace) == place
            for *_, ids in corners
            if len(ids) == 1
        }
        found += [f"“{layout['meta']['title']}”: {fault}" for fault in panel_faults(alone)]
    return found


def panel_faults(row_ids_alone):
    spoken_ids = [row_id for row_id in row_ids_alone if table_of(row_id) == "estimates"]
    scopes = comparable(estimates_by_row().loc[spoken_ids], mixed=True)
    return [f"spoken figures share axes, and no “mixed”: {', '.join(scopes)}"] if scopes else []


def line_faults(stretch):
    stretch = {row_id for row_id in stretch if holds_numbers(table_of(row_id))}
    unknown = {table_of(row_id) for row_id in stretch} - set(COUNTED)
    if unknown:
        return [f"say in COUNTED what makes one scope of {name}" for name in unknown if len(stretch) > 1]
    scopes = {scopes_of(table_of(row_id), whose=True)[row_id] for row_id in stretch}
    return [f"a line joins {sorted(map(str, scopes))}"] if len(scopes) > 1 else []


def mark_faults(trace, corners, mixed, said, arrows):
    found, scopes = [], set()
    special = needing_a_mark()
    for i, (x, y, ids) in enumerate(corners):
        counted = [row_id for row_id in ids if table_of(row_id) in COUNTED]
        if counted:
            scopes.add(tuple(scopes_of(table_of(row_id))[row_id] for row_id in counted))
        place = (axes(trace), x, y)
        words = setting(trace.get("text", ""), i).lower() + said.get(place, "")
        named = any(word in words for word in WORDS_OF_LIMITS) or BEFORE_A_NUMBER.search(words)
        told = place in arrows or named
        hollow = drawn_hollow(trace, i)
        for row_id in counted:
            if row_id in special["trap"]:
                found.append(f"draws the trap {row_id}")
            if row_id in special["forecast"] and not hollow:
                found.append(f"the forecast {row_id} is not hollow")
            if draws_number(special["limit"].get(row_id), x, y) and not told:
                found.append(f"the limit {row_id} is neither arrow nor named")
    if len(scopes) > 1 and not mixed:
        found.append(f"marks of {len(scopes)} scopes, and no “mixed”: {sorted(map(str, scopes))}")
    return found


def drawn_hollow(trace, i):
    if trace.get("type") == "bar":
        return bool(setting(trace.get("marker", {}).get("pattern", {}).get("shape", ""), i))
    if draws(trace, "markers"):
        return "open" in setting(trace.get("marker", {}).get("symbol"), i)
    return trace.get("line", {}).get("dash", "solid") != "solid"


def draws_number(number, x, y):
    """Does a mark stand at this number (also in thousands or millions)? Rates computed from it do not."""
    if number is None:
        return False
    wanted = [round(number / unit, 3) for unit in (1, 1_000, 1_000_000)]
    return any(isinstance(place, (int, float)) and place in wanted for place in (x, y))


def table_of(row_id):
    return row_id.partition(":")[0]


@cache
def asked(path):
    """Faults of all stored figures of a lesson, and the row ids that they hold."""
    found, row_ids_found = set(), set()
    for _, data in html_outputs(read(path)):
        for packed in packed_in(data["text/html"]):
            for figure in unpack(packed):
                found.update(faults(figure))
                row_ids_found.update(ids_in(figure))
    return sorted(found), row_ids_found


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_no_series_joins_what_it_does_not_mark(path):
    found, _ = asked(path)
    assert not found, "\n".join(found)


# --- the test can fail: figures with one fault each ---

KILLED = "estimates:dprk-killed--nis--2025-01-13"
GAINS = ("estimates:ru-gain-month--afp-on-isw--2024-08-31", "estimates:ru-gain-month--afp-on-isw--2024-09-30")
CASUALTIES = "estimates:dprk-casualties--nis--2025-04-30"
AT_LEAST_100 = "estimates:dprk-killed--nis--2024-12-19"
FORECAST = "estimates:dprk-troops-projected--nis--2024-12-31"
TRAP = "estimates:dprk-killed--volodymyr-zelensky--2025-02-14"
HELD = "control_area_daily:2024-09-06|{}|held"


def drawn(*traces, mixed=(), open_ends=()):
    """Faults of a small figure after it was stored and read again; `open_ends` are places of thin arrows."""
    words = {"title": "A", "caption": "B", "alt": "C", "table": pd.DataFrame({"D": [1]}), "mixed": mixed}
    arrows = [{"x": x, "y": y, "arrowside": "start"} for x, y in open_ends]
    figure = finish(go.Figure([go.Scatter(trace) for trace in traces], {"annotations": arrows}), **words)
    return faults(unpack(pack([slim(figure)]))[0])


def series(*ids, y=(300, 600), mode="markers", symbol="circle", **more):
    days = ["2025-01-13", "2025-04-30"][: len(ids)]
    marker = {"symbol": symbol}
    return {"x": days, "y": y[: len(ids)], "customdata": ids, "mode": mode, "marker": marker, **more}


def test_one_speaker_and_one_scope_may_be_joined():
    assert drawn(series(*GAINS, mode="lines+markers")) == []


@pytest.mark.parametrize("mixed", [(), ("quantities",)])
def test_a_line_over_two_scopes_is_found_even_when_it_says_mixed(mixed):
    assert "a line joins" in drawn(series(KILLED, CASUALTIES, mode="lines+markers"), mixed=mixed)[0]


def test_a_line_without_ids_is_asked_for_the_marks_at_its_corners():
    line = {"x": ["2025-01-13", "2025-04-30"], "y": [300, 600], "mode": "lines"}
    assert "a line joins" in drawn(series(KILLED, CASUALTIES), line, mixed=["quantities"])[0]
    broken = {"x": ["2025-01-13", None, "2025-04-30"], "y": [300, None, 600], "mode": "lines"}
    assert drawn(series(KILLED, CASUALTIES), broken, mixed=["quantities"]) == []


def test_a_line_over_two_mappers_is_found():
    both = HELD.format("deepstate"), HELD.format("project_owl")
    assert drawn(series(*both)) == []  # marks of two mappers may stand side by side
    assert "a line joins" in drawn(series(*both, mode="lines"))[0]


def test_marks_of_two_scopes_need_the_word_in_one_series_and_in_two():
    assert any("no “mixed”" in fault for fault in drawn(series(KILLED, CASUALTIES)))
    assert any("share axes" in fault for fault in drawn(series(KILLED), series(CASUALTIES)))
    assert drawn(series(KILLED, CASUALTIES), mixed=["quantities"]) == []
    assert drawn(series(KILLED), series(CASUALTIES, yaxis="y2")) == []  # another panel


def test_a_filled_forecast_is_found():
    assert "is not hollow" in drawn(series(FORECAST))[0]
    assert drawn(series(FORECAST, symbol="circle-open")) == []


def test_a_limit_drawn_as_a_point_is_found():
    assert "neither arrow nor named" in drawn(series(AT_LEAST_100, y=[100]))[0]
    assert drawn(series(AT_LEAST_100, y=[100]), open_ends=[("2025-01-13", 100)]) == []
    assert drawn(series(AT_LEAST_100, y=[100], text=["at least 100"])) == []
    assert drawn(series(AT_LEAST_100, y=[100], text=["over 100"])) == []
    assert "neither arrow nor named" in drawn(series(AT_LEAST_100, y=[100], text=["100, over the winter"]))[0]


def test_a_bare_line_over_a_limit_or_a_forecast_is_found():
    line = {**series(AT_LEAST_100, KILLED, y=[100, 600]), "mode": "lines"}
    assert "neither arrow nor named" in drawn(line)[0]
    assert drawn(line, open_ends=[("2025-01-13", 100)]) == []
    forecasts = {**series(FORECAST, "estimates:dprk-troops-projected--hur--2025-07-02"), "mode": "lines"}
    assert any("not hollow" in fault for fault in drawn(forecasts))


def test_a_trap_on_a_chart_is_found():
    assert any("draws the trap" in fault for fault in drawn(series(TRAP)))


def test_a_numeric_table_that_nobody_described_is_found():
    shares = [f"published_checks:{check}" for check in load("published_checks")["check_id"][:2]]
    assert "say in COUNTED" in drawn(series(*shares, mode="lines"))[0]


def test_the_lessons_hold_enough_to_ask():
    """Were the row ids lost on the way into the notebooks, every lesson would pass unasked."""
    held = {row_id for path in all_notebooks() for row_id in asked(path)[1]}
    assert len([row_id for row_id in held if table_of(row_id) == "estimates"]) > 250
    assert {"control_area_daily", "front_daily", "units_mapped"} <= set(map(table_of, held))


def ids_in(figure):
    return {row_id for trace in figure["data"] for *_, ids in points(trace) for row_id in ids}
