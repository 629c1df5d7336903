"""Words beside marks: clear of what is there, shorter in little room, left out in none."""

import pytest

from helpers.analysis import agreement
from helpers.charts import cells
from helpers.charts.beside import Plot, beside
from helpers.data import load

PLOT = Plot((0, 100), (0, 100), 300, 300)


def placed(*walls, sides=("right", "left")):
    taken = [PLOT.box(x, y) for x, y in walls]
    notes = beside([(50, 50, ["1,263 Kyiv", "1,263"])], PLOT, taken, sides).notes
    return [(note["text"], note["xanchor"]) for note in notes]


def test_words_stand_on_the_first_free_side_and_grow_shorter_there():
    assert placed() == [("1,263 Kyiv", "left")]
    assert placed(((60, 62), (0, 100))) == [("1,263 Kyiv", "right")]
    assert placed(((70, 72), (0, 100)), ((30, 32), (0, 100))) == [("1,263", "left")]


def test_words_that_would_cover_something_are_left_out():
    assert placed(((55, 57), (0, 100)), ((43, 45), (0, 100))) == []


def test_words_keep_clear_of_each_other():
    marks = [(50, 50, ["1,263"]), (50, 52, ["1,250"])]
    first, second = beside(marks, PLOT, [], ["right", "left"]).notes
    assert (first["xanchor"], second["xanchor"]) == ("left", "right")


def test_words_at_the_side_of_another_mark_stand_in_line_with_their_own_or_not_at_all():
    other = [PLOT.box((50, 50), (58, 58)).grown(20, 20)]
    marks = [(50, 50, ["140"])]
    assert beside(marks, PLOT, [], ["above", "left"], others=other).notes[0]["xanchor"] == "right"
    assert beside(marks, PLOT, [], ["above"], others=other).notes == []


@pytest.mark.parametrize("week", agreement.weeks(load("agreement_grid")))
def test_lines_to_words_east_of_the_salient_do_not_cross(week):
    told = [note for layer in cells.told(load("agreement_grid"), week) for note in layer.notes]
    east = sorted((note for note in told if note.get("ax", 0) > 0), key=lambda note: note["ay"])
    assert [note["y"] for note in east] == sorted(note["y"] for note in east)
