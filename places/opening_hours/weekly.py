"""Opening hours laid out in columns, one day (or half a day, or one end of it) a column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from places.opening_hours.french_tokens import fold
from places.opening_hours.french_words import DAYS, NAMES
from places.opening_hours.hours import InvalidHours, parse
from places.opening_hours.prose import read_slots
from places.opening_hours.schedule import (
    AFTERNOON,
    CODES,
    EVENING,
    MAX_NOTE,
    MIDNIGHT,
    MORNING,
    NOON,
    Day,
    Slot,
    Span,
    Unread,
    clean_note,
    write,
)
from places.opening_hours.syntax import is_plain

ENGLISH = (
    *("mon monday", "tue tues tuesday", "wed wednesday", "thu thur thurs thursday"),
    *("fri friday", "sat saturday", "sun sunday"),
)
HEADERS = {word: day for word, day in DAYS.items() if len(word) > len("lu")}
HEADERS |= {word: day for day, words in enumerate(ENGLISH) for word in words.split()}
OWN_NAMES = HEADERS | DAYS | {code.lower(): day for day, code in enumerate(CODES)}
HALVES = {"matin": MORNING, "matinee": MORNING, "morning": MORNING, "m": MORNING}
HALVES |= {"apres": AFTERNOON, "aprem": AFTERNOON, "apresmidi": AFTERNOON, "pm": AFTERNOON}
HALVES |= {"afternoon": AFTERNOON, "ap": AFTERNOON, "soir": EVENING, "soiree": EVENING}
OPENS = frozenset("ouverture ouvre debut de start open opens opening from".split())
CLOSES = frozenset("fermeture ferme fin a end close closes closing to".split())
HALF_WORDS = ("matin", "après-midi", "soir")
NOTHING = frozenset(
    ("", "-", "--", "/", "x", ".", "neant", "non", "0", "nan", "null", "none", "n/a")
)
# « Idem », and the marks that stand for it under a cell.
IDEM = frozenset("idem idem. id id. // \" '' \u2033 ” “ » « ,,".split())
CLOSED = re.compile(
    r" ?(?:(?:ferme|fermee|fermeture|closed|off)(?: toute la journee)?|00[:h]00 ?- ?00[:h]00)[ .]*"
)
TIMES_ALONE = re.compile(r"[\d\s:.,/hH–—-]*")
BARE_HOUR = re.compile(r"(?<=[0-9]):(?! ?[0-9])")  # « 9: à 18: », of a form without its minutes
WORDS = re.compile(r"[a-z]+|\d+")
SPELT_HALF = re.compile(r"\b([ap])[.-] ?m\b")  # « a-m », « p.m. »
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
CLOCK = re.compile(r"(\d\d)[:h]([0-5]\d)")
CLEAR_SPAN = rf"{CLOCK.pattern} ?- ?{CLOCK.pattern}"
CLEAR = re.compile(rf"{CLEAR_SPAN}(?: ?[/,] ?{CLEAR_SPAN})?")
DAWN = 6 * 60
ASIDE = re.compile(r"\([^()]*\)")  # « (sauf si une seule tranche horaire) »
MIN_DAYS = 3
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Header:
    """What a column holds: a day, perhaps a half of it, perhaps one end of a span.

    `rest` are its other words, the same in all the columns of a week; `is_am` when it says « AM »,
    the morning in English and, in French, the afternoon.
    """

    day: int
    half: int | None
    end: str
    rest: tuple[str, ...]
    is_am: bool = False


def looks_weekly(headers: Iterable[str]) -> list[tuple[str, ...]]:
    """Group the headers that together lay out a week, each group in the order of the file.

    A group names at least three days of the week in the same way: « h_lundi », « h_mardi »…
    """
    groups: dict[tuple[str, ...], dict[str, Header]] = {}
    for name in headers:
        header = read_header(name)
        if header:
            groups.setdefault(header.rest, {})[name] = header
    return [
        tuple(group)
        for group in groups.values()
        if len({header.day for header in group.values()}) >= MIN_DAYS
    ]


def is_idem(cell: str) -> bool:
    """Whether a cell says no more than « idem », in a word or a mark."""
    return len(cell) <= len("idem.") and _folded(cell) in IDEM


def is_closed(cell: str) -> bool:
    """Whether a cell says that its day is closed, all of it."""
    return bool(CLOSED.fullmatch(_folded(cell)))


def days_said(names: Iterable[str]) -> tuple[str, ...]:
    """The day that each header of a week names, and its half: « Lun. a-m » → « lundi après-midi ».

    The headers are those of a group of `looks_weekly`, in their order.
    """
    own = tuple(names)
    headers = dict(_spans(own))
    return tuple(_label(headers[name].day, headers[name].half) for name in own)


def from_columns(cells: Mapping[str, str]) -> str | None:
    """Read the cells of a week, by header, as an OSM expression.

    Headers are those of a group of `looks_weekly`; the others are passed over. An empty cell says
    nothing, hence closed; « idem » says what the day before it does, if it is filled. A cell that
    cannot be read keeps its words: its day is `unknown`, with them as a comment. None when no cell
    is understood. Never raises.
    """
    slots: list[Slot] = []
    closed: set[int] = set()
    understood = False
    written = _by_span(cells)
    for header, cell in written.items():
        if all(CLOSED.fullmatch(part) for part in _folded(cell).split("/")):
            closed.add(header.day)
            continue
        read = _read_cell(header.day, header.half, cell)
        if read is None and header.half is not None:
            read = _read_all_day(header, cell, written)
        understood = understood or read is not None
        slots += _kept(header, cell) if read is None else read
    if not slots:
        return "off" if len(closed) >= WORKING_DAYS else None
    return _written(slots) if understood else None


@lru_cache(maxsize=1024)
def read_header(name: str) -> Header | None:
    """Read the name of a column, None when it names no day, or several."""
    words = _words_of(name)
    days = {HEADERS[word] for word in words if word in HEADERS}
    if len(days) != 1:
        return None
    half = next((HALVES[word] for word in words if word in HALVES), None)
    ends = [("open" if word in OPENS else "close") for word in words if word in OPENS | CLOSES]
    known = HEADERS.keys() | HALVES.keys() | {"midi", "am"}
    beside = _words_of(ASIDE.sub(" ", name))
    is_one_end = len(set(ends)) == 1 and not {"horaire", "horaires", "heures"} & set(beside)
    rest = tuple(word for word in beside if word not in known and word not in OPENS | CLOSES)
    rank = tuple(word for word in rest if word.isdigit())
    end = f"{ends[0]}{''.join(rank)}" if is_one_end else "".join(rank)
    plain = tuple(word for word in rest if not word.isdigit())
    return Header(days.pop(), half, end, plain, is_am="am" in words)


def halves_named(name: str) -> frozenset[int]:
    """The halves of a day that the name of a column speaks of."""
    return frozenset(HALVES[word] for word in _words_of(name) if word in HALVES)


def _words_of(name: str) -> list[str]:
    return WORDS.findall(SPELT_HALF.sub(r"\1m", _folded(CAMEL.sub(" ", name))))


def _by_span(cells: Mapping[str, str]) -> dict[Header, str]:
    """Give each cell with its header, the two ends of a span put together, the empty ones left."""
    joined: dict[Header, str] = {}
    said: dict[tuple[object, ...], str] = {}  # the last cell of each column of a day
    for name, key in _spans(tuple(cells)):
        cell = " ".join(normalize("NFC", str(cells[name] or "")).split())
        cell = BARE_HOUR.sub("h", cell) if ":" in cell else cell
        column = _column_of_day(name)
        if is_idem(cell):
            cell = said.get(column) or cell
        said[column] = cell
        if _folded(cell) not in NOTHING:
            joined[key] = f"{joined[key]} - {cell}" if key in joined else cell
    return {key: cell for key, cell in joined.items() if not _is_its_day(key, cell, joined)}


def _is_its_day(header: Header, cell: str, written: Iterable[Header]) -> bool:
    """« Mo » under « Lundi », beside the times of that day: a tick, and nothing to read."""
    return OWN_NAMES.get(_folded(cell)) == header.day and any(
        other.day == header.day and other != header for other in written
    )


def _column_of_day(name: str) -> tuple[object, ...]:
    """Which of a day's columns a header is: the same from one day to the next."""
    header = read_header(name)
    return (header.half, header.end, header.is_am) if header else ()


