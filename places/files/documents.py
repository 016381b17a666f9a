"""Read the places of a JSON or GeoJSON file, one in memory at a time, nested values laid flat."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from places.files.encodings import TextFile
from places.files.json_stream import DamagedJsonError, items
from places.files.mojibake import mended, mended_rows, occurrences
from places.files.nesting import holder_of, unfolded
from places.files.opening_times import week_by_day, week_of
from places.files.rows import SourceFile, SourceRow, Stream, UnreadableFileError
from places.standard import Issue

_DEEPEST = 6
# Bytes; the rows of a smaller file are kept when it is first gone through, rather than read twice.
_SMALL = 4 << 20
# Where map and open-data software put the columns of a place.
_WRAPPERS = ("properties", "fields", "attributes")
_HOLDERS = frozenset({dict, list})
Cells = dict[str, object]


def read_document(text: TextFile) -> SourceFile:
    """The objects of the longest list of a JSON document, streamed; their rank is their line.

    Raises:
        UnreadableFileError: the document is damaged, or holds no list of objects.
    """
    found = _longest_list(text)
    holder = holder_of(found.headers, found.nested) if found.nested else ""
    rows = _Document(text, found.path, holder).rows
    headers, mojibake = found.headers, found.mojibake
    if holder:
        headers = dict.fromkeys(header for row in rows() for header in row.cells)
    elif found.kept is not None:
        rows = partial(iter, found.kept)
    if not mojibake:
        return SourceFile(tuple(headers), Stream(rows), list(text.issues), _name(text))
    names = tuple(dict.fromkeys(mended(header) for header in headers))
    issues = [issue for issue in text.issues if issue.kind != "mojibake"]
    reason = f"{mojibake} caractère(s) comme «\u00a0Ã©\u00a0» remis en accents"
    issues.append(Issue(1, "", reason, kind="mojibake"))
    return SourceFile(names, Stream(lambda: mended_rows(rows())), issues, _name(text))


def _name(text: TextFile) -> str:
    return text.path.stem


@dataclass
class _List:
    """What was seen of one list of a document, while it went by, and its rows when they are few."""

    path: str
    kept: list[SourceRow] | None = None
    objects: int = 0
    others: int = 0
    mojibake: int = 0
    headers: dict[str, None] = field(default_factory=dict)
    # Key of a list inside the objects → the columns of what it lists.
    nested: dict[str, dict[str, None]] = field(default_factory=dict)

    def see(self, item: object) -> None:
        row = row_of(self.objects + self.others + 1, item)
        if self.kept is not None:
            self.kept.append(row)
        if not isinstance(item, dict):
            self.others += 1
            return
        self.objects += 1
        cells = row.cells
        if not cells.keys() <= self.headers.keys():
            self.headers |= dict.fromkeys(cells)
        for key, value in item.items():
            if type(value) is list and _is_list_of_objects(value):
                heads = self.nested.setdefault(key, {})
                heads |= dict.fromkeys(name for each in value for name in row_of(0, each).cells)
        self.mojibake += occurrences("\n".join(c for c in cells.values() if isinstance(c, str)))


def _longest_list(text: TextFile) -> _List:
    """The list that holds most objects, or most items when none holds any."""
    lists: dict[str, _List] = {}
    is_small = text.path.stat().st_size <= _SMALL
    for path, item in _items(text):
        if path not in lists:
            lists[path] = _List(path, [] if is_small else None)
        lists[path].see(item)
    if not lists:
        with text.open() as file:
            if file.read(64).lstrip("\ufeff \t\r\n").startswith("["):
                raise UnreadableFileError("Le fichier ne contient aucune ligne de données.")
        raise UnreadableFileError("Ce fichier JSON ne contient pas une liste de lieux.")
    return max(lists.values(), key=lambda found: (found.objects, found.others))


def _items(text: TextFile) -> Iterator[tuple[str, object]]:
    with text.open() as file:
        try:
            yield from items(file)
        except DamagedJsonError as error:
            raise UnreadableFileError(str(error)) from error


class _Document:
    """A JSON document, read for the objects of one of its lists, or for what these list."""

    def __init__(self, text: TextFile, path: str, holder: str = "") -> None:
        self.text = text
        self.path = path
        self.holder = holder

    def rows(self) -> Iterator[SourceRow]:
        found = (item for path, item in _items(self.text) if path == self.path)
        if self.holder:
            yield from self._inner(found)
            return
        for rank, item in enumerate(found, start=1):
            yield row_of(rank, item)

    def _inner(self, items: Iterator[object]) -> Iterator[SourceRow]:
        listed = (each for item in items for each in unfolded(item, self.holder, self.path))
        for rank, (own, item) in enumerate(listed, start=1):
            row = row_of(rank, item)
            yield row._replace(cells=flat(own) | row.cells)


def row_of(rank: int, item: object) -> SourceRow:
    """The row of an object; coordinates of a map file are columns like others."""
    if not isinstance(item, dict):
        issue = Issue(rank, "", "ce n’est pas un lieu", str(item)[:200], is_fatal=True)
        return SourceRow(rank, {}, (issue,))
    inside = next((key for key in _WRAPPERS if isinstance(item.get(key), dict)), "")
    if not inside:
        return SourceRow(rank, flat(item))
    own: Cells = {"id": item["id"]} if item.get("id") not in (None, "") else {}
    return SourceRow(rank, own | _point(item.get("geometry")) | flat(item[inside]))


def flat(item: Cells, prefix: str = "", depth: int = 0) -> Cells:
    """An object without objects inside: « adresse.ville », a list of objects column by column."""
    cells: Cells = {}
    for key, value in item.items():
        name = f"{prefix}{key}" if prefix else key
        if type(value) not in _HOLDERS:
            cells[name] = value
        elif isinstance(value, dict) and value and depth < _DEEPEST:
            if week := week_by_day(value):
                cells[name] = week
                continue
            cells |= flat(value, f"{name}.", depth + 1)
        elif _is_list_of_objects(value) and depth < _DEEPEST:
            cells |= _columns(name, value, depth + 1)
        else:
            cells[name] = value
    return cells


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _columns(name: str, objects: object, depth: int) -> Cells:
    """« services: [{nom: a}, {nom: b}] » → « services.nom: [a, b] »."""
    if week := week_of(objects):
        return {name: week}
    rows = [flat(item, f"{name}.", depth) for item in objects] if isinstance(objects, list) else []
    names = dict.fromkeys(header for row in rows for header in row)
    if len(rows) == 1:
        return rows[0]
    return {header: [row.get(header, "") for row in rows] for header in names}


def _point(geometry: object) -> Cells:
    """The coordinates of a feature (longitude first); its own columns win over them."""
    if not isinstance(geometry, dict):
        return {}
    if "x" in geometry and "y" in geometry:
        return {"latitude": geometry["y"], "longitude": geometry["x"]}
    points = list(_pairs(geometry.get("coordinates")))
    if not points:
        return {}
    count = len(points)
    longitude, latitude = (sum(pair[rank] for pair in points) / count for rank in (0, 1))
    if count == 1:
        longitude, latitude = points[0]
    return {"latitude": latitude, "longitude": longitude}


def _pairs(coordinates: object) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list):
        return
    if len(coordinates) > 1 and all(isinstance(n, int | float) for n in coordinates[:2]):
        yield coordinates[0], coordinates[1]
        return
    for inner in coordinates:
        yield from _pairs(inner)
