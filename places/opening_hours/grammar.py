"""The small phrases of French opening hours: days, times, dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from places.opening_hours.french_tokens import Token
from places.opening_hours.french_words import Kind
from places.opening_hours.schedule import MIDNIGHT, WEEK, Day, Span, Unread

EARLIEST = 5 * 60  # an earlier opening is a slip
HOUR = 60
NUMBER_DIGITS = 2
FEW = 2
FARTHEST = 8  # tokens looked ahead
FAR_APART = 3  # « lundi/vendredi »: a range or a list, nobody knows
MONTH_CODES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST_MONTH = 31
JOINS = (Kind.COMMA, Kind.AND, Kind.SLASH, Kind.DASH, Kind.TO)
ARTICLES = (Kind.ARTICLE, Kind.PLURAL)
DAY_BEGINS = (Kind.DAYS, Kind.NTH, Kind.COUNT, Kind.SAME)
TIME_BEGINS = (Kind.TIME, Kind.NUMBER, Kind.BETWEEN, Kind.ALWAYS)
GLUE = (*ARTICLES, Kind.TO)
WITHIN = (Kind.TO, Kind.DASH, Kind.SLASH)
AMONG = (Kind.AND, Kind.COMMA, Kind.SLASH, Kind.DASH, Kind.STOP, Kind.ARTICLE, Kind.TO)


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The days of a phrase, in the `half` that it names.

    `is_rare` after « un », « deux »; `is_mixed` when only some of them bear the half.
    """

    days: tuple[Day, ...]
    half: int | None = None
    is_rare: bool = False
    is_mixed: bool = False


class Reader:
    """A walk along the tokens; every method reads a phrase where it stands."""

    def __init__(self, tokens: Sequence[Token], *, bare_numbers: bool = False) -> None:
        self.tokens = tokens
        self.at = 0
        self.bare_numbers = bare_numbers
        self.last_days: tuple[Day, ...] = ()

    def kind(self, ahead: int = 0) -> Kind | None:
        """Look at the kind of a token ahead, None after the last one."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else None

    def take(self) -> Token:
        """Step over a token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, kinds: Collection[Kind]) -> list[Kind]:
        """Step over all the tokens of these kinds."""
        skipped = []
        while (kind := self.kind()) in kinds and kind:
            skipped.append(kind)
            self.at += 1
        return skipped

    def next_kind(self, skipping: Collection[Kind]) -> Kind | None:
        """Look at the first kind ahead that is not one of these."""
        ahead = 0
        while self.kind(ahead) in skipping and ahead < FARTHEST:
            ahead += 1
        return self.kind(ahead)

    def days(self) -> DayGroup:
        """Read a list of days: « du lundi au jeudi et samedi », « 1er et 3e mardi du mois »."""
        items, joins = [self._day()], list[Kind | None]()
        while True:
            mark = self.at
            words = self.skip((*JOINS, *ARTICLES))
            if self.kind() not in DAY_BEGINS or self.is_period():
                self.at = mark
                break
            joins.append(next((word for word in words if word in JOINS), None))
            items.append(self._day())
        days = _listed([item.days for item in items], joins)
        if any(day.nth for day in days) and not all(day.nth for day in days):
            raise Unread("which of these days are counted in the month?")
        halves = {item.half for item in items}
        said = halves - {None}
        if len(said) > 1:
            raise Unread("several days, several halves")
        self.last_days = days
        is_rare = any(item.is_rare for item in items)
        return DayGroup(days, next(iter(said), None), is_rare, is_mixed=len(halves) > 1)

    def _day(self) -> DayGroup:
        ranks, is_rare = self._ranks()
        if self.kind() is Kind.SAME:
            self.take()
            return DayGroup(self.last_days)
        if self.kind() is not Kind.DAYS:
            raise Unread("a day was expected")
        numbers = self.take().value
        if ranks and len(numbers) > 1:
            raise Unread("« le premier week-end » counts days we cannot name")
        self.skip((Kind.OF_MONTH,))
        is_ranged = len(numbers) > 1
        days = tuple(Day(number, ranks, is_ranged) for number in numbers)
        half = self.take().value[0] if self.kind() is Kind.HALF else None
        self.skip((Kind.OF_MONTH,))
        return DayGroup(days, half, is_rare)

    def _ranks(self) -> tuple[tuple[int, ...], bool]:
        """Read « premier et troisième », « deux premiers », or a bare « un » that makes it rare."""
        ranks: list[int] = []
        count = self.take().value[0] if self.kind() is Kind.COUNT else 0
        while self.kind() is Kind.NTH:
            ranks.append(self.take().value[0])
            mark = self.at
            self.skip((*JOINS, *ARTICLES))
            if self.kind() is not Kind.NTH:
                self.at = mark
        if not (count and ranks):
            return tuple(sorted(set(ranks), key=lambda rank: (rank < 0, rank))), bool(count)
        if ranks != [1]:
            raise Unread("« les deux derniers » is not supported")
        return tuple(range(1, count + 1)), False

    def is_open(self) -> bool:
        """Say if a bracket opens just before."""
        before = self.at - 1
        while before >= 0 and self.tokens[before].kind in GLUE:
            before -= 1
        return before >= 0 and self.tokens[before].kind is Kind.OPEN

    def ranks_alone(self) -> tuple[int, ...]:
        """Read « 1er et 3e du mois », () when it is something else."""
        mark = self.at
        ranks, is_rare = self._ranks() if self.kind() is Kind.NTH else ((), False)
        if not ranks or is_rare or self.kind() is not Kind.OF_MONTH:
            self.at = mark
            return ()
        self.take()
        return ranks

    def _half(self) -> int | None:
        mark = self.at
        self.skip((*ARTICLES, Kind.TO))
        if self.kind() is not Kind.HALF:
            self.at = mark
            return None
        return self.take().value[0]

    def times(self, half: int | None = None) -> list[Span]:
        """Read the spans that follow: « de 9h à 12h et 14h-17h30 », « matin : 9-12h »."""
        spans: list[Span] = []
        while True:
            mark = self.at
            self.skip(AMONG if spans else (*ARTICLES, Kind.TO))
            label = self._half()
            if label is not None:
                if spans and half is None and spans[-1].is_within(label):
                    mark = self.at  # « 9h-12h le matin »: it was said of the span before
                else:
                    half = label
                self.skip((*JOINS, Kind.COLON, Kind.ARTICLE))
            span = self._span()
            if span is None:
                self.at = mark
                return spans
            if half is not None and not span.is_within(half):
                raise Unread("these hours are not in that half of the day")
            spans.append(span)

    def _span(self) -> Span | None:
        is_between = self.kind() is Kind.BETWEEN
        if is_between:
            self.take()
        first = self._moment()
        if first is None:
            return None
        allowed = (*WITHIN, Kind.AND) if is_between else WITHIN
        if len(self.skip(allowed)) > FEW:
            raise Unread("a line of dashes")
        second = self._moment()
        if second is None:
            raise Unread("a span without its end")
        (start, start_is_sure), (end, end_is_sure) = first, second
        if not (start_is_sure or end_is_sure or self.bare_numbers):
            raise Unread("two numbers may not be hours")
        if start == 0 and end == MIDNIGHT:
            return Span(start, end)
        if not EARLIEST <= start < end:
            raise Unread("a span that ends before it begins, or at night")
        return Span(start, end)

    def _moment(self) -> tuple[int, bool] | None:
        """Read a time of day in minutes, and whether it was surely one."""
        if self.kind() is Kind.TIME:
            return self.take().value[0], True
        if self.kind() is Kind.NUMBER:
            number, digits = self.tokens[self.at].value
            if digits <= NUMBER_DIGITS and EARLIEST <= number * HOUR <= MIDNIGHT:
                self.take()
                return number * HOUR, False
        return None

    def is_period(self) -> bool:
        """Say if a month or a date begins here."""
        kinds = (Kind.ARTICLE, Kind.TO, Kind.NUMBER, Kind.NTH)
        ahead = 0
        while self.kind(ahead) in kinds and ahead < FARTHEST:
            ahead += 1
        return self.kind(ahead) is Kind.MONTH

    def period(self) -> str:
        """Read months or dates as an OSM selector: « juillet et août », « du 1er au 15 août »."""
        first = self._date()
        mark = self.at
        words = self.skip((Kind.TO, Kind.DASH, Kind.AND, Kind.SLASH, Kind.COMMA, Kind.ARTICLE))
        if not words or not self.is_period():
            self.at = mark
            if first[1] is None:
                raise Unread("a number is no date")
            return _said_date(first)
        last = self._date()
        if Kind.TO in words or Kind.DASH in words:
            return _said_range(first, last)
        if first[0] or last[0] or self.is_period():
            raise Unread("a list of dates")
        return f"{_said_date(first)},{_said_date(last)}"

    def _date(self) -> tuple[int, int | None]:
        """Read a day of the month (0 if it is the whole month) and the month, if it is there."""
        self.skip((Kind.ARTICLE, Kind.TO))
        day = self.take().value[0] if self.kind() in (Kind.NUMBER, Kind.NTH) else 0
        if not 0 <= day <= LONGEST_MONTH:
            raise Unread("no such day")
        if self.kind() is not Kind.MONTH:
            return day, None
        return day, self.take().value[0]


