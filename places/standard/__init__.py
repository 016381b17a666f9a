"""The national standard's file: the only place that knows its French columns."""

from places.standard.cells import guarded
from places.standard.columns import COLUMNS, ESSENTIAL, REQUIRED, canonical, missing_columns
from places.standard.reading import Issue, PlaceRecord, read_row
from places.standard.values import NATIONAL_LABELS
from places.standard.writing import UNKNOWN_PIVOT, row_of

__all__ = [
    "COLUMNS",
    "ESSENTIAL",
    "NATIONAL_LABELS",
    "REQUIRED",
    "UNKNOWN_PIVOT",
    "Issue",
    "PlaceRecord",
    "canonical",
    "guarded",
    "missing_columns",
    "read_row",
    "row_of",
]
