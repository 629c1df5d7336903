"""What the columns of a table mean."""

from __future__ import annotations

import json

import pandas as pd

from helpers.data import folder, load
from helpers.words import written


def about(table: str) -> pd.DataFrame:
    """The columns of a table in words: what each means, how many cells are filled, and an example.

    Names and pages that `load` joins to a table are not listed.

    Raises DataError for an unknown table.

    >>> about("speakers")["column"].head(2).tolist()
    ['speaker_id', 'name']
    """
    frame = load(table)
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    fields = described[table]["schema"]["fields"]
    names = [field["name"] for field in fields]
    return pd.DataFrame(
        {
            "column": names,
            "means": [field.get("description", "") for field in fields],
            "filled": [f"{frame[name].notna().mean():.0%}" for name in names],
            "example": [written(next(iter(frame[name].dropna()), None)) for name in names],
        }
    )
