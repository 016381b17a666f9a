"""Opening hours read from their OSM expression, and the questions asked of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

from opening_hours import (  # type: ignore[attr-defined]  # its stub forgets ParserError
    OpeningHours,
    ParserError,
    State,
)

from places.opening_hours.local_time import timezone_of
from places.opening_hours.syntax import Holiday, holidays_in, resolve, tidy

MAX_LENGTH = 2000
HORIZON = timedelta(days=35)  # far enough for « le 2e mardi du mois »
EXAMPLE = "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00"
ERROR_COLUMN = re.compile(r"--> 1:(\d+)")
EXCERPT_LENGTH = 20
CACHE_SIZE = 32_768  # about a kilobyte each; a whole country is filtered in one pass
MAX_HOLIDAYS = 3  # kinds of holidays in one expression: 2 ** 3 readings of it

Slice = tuple[datetime, datetime, State, str]


class InvalidHours(ValueError):  # noqa: N818 — what went wrong, said as the screen says it
    """Opening hours that cannot be read; its message is a French sentence for the screen."""


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a place is open at a moment, and until when.

    `until` is the closing time of an open place, the next opening of a closed one, aware in the
    place's own time zone, None when nothing changes within HORIZON. `is_unknown` says that the
    hours themselves do not decide (`unknown`, a comment alone); `comment` is what the source wrote
    about this period, as it wrote it.
    """

    is_open: bool
    until: datetime | None = None
    is_unknown: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Hours:
    """Opening hours that were understood; made by `parse`.

    `text` is the expression after small slips were mended, `departement` the code given to `parse`,
    `timezone` the clock it is read by. A holiday decides the whole of its calendar day: the small
    hours of a night that began the day before are read with it.
    """

    text: str
    departement: str | None
    timezone: ZoneInfo
    _holidays: tuple[Holiday, ...] = field(repr=False, compare=False)
    _readings: dict[frozenset[Holiday], OpeningHours] = field(repr=False, compare=False)

    def state(self, at: datetime) -> OpenState:
        """Tell if the place is open at `at` (aware; a naive one is taken as local time)."""
        start = self.local(at)
        slices = self.slices(start, start + HORIZON)
        _, _, now, comment = next(slices, (start, start, State.UNKNOWN, ""))
        until = next((begin for begin, _, then, _ in slices if _turns(now, then)), None)
        return OpenState(now == State.OPEN, until, now == State.UNKNOWN, comment)

    def is_open(self, at: datetime) -> bool:
        """Tell if the place is surely open at `at` (aware; a naive one is taken as local time)."""
        moment = self.local(at)
        return self._reading_on(moment.date()).is_open(moment)

    def local(self, at: datetime) -> datetime:
        """Give a moment on the clock of the place; a naive one is already local."""
        aware = at if at.tzinfo else at.replace(tzinfo=self.timezone)
        # Through UTC, because the evaluator refuses a local time that a clock change skips.
        return aware.astimezone(UTC).astimezone(self.timezone)

    def slices(self, start: datetime, end: datetime) -> Iterator[Slice]:
        """Cut [start, end[ in (begin, end, state, comment), in order, without gap or empty slice.

        Bounds are aware, or naive on the clock of the place, which is that of what comes back.
        Neighbours may have the same state. Nothing comes back when `end` is not after `start`.
        """
        cursor, end = self.local(start), self.local(end)
        while _before(cursor, end):
            stop = min(end, self._midnight_after(cursor), key=_utc) if self._holidays else end
            yield from self._evaluate(cursor, stop)
            cursor = stop

    def _evaluate(self, cursor: datetime, stop: datetime) -> Iterator[Slice]:
        # The evaluator reads the wall clock and knows only the second of the two hours of an
        # autumn night: we keep the bounds, and ask beyond a stop that the wall clock says is past.
        asked = stop if stop.replace(tzinfo=None) > cursor.replace(tzinfo=None) else _later(stop)
        reading = self._reading_on(cursor.date())
        for _, found, state, comment in reading.intervals(cursor, asked):
            end = min(found, stop, key=_utc)
            if _before(cursor, end):
                yield cursor, end, state, comment
                cursor = end

    def _midnight_after(self, moment: datetime) -> datetime:
        return self.local(datetime.combine(moment.date() + timedelta(days=1), time()))

    def _reading_on(self, day: date) -> OpeningHours:
        falling = (holiday for holiday in self._holidays if holiday.falls_on(day, self.departement))
        return self._readings[frozenset(falling)]


