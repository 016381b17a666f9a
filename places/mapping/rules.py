"""How one column of the standard is made from the cells of a producer's row."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from places.mapping.parts import PARTS, pieces_of
from places.opening_hours import weekly
from places.standard.cells import line_of, text_of
from places.standard.markup import without_markup
from places.standard.values import folded

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1", "x", "ok", "✓", "✔", "☑"})
# What is done, be it seldom.
_OFTEN = frozenset(
    """
    toujours souvent régulièrement parfois ponctuellement occasionnellement exceptionnellement
    """.split()
) | {"de temps en temps"}
_LONGEST_HASH = 16
# What a rule remembers of the cells it has read; beyond, it starts anew.
MOST_SEEN = 20_000
Cells = Mapping[str, object]


class Rule(Protocol):
    """A way to make a cell of the standard out of a row."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The headers of the file that it reads."""

    @property
    def spends(self) -> bool:
        """Whether its cells go whole into the standard; else they are kept as well."""

    def cell(self, cells: Cells) -> object:
        """The cell of the standard, empty or None when the row has nothing for it."""


@dataclass(frozen=True)
class Column:
    """The cell of one column as it stands, or a part of it: a coordinate, a town, a code."""

    header: str
    part: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.header,)

    @property
    def spends(self) -> bool:
        return not self.part

    def cell(self, cells: Cells) -> object:
        cell = cells.get(self.header)
        return PARTS[self.part](text_of(cell)) if self.part else cell


@dataclass(frozen=True)
class Constant:
    """The same words for every row."""

    value: str
    sources: tuple[str, ...] = ()
    spends: bool = True

    def cell(self, cells: Cells) -> object:
        return self.value


@dataclass(frozen=True)
class Join:
    """The filled cells of several columns, one after the other."""

    headers: tuple[str, ...]
    separator: str = " "
    spends: bool = True

    @property
    def sources(self) -> tuple[str, ...]:
        return self.headers

    def cell(self, cells: Cells) -> object:
        texts = (text_of(cells.get(header)) for header in self.headers)
        return self.separator.join(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True)
class First:
    """The first of several rules that finds something."""

    rules: tuple[Rule, ...]
    spends: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return _sources(self.rules)

    def cell(self, cells: Cells) -> object:
        found = (rule.cell(cells) for rule in self.rules)
        return next((cell for cell in found if cell not in (None, "")), None)


@dataclass(frozen=True)
class Union:
    """What several rules find, united into one list."""

    rules: tuple[Rule, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return _sources(self.rules)

    @property
    def spends(self) -> bool:
        return all(rule.spends for rule in self.rules)

    def cell(self, cells: Cells) -> object:
        # Of a list spread over fifty columns, most are empty: they are passed over first.
        found = (rule.cell(cells) for rule in self.rules)
        texts = (text_of(cell) for cell in found if cell not in (None, ""))
        return "|".join(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True)
class Table:
    """Words of the producer put into the words of the standard; unknown ones stay as they are."""

    header: str
    values: Mapping[str, str]
    spends: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.header,)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {folded(word): value for word, value in self.values.items()}

    @cached_property
    def _seen(self) -> dict[str, str]:
        return {}

    def cell(self, cells: Cells) -> object:
        cell = cells.get(self.header)
        if cell is None or cell == "":
            return ""
        written = cell if isinstance(cell, str) else text_of(cell)
        if written not in self._seen:
            if len(self._seen) > MOST_SEEN:
                self._seen.clear()
            self._seen[written] = self._translated(text_of(written))
        return self._seen[written]

    def _translated(self, text: str) -> str:
        found = pieces_of(without_markup(text), self._known.keys())
        values = (self._known.get(folded(piece), piece) for piece in found)
        return "|".join(dict.fromkeys(value for value in values if value))


@dataclass(frozen=True)
class YesNo:
    """Columns of « oui » and « non », each standing for one value of a list."""

    values: Mapping[str, str]
    spends: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(self.values)

    def cell(self, cells: Cells) -> object:
        said = (value for header, value in self.values.items() if is_yes(cells.get(header)))
        return "|".join(dict.fromkeys(said))


@dataclass(frozen=True)
class Week:
    """Columns of hours, one or several a day, made into the hours of a week."""

    days: Mapping[str, tuple[str, ...]]
    spends: bool = True

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(header for headers in self.days.values() for header in headers)

    @cached_property
    def _columns(self) -> list[tuple[str, str]]:
        return named_by_day(self.days)

    def cell(self, cells: Cells) -> object:
        texts = self._texts(cells)
        if texts not in self._seen:
            if len(self._seen) > MOST_SEEN:
                self._seen.clear()
                self._repeating.clear()
            self._seen[texts] = self._read(texts)
            if any(map(weekly.is_idem, texts)):
                self._repeating.add(texts)
        return self._seen[texts]

    def is_repeating(self, cells: Cells) -> bool:
        """Whether « idem » stood for a day in cells that were just read."""
        return bool(self._repeating) and self._texts(cells) in self._repeating

    def _texts(self, cells: Cells) -> tuple[str, ...]:
        texts = (text_of(cells.get(header)) for header, _name in self._columns)
        return tuple(_once(text) if "|" in text else text for text in texts)

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], str]:
        return {}

    @cached_property
    def _repeating(self) -> set[tuple[str, ...]]:
        return set()

    def _read(self, texts: tuple[str, ...]) -> str:
        names = (name for _header, name in self._columns)
        written = {name: text for name, text in zip(names, texts, strict=True) if text}
        if not written:
            return ""
        said = (f"{name}\u00a0: {line_of(text)}" for name, text in written.items())
        return weekly.from_columns(written) or "\u00a0; ".join(said)


@dataclass(frozen=True)
class Generated:
    """An identifier made of a row's own words, the same from one file to the next."""

    headers: tuple[str, ...]
    spends: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return self.headers

    def cell(self, cells: Cells) -> object:
        words = [folded(text_of(cells.get(header))) for header in self.headers]
        if not any(words):
            return ""
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_LONGEST_HASH]


def named_by_day(days: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each header of a week, and the head that says its day when its own words do not."""
    return [
        (header, header if weekly.read_header(header) else f"{day} {rank}".strip("0 "))
        for day, headers in days.items()
        for rank, header in enumerate(headers)
    ]


def by_day(headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The headers that name a day, each under it."""
    days: dict[str, tuple[str, ...]] = {}
    for name in headers:
        if header := weekly.read_header(name):
            days[DAYS[header.day]] = (*days.get(DAYS[header.day], ()), name)
    return days


def is_yes(cell: object) -> bool:
    """Whether a cell says yes: « Oui », « x », true, 1, « Oui, sur rendez-vous », « Souvent »."""
    if isinstance(cell, bool):
        return cell
    word = line_of(text_of(cell)).casefold()
    return (
        word in YES
        or word in _OFTEN
        or word.startswith(("oui,", "oui ", "oui\u00a0", "oui;", "oui.", "oui("))
    )


def _once(text: str) -> str:
    """« 09:00|09:00 », of two services of one place, is said once; different times stay."""
    return "|".join(dict.fromkeys(piece for piece in text.split("|") if piece.strip()))


def _sources(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    def headers() -> Iterator[str]:
        for rule in rules:
            yield from rule.sources

    return tuple(dict.fromkeys(headers()))
