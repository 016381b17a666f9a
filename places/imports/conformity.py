"""Bring a file under the columns of the standard, or say which ones it lacks and what to do."""

from dataclasses import replace

from places.files import SourceFile, UnreadableFileError
from places.mapping import Mapping, mapped
from places.models import ProducerMapping
from places.standard import ESSENTIAL, Issue, missing_columns

# What a mapping must give: something to name a place by, and somewhere to look for it.
_IDENTITY = ("id", "nom")
_WHEREABOUTS = ("commune", "code_postal", "code_insee")
_POINT = {"latitude", "longitude"}


def standard_file(file: SourceFile, mapping: Mapping | None = None) -> SourceFile:
    """The file as its producer should have written it, with a remark for each absent column.

    Raises:
        UnreadableFileError: what it lacks cannot be done without.
    """
    issues = _lacking(file, mapping) if mapping else []
    standard = mapped(mapping, file) if mapping else file
    missing = missing_columns(standard.headers)
    if not (mapping and mapping.rules) and set(missing) & set(ESSENTIAL):
        raise UnreadableFileError(
            "Ce fichier ne suit pas le standard national des lieux de médiation numérique\u202f: "
            f"il manque {_columns(missing)}. "
            "Pour proposer une correspondance\u202f: manage.py propose_mapping FICHIER."
        )
    issues += [Issue(1, column, "colonne absente du fichier") for column in missing]
    return replace(standard, issues=[*file.issues, *issues])


def _lacking(file: SourceFile, mapping: Mapping) -> list[Issue]:
    """A remark for each column that the mapping reads and the file no longer has."""
    missing = mapping.missing(file.headers)
    if unsaid := [each.header for each in mapping.filters if each.header in missing]:
        raise UnreadableFileError(
            "La correspondance dit quelles lignes garder d’après "
            f"{_columns(tuple(unsaid))}, que ce fichier n’a pas."
        )
    usable = {
        column
        for column, rule in mapping.rules.items()
        if not rule.sources or set(rule.sources) - set(missing)
    }
    needed = [column for column in _IDENTITY if column not in usable]
    if not (usable & set(_WHEREABOUTS) or usable >= _POINT):
        needed += _WHEREABOUTS[:2]
    if needed and mapping.rules:
        absent = f" Le fichier n’a pas {_columns(missing)}." if missing else ""
        raise UnreadableFileError(
            f"La correspondance ne donne pas {_columns(tuple(needed))} pour ce fichier.{absent}"
        )
    reason = "colonne attendue par la correspondance, absente du fichier"
    return [Issue(1, header, reason) for header in missing]


def _columns(names: tuple[str, ...]) -> str:
    return f"{'la colonne' if len(names) == 1 else 'les colonnes'} {', '.join(names)}"


def kept_mapping(file: SourceFile, source: str) -> Mapping | None:
    """The mapping kept for a producer, unless its file follows the standard by now.

    One that says which rows to keep still counts: without it, what was left out would come back.
    """
    kept = ProducerMapping.objects.of(source) if source else None
    follows_standard = not set(missing_columns(file.headers)) & set(ESSENTIAL)
    if kept is None or kept.filters or not follows_standard:
        return kept
    return None if kept.missing(file.headers) else kept
