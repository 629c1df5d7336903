"""The data station: typed, checked tables from data/, and the pages they rest on."""

from helpers.data.addresses import Address, address, printed_at, value_at
from helpers.data.citing import cite, source_ids_of, sources
from helpers.data.lessons import all_notebooks, lesson_number, notebooks_folder, word_of
from helpers.data.loading import DataError, folder, labels, last_changes, load, outlines, row_ids, tables

__all__ = [
    "Address",
    "DataError",
    "address",
    "all_notebooks",
    "cite",
    "folder",
    "labels",
    "last_changes",
    "lesson_number",
    "load",
    "notebooks_folder",
    "outlines",
    "printed_at",
    "row_ids",
    "source_ids_of",
    "sources",
    "tables",
    "value_at",
    "word_of",
]
