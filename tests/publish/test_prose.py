import nbformat
import pytest

from helpers.publish.prose import expressions, fill, spoken


def filled(text, value):
    return fill(f"**{text}**<!--= x -->", {"x": value})


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("1 km²", 1107.2, "1,107 km²"),
        ("0.0 %", 4.2, "4.2 %"),
        ("about 5 days", 15.0, "about 15 days"),
        ("someday", "21 Aug 2024", "21 Aug 2024"),
        ("3", -2.4, "−2"),
        ("3", -0.2, "0"),
    ],
)
def test_numbers_take_the_form_that_stands_there(text, value, said):
    assert filled(text, value) == f"**{said}**<!--= x -->"


def test_filling_twice_changes_nothing():
    once = filled("9 km²", 1107.0)
    assert fill(once, {"x": 1107.0}) == once


def test_expressions_are_found_once_in_markdown_only():
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_markdown_cell("**1**<!--= a + 1 --> and **2**<!--=b--> and **1**<!--= a + 1 -->"),
        nbformat.v4.new_code_cell("# **1**<!--= c -->"),
    ]
    assert expressions(notebook) == ["a + 1", "b"]


def test_a_failing_expression_is_named():
    assert spoken("a * 2", {"a": 4}) == 8
    with pytest.raises(ValueError, match="'missing' fails: NameError"):
        spoken("missing", {})
    with pytest.raises(ValueError, match="gives list"):
        spoken("[1]", {})
