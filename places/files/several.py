"""Make a row of each of the places that one row of a file holds in numbered groups of columns."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from places.files.numbered import NAME, Groups, aside, groups_in
from places.files.rows import SourceFile, SourceRow, Stream
from places.standard import Issue
from places.standard.cells import text_of

_LOOKED_AT = 500
_FEW = 0.3
_CODE = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
# Cells that name no place: times, days, addresses of the web, answers.
_NO_NAME = re.compile(
    r"\d ?[hH:]|\S@\S|https?:|www\.|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|"
    r"^(?:oui|non|x|\d+)$",
    re.IGNORECASE,
)
Cells = dict[str, object]


def one_place_a_row(file: SourceFile) -> SourceFile:
    """A file whose every place has its row: the filled groups, with the columns they share.

    Rows of one line keep its number; its identifier is followed by the number of the group. The
    file itself when its columns are not grouped so, or when no second group holds a place.
    """
    groups = groups_in(file.headers)
    if groups is None or not _holds_places(file, groups):
        return file
    names = ", ".join(f"«\u00a0{name}\u00a0»" for name in groups.numbers[1].values())
    reason = f"colonnes répétées par numéro ({names}…)\u202f: un lieu par groupe rempli"
    rows = Stream(partial(_rows, file, groups))
    issues = [*file.issues, Issue(1, "", reason)]
    return replace(file, headers=groups.headers, rows=rows, issues=issues)


def _holds_places(file: SourceFile, groups: Groups) -> bool:
    """Whether a second group is filled somewhere, and names places rather than days or links."""
    rows = list(islice(file.rows, _LOOKED_AT))
    headers = [labels[NAME] for labels in groups.numbers.values() if NAME in labels]
    names = [text for row in rows for header in headers if (text := _text(row.cells, header))]
    odd = sum(bool(_NO_NAME.search(name)) for name in names)
    return odd <= _FEW * len(names) and any(_is_filled(groups, 2, row.cells) for row in rows)


def _rows(file: SourceFile, groups: Groups) -> Iterator[SourceRow]:
    for row in file.rows:
        yield from _parted(groups, row)


def _parted(groups: Groups, row: SourceRow) -> Iterator[SourceRow]:
    filled = [number for number in groups.numbers if _is_filled(groups, number, row.cells)]
    spent = {header for number in filled for header in groups.numbers[number].values()}
    rest = {header: cell for header, cell in row.cells.items() if header not in spent}
    places = [_of_group(groups, number, row.cells) for number in filled]
    if not places or _text(row.cells, groups.seat):
        places.insert(0, _with_own(groups, rest))
    else:
        # What a group says that is no place stays with the first.
        others = {header: cell for header, cell in rest.items() if header not in groups.common}
        places[0] |= others
    issues = row.issues
    if len(places) > 1:
        reason = f"{len(places)} lieux sur une même ligne, lus un à un"
        issues = (*issues, Issue(row.line, "", reason, kind="several_places"))
    for rank, cells in enumerate(places):
        yield SourceRow(row.line, cells, () if rank else issues)


def _is_filled(groups: Groups, number: int, cells: Cells) -> bool:
    labels = groups.numbers[number]
    return any(_text(cells, labels[label]) for label in groups.telling if label in labels)


def _text(cells: Cells, header: str) -> str:
    """What a cell says; a dash says nothing."""
    text = text_of(cells.get(header))
    return text if any(map(str.isalnum, text)) else ""


def _with_own(groups: Groups, cells: Cells) -> Cells:
    """The row itself, under the names that its groups have: « Structure » is its « nom »."""
    own = {label: cells[header] for label, header in groups.own.items() if header in cells}
    return cells | own


def _of_group(groups: Groups, number: int, cells: Cells) -> Cells:
    labels = groups.numbers[number]
    told = {label: cells[header] for label, header in labels.items() if header in cells}
    has_code = any(_CODE.search(text_of(told[label])) for label in groups.telling & told.keys())
    apart = groups.apart | groups.towns if has_code else groups.apart
    place: Cells = {}
    for header in groups.common:
        if header in cells:
            cell = _numbered(cells[header], number) if header in groups.ids else cells[header]
            is_apart = header in apart or header in groups.labels
            place[aside(header) if is_apart else header] = cell
    if not _text(told, NAME) and groups.own.get(NAME) in cells:
        told[NAME] = cells[groups.own[NAME]]
    return place | told


def _numbered(cell: object, number: int) -> object:
    return f"{text}-{number}" if (text := text_of(cell)) else cell
