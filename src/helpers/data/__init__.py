"""The data station: typed, checked tables from data/, and the pages they rest on."""

from helpers.data.citing import cite, source_ids_of, sources
from helpers.data.loading import DataError, folder, labels, last_changes, load, outlines, row_ids, tables

__all__ = [
    "DataError",
    "cite",
    "folder",
    "labels",
    "last_changes",
    "load",
    "outlines",
    "row_ids",
    "source_ids_of",
    "sources",
    "tables",
]
