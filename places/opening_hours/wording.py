"""Opening hours said in plain words: French, or the language the page is read in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext, gettext_noop
from opening_hours import State

from places.opening_hours.hours import Hours, OpenState, Slice
from places.opening_hours.public_holidays import public_holidays

DAYS = (
    gettext_noop("lundi"),
    gettext_noop("mardi"),
    gettext_noop("mercredi"),
    gettext_noop("jeudi"),
    gettext_noop("vendredi"),
    gettext_noop("samedi"),
    gettext_noop("dimanche"),
)
MONTHS = (
    gettext_noop("janvier"),
    gettext_noop("février"),
    gettext_noop("mars"),
    gettext_noop("avril"),
    gettext_noop("mai"),
    gettext_noop("juin"),
    gettext_noop("juillet"),
    gettext_noop("août"),
    gettext_noop("septembre"),
    gettext_noop("octobre"),
    gettext_noop("novembre"),
    gettext_noop("décembre"),
)
NBSP = "\u00a0"
SOON = timedelta(minutes=30)
ONE_DAY = timedelta(days=1)
NAMED_DAYS = 6  # beyond, the name of the day is no longer enough
LONG_RUN = 3  # days in a row said « lundi au mercredi »
ALWAYS = gettext_noop("jour et nuit")
TO_CONFIRM = gettext_noop("à confirmer auprès du lieu")

Period = tuple[time, time]


def _(text: str) -> str:
    return str(gettext(text))


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of a week: what is open on it, on the clock of the place.

    `name` is the French name in lower case. `periods` are (start, end) in order; an end at or
    before its start is on the next morning, and (00:00, 00:00) is the whole day. `holiday` is the
    public holiday of that day, "" if none. `is_unknown` says that part of the day is undecided.
    `comment` is what the source wrote about the day, as it wrote it.
    """

    name: str
    date: date
    periods: tuple[Period, ...]
    holiday: str = ""
    is_unknown: bool = False
    comment: str = ""


def describe_state(state: OpenState, now: datetime) -> str:
    """Say a state in a few French words: « Ouvert jusqu’à 17 h 30 », « Fermé, ouvre lundi à 9 h ».

    `now` is the moment the state was asked for, aware. Never raises.
    """
    if state.is_unknown:
        return _("Horaires à confirmer")
    if state.until is None:
        return _("Ouvert tous les jours, jour et nuit") if state.is_open else _("Fermé")
    local = now.astimezone(state.until.tzinfo)
    if not state.is_open:
        return _("Fermé, ouvre %(when)s") % {"when": _say_opening(state.until, local)}
    if state.until.astimezone(UTC) - now.astimezone(UTC) < SOON:
        return _("Ferme bientôt, à %(time)s") % {"time": say_end(state.until.time())}
    return _("Ouvert %(until)s") % {"until": _say_closing(state.until, local)}


def week(hours: Hours, monday: date) -> list[DayHours]:
    """Lay out the week of `monday` (any day of it will do): always seven days, Monday first.

    A night that ends after midnight belongs to the day it began; what is open for 24 hours or more
    without a break is cut at midnight.
    """
    monday -= timedelta(days=monday.weekday())
    start = datetime.combine(monday - ONE_DAY, time(), hours.timezone)
    end = datetime.combine(monday + timedelta(days=8), time(), hours.timezone)
    slices = list(hours.slices(start, end))
    periods = [piece for period in _open_periods(slices) for piece in _by_day(*period)]
    notes = [found for found in slices if found[3] or found[2] == State.UNKNOWN]
    days = (monday + timedelta(days=number) for number in range(7))
    return [_day_hours(hours, day, periods, notes) for day in days]


def describe_week(days: Sequence[DayHours]) -> list[str]:
    """Say a week in lines, days with the same hours together.

    « Lundi au vendredi : 9 h à 12 h et 14 h à 17 h 30 », « Samedi et dimanche : fermé ». A public
    holiday stands alone under its name, because the hours of the source may forget it.
    """
    lines: dict[tuple[str, str], list[DayHours]] = {}
    for day in days:
        lines.setdefault((day.holiday, _say_day(day)), []).append(day)
    return [f"{_say_days(group)}{NBSP}: {what}" for (_holiday, what), group in lines.items()]


def say_time(moment: time) -> str:
    """Say a time of day: « 9 h », « 17 h 30 », « 0 h »."""
    parts = {"hour": moment.hour, "minute": f"{moment.minute:02d}"}
    if moment.minute:
        return _("%(hour)s\u00a0h\u00a0%(minute)s") % parts
    return _("%(hour)s\u00a0h") % parts


def say_end(moment: time) -> str:
    """Say the end of a period: as a time of day, « minuit » at 00:00."""
    return _("minuit") if moment == time() else say_time(moment)


def say_span(start: str, end: str) -> str:
    """Say two OSM times: « 9 h à 12 h 30 »; "24:00" and beyond are of the next morning."""
    moments = []
    for text in (start, end):
        hour, minute = text.split(":")
        moments.append(time(int(hour) % 24, int(minute)))
    return _say_period((moments[0], moments[1]))


