"""Write places as the national file: for a person, a program or another tool."""

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.db.models import Count

from places.models import Place
from places.models.places import PlaceQuerySet
from places.open_data.contacts import emails_of
from places.standard import COLUMNS, NATIONAL_LABELS, PlaceRecord, row_of

BATCH = 1000
OURS = {"source_id", "terms", "raw", "latitude", "longitude"}
FIELDS = [name for name in PlaceRecord.__slots__ if name not in OURS]


def rows_of(places: PlaceQuerySet) -> Iterator[dict[str, str]]:
    """Each place as the 32 columns of the national file, read in batches.

    `id` is the source's own; where two sources share one, the source stands before it.
    """
    shared = shared_ids()
    for place in places.prefetch_related("terms").iterator(chunk_size=BATCH):
        yield row_of(record_of(place, shared))


def shared_ids() -> set[str]:
    """Identifiers that several published places have, each in its source."""
    rows = Place.objects.published().order_by().values("source_id").annotate(n=Count("pk"))
    return set(rows.filter(n__gt=1).values_list("source_id", flat=True))


def record_of(place: Place, shared: set[str]) -> PlaceRecord:
    """The record that a row of the file is written from.

    A point that was only the commune's is not told as the place's; e-mail addresses that may name
    a person stay inside. A day and a postal code are required: for want of a source's, the last
    day known here and the commune's code.
    """
    terms = ((term.vocabulary, term.code) for term in place.terms.all())
    own = {name: getattr(place, name) for name in FIELDS}
    own["emails"] = "\n".join(emails_of(place))
    own["postal_code"] = place.postal_code or postal_code_of(place)
    own["updated_on"] = place.updated_on or place.checked_on or place.changed_at.date()
    is_shared = place.source_id in shared
    return PlaceRecord(
        **own,
        source_id=f"{place.source}:{place.source_id}" if is_shared else place.source_id,
        latitude=place.latitude if place.has_own_point else None,
        longitude=place.longitude if place.has_own_point else None,
        terms=frozenset(key for key in terms if key in NATIONAL_LABELS),
    )


def postal_code_of(place: Place) -> str:
    """The first code of its commune, for a source that gave none."""
    first = place.commune.postal_codes.first() if place.commune else None
    return first.code if first else ""


def lines_of(places: PlaceQuerySet) -> Iterator[str]:
    """The national file's text, piece by piece: its header, then each place."""
    buffer = StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows_of(places):
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
    yield buffer.getvalue()


def write_places(places: PlaceQuerySet, file: TextIO) -> int:
    """Write places to an open file and count them."""
    pieces = 0
    for piece in lines_of(places):
        file.write(piece)
        pieces += 1
    return pieces - 1  # the header is no place


def export_places(path: Path) -> int:
    """Write every published place to a file, which appears whole or not at all.

    Raises:
        OSError: the file cannot be written there.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            count = write_places(Place.objects.published().order_by("pk"), file)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return count
