"""Bring files of places in, whole or not at all."""

from places.files import UnreadableFileError, read_rows
from places.imports.at_once import import_places
from places.imports.reports import Report, write_issues

__all__ = ["Report", "UnreadableFileError", "import_places", "read_rows", "write_issues"]
