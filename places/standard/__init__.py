"""The national standard's file: the only place that knows its French columns."""

from places.standard.cells import guarded
from places.standard.columns import COLUMNS, ESSENTIAL, REQUIRED, canonical, missing_columns
from places.standard.issues import Issue
from places.standard.reading import read_row
from places.standard.records import PlaceRecord
from places.standard.splitting import AddressParts, split_address, split_point
from places.standard.values import NATIONAL_LABELS
from places.standard.writing import UNKNOWN_PIVOT, row_of

__all__ = [
    "COLUMNS",
    "ESSENTIAL",
    "NATIONAL_LABELS",
    "REQUIRED",
    "UNKNOWN_PIVOT",
    "AddressParts",
    "Issue",
    "PlaceRecord",
    "canonical",
    "guarded",
    "missing_columns",
    "read_row",
    "row_of",
    "split_address",
    "split_point",
]
