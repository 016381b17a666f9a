"""Lay the map's background down as GeoJSON: the départements, and each one's inside."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from places.boundaries.mesh import merge, signed_area
from places.boundaries.thinning import KM_PER_DEGREE, thin
from places.gazetteer_files import read_table
from places.geocoding.distance import distance_km
from places.territory_sources import Polygon, Ring, Shape

FOLDER = Path(__file__).parents[1] / "static" / "places" / "boundaries"
COUNTRY_SQUARE_KM, COUNTRY_DIGITS = 2.0, 3
DEPARTEMENT_SQUARE_KM, DEPARTEMENT_DIGITS = 0.15, 3
# Islets that would be a dot on the screen; a ground's largest ring always stays.
COUNTRY_ISLET_SQUARE_KM, DEPARTEMENT_ISLET_SQUARE_KM = 5.0, 0.2
TOWNS, TOWNS_APART_KM = 40, 4
Feature = dict[str, Any]


def country(communes: list[dict[str, str]], shapes: dict[str, Shape]) -> Feature:
    """Every département, as one feature with its bounds: what the map of the country shows."""
    names = {row["code"]: row["name"] for row in read_table("departements")}
    grounds: dict[str, list[Polygon]] = defaultdict(list)
    for row in communes:
        grounds[row["departement"]] += shapes[row["insee_code"]].polygons
    merged = merge(grounds, partial(thin, square_km=COUNTRY_SQUARE_KM))
    return collection(
        ground(
            rings,
            {"code": code, "name": names[code]},
            COUNTRY_DIGITS,
            COUNTRY_ISLET_SQUARE_KM,
        )
        | {"id": code}
        for code, rings in sorted(merged.items())
    )


def departements(
    communes: list[dict[str, str]], shapes: dict[str, Shape]
) -> Iterator[tuple[str, Feature]]:
    """Each département's code with its inside: its parts of intercommunalities, then its towns."""
    names = {row["siren"]: row["name"] for row in read_table("epci")}
    grounds: dict[tuple[str, str], list[Polygon]] = defaultdict(list)
    towns: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in communes:
        grounds[row["departement"], row["epci"]] += shapes[row["insee_code"]].polygons
        towns[row["departement"]].append(row)
    merged = merge(grounds, partial(thin, square_km=DEPARTEMENT_SQUARE_KM))
    parts: dict[str, list[Feature]] = defaultdict(list)
    for (departement, siren), rings in sorted(merged.items()):
        properties = {"epci": siren, "name": names.get(siren, "")}
        parts[departement].append(
            ground(rings, properties, DEPARTEMENT_DIGITS, DEPARTEMENT_ISLET_SQUARE_KM)
        )
    for code, features in parts.items():
        yield code, collection([*features, *map(town, largest(towns[code]))])


def largest(communes: list[dict[str, str]]) -> list[dict[str, str]]:
    """The towns whose names are worth showing, the largest first, suburbs left out."""
    kept: list[dict[str, str]] = []
    for row in sorted(communes, key=lambda row: -int(row["population"])):
        if all(_km(row, other) >= TOWNS_APART_KM for other in kept):
            kept.append(row)
    return kept[:TOWNS]


def _km(one: dict[str, str], other: dict[str, str]) -> float:
    return distance_km(
        float(one["latitude"]),
        float(one["longitude"]),
        float(other["latitude"]),
        float(other["longitude"]),
    )


def town(row: dict[str, str]) -> Feature:
    """A point with a name; the map shows as many as there is room for, in their order."""
    point = [round(float(row["longitude"]), 3), round(float(row["latitude"]), 3)]
    return {
        "type": "Feature",
        "properties": {"insee": row["insee_code"], "name": row["name"]},
        "geometry": {"type": "Point", "coordinates": point},
    }


def ground(
    rings: list[Ring], properties: dict[str, str], digits: int, islet_square_km: float
) -> Feature:
    """A multipolygon of the rings that are large enough, holes inside their polygon."""
    rounded = [ring for ring in (_rounded(ring, digits) for ring in rings) if len(ring) > 3]  # noqa: PLR2004
    ordered = sorted(rounded, key=lambda ring: -abs(signed_area(ring)))
    kept = [ring for ring in ordered if _square_km(ring) >= islet_square_km] or ordered[:1]
    polygons = [[ring] for ring in kept if signed_area(ring) > 0]
    for hole in (ring for ring in kept if signed_area(ring) < 0):
        _polygon_around(hole, polygons).append(hole)
    longitudes, latitudes = zip(*(point for ring in kept for point in ring), strict=True)
    return {
        "type": "Feature",
        "properties": properties,
        "bbox": [min(longitudes), min(latitudes), max(longitudes), max(latitudes)],
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _polygon_around(hole: Ring, polygons: list[Polygon]) -> Polygon:
    """The smallest polygon that holds a hole's first point, else the largest one."""
    around = [polygon for polygon in polygons if _holds(polygon[0], hole[0])]
    return (around or polygons[:1])[-1]


def _holds(ring: Ring, point: tuple[float, float]) -> bool:
    """Is the point inside, by the number of edges that a ray to the east crosses?"""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _rounded(ring: Ring, digits: int) -> Ring:
    points = [(round(x, digits), round(y, digits)) for x, y in ring]
    kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    return kept if kept[0] == kept[-1] else [*kept, kept[0]]


def _square_km(ring: Ring) -> float:
    # Two thirds: the cosine of a middle latitude; enough to tell an islet from an island.
    return abs(signed_area(ring)) * KM_PER_DEGREE**2 * 2 / 3


def collection(features: Iterable[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": list(features)}


def write(name: str, layer: Feature) -> int:
    """Write a layer under `static/` and return its size in bytes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(layer, ensure_ascii=False, separators=(",", ":"))
    return (FOLDER / f"{name}.json").write_bytes(text.encode() + b"\n")
