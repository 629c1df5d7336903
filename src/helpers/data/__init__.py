"""The data station: typed, checked tables from data/, and the pages they rest on."""

from helpers.data.addresses import Address, address, printed_at, value_at
from helpers.data.citing import cite, source_ids_of, sources
from helpers.data.edition import NotAsPublished
from helpers.data.lessons import all_notebooks, lesson_number, notebooks_folder, word_of
from helpers.data.loading import (
    folder,
    labels,
    last_changes,
    load,
    outlines,
    row_ids,
    seal,
    tables,
    unsealed,
)
from helpers.data.outlets import OUTLETS, kind_of_page, page_as_html
from helpers.given import DataError

__all__ = [
    "OUTLETS",
    "Address",
    "DataError",
    "NotAsPublished",
    "address",
    "all_notebooks",
    "cite",
    "folder",
    "kind_of_page",
    "labels",
    "last_changes",
    "lesson_number",
    "load",
    "notebooks_folder",
    "outlines",
    "page_as_html",
    "printed_at",
    "row_ids",
    "seal",
    "source_ids_of",
    "sources",
    "tables",
    "unsealed",
    "value_at",
    "word_of",
]