def _said_date(date: tuple[int, int | None]) -> str:
    day, month = date
    if month is None:
        raise Unread("a day without its month")
    return f"{MONTH_CODES[month - 1]} {day:02}" if day else MONTH_CODES[month - 1]


def _said_range(first: tuple[int, int | None], last: tuple[int, int | None]) -> str:
    begin = first if first[1] is not None else (first[0], last[1])
    if bool(begin[0]) != bool(last[0]):
        raise Unread("a date and a month")
    return f"{_said_date(begin)}-{_said_date(last)}"


def _listed(items: Sequence[tuple[Day, ...]], joins: Sequence[Kind | None]) -> tuple[Day, ...]:
    """Make one list of days, ranges unrolled."""
    is_dashed = set(joins) == {Kind.DASH} and len(items) > FEW
    if joins == [Kind.SLASH] and abs(items[0][0].number - items[1][0].number) >= FAR_APART:
        raise Unread("a slash between two days far apart")
    days = list(items[0])
    previous: Kind | None = None
    for item, join in zip(items[1:], joins, strict=True):
        is_range = join is Kind.TO or (join is Kind.DASH and not is_dashed)
        if is_range and previous in (Kind.TO, Kind.DASH):
            raise Unread("a range of ranges")
        days += _range(days.pop(), item) if is_range else item
        previous = join
    return tuple(dict.fromkeys(days))


def _range(first: Day, last: tuple[Day, ...]) -> list[Day]:
    if first.nth or last[0].nth or len(last) > 1 or first.number == last[0].number:
        raise Unread("not a range of days")
    length = (last[0].number - first.number) % len(WEEK)
    return [Day((first.number + step) % len(WEEK), is_ranged=True) for step in range(length + 1)]
