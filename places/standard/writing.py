"""Write a place as a row of the national file, version 1, valid under its schema."""

from collections.abc import Iterable

from places.standard.cells import guarded
from places.standard.columns import COLUMNS, LINES, TEXTS, VOCABULARIES
from places.standard.phones import PHONE
from places.standard.records import PlaceRecord
from places.standard.values import NATIONAL_LABELS, Key

# The national convention for « nobody knows it »: the column is required.
UNKNOWN_PIVOT = "00000000000000"
# The published schema forgot a space in one value; a valid file repeats it.
_AS_IN_SCHEMA = {"Étapes numériques (La Poste)": "Étapes numériques(La Poste)"}
# Bound by a pattern or numbers: their « + » and « - » are no formula.
_UNGUARDED = {"latitude", "longitude", "telephone"}
_RANKS = {key: rank for rank, key in enumerate(NATIONAL_LABELS)}


def row_of(record: PlaceRecord) -> dict[str, str]:
    """The 32 columns of a place, in order.

    A value that the schema's pattern would refuse is left empty; several values are separated by
    « | »; words that a spreadsheet would take for a formula are preceded by « ' », which
    `read_row` takes away again.
    """
    row = _codes(record) | _words(record) | _terms(record.terms)
    return {
        column: row[column] if column in _UNGUARDED else guarded(row[column]) for column in COLUMNS
    }


def _codes(record: PlaceRecord) -> dict[str, str]:
    return {
        "id": record.source_id,
        "pivot": record.pivot or UNKNOWN_PIVOT,
        "code_postal": record.postal_code,
        "code_insee": record.insee_code,
        "latitude": _degrees(record.latitude),
        "longitude": _degrees(record.longitude),
        "telephone": record.phone if PHONE.fullmatch(record.phone) else "",
        "date_maj": record.updated_on.isoformat() if record.updated_on else "",
    }


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _words(record: PlaceRecord) -> dict[str, str]:
    lines = {column: getattr(record, name) for column, (name, _longest) in LINES.items()}
    texts = {column: getattr(record, name) for column, name in TEXTS.items()}
    return {
        **lines,
        **texts,
        "presentation_resume": record.summary,
        "courriels": _piped(record.emails),
        "site_web": _piped(record.websites),
        "autres_formations_labels": _piped(record.other_labels),
        "fiche_acces_libre": _piped(record.accessibility_url),
        "prise_rdv": _piped(record.booking_url),
    }


def _piped(lines: str) -> str:
    return "|".join(lines.splitlines())


def _terms(terms: Iterable[Key]) -> dict[str, str]:
    """Each vocabulary in its own column, whatever column it was read from."""
    row = {}
    for column, (vocabulary, *_others) in VOCABULARIES.items():
        own = sorted((key for key in terms if key[0] == vocabulary), key=_RANKS.__getitem__)
        labels = [NATIONAL_LABELS[key] for key in own]
        row[column] = "|".join(_AS_IN_SCHEMA.get(label, label) for label in labels)
    return row
