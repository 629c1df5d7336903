"""The debate on paper: two motions, each with its day, cards with sources, ballots, a sheet to observe by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.analysis import debate
from helpers.classroom.paper import page_for_paper, printed
from helpers.data import kind_of_page, load
from helpers.files import write_whole
from helpers.words import dated, day

TABLE = 8  # pupils at one table: four speak, the others observe, and change places at the second motion
PUPILS = range(2, 31)  # for which the kit says how to sit


class Seats(NamedTuple):
    """How a class sits: how many at each table, and how many of them speak for the first motion."""

    at_tables: list[int]
    speakers: int
    observers: int


def write_debate_kit(folder: Path, paper: str = "A4") -> list[Path]:
    """Write the kit as one HTML page, and as PDF where there is a Chromium; return their paths.

    Parameters
    ----------
    folder : made when missing.
    paper : a key of paper.PAPERS.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "debate.html"
    write_whole(place, debate_kit(paper))
    return [place, *printed([place])]


def debate_kit(paper: str = "A4") -> str:
    """The whole kit as one page for paper."""
    words = kit_words()
    return page_for_paper(
        "debate.html",
        paper,
        "The debate",
        words=words,
        motions=[motion | {"cards": cards_of(motion["id"])} for motion in words["motion"]],
        seats=[(pupils, seats(pupils)) for pupils in PUPILS],
        talk=[_line(row) for row in _arguments().loc[words["talk"]["arguments"]].itertuples()],
    )


@cache
def kit_words() -> dict[str, Any]:
    """What debate.toml holds, with the days of the motions in words."""
    words = tomllib.loads((files("helpers.classroom") / "debate.toml").read_text("utf-8"))
    for motion in words["motion"]:
        motion["as_known_on"] = day(pd.Timestamp(motion["day"]))
    return words


def cards_of(motion: str) -> list[dict[str, Any]]:
    """The cards of a motion (table role_cards): position, side, sources and the objection to answer."""
    rows = _arguments()
    return [
        {
            "letter": card.card_id,
            "stands": card.stands,
            "position": card.position,
            "sources": [_line(row) for row in rows.loc[card.argument_ids.split(";")].itertuples()],
            "objection": [
                _line(row) for row in rows.loc[card.objection_argument_ids.split(";")].itertuples()
            ],
            "note": card.note,
        }
        for card in load("role_cards", motion=motion).itertuples()
    ]


def seats(pupils: int) -> Seats:
    """How a class sits at tables of eight at most, as even as can be.

    Four at a table speak, two where it has fewer than four; the others observe. For the second motion those
    who observed speak first.

    Raises ValueError for fewer than two pupils.

    >>> seats(25)
    Seats(at_tables=[7, 6, 6, 6], speakers=16, observers=9)
    """
    if pupils < 2:
        raise ValueError("A debate needs two pupils at least.")
    tables = -(-pupils // TABLE)
    fewest, larger = divmod(pupils, tables)
    at_tables = [fewest + (table < larger) for table in range(tables)]
    speakers = sum(4 if at_table >= 4 else 2 for at_table in at_tables)
    return Seats(at_tables, speakers, pupils - speakers)


def _arguments() -> pd.DataFrame:
    return debate.described(load("arguments")).set_index("argument_id", drop=False)


def _line(row: Any) -> dict[str, str]:
    return {
        "id": row.argument_id,
        "row_id": row.row_id,
        "name": row.name,
        "dated": dated(row),
        "argument": row.argument,
        "page": f"{row.publisher}, {kind_of_page(row)}",
    }
