"""Find the commune that a row does not write: by its point, its name, or what else it says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from places.geocoding import Gazetteer, Town, distance_km
from places.geocoding.names import name_key, one_fault_away
from places.standard.head_words import words_of
from places.standard.records import Found

# A point further than this from a commune's is not known to be in it (kilometres).
NEAR_KM = 30
_DEPARTEMENT = frozenset("dep dept departement".split())
_CODE = re.compile(r"[0-9]{1,3}|2[AB]")
_PARTS = re.compile(r"\s[-–—]\s|[(),:;|/]")
# Heads of names that go on with the town: « Antenne France services de Rouans ».
_OF_A_TOWN = re.compile(
    r"(?:(?:(?:maison|espace|antenne|point|guichet|mairie) )?france services?|antenne|permanence|"
    r"mairie|agence postale(?: communale)?|bureau de poste|ccas|cias|msap) (?:de|d|a|du) (.+)"
)
_SHORTEST = 4
# Names this long are still themselves at one fault of the text.
_LONG_ENOUGH = 10


@dataclass
class Whereabouts:
    """Where rows are when they do not say it all; a gazetteer without communes finds nothing.

    Without one, it is loaded when the first row needs it.
    """

    given: Gazetteer | None = None

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self.given or Gazetteer.load()

    def is_near(self, told: Mapping[str, object], latitude: float, longitude: float) -> bool:
        """Whether a point in degrees is near the commune that a row writes."""
        columns = ("insee_code", "postal_code", "commune_name")
        commune = self.gazetteer.resolve(*(str(told[name]) for name in columns))
        return commune is not None and (
            distance_km(latitude, longitude, commune.latitude, commune.longitude) <= NEAR_KM
        )

    def find(self, told: Mapping[str, object], raw: Mapping[str, object]) -> Found | None:
        """What a row leaves out of its commune.

        Args:
            told: the fields of the record so far.
            raw: what no field holds, by the producer's own headers.
        """
        insee, postal = str(told["insee_code"]), str(told["postal_code"])
        town = str(told["commune_name"])
        if insee or postal or town:
            commune = self.gazetteer.resolve(insee, postal, town)
            if commune is None and not (insee or town):
                return self._among(postal, told)
            return self._completed(commune, postal, town)
        name = str(told["name"])
        return self._in_name(name, departement_of(raw)) or self._around(told, name)

    def of_cedex(self, told: Mapping[str, object]) -> Found | None:
        """The only postal code of the commune that is named, in place of a code that is none.

        A CEDEX has its own (23011); the INSEE code is sometimes typed there (23096).
        """
        insee, postal = str(told["insee_code"]), str(told["postal_code"])
        town = str(told["commune_name"])
        if not postal or self.gazetteer.sharing(postal):
            return None
        commune = self.gazetteer.in_departement(postal, town)
        code = self.gazetteer.only_postal_code(commune) if commune else ""
        if not (commune and code):
            return None
        if postal == commune.pk:
            reason = "code INSEE remplacé par le code postal de la commune"
            return Found(town, code, insee or postal, reason, "insee_as_postal_code", postal)
        reason = "code CEDEX remplacé par le code postal de la commune"
        return Found(town, code, insee, reason, "cedex_code", postal)

    def _completed(self, commune: Town | None, postal: str, town: str) -> Found | None:
        """The name of the commune of a code; the postal code of a commune that has one alone."""
        if commune is None:
            return None
        if not town:
            reason = "commune complétée d’après son code"
            return Found(commune.name, postal, "", reason, "commune_completed", postal)
        code = self.gazetteer.only_postal_code(commune)
        reason = "code postal complété d’après la commune"
        return Found(town, code, "", reason, "postal_code_completed", town) if code else None

    def _among(self, postal: str, told: Mapping[str, object]) -> Found | None:
        """Of the communes of a code, the one that the name or the end of the address tells.

        Else the nearest of them to the point.
        """
        communes = self.gazetteer.sharing(postal)
        name, address = str(told["name"]), str(told["address"])
        keys = [*_endings(name), *map(name_key, _PARTS.split(address)[1:])]
        named = [commune for commune in communes if _is_told(commune, keys)]
        if len(named) == 1:
            reason = "commune du code postal, lue dans le nom ou l’adresse"
            return Found(named[0].name, postal, "", reason, "commune_from_name", postal)
        near = (commune for commune in self._near(told) if commune in communes)
        if nearest := next(near, None):
            reason = "commune du code postal la plus proche du point, à vérifier"
            return Found(nearest.name, postal, "", reason, "commune_from_point", postal)
        return None

    def _near(self, told: Mapping[str, object]) -> list[Town]:
        """The communes around the point of a row, the nearest first."""
        latitude, longitude = told["latitude"], told["longitude"]
        if not (isinstance(latitude, float) and isinstance(longitude, float)):
            return []
        return self.gazetteer.near(latitude, longitude, NEAR_KM)

    def _around(self, told: Mapping[str, object], name: str) -> Found | None:
        """The commune of a point: one near it that the name tells, else the nearest."""
        near = self._near(told)
        keys = list(_endings(name))
        named = [commune for commune in near if _is_told(commune, keys)]
        if not near:
            return None
        reason = "commune la plus proche du point, à vérifier"
        if named:
            reason = "commune lue dans le nom, près du point"
        written = "{latitude:.6g} {longitude:.6g}".format_map(told)
        return self._found((named or near)[0], reason, "commune_from_point", written)

    def _in_name(self, name: str, departement: str) -> Found | None:
        """The one commune that the name ends with; of the département, even with one fault."""
        keys = list(_endings(name, of_a_town=not departement))
        faulty = (key for key in keys if departement and len(key) >= _LONG_ENOUGH)
        for spellings in (*([key] for key in keys), *map(one_fault_away, faulty)):
            communes = {
                commune.pk: commune
                for key in spellings
                for commune in self.gazetteer.named(key)
                if not departement or commune.departement_id == departement
            }
            if len(communes) == 1:
                reason = "commune lue dans le nom du lieu"
                (commune,) = communes.values()
                return self._found(commune, reason, "commune_from_name", name)
        return None

    def _found(self, commune: Town, reason: str, kind: str, written: str) -> Found:
        code = self.gazetteer.only_postal_code(commune)
        return Found(commune.name, code, commune.pk, reason, kind, written)


def _is_told(commune: Town, keys: list[str]) -> bool:
    """Whether a name ends with that of a commune, or with its last words (« Solenzara »)."""
    own = commune.key
    return any(own == key or (len(key) > _SHORTEST and own.endswith(f" {key}")) for key in keys)


def departement_of(raw: Mapping[str, object]) -> str:
    """The code of the département that a column of the producer's gives: « insee_dep »: « 88 »."""
    for header, cell in raw.items():
        code = str(cell).strip().upper()
        if _DEPARTEMENT & set(words_of(header)) and _CODE.fullmatch(code):
            return code.zfill(2)
    return ""


def _endings(name: str, *, of_a_town: bool = False) -> Iterator[str]:
    """The keys that each part of a name ends with, the longest first.

    `of_a_town`: only what follows the head of an office, and « de »: the name alone must tell.
    """
    for part in _PARTS.split(name):
        key = name_key(part)
        if of_a_town:
            head = _OF_A_TOWN.fullmatch(key)
            ending = name_key(head[1]) if head else ""
            yield from [ending] if len(ending) > _SHORTEST else []
            continue
        words = key.split()
        for start in range(len(words)):
            ending = name_key(" ".join(words[start:]))
            if len(ending) >= _SHORTEST:
                yield ending