@lru_cache(maxsize=4096)  # the columns of a week, row after row
def _spans(names: tuple[str, ...]) -> list[tuple[str, Header]]:
    """The columns of a week, ends after beginnings, each under what the two have in common."""
    headers = {name: header for name in names if (header := read_header(name))}
    says_pm = any(header.half == AFTERNOON for header in headers.values())
    says_morning = any(header.half == MORNING for header in headers.values())

    def shared(header: Header) -> Header:
        half, end = header.half, header.end.removeprefix("open").removeprefix("close")
        if header.is_am and half is None:
            half = MORNING if says_pm else AFTERNOON if says_morning else None
        return replace(header, half=half, end=end)

    ordered = sorted(headers, key=lambda name: headers[name].end.startswith("close"))
    return [(name, shared(headers[name])) for name in ordered]


@lru_cache(maxsize=16_384)
def _read_cell(day: int, half: int | None, cell: str) -> tuple[Slot, ...] | None:
    """Read one cell, None when it is not understood, or speaks of another day."""
    if not TIMES_ALONE.fullmatch(cell):
        return _read_words(day, half, cell)
    # It names no day: what it says of one it says of all, and is read once for the seven.
    slots = _read_words(0, half, cell)
    return slots and tuple(replace(slot, day=Day(day)) for slot in slots)


