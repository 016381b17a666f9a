"""Read a producer's file: its rows as a stream, whatever its format and its encoding."""

from places.files.reading import read_rows
from places.files.rows import (
    Finish,
    SourceFile,
    SourceRow,
    Stream,
    UnreadableFileError,
    unfinished,
)

__all__ = [
    "Finish",
    "SourceFile",
    "SourceRow",
    "Stream",
    "UnreadableFileError",
    "read_rows",
    "unfinished",
]
