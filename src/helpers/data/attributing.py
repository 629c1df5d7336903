"""From a row to who said it and on which page: names that every table of statements arrives with."""

from __future__ import annotations

import pandas as pd

SPEAKER, PAGE = "speaker_id", "source_id"


def attributed(
    rows: pd.DataFrame, ids: list[str], speakers: pd.DataFrame, pages: pd.DataFrame
) -> pd.DataFrame:
    """Rows with their address, who the speaker is, and the page's publisher and address.

    Parameters
    ----------
    rows : rows of a table with speaker_id, source_id or both.
    ids : the address of each row ("table:key").
    speakers, pages : tables speakers and sources.

    Returns
    -------
    The rows with the columns row_id; name, short_name, side (actor where the table has a side of its own),
    speaker_kind and country of the speaker; publisher, url and outlet of the page. A row without speaker
    or page keeps these empty.
    """
    added = {"row_id": ids}
    if SPEAKER in rows:
        known = speakers.set_index(SPEAKER)
        side = "actor" if "side" in rows else "side"
        added |= {
            "name": rows[SPEAKER].map(known["name"]),
            "short_name": rows[SPEAKER].map(known["short_name"].fillna(known["name"])),
            side: rows[SPEAKER].map(known["side"]),
            "speaker_kind": rows[SPEAKER].map(known["kind"]),
            "country": rows[SPEAKER].map(known["country"]),
        }
    if PAGE in rows:
        known = pages.set_index(PAGE)
        added |= {name: rows[PAGE].map(known[name]) for name in ("publisher", "url", "outlet")}
    return rows.assign(**added)
