"""The days that a producer ticks in columns, with the times told beside them or in words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from places.mapping.profiles import Profile
from places.mapping.rules import MOST_SEEN, YES, Cells, by_day, named_by_day
from places.opening_hours import weekly
from places.standard.cells import line_of, text_of
from places.standard.head_words import words_of

# The parts of a day that a column of times may speak of, the whole of it last.
PARTS_OF_DAY = (*weekly.HALF_WORDS, "journée")
_TICKS = YES | frozenset("ouvert ouverte open • ● * 1.0".split())
_BLANKS = (weekly.NOTHING - {"x"}) | frozenset("n no false faux 0.0".split())
_MOSTLY, _FEW = 0.8, 0.1
_TIME = re.compile(r"\d ?[hH:]|\d ?- ?\d")
_TIMES = frozenset("horaire horaires heure heures plage plages creneau creneaux".split())


@dataclass(frozen=True)
class Crosses:
    """Columns of « x » or « oui », one or several a day, and those of the times, by part of day.

    With times for each day that is ticked they make hours; without, words that people read:
    « ouvert lundi matin, mardi ». Cells that say more keep their words.
    """

    days: Mapping[str, tuple[str, ...]]
    times: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        days = (header for headers in self.days.values() for header in headers)
        return (*days, *self.times.values())

    @property
    def spends(self) -> bool:
        """Times of a part of the day that nothing ticks are kept."""
        return not self.times

    def cell(self, cells: Cells) -> object:
        texts = tuple(line_of(text_of(cells.get(header))) for header in self.sources)
        if texts not in self._seen:
            if len(self._seen) > MOST_SEEN:
                self._seen.clear()
            self._seen[texts] = self._read(texts)
        return self._seen[texts]

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], str]:
        return {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The day of each column, perhaps with its half: « lundi matin »."""
        return weekly.days_said(name for _header, name in named_by_day(self.days))

    def _read(self, texts: tuple[str, ...]) -> str:
        cells = tuple(zip(self._names, texts, strict=False))
        times = dict(zip(self.times, texts[len(self._names) :], strict=True))
        times = {part: text for part, text in times.items() if text}
        ticked = list(dict.fromkeys(name for name, text in cells if is_tick(text)))
        said: dict[str, str] = {}
        for name, text in cells:
            if not (is_tick(text) or is_blank(text)):
                said[name] = f"{said[name]}, {text}" if name in said else text
        timed = _timed(ticked, times)
        is_timed = not ticked or (bool(timed) and timed.keys().isdisjoint(said))
        hours = weekly.from_columns({**said, **timed}) if is_timed else None
        return hours or _in_words(ticked, said | times)


def is_tick(text: str) -> bool:
    """Whether a cell ticks its day, and says nothing else."""
    return text.casefold() in _TICKS


def is_blank(text: str) -> bool:
    """Whether a cell leaves its day unticked: nothing, « non », « fermé »."""
    return text.casefold() in _BLANKS or weekly.is_closed(text)


def _timed(ticked: Iterable[str], times: Mapping[str, str]) -> dict[str, str]:
    """Part of a day → its times, of all that is ticked; nothing when some have none."""
    found: dict[str, str] = {}
    for name in ticked:
        day, _, half = name.partition(" ")
        parts = [half] if half else [part for part in PARTS_OF_DAY if part in times]
        if not parts or parts[0] not in times:
            return {}
        found |= {f"{day} {part}".removesuffix(" journée"): times[part] for part in parts}
    return found


def _in_words(ticked: list[str], said: Mapping[str, str]) -> str:
    opens = [f"ouvert {', '.join(ticked)}"] if ticked else []
    return "\u00a0; ".join([*opens, *(f"{name}\u00a0: {text}" for name, text in said.items())])


def crosses_in(headers: Iterable[str], profiles: Mapping[str, Profile]) -> Crosses | None:
    """The rule for the columns of a week, when they hold crosses and nothing like times.

    Args:
        headers: a group of `weekly.looks_weekly`.
        profiles: of all the columns that may be read; those of times are looked for among them.
    """
    read = {name: header for name in headers if (header := weekly.read_header(name))}
    cells: Counter[str] = Counter()
    for name in read:
        cells.update(dict(profiles[name].most))
    is_shut = any(header.end.startswith("close") for header in read.values())
    if is_shut or not _are_crosses(cells):
        return None
    return Crosses(by_day(read), _times_in(profiles))


def _are_crosses(cells: Counter[str]) -> bool:
    """Ticks, and no time at all: beside times, « x » may be a day that is closed."""
    said = sum(count for text, count in cells.items() if is_tick(text) or is_blank(text))
    has_ticks = any(map(is_tick, cells))
    return has_ticks and said >= _MOSTLY * cells.total() and not any(map(_TIME.search, cells))


def _times_in(profiles: Mapping[str, Profile]) -> dict[str, str]:
    """Part of the day → the column of its times: « Horaires du matin », « Horaires »."""
    found: dict[str, str] = {}
    for name, profile in profiles.items():
        words, halves = set(words_of(name)), weekly.halves_named(name)
        is_any_day = weekly.read_header(name) is None and profile.share("day") < _FEW
        if len(halves) < 2 and words & _TIMES and is_any_day and profile.share("clock") > 0.5:  # noqa: PLR2004
            part = weekly.HALF_WORDS[min(halves)] if halves else PARTS_OF_DAY[-1]
            found.setdefault(part, name)
    return {part: found[part] for part in PARTS_OF_DAY if part in found}
