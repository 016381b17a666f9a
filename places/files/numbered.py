"""Columns that go by numbered groups: « Permanence 1, Horaires 1, Permanence 2, Horaires 2 »."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from places.standard.head_words import words_of
from places.standard.persons import is_person_column
from places.standard.rows import head_of
from places.standard.synonyms import meanings_of

_NUMBERED = re.compile(
    r"(?P<before>[^\d()]*[^\W\d][^\d()]*?)[ _.:-]*(?:\bn ?[°o] ?)?0?(?P<number>[1-9]|1[0-2])"
    r"(?:[ _.:–-]+(?P<after>[^\d()]*[^\W\d][^\d()]*))?[ _.:-]*",
    re.IGNORECASE,
)
# Words by which a group says that it is a place, and those of groups that are something else.
_SITE = frozenset("permanence permanences lieu lieux site antenne annexe accueil".split())
_BESIDE_SITE = _SITE | {"nom", "point", "intitule"}
_NO_PLACE = frozenset("date dates ligne atelier ateliers evenement session formation".split())
_CLEAR = 0.7
_EDGES = " _.:–-"
LONGEST = 80
_TOWN = frozenset({"commune", "code_postal"})
_WHERE = _TOWN | {"adresse", "latitude"}
_OF_ONE_POINT = frozenset({"adresse", "complement_adresse", "latitude", "longitude", "code_insee"})
NAME = "nom"
Base = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """What the columns of a file are, when each of its rows may hold several places.

    `numbers`: number → label → header, a label being what the column is called once the number is
    taken from it; `telling`: labels without which a group is no place; `own`: label → the common
    column that says the same of the row itself; `ids`: common columns that tell rows apart;
    `seat`: that of the address by which the row is a place besides its groups; `apart`: those that
    are true of that place alone; `towns`: those that are not true of an address with its own town.
    """

    numbers: Mapping[int, Mapping[str, str]]
    labels: tuple[str, ...]
    telling: frozenset[str]
    common: tuple[str, ...]
    own: Mapping[str, str]
    ids: frozenset[str]
    seat: str
    apart: frozenset[str]
    towns: frozenset[str]

    @property
    def headers(self) -> tuple[str, ...]:
        """Those of the rows once parted: the columns of the groups first."""
        kept = (header for header in self.common if header not in self.labels)
        doubled = self.apart | self.towns | set(self.labels)
        return (*self.labels, *kept, *(aside(each) for each in self.common if each in doubled))


def aside(header: str) -> str:
    """The name of a common column where a group has another of its own."""
    return f"{header} (toute la ligne)"


def groups_in(headers: Sequence[str]) -> Groups | None:
    """The numbered groups of columns that are places, or None.

    There must be two columns and two numbers at least, one of which names a place or says where
    it is: « Téléphone 1, Téléphone 2 », the lines of an address, contacts and services are not.
    """
    found = _by_base(headers)
    labels = _labels(list(found))
    if len(found) < 2 or not _are_places(labels):  # noqa: PLR2004
        return None
    meanings = {base: _meaning(label) for base, label in labels.items()}
    name = _name_of(labels, meanings)
    if name:
        labels[name], meanings[name] = NAME, NAME
    numbers: dict[int, dict[str, str]] = defaultdict(dict)
    for base, numbered in found.items():
        for number, header in numbered.items():
            numbers[number].setdefault(labels[base], header)
    told = {labels[base]: meaning for base, meaning in meanings.items()}
    return _completed(headers, {n: numbers[n] for n in sorted(numbers)}, told)


def _by_base(headers: Iterable[str]) -> dict[Base, dict[int, str]]:
    """What is numbered → number → header, of what comes with 1, with 2 and so on."""
    found: dict[Base, dict[int, str]] = defaultdict(dict)
    for header in headers:
        if len(header) <= LONGEST and (match := _NUMBERED.fullmatch(header)):
            base = (match["before"].strip(_EDGES), (match["after"] or "").strip(_EDGES))
            found[base].setdefault(int(match["number"]), header)
    return {base: numbered for base, numbered in found.items() if {1, 2} <= numbered.keys()}


def _labels(bases: Sequence[Base]) -> dict[Base, str]:
    """« Permanence 1 Adresse » is « Adresse », when all that goes on after a number does so."""
    heads = {before for before, after in bases if after}
    is_prefix = len(heads) == 1 and all(_SITE & set(words_of(head)) for head in heads)
    return {
        (before, after): after if after and is_prefix else f"{before} {after}".strip()
        for before, after in bases
    }


def _are_places(labels: Mapping[Base, str]) -> bool:
    words = {word for base in labels for word in words_of(" ".join(base))}
    if words & _NO_PLACE or any(is_person_column(" ".join(base)) for base in labels):
        return False
    names = [label for label in labels.values() if _is_site(label)]
    meanings = {_meaning(label) for label in labels.values() if label not in names[:1]}
    has_site = bool(names) or (bool(words & _SITE) and bool(meanings & (_WHERE | {NAME})))
    is_told = has_site and bool(meanings & (_WHERE | {"horaires"}))
    return is_told or ("adresse" in meanings and bool(meanings & _TOWN))


def _is_site(label: str) -> bool:
    """« Permanence », « Lieu d’accueil », « Nom de l’antenne »: the name of a place."""
    words = set(words_of(label.replace("’", " ")))
    return bool(words & (_SITE - {"accueil"})) and words <= _BESIDE_SITE


def _meaning(label: str) -> str:
    """The column of the standard that a label clearly means, or nothing."""
    found = meanings_of(label)
    best = max(found, key=lambda column: found[column], default="")
    return best if best and found[best] >= _CLEAR else ""


def _name_of(labels: Mapping[Base, str], meanings: Mapping[Base, str]) -> Base | None:
    """What names the places: a column that says « nom », else « Permanence »."""
    named = [base for base, meaning in meanings.items() if meaning == NAME]
    return next(iter([*named, *(base for base, label in labels.items() if _is_site(label))]), None)


def _completed(
    headers: Sequence[str], numbers: Mapping[int, Mapping[str, str]], told: Mapping[str, str]
) -> Groups:
    grouped = {header for labels in numbers.values() for header in labels.values()}
    common = tuple(header for header in headers if header not in grouped)
    meant = {header: _meaning(header) for header in common}
    has_where, has_town = bool(_WHERE & set(told.values())), bool(_TOWN & set(told.values()))
    of_a_town = {header for header, meaning in meant.items() if meaning in _TOWN}
    of_a_point = {
        header for header in common if meant[header] in _OF_ONE_POINT or head_of(header).holds_point
    }
    first = {meaning: header for header, meaning in reversed(meant.items()) if meaning}
    return Groups(
        numbers,
        tuple(told),
        frozenset(label for label, meaning in told.items() if meaning in _WHERE | {NAME}),
        common,
        {label: first[meaning] for label, meaning in told.items() if meaning in first},
        frozenset(header for header, meaning in meant.items() if meaning == "id"),
        first.get("adresse", "") if has_where else "",
        frozenset((of_a_point if has_where else set()) | (of_a_town if has_town else set())),
        frozenset(of_a_town | {header for header in of_a_point if meant[header] == "code_insee"}),
    )
