"""The reading of files, under the name by which imports know it."""

from places.files import SourceFile, SourceRow, UnreadableFileError, read_rows

__all__ = ["SourceFile", "SourceRow", "UnreadableFileError", "read_rows"]
