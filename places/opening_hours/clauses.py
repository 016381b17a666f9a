"""The clauses of French opening hours as they are read, and where each remark on them goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from places.opening_hours.french_tokens import Token
from places.opening_hours.french_words import Kind
from places.opening_hours.grammar import DAY_BEGINS, GLUE, TIME_BEGINS, Reader
from places.opening_hours.schedule import ALWAYS, Context, Day, Slot, Span, Unread, clean_note

HALVES = ("le matin", "l’après-midi", "le soir")
Cut = tuple[frozenset[int], int | None]  # weekdays, and the half that is closed (None: the day)


class Where(Enum):
    """The clauses that a remark is about: the last one, the next ones, all of them."""

    BACK = auto()
    FORWARD = auto()
    ALL = auto()


@dataclass(slots=True)
class Clause:
    """Days and the times that go with them, as far as they were read.

    `is_rare` after « un mardi », which then must be `is_often`: « sur deux »
    (`is_fortnightly`), « par mois ».
    """

    begin: int
    end: int
    days: tuple[Day, ...] = ()
    half: int | None = None
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    context: Context = ALWAYS
    is_rare: bool = False
    is_often: bool = False
    is_fortnightly: bool = False
    is_closed: bool = False
    is_mixed: bool = False  # only some of the days bear the half
    cuts: list[Cut] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        """Say if days were named and their times are still to come."""
        return bool(self.days) and not (self.spans or self.is_closed)

    @property
    def is_whole(self) -> bool:
        """Say if it may stand as it is."""
        return not self.is_waiting or bool(self.notes) or self.is_often

    @property
    def is_doubtful(self) -> bool:
        """Say if which weeks is not told: « un mardi sur deux » is, with « semaines paires »."""
        return self.is_often and not (self.is_fortnightly and self.context.weeks)

    def slots(self, text: str) -> Iterator[Slot]:
        """Give what is open on each day; raise Unread when something lacks."""
        if not self.days or not self.is_whole or (self.is_rare and not self.is_often):
            raise Unread("days or times lack, or « un mardi » is not « un mardi sur deux »")
        if self.is_closed:
            return
        is_unknown = self.is_doubtful or not self.spans
        for day in self.days:
            slot = Slot(day, self.spans, self._note(text), is_unknown, self.context)
            kept = _cut(slot, self.cuts)
            if kept:
                yield kept

    def _note(self, text: str) -> str:
        if self.is_doubtful:
            return clean_note(text[self.begin : self.end])
        half = () if self.spans or self.half is None else (HALVES[self.half],)
        return clean_note(", ".join((*half, *self.notes)))


def _cut(slot: Slot, cuts: list[Cut]) -> Slot | None:
    kept: Slot | None = slot
    for numbers, half in cuts:
        if kept and slot.day.number in numbers:
            kept = kept.without(half)
    return kept


class Draft:
    """A text on its way to a schedule: its tokens, its clauses so far, what is `off`."""

    def __init__(self, text: str, tokens: tuple[Token, ...], *, bare_numbers: bool = False) -> None:
        self.text = text
        self.reader = Reader(tokens, bare_numbers=bare_numbers)
        self.clauses: list[Clause] = []
        self.cuts: list[Cut] = []
        self.offs: list[str] = []
        self.notes: tuple[str, ...] = ()  # said before the clauses they are about
        self.context = ALWAYS
        self.context_is_loose = False  # no colon after it: it may hold for one clause only
        self.leads_often = self.leads_fortnightly = False
        self.is_times_first = False
        self.gap = False  # a separator was met since the last phrase
        self.lead: int | None = None  # where the article before the next phrase begins
        self.connector = ""
        self.is_booked = False
        self.phrase = 0  # the token at which the phrase being read begins

    @property
    def last(self) -> Clause | None:
        """The clause being read, None before the first one."""
        return self.clauses[-1] if self.clauses else None

    @property
    def waiting(self) -> Clause | None:
        """The last clause, if its times are still to come."""
        return self.last if self.last and self.last.is_waiting else None

    @property
    def here(self) -> int:
        """Where the phrase begins in the text, with its article."""
        return self.reader.tokens[self.reader.at].start if self.lead is None else self.lead

    def since(self, begin: int) -> str:
        """Give the text from `begin` to the end of the last token read."""
        return self.text[begin : self.reader.tokens[self.reader.at - 1].end]

    def begin(self, begin: int, days: tuple[Day, ...], **said: Any) -> Clause:
        """Begin a clause, under what was said before it."""
        if self.last and not self.last.is_whole:
            raise Unread("days without times")
        if self.context_is_loose and any(clause.context == self.context for clause in self.clauses):
            raise Unread("no telling where « semaines paires » ends")
        clause = Clause(begin, begin, days, notes=self.notes, context=self.context, **said)
        clause.is_often, clause.is_fortnightly = self.leads_often, self.leads_fortnightly
        self.leads_often = self.leads_fortnightly = False
        self.clauses.append(clause)
        self.extend(clause)
        return clause

    def extend(self, clause: Clause) -> None:
        """Make the clause run up to here in the text."""
        clause.end = self.reader.tokens[self.reader.at - 1].end

    def direction(self) -> Where:
        """Tell which clauses the phrase just read is about, from what surrounds it."""
        following = self.reader.next_kind(GLUE)
        if not self.clauses:
            return Where.FORWARD
        if self.waiting:
            return Where.BACK
        if following is Kind.COLON or (self.gap and following in (*DAY_BEGINS, *TIME_BEGINS)):
            return Where.FORWARD
        return Where.ALL if self.gap and self.is_over and len(self.clauses) > 1 else Where.BACK

    @property
    def is_over(self) -> bool:
        """Say if nothing is left but stops."""
        return self.reader.next_kind((Kind.STOP, Kind.CLOSE)) is None

    def note(self, text: str, where: Where) -> None:
        """Put a note where it belongs."""
        if where is Where.FORWARD or not self.last:
            self.notes = (*self.notes, text) if not self.clauses else (text,)
        for clause in self.clauses if where is Where.ALL else self.clauses[-1:]:
            if where is Where.BACK or (where is Where.ALL and not clause.notes):
                clause.notes = (*clause.notes, text)
                self.extend(clause)

    def hold(self, **change: Any) -> None:
        """Say when clauses hold: a period, even weeks, the school holidays."""
        where = self.direction()
        if self.connector and where is not Where.FORWARD:
            raise Unread("« et pendant les vacances »: does it add, or restrict?")
        if where is Where.FORWARD:
            self.context = Context(**change, is_whole=True)
            self.context_is_loose = self.reader.kind() is not Kind.COLON
            return
        is_only = len(self.clauses) == 1 or not self.is_over
        if "weeks" in change and all(clause.context.weeks for clause in self.clauses[:-1]):
            where, is_only = Where.BACK, True  # the others have their weeks already
        if where is Where.ALL or not self.last or not (self.last.is_waiting or is_only):
            raise Unread("no telling which clauses this holds for")
        self.last.context = replace(self.last.context, **change)
        self.extend(self.last)

    def step(self, kind: Kind) -> None:
        """Step over what stands between two phrases: a separator, « et », an article."""
        start = self.reader.take().start
        if kind is Kind.AND:
            self.connector = self.since(start)
        elif kind in GLUE:
            self.lead = start if self.lead is None else self.lead
            return
        elif kind is not Kind.COLON:
            self.gap = True
        self.lead = None

    def settle(self) -> None:
        """Forget what stood before the phrase just read."""
        self.gap, self.connector, self.lead = False, "", None

    def slots(self) -> list[Slot]:
        """Give the slots of all the clauses; raise Unread when one of them lacks something."""
        for clause in self.clauses:
            clause.cuts += self.cuts
        for shut in self.clauses:
            if shut.is_closed:
                self._close(shut)
        return [slot for clause in self.clauses for slot in clause.slots(self.text)]

    def _close(self, shut: Clause) -> None:
        """« Du lundi au vendredi 9h-18h (mercredi fermé) »: take the days from the others."""
        numbers = frozenset(day.number for day in shut.days)
        for clause in self.clauses:
            own = {day.number for day in clause.days}
            if clause.is_closed or clause.context != shut.context or own.isdisjoint(numbers):
                continue
            if shut.is_mixed or any(day.nth for day in shut.days):
                raise Unread("which of these days are shut, and for how long?")
            if not own <= numbers:  # else it says of the same days that they are open
                clause.cuts.append((numbers, shut.half))