def parse(text: str, *, departement: str | None = None) -> Hours:
    """Read an OSM `opening_hours` expression.

    `text` has at most MAX_LENGTH characters; `departement` is an INSEE code ("23", "2A", "971"): it
    gives the time zone, the local public holidays and the school zone; without it the place is read
    as in Paris, with the national holidays and no school holiday. The string is taken at its word:
    `;` overrides what stands before it. Raises InvalidHours, and nothing else.
    Source: OSM opening_hours specification, as evaluated by the opening-hours-py package.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidHours("Ces horaires sont trop longs\u00a0: 2\u202f000 caractères au plus.")
    outcome = _read(text, departement)
    if isinstance(outcome, str):
        raise InvalidHours(outcome)
    return outcome


def is_open_at(text: str, at: datetime, departement: str | None = None) -> bool:
    """Tell if hours given as text are open at `at` (aware); False when they cannot be read."""
    if len(text) > MAX_LENGTH:
        return False
    outcome = _read(text, departement)
    return not isinstance(outcome, str) and outcome.is_open(at)


def opens_within(hours: Hours, start: datetime, end: datetime) -> bool:
    """Tell if the place is open at some moment of [start, end[, even for a minute.

    Both are aware, or naive on the clock of the place.
    """
    return any(state == State.OPEN for _, _, state, _ in hours.slices(start, end))


@lru_cache(maxsize=CACHE_SIZE)
def _read(text: str, departement: str | None) -> Hours | str:
    """Read an expression, or give the sentence that says why not: errors are remembered too."""
    expression = tidy(text)
    if not expression:
        return "Les horaires sont vides."
    timezone = timezone_of(departement)
    try:
        plain = OpeningHours(expression, timezone=timezone, country="FR")
    except ParserError as error:
        return _complaint(expression, str(error))
    holidays = holidays_in(expression)
    readings = _readings(expression, timezone, holidays) if holidays else None
    if readings is None:
        holidays, readings = (), {frozenset(): plain}
    return Hours(expression, departement, timezone, holidays, readings)


def _readings(
    expression: str, timezone: ZoneInfo, holidays: tuple[Holiday, ...]
) -> dict[frozenset[Holiday], OpeningHours] | None:
    """Read the expression for each set of holidays a day may be, or None if that is beyond us."""
    if len(holidays) > MAX_HOLIDAYS:
        return None
    try:
        return {
            frozenset(falling): OpeningHours(
                resolve(expression, frozenset(falling)), timezone=timezone
            )
            for size in range(len(holidays) + 1)
            for falling in combinations(holidays, size)
        }
    except ParserError:
        return None


def _complaint(expression: str, error: str) -> str:
    column = ERROR_COLUMN.search(error)
    start = int(column[1]) - 1 if column else 0
    excerpt = expression[start : start + EXCERPT_LENGTH].strip()
    where = f" à partir de «\u202f{excerpt}\u202f»" if excerpt else " jusqu’au bout"
    return f"Ces horaires ne se lisent pas{where}. Exemple\u00a0: {EXAMPLE}."


def _turns(now: State, then: State) -> bool:
    """Say if passing from `now` to `then` opens or closes the place."""
    return then != State.OPEN if now == State.OPEN else then == State.OPEN


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _later(moment: datetime) -> datetime:
    return (_utc(moment) + timedelta(hours=1)).astimezone(moment.tzinfo)


def _before(first: datetime, second: datetime) -> bool:
    # Two moments of the same zone compare by the wall clock, which goes back one night a year.
    return _utc(first) < _utc(second)
