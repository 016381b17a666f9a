"""Where a row says the place is: a point in degrees, an address parted from its town."""

import re
from collections.abc import Mapping

from places.standard import cells
from places.standard.codes import postal_code_of
from places.standard.projections import Degrees, degrees_of
from places.standard.records import Places
from places.standard.rows import Row
from places.standard.splitting import AddressParts, angle_of, split_address, split_point
from places.standard.values import folded

_POLE = 90
_CODE_WITHIN = re.compile(r"(?<![0-9])[0-9]{2} ?[0-9]{3}(?![0-9])")
_CEDEX = re.compile(r"(?:(?:bp|cs|tsa) ?[0-9 ]+)?(.*?)[ ,(-]*\bcedex\b.*", re.IGNORECASE)
_ZERO_LOST = re.compile(r"[1-9][0-9]{3} \D")  # « 9300 Lavelanet »
Pair = tuple[float, float]
Values = Mapping[str, object]


def point(row: Row, values: Values, places: Places | None = None) -> dict[str, object]:
    """Both coordinates, or neither, brought to degrees whatever their writing.

    Args:
        row: the row being read.
        values: what it says of its commune.
        places: who knows where that commune is, to choose between two projections.
    """
    written = [row.first("latitude"), row.first("longitude")]
    latitude, longitude = (cells.number_of(cell) for _header, cell in written)
    if latitude is None or longitude is None:
        pair = _angles(row, written) or _in_one_cell(row, written)
    else:
        pair = _standing(row, (latitude, longitude), values, places)
        if "," in written[0][1] or "," in written[1][1]:
            text = " ".join(cell for _header, cell in written)
            reason, after = "virgule décimale remplacée", _pair(latitude, longitude)
            row.warn("latitude", reason, text, kind="decimal_comma", after=after)
    if pair is None or pair == (0, 0):
        _keep_unreadable(row, written)
        return {"latitude": None, "longitude": None}
    return {"latitude": pair[0], "longitude": pair[1]}


def _standing(row: Row, pair: Pair, values: Values, places: Places | None) -> Pair | None:
    """Two numbers as a point of the Earth: swapped ones put in order, metres made degrees."""
    latitude, longitude = pair
    if abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE:
        return pair
    text = f"{latitude} {longitude}"
    if abs(longitude) <= _POLE and abs(latitude) <= 2 * _POLE:
        reason = "latitude et longitude échangées, remises en ordre"
        after = _pair(longitude, latitude)
        row.warn("latitude", reason, text, kind="swapped_point", after=after)
        return longitude, latitude
    found = degrees_of(latitude, longitude, str(values["postal_code"]))
    if not found:
        return None
    point = _likeliest(found, values, places)
    reason, after = f"mètres ({point.system}) convertis en degrés", _pair(*point[:2])
    row.warn("latitude", reason, text, kind=point.kind, after=after)
    return point[:2]


def _likeliest(found: list[Degrees], values: Values, places: Places | None) -> Degrees:
    """Of the points that metres may be, the one near the commune of the row, else the first."""
    if places is None or len(found) == 1:
        return found[0]
    near = (each for each in found if places.is_near(values, *each[:2]))
    return next(near, found[0])


def _angles(row: Row, written: list[tuple[str, str]]) -> Pair | None:
    """« 44° 12' 30" N » in each cell."""
    latitude, longitude = (angle_of(cell) for _header, cell in written)
    if latitude is None or longitude is None:
        return None
    text = " ".join(cell for _header, cell in written)
    reason, after = "degrés et minutes convertis", _pair(latitude, longitude)
    row.warn("latitude", reason, text, kind="degrees_read", after=after)
    return latitude, longitude


def _in_one_cell(row: Row, written: list[tuple[str, str]]) -> Pair | None:
    for header, cell in (*written, *row.points):
        if cell and (found := split_point(cell)):
            reason = "latitude et longitude lues dans une seule cellule"
            row.warn(header, reason, cell, kind="point_in_one_cell", after=_pair(*found))
            return found
    return None


def _pair(latitude: float, longitude: float) -> str:
    """A point as a remark shows it."""
    return f"{latitude:.6g} {longitude:.6g}"


def _keep_unreadable(row: Row, written: list[tuple[str, str]]) -> None:
    pair = [cells.line_of(cell) for _header, cell in written]
    for (header, _cell), text in zip(written, pair, strict=True):
        if text:
            row.keep(header, text)
    if any(pair):
        row.warn("latitude", "coordonnées incompréhensibles", " ".join(pair))


def located(row: Row, values: dict[str, object]) -> None:
    """Part an address, a commune or a postal code that holds more than its own name says.

    Nothing is invented: a code or a commune already written wins, and an address whose postal
    code is another one is left whole.
    """
    for column, field in (("adresse", "address"), ("commune", "commune_name")):
        text = str(values[field])
        if _CODE_WITHIN.search(text):
            _part(row, values, column, split_address(text))
        elif column == "commune" and _ZERO_LOST.match(text):
            _part(row, values, column, split_address(f"0{text}"))
    if not values["commune_name"]:
        header, cell = row.first("code_postal")
        town = split_address(cells.line_of(cell)).commune
        if town and values["postal_code"]:
            values["commune_name"] = town
            reason = "commune lue dans la cellule du code postal"
            row.warn(header, reason, cell, kind="address_split", after=town)
    _take_cedex_out(row, values)


def has_cedex(row: Row, values: Values) -> bool:
    """Whether the postal code may be that of a CEDEX: told so, or not ending in 0 (49243)."""
    cell, code = row.first("code_postal")[1], str(values["postal_code"])
    is_told = row.has_cedex or (len(cell) != len(code) and "cedex" in cell.lower())
    return is_told or not code.endswith("0")


def _take_cedex_out(row: Row, values: dict[str, object]) -> None:
    """« GUERET CEDEX 9 » is the commune « GUERET »; the whole is kept beside."""
    town = str(values["commune_name"])
    found = _CEDEX.fullmatch(town) if "cedex" in town.lower() else None
    if found is None or not found[1].strip():
        return
    row.has_cedex = True
    header, name = row.first("commune")[0], found[1].strip()
    values["commune_name"] = name
    row.keep(header, town)
    reason = "CEDEX retiré du nom de la commune"
    row.warn(header, reason, town, kind="cedex_removed", after=name)


def _part(row: Row, values: dict[str, object], column: str, parts: AddressParts) -> None:
    code, town = str(values["postal_code"]), str(values["commune_name"])
    is_commune = column == "commune"
    is_other = code and code != parts.postal_code
    is_same_town = is_commune or not town or folded(town) == folded(parts.commune)
    if is_other or not parts.commune or not (code or is_same_town):
        return
    header, text = row.first(column)
    values["postal_code"] = code or postal_code_of(parts.postal_code).value
    if is_commune:
        values["commune_name"] = parts.commune
        values["address"] = values["address"] or parts.address
    elif parts.address:
        values["address"] = parts.address
        values["commune_name"] = town or parts.commune
    else:
        values["commune_name"] = town or parts.commune
        return
    reason = "adresse, code postal et commune séparés"
    pieces = (str(values[name]) for name in ("address", "postal_code", "commune_name"))
    after = " · ".join(piece for piece in pieces if piece)
    row.warn(header, reason, text, kind="address_split", after=after)
