"""A schedule in its parts, and the OSM expression that says it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEK = tuple(range(7))
LONG_RUN = 3  # days in a row written « Mo-We »
NOON = 12 * 60
MORNING_ENDS = 14 * 60  # a morning may run over lunch
EVENING_BEGINS = 17 * 60
MIDNIGHT = 24 * 60
MORNING, AFTERNOON, EVENING = range(3)
MAX_NOTE = 200


class Unread(ValueError):  # noqa: N818 — it is the answer « not understood », not a fault
    """What was written is not understood, or can be understood in two ways."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a day, in minutes since midnight, `end` after `start`."""

    start: int
    end: int

    def __str__(self) -> str:
        return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (self.start, self.end))

    def overlaps(self, other: "Span") -> bool:
        """Say if both share more than an instant."""
        return self.start < other.end and other.start < self.end

    def is_within(self, half: int) -> bool:
        """Say if it may be called a morning, an afternoon or an evening."""
        if half == MORNING:
            return self.start < NOON and self.end <= MORNING_ENDS
        return self.start >= (NOON if half == AFTERNOON else EVENING_BEGINS)


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday (0 is Monday), or its `nth` occurrences in the month (-1 the last).

    `is_ranged` remembers that it was written inside « lundi au vendredi ».
    """

    number: int
    nth: tuple[int, ...] = ()
    is_ranged: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        code = CODES[self.number]
        return f"{code}[{','.join(map(str, self.nth))}]" if self.nth else code


@dataclass(frozen=True, slots=True)
class Context:
    """When a slot holds: OSM `period` and `weeks`; `school` True in the holidays, False in term.

    `is_whole`: the text gave, under this heading, everything that is open then.
    """

    period: str = ""
    weeks: str = ""
    school: bool | None = None
    is_whole: bool = field(default=False, compare=False)

    @property
    def prefix(self) -> str:
        """Give the selectors that stand before the weekdays."""
        parts = (self.period, self.weeks, "SH" if self.school else "")
        return "".join(f"{part} " for part in parts if part)

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """Order contexts: what is said last wins, the holidays over all."""
        return self.school is True, bool(self.period), bool(self.weeks)


ALWAYS = Context()


@dataclass(frozen=True, slots=True)
class Slot:
    """What is said of one day: its spans, or a note alone; `is_unknown` when it is not sure."""

    day: Day
    spans: tuple[Span, ...] = ()
    note: str = ""
    is_unknown: bool = False
    context: Context = ALWAYS

    def without(self, half: int | None) -> "Slot | None":
        """Close the day, or a half of it; None when nothing is left."""
        if half is None:
            return None
        kept = tuple(span for span in self.spans if not span.is_within(half))
        if half == MORNING and any(span.start < NOON for span in kept):
            raise Unread("a span runs over the half that is closed")
        if half == AFTERNOON and any(span.end > MORNING_ENDS for span in kept):
            raise Unread("a span runs over the half that is closed")
        return replace(self, spans=kept) if kept else None

    def replaces(self, other: "Slot") -> bool:
        """Say if it corrects another one of its day; raise when they contradict each other."""
        if not any(mine.overlaps(its) for mine in self.spans for its in other.spans):
            return False
        if self.spans == other.spans or (other.day.is_ranged and not self.day.is_ranged):
            return True
        raise Unread("two different hours for the same day")


Program = tuple[Slot, ...]  # the slots of one day, in order


def clean_note(text: str) -> str:
    """Make a text fit to stand between the quotes of an OSM comment."""
    return " ".join(text.replace('"', "'").split())[:MAX_NOTE].strip(" ,;:.-/")


def write(slots: Iterable[Slot], offs: Sequence[str] = ()) -> str:
    """Write slots, then the selectors that are `off`, as an OSM expression; may raise Unread."""
    slots = tuple(slots)
    if not offs and all(map(_is_bare, slots)):
        spans = {slot.day.number: slot.spans for slot in slots}
        if len(spans) == len(slots):
            return _plain_week(spans)
    programs = _programs(slots)
    _settle(programs)
    rules = [rule for context, days in programs.items() for rule in _rules(context, days)]
    in_term = {
        day.number for context, days in programs.items() for day in days if _in_term(context)
    }
    others = {
        day.number for context, days in programs.items() for day in days if not context.school
    }
    if in_term:
        closing = "SH off" if in_term == others else f"SH {join_days(map(Day, in_term))} off"
        at = next((i for i, rule in enumerate(rules) if rule.startswith("SH ")), len(rules))
        rules.insert(at, closing)
    return "; ".join([*rules, *(f"{off} off" for off in dict.fromkeys(offs))])


def _is_bare(slot: Slot) -> bool:
    """Whether it is of an ordinary weekday, one stretch after another, with no word of its own."""
    if slot.note or slot.is_unknown or slot.day.nth or slot.context is not ALWAYS:
        return False
    return bool(slot.spans) and all(one.end < then.start for one, then in pairwise(slot.spans))


def _plain_week(days: Mapping[int, tuple[Span, ...]]) -> str:
    """What `_rules` would write of days that have no more than hours, in a tenth of the time."""
    alike: dict[tuple[Span, ...], list[Day]] = {}
    for day in sorted(days):
        alike.setdefault(days[day], []).append(Day(day))
    return "; ".join(f"{join_days(group)} {_times(spans)}" for spans, group in alike.items())


def join_days(days: Iterable[Day]) -> str:
    """Write weekdays the short way: « Mo-Fr », « Mo,We », « Tu[1,3] »."""
    days = sorted(days, key=lambda day: (day.number, day.nth))
    runs: list[list[Day]] = []
    for day in days:
        if runs and not day.nth and not runs[-1][-1].nth and day.number == runs[-1][-1].number + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    pieces = [
        [f"{run[0]}-{run[-1]}"] if len(run) >= LONG_RUN else [str(day) for day in run]
        for run in runs
    ]
    return ",".join(piece for group in pieces for piece in group)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Put spans in order, those that overlap or touch made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _in_term(context: Context) -> bool:
    return context.school is False


def _programs(slots: Iterable[Slot]) -> dict[Context, dict[Day, Program]]:
    """Gather the slots of each day, by context; the ordinary week comes first."""
    gathered: dict[Context, dict[Day, Program]] = {ALWAYS: {}}
    for slot in slots:
        days = gathered.setdefault(slot.context, {})
        kept = tuple(other for other in days.get(slot.day, ()) if not slot.replaces(other))
        days[slot.day] = (*kept, slot)
    return {
        context: {day: _tidy_program(program) for day, program in days.items()}
        for context, days in sorted(gathered.items(), key=lambda item: item[0].rank)
        if days
    }


@lru_cache(maxsize=16_384)  # the same hours, in many weeks
def _tidy_program(program: Program) -> Program:
    """Join the spans said in the same way; a note without hours goes to the hours of its day."""
    lone = [slot.note for slot in program if not slot.spans]
    timed = [slot for slot in program if slot.spans]
    if not timed:
        return (replace(program[0], note=", ".join(dict.fromkeys(lone)), is_unknown=True),)
    groups: dict[tuple[str, bool], list[Span]] = {}
    for slot in timed:
        note = ", ".join(dict.fromkeys(part for part in (slot.note, *lone) if part))
        groups.setdefault((note, slot.is_unknown), []).extend(slot.spans)
    tidy = [
        replace(
            timed[0],
            spans=merge(spans),
            note=note if len(groups) == 1 else _dated(note, merge(spans)),
            is_unknown=is_unknown,
        )
        for (note, is_unknown), spans in groups.items()
    ]
    return tuple(sorted(tidy, key=lambda slot: slot.spans))


def _dated(note: str, spans: Sequence[Span]) -> str:
    """Say the hours in a note that is about some hours of the day only."""
    said = " et ".join(f"{_clock(span.start)} à {_clock(span.end)}" for span in spans)
    return f"{note} de {said}" if note and not any(map(str.isdigit, note)) else note


def _clock(minutes: int) -> str:
    return f"{minutes // 60}h{minutes % 60:02}".removesuffix("00")


def _settle(programs: dict[Context, dict[Day, Program]]) -> None:
    """Let what holds sometimes meet what holds always: a later OSM rule hides an earlier one."""
    base = programs.get(ALWAYS, {})
    weekly = {day.number for day in base}
    for context, days in programs.items():
        for day, program in days.items():
            plain = base.get(Day(day.number), ())
            if (day.nth or context.weeks) and plain and program is not plain:
                days[day] = _tidy_program((*plain, *program))
        there = {day.number for day in days}
        whole = context.is_whole and there >= weekly
        if (context.period or context.school is not None) and there & weekly and not whole:
            raise Unread("two hours for the same day, and no telling how they meet")
        if context.is_whole and context.period and weekly and not whole:
            raise Unread("no telling if the days left out are closed then")


def _rules(context: Context, days: dict[Day, Program]) -> list[str]:
    groups: dict[tuple[object, ...], list[Day]] = {}
    for day in sorted(days, key=lambda day: (bool(day.nth), day.number)):
        said = tuple((slot.spans, slot.note, slot.is_unknown) for slot in days[day])
        groups.setdefault((bool(day.nth), said), []).append(day)
    return [_rule(context, group, days[group[0]]) for group in groups.values()]


def _rule(context: Context, group: Sequence[Day], program: Program) -> str:
    selector = context.prefix + join_days(group)
    return ", ".join(f"{selector} {_said(slot)}" for slot in program)


def _said(slot: Slot) -> str:
    spans = _times(slot.spans)
    note = f'"{slot.note}"' if slot.note else ""
    return " ".join(part for part in (spans, "unknown" if slot.is_unknown else "", note) if part)


@lru_cache(maxsize=16_384)
def _times(spans: tuple[Span, ...]) -> str:
    return ",".join(map(str, spans))