def say_date(month: int, day: int) -> str:
    """Say a day of the year: « 1er août », « 24 décembre »."""
    number = _("1er") if day == 1 else str(day)
    return f"{number}{NBSP}{_(MONTHS[month - 1])}"


def join_words(words: Sequence[str]) -> str:
    """Say several things: « lundi, mardi et jeudi »."""
    if len(words) <= 1:
        return "".join(words)
    return _("%(first)s et %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _say_opening(until: datetime, now: datetime) -> str:
    days = (until.date() - now.date()).days
    words = {"day": _(DAYS[until.weekday()]), "time": say_time(until.time())}
    if days <= 0:
        return _("à %(time)s") % words
    if days == 1:
        return _("à minuit") if until.time() == time() else _("demain à %(time)s") % words
    if days <= NAMED_DAYS:
        return _("%(day)s à %(time)s") % words
    words["date"] = say_date(until.month, until.day)
    return _("le %(day)s %(date)s à %(time)s") % words


def _say_closing(until: datetime, now: datetime) -> str:
    evening = until - timedelta(minutes=1)  # midnight ends the day before
    days = (evening.date() - now.date()).days
    words = {"day": _(DAYS[evening.weekday()]), "time": say_end(until.time())}
    if days <= 0 or until.astimezone(UTC) - now.astimezone(UTC) < ONE_DAY:
        return _("jusqu’à %(time)s") % words
    if days <= NAMED_DAYS:
        return _("jusqu’à %(day)s à %(time)s") % words
    words["date"] = say_date(evening.month, evening.day)
    return _("jusqu’au %(day)s %(date)s à %(time)s") % words


def _open_periods(slices: Sequence[Slice]) -> Iterator[tuple[datetime, datetime]]:
    """Join open slices that touch."""
    begin = finish = None
    for start, end, state, _note in slices:
        if state == State.OPEN:
            begin, finish = begin or start, end
        elif begin and finish:
            yield begin, finish
            begin = None
    if begin and finish:
        yield begin, finish


def _by_day(start: datetime, end: datetime) -> Iterator[tuple[date, Period]]:
    """Give a period to its day, or to each of its days when it lasts 24 hours or more."""
    # By the wall clock: the night of a clock change makes a whole day of 23 or 25 hours.
    if end.replace(tzinfo=None) - start.replace(tzinfo=None) < ONE_DAY:
        yield start.date(), (start.time(), end.time())
        return
    cursor = start
    while cursor.date() < end.date():
        yield cursor.date(), (cursor.time(), time())
        cursor = datetime.combine(cursor.date() + ONE_DAY, time(), start.tzinfo)
    if cursor.time() < end.time():
        yield cursor.date(), (cursor.time(), end.time())


def _day_hours(
    hours: Hours,
    day: date,
    periods: Sequence[tuple[date, Period]],
    notes: Sequence[Slice],
) -> DayHours:
    there = [found for found in notes if _touches(found, day)]
    comments = dict.fromkeys(comment for *_span, comment in there if comment)
    return DayHours(
        name=DAYS[day.weekday()],
        date=day,
        periods=tuple(period for owner, period in periods if owner == day),
        holiday=public_holidays(day.year, hours.departement).get(day, ""),
        is_unknown=any(state == State.UNKNOWN for _start, _end, state, _note in there),
        comment=", ".join(comments),
    )


def _touches(found: Slice, day: date) -> bool:
    last = found[1].replace(tzinfo=None) - timedelta.resolution  # midnight is not the next day yet
    return found[0].date() <= day <= last.date()


def _say_day(day: DayHours) -> str:
    said = join_words([_say_period(period) for period in day.periods])
    if not said:
        said = _(TO_CONFIRM) if day.is_unknown else _("fermé")
    return f"{said} ({day.comment})" if day.comment else said


def _say_period(period: Period) -> str:
    start, end = period
    if start == end == time():
        return _(ALWAYS)
    return _("%(start)s à %(end)s") % {"start": say_time(start), "end": say_end(end)}


def _say_days(group: Sequence[DayHours]) -> str:
    if len(group) == len(DAYS):
        return _("Tous les jours")
    said = join_words([_say_run(run) for run in _runs(group)])
    said = said[:1].upper() + said[1:]
    if not group[0].holiday:
        return said
    day = group[0].date
    return f"{said} {say_date(day.month, day.day)}, {_(group[0].holiday)}"


def _runs(group: Sequence[DayHours]) -> list[list[DayHours]]:
    """Cut days into runs worth saying « lundi au mercredi », and single days."""
    runs: list[list[DayHours]] = []
    for day in group:
        if runs and day.date - runs[-1][-1].date == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        piece for run in runs for piece in ([run] if len(run) >= LONG_RUN else [[d] for d in run])
    ]


def _say_run(run: Sequence[DayHours]) -> str:
    if len(run) == 1:
        return _(run[0].name)
    return _("%(first)s au %(last)s") % {"first": _(run[0].name), "last": _(run[-1].name)}
