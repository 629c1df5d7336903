"""No series of the course joins a forecast, a ceiling or another scope to counts without marking it.

Read from the row ids that the stored figures carry.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from helpers.analysis.ranges import spoken
from helpers.data import load
from helpers.lesson.packing import unpack
from helpers.publish.generated import PACKED
from helpers.publish.notebooks import all_notebooks, html_outputs, read

SCOPE = ["quantity", "unit", "definition", "place"]


@cache
def rows():
    return spoken(load("estimates")).set_index("row_id")


def traces(path):
    """(cell, trace, ids of its marks) for every trace of a lesson whose marks are figures of estimates."""
    for cell, data in html_outputs(read(path)):
        for packed in PACKED.findall(data["text/html"]):
            for figure in unpack(packed):
                for trace in figure["data"]:
                    marks = np.ravel(np.array(trace.get("customdata") or [], dtype=object))
                    ids = [mark if str(mark).startswith("estimates:") else None for mark in marks]
                    if any(ids):
                        yield cell, trace, ids


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_joined_marks_count_the_same_thing(path):
    for cell, trace, ids in traces(path):
        joined = rows().loc[sorted({i for i in ids if i})]
        if "lines" not in trace.get("mode", "") or len(joined) < 2:
            continue
        where = f"{path.name}, cell {cell}: {list(joined.index)}"
        assert (joined[SCOPE].nunique() <= 1).all(), where
        assert not (joined["basis"] == "forecast").any(), where
        assert not (joined["bound"] == "up to").any(), where


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_forecasts_are_hollow_and_limits_are_arrows(path):
    for cell, trace, ids in traces(path):
        if trace.get("mode") != "markers":
            continue
        shapes = trace["marker"].get("symbol", "circle")
        shapes = [shapes] * len(ids) if isinstance(shapes, str) else shapes
        for mark, shape in zip(ids, shapes, strict=True):
            if mark is None:
                continue
            row, where = rows().loc[mark], f"{path.name}, cell {cell}: {mark} is drawn as {shape}"
            if row["basis"] == "forecast":
                assert shape.endswith("open"), where
            if row["bound"] in ("at least", "up to"):
                assert "arrow" in shape, where
