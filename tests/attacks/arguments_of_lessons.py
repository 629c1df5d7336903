"""Wrong arguments of what a lesson shows: each is refused in plain words, or means one thing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from attacks.judging import Case, page_of
from helpers import Explore, charts, claims_table, evidence_table, guess, load, quiz, show, show_table
from helpers.lesson.arguments import arguments_table
from helpers.lesson.rating import my_ratings, rate
from helpers.lesson.scorecard import scorecard
from helpers.lesson.values import value_of

LONG = "x" * 5000


def of_lessons() -> Iterator[tuple[str, Case]]:
    for call in (claims_table, evidence_table):
        for odd in (
            "S99",
            "s04",
            "S4",
            "04",
            " S04",
            "",
            LONG,
            None,
            4,
            ["S04", "S05"],
            "S04, S05",
            "S04;S05",
            np.nan,
            {},
        ):
            yield (
                f"{call.__name__}({str(odd)[:15]!r})",
                Case(lambda c=call, o=odd: c(o), "S04" if "04" in str(odd) else "Ids are"),
            )
        twice = lambda c=call: page_of(lambda: c("S04", "S04")) == page_of(lambda: c("S04"))  # noqa: E731
        yield f"{call.__name__} twice", Case(twice, "", bool)
    yield "evidence_table()", Case(evidence_table, "S")
    for side in ("Ukraine", "ua", "both", "", 3, ["ukraine"], LONG, np.nan, 0, False):
        yield f"scorecard({str(side)[:10]!r})", Case(lambda o=side: scorecard(o), "ukraine")
    for odd in (
        None,
        3,
        "events",
        [],
        {},
        [[1, 2]],
        pd.Series([1]),
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
    ):
        yield (
            f"show_table({str(odd)[:12]!r})",
            Case(lambda o=odd: show_table(o, "Odd"), "row" if isinstance(odd, pd.DataFrame) else "table"),
        )
    yield "show_table without a label", Case(lambda: show_table(load("voices")))
    for odd in (None, 3, "", []):
        yield f"show_table(…, {odd!r})", Case(lambda o=odd: show_table(load("voices"), o), "label")
    for call, table in ((rate, "questions"), (arguments_table, "arguments")):
        for odd in (
            None,
            3,
            table,
            [],
            {},
            pd.Series([1]),
            pd.DataFrame(),
            load(table).head(0),
            load("voices"),
            load(table)[[f"{table[:-1]}_id"]],
        ):
            yield (
                f"{call.__name__}({type(odd).__name__} {str(odd)[:9]!r})",
                Case(lambda c=call, o=odd: c(o), table),
            )
    for odd in (
        None,
        3,
        "",
        "../ratings.csv",
        "a/b.csv",
        "/etc/passwd",
        "a\0b",
        [],
        LONG,
        "..",
    ):
        yield f"my_ratings({str(odd)[:15]!r})", Case(lambda o=odd: my_ratings(o), "file")
    for odd in (
        "",
        "03",
        "the_incurison",
        "The_Incursion",
        None,
        3,
        ["the_incursion"],
        "../pyproject",
        "the_incursion.toml",
        LONG,
    ):
        yield (
            f"quiz({str(odd)[:15]!r})",
            Case(lambda o=odd: quiz(o), "the_incursion" if "ncu" in str(odd) else "esson"),
        )
    for odd in (
        "",
        "the_incursion",
        "the_incursion-zz",
        "the_incurison-a",
        "03-a",
        None,
        3,
        ["the_incursion-a"],
        LONG,
    ):
        yield (
            f"guess({str(odd)[:17]!r})",
            Case(lambda o=odd: guess(o, "Which?"), "the_incursion" if "ncu" in str(odd) else "esson"),
        )
    for ask in (None, 3, "", []):
        yield f"guess(ask={ask!r})", Case(lambda a=ask: guess("the_incursion-a", a), "question")
    for choices in ("abc", 3, {}, [], [None], ["a", "a"], {"a": 1}, [[]]):
        yield (
            f"guess(choices={choices!r})",
            Case(lambda c=choices: guess("the_incursion-a", "Which?", c), "choice"),
        )
    for fields in ("low", 3, ("a", "a"), (None,), ("",)):
        yield (
            f"guess(fields={fields!r})",
            Case(lambda f=fields: guess("the_incursion-a", "Which?", fields=f), "field"),
        )
    for lesson, name in (
        ("the_incursion", "nothing"),
        ("nothing", "x"),
        (None, None),
        (3, 3),
        ([], []),
        (LONG, LONG),
    ):
        yield (
            f"value_of({str(lesson)[:10]}, {str(name)[:10]})",
            Case(lambda x=lesson, n=name: value_of(x, n), "lesson"),
        )


def drawn(value: object) -> go.Figure:
    """A figure with all its words, whatever the setting."""
    words = dict.fromkeys(("title", "caption", "alt"), str(value))
    return charts.finish(go.Figure(), table=pd.DataFrame({"a": [1]}), **words)


def of_charts() -> Iterator[tuple[str, Case]]:
    for odd in (None, 3, "figure", {}, [], go.Figure(), pd.DataFrame(), load, go.Scatter()):
        yield (
            f"show({str(odd)[:15]!r})",
            Case(lambda o=odd: show(o), "charts.finish" if isinstance(odd, go.Figure) else "chart"),
        )
    area = load("control_area_daily")
    words = {"question": "q", "caution": "c"}
    for name, odd in {
        "none": {},
        "empty": {"value": []},
        "twice": {"value": [1, 1]},
        "alike": {"value": [1, "1"]},
        "many": {"value": range(300)},
        "number": {"value": 3},
        "text": {"value": "abc"},
        "unknown": {"valu": [1, 2]},
    }.items():
        yield (
            f"Explore {name}",
            Case(
                lambda o=odd: Explore(drawn, **words, **o),
                {"many": "300", "unknown": "valu"}.get(name, "choice"),
            ),
        )
    for start in (
        {"valu": 1},
        {"value": 3},
        {"value": None},
        {"value": "1"},
        3,
        "value",
        ["value"],
        {"value": [1]},
    ):
        yield (
            f"Explore start {start!r}",
            Case(lambda s=start: Explore(drawn, **words, start=s, value=[1, 2]), "start"),
        )
    for odd in (None, 3, "area", load, area, [], go.Figure()):
        yield f"Explore({str(odd)[:12]!r})", Case(lambda o=odd: Explore(o, **words, value=[1, 2]), "chart")
    for word in ("question", "caution"):
        for odd in (None, 3, []):
            yield (
                f"Explore {word}={odd!r}",
                Case(lambda w=word, o=odd: Explore(drawn, **{**words, w: o}, value=[1, 2]), word),
            )
    yield "Explore without words", Case(lambda: Explore(drawn, value=[1, 2]))


def cases() -> Iterator[tuple[str, Case]]:
    """Name of each case, and the case; a name may come more than once."""
    for kind in (of_lessons, of_charts):
        for name, case in kind():
            yield f"{kind.__name__}: {name}", case
