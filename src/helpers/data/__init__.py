"""The data station: typed, checked tables from data/, and the pages they rest on."""

from helpers.data.citing import cite, source_ids_of, sources
from helpers.data.lessons import all_notebooks, lesson_number, notebooks_folder, word_of
from helpers.data.loading import DataError, folder, last_changes, load, outlines, row_ids, tables

__all__ = [
    "DataError",
    "all_notebooks",
    "cite",
    "folder",
    "last_changes",
    "lesson_number",
    "load",
    "notebooks_folder",
    "outlines",
    "row_ids",
    "source_ids_of",
    "sources",
    "tables",
    "word_of",
]
