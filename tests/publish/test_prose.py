"""Numbers in prose: how an address or a name fills the bold text before it, and which rows it names."""

import nbformat
import pandas as pd
import pytest

from helpers.data import DataError
from helpers.lesson.values import LessonError
from helpers.publish import prose
from helpers.publish.prose import comment_faults, fill, rows_named

SYRSKYI = "estimates:ua-held-area-kursk · oleksandr-syrskyi · 2024-08-12"
MEDUZA = "estimates:ua-held-area-kursk · meduza · 2024-08-15"


@pytest.fixture
def named(monkeypatch):
    """Function: let the lesson's value x be this."""
    return lambda value: monkeypatch.setattr(prose, "value_of", lambda lesson, name: value)


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("1 km²", 1107.2, "1,107 km²"),
        ("0.0 %", 4.2, "4.2 %"),
        ("about 5 days", 15, "about 15 days"),
        ("someday", pd.Timestamp("2024-08-21"), "21 Aug 2024"),
        ("3", -2.4, "−2"),
        ("3", -0.2, "0"),
    ],
)
def test_numbers_take_the_form_that_stands_there(text, value, said, named):
    named(value)
    assert fill(f"**{text}**<!--= x -->", "small") == f"**{said}**<!--= x -->"


def test_filling_twice_changes_nothing(named):
    named(1107.0)
    once = fill("**9 km²**<!--= x --> and **9**<!--= x -->", "small")
    assert once == "**1,107 km²**<!--= x --> and **1,107**<!--= x -->" == fill(once, "small")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"**?**<!-- {SYRSKYI} -->", f"**about 1,000 km²**<!-- {SYRSKYI} -->"),  # printed
        (f"**5**<!-- {SYRSKYI} -->", f"**1,000**<!-- {SYRSKYI} -->"),  # a bare number stays one
        (f"**about 5 km²**<!-- {MEDUZA} [low] -->", f"**about 500 km²**<!-- {MEDUZA} [low] -->"),
        (
            "**soon**<!-- events:2024-11-17-permission-reported [date_first] -->",
            "**17 Nov 2024**<!-- events:2024-11-17-permission-reported [date_first] -->",
        ),
    ],
)
def test_a_row_is_named_by_its_address(before, after):
    assert fill(before, "small") == after


def test_what_is_no_number_is_named(named):
    named([1])
    with pytest.raises(LessonError, match="The value x of the lesson small is no number, text or day"):
        fill("**1**<!--= x -->", "small")
    with pytest.raises(DataError, match="“a note” is no address of a row"):
        fill("**1**<!-- a note -->", "small")


def test_rows_of_the_prose_and_of_values_are_found(monkeypatch):
    monkeypatch.setattr(prose, "definitions", lambda lesson: {"a": f"{MEDUZA} [low]", "b": "a + 1"})
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_markdown_cell(f"**1**<!-- {SYRSKYI} --> and **2**<!--= b -->"),
        nbformat.v4.new_code_cell("# **1**<!-- estimates:x -->"),
    ]
    assert rows_named(notebook, "small") == {
        "estimates:ua-held-area-kursk--oleksandr-syrskyi--2024-08-12",
        "estimates:ua-held-area-kursk--meduza--2024-08-15",
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("**1**<!-- estimates:a--b -->", "holds --, < or >"),
        ("**1**<!--= a -> b -->", "holds --, < or >"),
        ("**1** <!--= a -->", "follows no number in bold"),
        ("<!-- a note\non two lines -->", "follows no number in bold"),
        ("**1**<!--= a + 1 -->", "neither the address of a row nor a name"),
        ("**1**<!-- a note -->", "neither the address of a row nor a name"),
    ],
)
def test_other_comments_are_faults(text, fault):
    assert len(comment_faults(text)) == 1 and fault in comment_faults(text)[0]


def test_the_two_forms_are_no_fault():
    assert comment_faults(f"**1**<!--= a_1 --> **2**<!-- {SYRSKYI} --> **3**<!-- {MEDUZA} [low] -->") == []
