import pandas as pd
import pytest

from helpers.analysis.comparable import NotComparable, comparable

ONE = {
    "quantity": "held",
    "unit": "km²",
    "definition": "held",
    "place": "Kursk oblast",
    "includes_dprk": "no",
}


def frame(**second):
    return pd.DataFrame([ONE, {**ONE, **second}])


def test_rows_of_one_meaning_pass():
    assert comparable(frame()) == []


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("quantity", "retaken", "quantities"),
        ("unit", "mi²", "units"),
        ("definition", "zone of operation", "what is counted"),
        ("place", "Sudzha", "places"),
        ("includes_dprk", "yes", "North Koreans in and out"),
    ],
)
def test_mixed_rows_are_refused_or_named(column, value, name):
    with pytest.raises(NotComparable, match=name):
        comparable(frame(**{column: value}))
    assert comparable(frame(**{column: value}), mixed=True) == [name]


def test_not_said_is_no_proof_of_mixing():
    assert comparable(frame(includes_dprk="not said")) == []


def test_at_most_five_of_what_differs_are_named():
    rows = pd.DataFrame({"place": list("abcdefg"), "unit": "persons"})
    with pytest.raises(NotComparable, match=r"\(places: a, b, c, d, e and 2 more\)"):
        comparable(rows)