@lru_cache(maxsize=16_384)
def _read_words(day: int, half: int | None, cell: str) -> tuple[Slot, ...] | None:
    if half is None and (slots := _clear(day, cell)):
        return slots
    if len(cell) > MAX_NOTE:
        return None
    open_parts = [part for part in cell.split("/") if not CLOSED.fullmatch(_folded(part))]
    times = "/".join(open_parts)
    return _own_slots(day, f"{_label(day, half)} : {times}")


def _clear(day: int, cell: str) -> tuple[Slot, ...]:
    """The slot of « 09:00 - 12:00 / 13:30 - 17:00 », as most files write it: nothing to ponder."""
    if not CLEAR.fullmatch(cell):
        return ()
    moments = [int(hour) * 60 + int(minute) for hour, minute in CLOCK.findall(cell)]
    is_daytime = moments[0] >= DAWN and moments[-1] <= MIDNIGHT
    if not is_daytime or any(later <= before for before, later in pairwise(moments)):
        return ()
    ends = zip(moments[::2], moments[1::2], strict=True)
    return (Slot(Day(day), tuple(Span(*span) for span in ends)),)


def _read_all_day(header: Header, cell: str, cells: Iterable[Header]) -> tuple[Slot, ...] | None:
    """Read « matin »: « 10h-19h », one cell for both halves, the other being empty."""
    if sum(other.day == header.day for other in cells) > 1:
        return None
    slots = _read_cell(header.day, None, cell)
    return slots if slots and _is_all_day(slots) else None


def _own_slots(day: int, text: str) -> tuple[Slot, ...] | None:
    try:
        slots, offs, _note = read_slots(text, bare_numbers=True)
    except Unread:
        return None
    is_its_own = bool(slots) and not offs and all(slot.day == Day(day) for slot in slots)
    return slots if is_its_own else None


def _is_all_day(slots: tuple[Slot, ...]) -> bool:
    """Whether it is one span, that begins before noon and ends after it."""
    spans = [span for slot in slots for span in slot.spans]
    return len(spans) == 1 and spans[0].start < NOON < spans[0].end


def _kept(header: Header, cell: str) -> tuple[Slot, ...]:
    words = cell if header.half is None else f"{HALF_WORDS[header.half]} : {cell}"
    return (Slot(Day(header.day), note=clean_note(words), is_unknown=True),)


def _label(day: int, half: int | None) -> str:
    return NAMES[day] if half is None else f"{NAMES[day]} {HALF_WORDS[half]}"


def _written(slots: list[Slot]) -> str | None:
    try:
        expression = write(slots)
        if not is_plain(expression):
            parse(expression)
    except (Unread, InvalidHours):
        return None
    return expression


def _folded(text: str) -> str:
    return "".join(map(fold, normalize("NFC", text))).strip()
