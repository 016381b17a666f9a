"""What the cells of a column look like: codes, phones, dates, points, hours, « oui »."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from places.files import SourceRow
from places.mapping.keywords import pieces_to_know, value_of
from places.mapping.parts import CONTACTS, LONGEST_LIST
from places.standard import split_address, split_point
from places.standard.cells import line_of, number_of, says_nothing, text_of
from places.standard.dates import date_of
from places.standard.markup import without_markup
from places.standard.splitting import angle_of

LOOKED_AT = 5_000
_MOST_VALUES, _MOST_SEEN = 250, 150
_LONGEST, _LONGEST_VALUE = 160, 150
_FEW = 0.4
_LISTED = re.compile(r"[|;,\n]")
_POSTAL = re.compile(r"(?:F-?)?(?:[0-9]{5}|[0-9]{2} [0-9]{3}|[1-9][0-9]{3})(?:\.0)?")
_INSEE = re.compile(r"(?:[0-9]{5}|[1-9][0-9]{3}|2[ABab][0-9]{3})(?:\.0)?")
_SIRET = re.compile(r"(?:[0-9] ?){14}|[0-9]{13,14}\.0|(?:[0-9] ?){9}|0(?:\.0)?|W[0-9]{9}")
_PHONE = re.compile(
    r"(?!(?:19|20)[0-9]{2}[-/][01][0-9][-/]|[0-3]?[0-9]/[01]?[0-9]/(?:[0-9]{2}){1,2}(?![0-9/]))"
    r"[+(]?[0-9][0-9 ().+/-]{7,20}|[0-9]{9}|3[0-9]{3}"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}.*", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"(?:https?://|www\.)\S+.*|[a-z0-9-]+\.(?:fr|com|org|net|eu)(?:/\S*)?", re.DOTALL)
_CLOCK = re.compile(r"[0-2]?[0-9] ?[hH:] ?(?:[0-5][0-9])?\b|\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")
_DAY = re.compile(r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche", re.IGNORECASE)
_DATED = re.compile(r"(?:[0-9]{4}|[0-9]{1,2})([-/.])[0-9]{1,2}\1[0-9]{2,4}(?![0-9]).*", re.DOTALL)
_SHUT = re.compile(r"(?:ferm[ée]e?s?|-|/|x|n[ée]ant)\.?", re.IGNORECASE)
_YES_NO = re.compile(
    r"(?:oui|non|yes|no|true|false|vrai|faux|[01xXoOnN✓✔])(?:[ ,;.:(].*)?|"
    r"toujours|souvent|r[ée]guli[èe]rement|parfois|de temps en temps|(?:ponctuel|occasionnel|"
    r"exceptionnel)lement|rarement|jamais|pas du tout",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"[0-9]{1,4} ?(?:bis|ter|[a-d])?,? \D.*|.*\b(?:rue|avenue|av\.?|bd|boulevard|place|pl|chemin|"
    r"all[ée]e|route|rte|impasse|quai|cours|square|bourg|esplanade|parvis)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# Mainland, Corsica and overseas (the Pacific last), in degrees, and Lambert-93 metres.
_LATITUDES = ((41.0, 51.6), (-21.6, -12.5), (2.0, 6.0), (14.2, 18.3), (46.5, 47.3), (-27.9, -7.8))
_LONGITUDES = (
    *((-5.6, 9.8), (44.9, 56.0), (-63.3, -51.4), (-56.6, -56.0)),
    *((158.0, 172.2), (-178.3, -134.4)),
)
_NORTHINGS, _EASTINGS = (6_000_000, 7_200_000), (90_000, 1_300_000)


def _is_within(text: str, *ranges: tuple[float, float]) -> bool:
    number = angle_of(text) if "°" in text else number_of(text)
    return number is not None and any(low <= number <= high for low, high in ranges)


def _is_clock(text: str) -> bool:
    """Whether times are told; the time of a date (« 13/12/2022 17:51 ») opens nothing."""
    return bool(_CLOCK.search(text)) and not _DATED.match(text)


KINDS: dict[str, Callable[[str], object]] = {
    "postal_code": _POSTAL.fullmatch,
    "insee_code": _INSEE.fullmatch,
    "siret": _SIRET.fullmatch,
    "phone": _PHONE.match,
    "email": _EMAIL.match,
    "url": _URL.match,
    "date": lambda text: date_of(text).day,
    "latitude": lambda text: _is_within(text, *_LATITUDES, _NORTHINGS),
    "longitude": lambda text: _is_within(text, *_LONGITUDES, _EASTINGS),
    "point": lambda text: number_of(text) is None and split_point(text) is not None,
    "address": lambda text: all(split_address(text)[1:]),
    "street": _STREET.fullmatch,
    "street_number": re.compile(
        r"[0-9]{1,4}(?!\d)(?:\.0)?(?: ?(?:bis|ter|[a-dA-D]))?\b.*", re.DOTALL
    ).fullmatch,
    "hours": lambda text: _is_clock(text) or _DAY.search(text),
    "day": _DAY.search,
    "clock": lambda text: _is_clock(text) or _SHUT.fullmatch(text),
    "contact": lambda text: CONTACTS["telephone"](text) and CONTACTS["courriels"](text),
    "yes_no": _YES_NO.fullmatch,
    "bare_yes_no": lambda text: len(text) <= len("souvent") and _YES_NO.fullmatch(text),
    "decimal": lambda text: re.fullmatch(r"-?[0-9]{1,2}[.,][0-9]{3,}", text),
    "number": lambda text: number_of(text) is not None,
    "words": lambda text: any(sign.isalpha() for sign in text),
}


@dataclass
class Profile:
    """The cells of one column among the rows that were looked at."""

    header: str
    rows: int = 0
    values: Counter[str] = field(default_factory=Counter)

    @property
    def filled(self) -> int:
        return self.values.total()

    @property
    def fill(self) -> float:
        """The share of rows that have something, 0 to 1."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> float:
        """How many different values there are, as a share of the filled cells."""
        return len(self.values) / self.filled if self.filled else 0.0

    @cached_property
    def is_repeating(self) -> bool:
        """Whether the same few short values come again, alone or several in a cell."""
        if self.distinct < _FEW or len(self.values) == 1 < self.filled:
            return self.length < _LONGEST_VALUE
        pieces: Counter[str] = Counter()
        for text, count in self.values.most_common(_MOST_VALUES):
            for piece in _LISTED.split(text[:LONGEST_LIST]):
                pieces[piece.strip()] += count
        words = sum(map(len, pieces)) / len(pieces)
        return len(pieces) < _FEW * pieces.total() and words < _LONGEST_VALUE

    @cached_property
    def most(self) -> list[tuple[str, int]]:
        return [(line_of(text[:_LONGEST]), n) for text, n in self.values.most_common(_MOST_SEEN)]

    @cached_property
    def length(self) -> float:
        """The mean length of its different texts."""
        texts = [text for text, _count in self.values.most_common(_MOST_SEEN)]
        return sum(map(len, texts)) / len(texts) if texts else 0.0

    def share(self, kind: str) -> float:
        """The share of filled cells that are of a kind, 0 to 1."""
        if kind not in self._shares:
            weight = sum(count for _text, count in self.most)
            alike = sum(count for text, count in self.most if KINDS[kind](text))
            self._shares[kind] = alike / weight if weight else 0.0
        return self._shares[kind]

    @cached_property
    def _shares(self) -> dict[str, float]:
        return {}

    def pieces(self, column: str) -> Counter[str]:
        """The values of a list, one by one, with how often each comes.

        Only what the column does not understand is cut further.
        """
        if column not in self._pieces:
            found: Counter[str] = Counter()
            for text, count in self.values.most_common(_MOST_VALUES):
                for piece in dict.fromkeys(pieces_to_know(column, text)):
                    found[piece] += count
            self._pieces[column] = found
        return self._pieces[column]

    @cached_property
    def _pieces(self) -> dict[str, Counter[str]]:
        return {}

    def known(self, column: str) -> float:
        """The share of its values that are, or mean, one of a column's closed lists."""
        pieces = self.pieces(column)
        meanings = {piece: value_of(column, piece) for piece in pieces}
        known = sum(n for piece, n in pieces.items() if meanings[piece] is not None)
        # « Non », « Tous publics »: understood, and nothing to say.
        return known / pieces.total() if any(meanings.values()) else 0.0


def profiles_of(headers: Iterable[str], rows: Iterable[SourceRow]) -> dict[str, Profile]:
    """The profile of each column, from the first rows of a file."""
    profiles = {header: Profile(header) for header in headers}
    for row in islice(rows, LOOKED_AT):
        for header, text in _filled(row):
            if header in profiles:
                profiles[header].values[text] += 1
        for profile in profiles.values():
            profile.rows += 1
    return profiles


def _filled(row: SourceRow) -> Iterator[tuple[str, str]]:
    for header, cell in row.cells.items():
        text = "" if cell in (None, "") else without_markup(text_of(cell))
        if text and not says_nothing(text):
            yield header, text
