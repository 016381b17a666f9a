"""Find the commune of many rows at once, from codes and names as producers write them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db.models import Q

from places.geocoding.distance import distance_km
from places.geocoding.names import (
    is_one_fault_away,
    main_words,
    name_key,
    normalise,
    with_articles,
)
from places.geocoding.towns import Town, postal_codes_of, towns_of
from places.models.territories import Commune, CommuneName, FormerCommune, PostalCode

CODE = re.compile(r"\s*([0-9]{4,5}|2[AaBb][0-9]{3})(?:\.0+)?\s*")
_BRACKETED = re.compile(r"(.+?) ?\(([0-9]{2}|2[AaBb]|97[0-9])\)")
# A town so much larger than its homonyms is the one that is meant.
OVERWHELMING = 20
SHORTEST_GUESSED = 4
# Where postal codes do not start with the département's code.
POSTAL_STARTS = {"2A": "20", "2B": "20", "977": "971", "978": "971"}


def clean_code(text: str) -> str:
    """A postal or INSEE code of five signs, its lost zero put back; else the empty string.

    « 1004 » → « 01004 », « 23096.0 » → « 23096 », « 2a004 » → « 2A004 », « 230 » → «  ».
    """
    match = CODE.fullmatch(text)
    return match[1].upper().zfill(5) if match else ""


class Gazetteer:
    """Communes by every key a row may carry: loaded once, then asked without a query.

    Postal codes come in their order, and stay as they are: a whole country of them takes no time
    to set up.
    """

    def __init__(
        self,
        communes: Iterable[Town],
        postal_codes: list[tuple[str, str]],
        former: Iterable[tuple[str, str, str]],
    ) -> None:
        self.by_code = {commune.pk: commune for commune in communes}
        self._postal_codes = postal_codes
        ranks = range(len(postal_codes))
        # Where each begins, until somebody asks for its communes.
        self._starts = {postal_codes[rank][0]: rank for rank in reversed(ranks)}
        self._sharing: dict[str, list[Town]] = {}
        self.districts: dict[str, list[Town]] = defaultdict(list)
        for commune in [town for town in self.by_code.values() if town.parent_id]:
            self.districts[str(commune.parent_id)].append(commune)
        self.former: dict[str, Town] = {}
        # Each with what it became, as they were written.
        self._written_formerly: list[tuple[str, Town]] = []
        for code, name, insee_code in former:
            self.former.setdefault(code, self.by_code[insee_code])
            if name:
                self._written_formerly.append((name, self.by_code[insee_code]))

    @classmethod
    def load(cls) -> Self:
        """The whole country, in three queries."""
        return cls(
            towns_of(Commune.objects.all()),
            postal_codes_of(PostalCode.objects.all()),
            FormerCommune.objects.values_list("insee_code", "name", "commune_id"),
        )

    @classmethod
    def around(cls, insee_code: str, postal_code: str, commune_name: str) -> Self:
        """Only what can answer for these values: a few small queries instead of the country."""
        codes = {clean_code(insee_code), clean_code(postal_code)} - {""}
        former = FormerCommune.objects.filter(Q(insee_code__in=codes) | Q(name=commune_name))
        postal = PostalCode.objects.filter(code__in=codes)
        names = {normalise(commune_name), normalise(_BRACKETED.sub(r"\1", commune_name.strip()))}
        named = CommuneName.objects.filter(text__in=names, rank=CommuneName.Rank.WHOLE)
        keys = codes.union(
            *(rows.values_list("commune_id", flat=True) for rows in (former, postal, named))
        )
        found = towns_of(Commune.objects.filter(Q(pk__in=keys) | Q(parent__in=keys)))
        near = [town.pk for town in found]
        return cls(
            found,
            postal_codes_of(PostalCode.objects.filter(commune__in=near)),
            FormerCommune.objects.filter(commune__in=near).values_list(
                "insee_code", "name", "commune_id"
            ),
        )

    def resolve(self, insee_code: str, postal_code: str, commune_name: str) -> Town | None:
        """The commune of a row, or None: by INSEE code, else postal code and name, else name.

        A code that says another commune than postal code and name together is taken for a slip.
        In Paris, Lyon and Marseille it is the arrondissement when one is told.
        """
        code, postal = clean_code(insee_code), clean_code(postal_code)
        by_code = self.by_code.get(code) or self.former.get(code)
        if by_code and self._bears(by_code, commune_name):
            return self._district(by_code, postal, commune_name)
        found = (
            self._in_postal_code(postal, commune_name)
            or by_code
            or self.in_departement(postal, commune_name)
            or self._nearly(postal, commune_name)
            or self._only_one(postal)
            or _largest(self._named(commune_name))
            or self._of_a_departement(commune_name)
        )
        return self._district(found, postal, commune_name) if found else None

    def _of_a_departement(self, name: str) -> Town | None:
        """« Saint-Denis (93) », the only one of its name there."""
        found = _BRACKETED.fullmatch(name.strip())
        towns = self._named(found[1]) if found else []
        own = [town for town in towns if found and town.departement_id == found[2].upper()]
        return own[0] if len(own) == 1 else None

    def named(self, name: str) -> list[Town]:
        """The communes of a name, today's, else those that a commune of that name became."""
        return self._named(name)

    def sharing(self, postal: str) -> list[Town]:
        """The communes of a postal code."""
        if postal in self._starts:
            start = end = self._starts.pop(postal)
            while end < len(self._postal_codes) and self._postal_codes[end][0] == postal:
                end += 1
            towns = [self.by_code[insee_code] for _, insee_code in self._postal_codes[start:end]]
            self._sharing[postal] = towns
        return self._sharing.get(postal, [])

    def only_postal_code(self, commune: Town) -> str:
        """The postal code of a commune that has one alone, else the empty string."""
        return self._only_postal_codes.get(commune.pk, "")

    @cached_property
    def former_names(self) -> dict[str, list[Town]]:
        """What communes of former names became, by the key of these."""
        found: dict[str, list[Town]] = defaultdict(list)
        for name, commune in self._written_formerly:
            found[name_key(name)].append(commune)
        return found

    @cached_property
    def _by_name(self) -> tuple[dict[str, Town], dict[str, list[Town]]]:
        """A town of each search name, then its homonyms: few have any, and most rows ask none."""
        first: dict[str, Town] = {}
        others: dict[str, list[Town]] = defaultdict(list)
        for commune in self.by_code.values():
            if first.setdefault(commune.search_name, commune) is not commune:
                others[commune.search_name].append(commune)
        return first, others

    @cached_property
    def _only_postal_codes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, insee_code in self._postal_codes:
            found[insee_code] = "" if insee_code in found else code
        return found

    def near(self, latitude: float, longitude: float, km: float) -> list[Town]:
        """The communes whose point is within some kilometres (under 100), the nearest first.

        Of a city of arrondissements, these alone.
        """
        rows = range(int(latitude // 1) - 1, int(latitude // 1) + 2)
        columns = range(int(longitude // 1) - 2, int(longitude // 1) + 3)
        squares = (self._squares.get((row, column), []) for row in rows for column in columns)
        measured = [
            (distance_km(latitude, longitude, commune.latitude, commune.longitude), commune.pk)
            for square in squares
            for commune in square
        ]
        return [self.by_code[pk] for distance, pk in sorted(measured) if distance <= km]

    @cached_property
    def _squares(self) -> dict[tuple[int, int], list[Town]]:
        """Towns by the square degree of their point."""
        found: dict[tuple[int, int], list[Town]] = defaultdict(list)
        for commune in self.by_code.values():
            if commune.pk not in self.districts:
                found[int(commune.latitude // 1), int(commune.longitude // 1)].append(commune)
        return found

    def _bears(self, commune: Town, name: str) -> bool:
        key, own = name_key(name), commune.key
        return not key or key == own or own.startswith(f"{key} ") or key.startswith(f"{own} ")

    def _in_postal_code(self, postal: str, name: str) -> Town | None:
        """The commune of the postal code that bears the name, today or before a merger."""
        key = name_key(name)
        candidates = self.sharing(postal)
        if not (candidates and key):
            return None
        # The first of two homonyms counts.
        for row in candidates:
            if row.search_name.endswith(key) and row.key == key:
                return row
        return next((row for row in self.former_names.get(key, []) if row in candidates), None)

    def _nearly(self, postal: str, name: str) -> Town | None:
        """The commune of the postal code whose name is cut short, or at one fault of the text."""
        key = name_key(name)
        may_be_faulty = len(key) >= SHORTEST_GUESSED
        for row in self.sharing(postal) if key else []:
            own = row.key
            if (
                self._bears(row, key)
                or (may_be_faulty and is_one_fault_away(key, own))
                or main_words(own) == main_words(key)
            ):
                return row
        return None

    def _only_one(self, postal: str) -> Town | None:
        candidates = [row for row in self.sharing(postal) if row.pk not in self.districts]
        return candidates[0] if len(candidates) == 1 else None

    def _named(self, name: str) -> list[Town]:
        key = name_key(name)
        first, others = self._by_name
        found = [
            commune
            for written in with_articles(key)
            if written in first
            for commune in (first[written], *others.get(written, []))
        ]
        return found or self.former_names.get(key, [])

    def in_departement(self, postal: str, name: str) -> Town | None:
        """The commune of that name in the postal code's département (a CEDEX has its own code)."""
        return _largest([row for row in self._named(name) if postal.startswith(_postal_start(row))])

    def _district(self, commune: Town, postal: str, name: str) -> Town:
        """The arrondissement of a city that the postal code or the name tells, else the commune."""
        districts = self.districts.get(commune.pk, [])
        if not districts:
            return commune
        key = name_key(name)
        named = [row for row in districts if row.search_name == key]
        coded = [row for row in self.sharing(postal) if row in districts]
        return next(iter([*named, *coded]), commune)


def _postal_start(commune: Town) -> str:
    return POSTAL_STARTS.get(commune.departement_id, commune.departement_id)


def _largest(homonyms: list[Town]) -> Town | None:
    """The only one, or the one that dwarfs the others."""
    ranked = sorted(homonyms, key=lambda row: -row.population)
    if len(ranked) > 1 and ranked[0].population < OVERWHELMING * ranked[1].population:
        return None
    return ranked[0] if ranked else None


def resolve_commune(insee_code: str, postal_code: str, commune_name: str) -> Town | None:
    """As `Gazetteer.resolve`, for one row: six small queries, and no country to load."""
    gazetteer = Gazetteer.around(insee_code, postal_code, commune_name)
    return gazetteer.resolve(insee_code, postal_code, commune_name)


def is_postal_code(code: str, commune: Town) -> bool:
    """Whether a code of five figures is a commune's, or may be a CEDEX near this one."""
    return code.startswith(_postal_start(commune)) or PostalCode.objects.filter(code=code).exists()


def point_of(
    *, insee_code: str = "", postal_code: str = "", name: str = ""
) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of the commune these values tell, or None."""
    commune = resolve_commune(insee_code, postal_code, name)
    return (commune.latitude, commune.longitude) if commune else None
