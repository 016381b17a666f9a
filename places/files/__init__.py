"""Read a producer's file: its rows as a stream, whatever its format and its encoding."""

from places.files.reading import read_rows
from places.files.rows import SourceFile, SourceRow, Stream, UnreadableFileError

__all__ = ["SourceFile", "SourceRow", "Stream", "UnreadableFileError", "read_rows"]
