"""What each phrase of French opening hours does to the draft of a schedule."""

import re
from collections.abc import Callable
from dataclasses import replace

from places.opening_hours.clauses import Clause, Draft, Where
from places.opening_hours.comments import is_harmless
from places.opening_hours.french_words import Kind
from places.opening_hours.grammar import DAY_BEGINS, GLUE, TIME_BEGINS
from places.opening_hours.schedule import MIDNIGHT, Span, Unread
from places.opening_hours.shutting import read_closed, read_except

SEPARATORS = (Kind.COMMA, Kind.SLASH, Kind.DASH, Kind.STOP, Kind.CLOSE)
WORDS = (Kind.WORD, Kind.LABEL, Kind.ARTICLE, Kind.TO, Kind.AND, Kind.PLURAL, Kind.COUNT)
FORTNIGHT = re.compile(r"\b(?:sur|les) (?:deux|2)\b(?! mois)|\b(?:quinze|15) jours")
PARITIES = ("week 02-53/2", "week 01-53/2")


def read_phrase(draft: Draft, kind: Kind) -> None:
    """Read the phrase that stands at the cursor; raise Unread when there is none."""
    if draft.reader.is_period():
        _period(draft)
    elif kind in DAY_BEGINS:
        _days(draft)
    elif kind in HANDLERS:
        HANDLERS[kind](draft)
    else:
        raise Unread(f"nothing reads {kind}")


def _days(draft: Draft) -> None:
    begin, last = draft.here, draft.last
    if last and draft.reader.is_open() and (ranks := draft.reader.ranks_alone()):
        _count(draft, last, ranks)
        return
    group = draft.reader.days()
    if last and last.spans and not last.days:
        if group.half is not None and not all(s.is_within(group.half) for s in last.spans):
            raise Unread("these hours are not in that half of the day")
        last.days, last.is_rare = group.days, group.is_rare
        draft.extend(last)
        return
    said = {"half": group.half, "is_rare": group.is_rare, "is_mixed": group.is_mixed}
    draft.begin(begin, group.days, **said)


def _count(draft: Draft, clause: Clause, ranks: tuple[int, ...]) -> None:
    """Read « mardi 9h-12h (1er et 3e du mois) »: only some of these days."""
    if len(clause.days) != 1 or clause.days[0].nth:
        raise Unread("which of these days are counted in the month?")
    clause.days = (replace(clause.days[0], nth=ranks),)
    draft.extend(clause)


def _times(draft: Draft) -> None:
    begin, last, waiting = draft.here, draft.last, draft.waiting
    spans = _spans(draft, waiting.half if waiting else None)
    if not spans:
        raise Unread("times that cannot be read")
    if waiting is None:
        draft.is_times_first = draft.is_times_first or last is None
        days = () if draft.is_times_first or last is None else last.days
        waiting = draft.begin(begin, days)
    waiting.spans = tuple(spans)
    draft.extend(waiting)


def _spans(draft: Draft, half: int | None) -> list[Span]:
    if draft.reader.kind() is not Kind.ALWAYS:
        return draft.reader.times(half)
    draft.reader.take()
    return [Span(0, MIDNIGHT)]


def _half(draft: Draft) -> None:
    """Read « l’après-midi sur rendez-vous », or the label of times."""
    mark, begin = draft.reader.at, draft.here
    draft.reader.take()
    draft.reader.skip((Kind.COLON, Kind.COMMA))
    if draft.reader.kind() is Kind.BOOKING and draft.last:
        draft.reader.take()
        draft.note(draft.since(begin), Where.BACK)
    else:
        draft.reader.at = mark
        _times(draft)


def _period(draft: Draft) -> None:
    period = draft.reader.period()
    if " " in period and "-" not in period:
        raise Unread("a single date comes once, not every year")
    draft.hold(period=period)


def _holidays(draft: Draft) -> None:
    draft.reader.take()
    if draft.reader.kind() is not Kind.COLON:
        raise Unread("« vacances scolaires » without a word that says how")
    draft.hold(school=True)


def _term(draft: Draft) -> None:
    draft.reader.take()
    draft.hold(school=False)


def _parity(draft: Draft) -> None:
    draft.hold(weeks=PARITIES[draft.reader.take().value[0]])


def _during(draft: Draft) -> None:
    draft.reader.take()
    draft.reader.skip(GLUE)
    kind = draft.reader.kind()
    if kind is Kind.HOLIDAYS:
        draft.reader.take()
        draft.hold(school=True)
    elif kind in (Kind.TERM, Kind.PARITY, Kind.MONTH):
        read_phrase(draft, kind)
    else:
        raise Unread("during what?")


def _often(draft: Draft) -> None:
    begin = draft.reader.take().start
    is_fortnightly = bool(FORTNIGHT.search(draft.since(begin).casefold()))
    where = draft.direction()
    if where is Where.FORWARD:
        draft.leads_often, draft.leads_fortnightly = True, is_fortnightly
    elif where is Where.BACK and draft.last:
        draft.last.is_often, draft.last.is_fortnightly = True, is_fortnightly
        draft.extend(draft.last)
    else:
        raise Unread("no telling which clause comes once a month")


def _booking(draft: Draft) -> None:
    begin = draft.here
    draft.reader.take()
    mark = draft.reader.at
    draft.reader.skip((Kind.COLON, *GLUE))
    if draft.reader.kind() is Kind.HALF and draft.reader.kind(1) not in (*TIME_BEGINS, Kind.COLON):
        draft.reader.take()  # « sur rendez-vous : après-midi »
    else:
        draft.reader.at = mark
    note = " ".join(part for part in (draft.connector, draft.since(begin)) if part)
    draft.is_booked = True
    draft.note(note, draft.direction())


def _by_phone(draft: Draft) -> None:
    """Keep « accueil téléphonique : 9h-16h », which opens no door, as a comment to the end."""
    begin, reader = draft.here, draft.reader
    is_after = draft.last is not None and draft.last.is_whole and (draft.gap or draft.connector)
    reader.take()
    if not is_after or reader.next_kind((*GLUE, Kind.COLON)) not in (*DAY_BEGINS, *TIME_BEGINS):
        raise Unread("these hours may be those of the telephone only")
    while reader.kind() is not None:
        if reader.take().kind is Kind.LABEL:
            raise Unread("are these hours by phone again, or at the door?")
    draft.note(draft.since(begin), Where.ALL)


def _words(draft: Draft) -> None:
    """Read words that are no hours: a heading is dropped, a harmless comment is kept."""
    begin, reader = draft.here, draft.reader
    kinds = set()
    while reader.kind() in WORDS or (reader.kind() in SEPARATORS and _only_words(draft)):
        kinds.add(reader.take().kind)
    if Kind.WORD not in kinds and _is_heading(draft):
        return
    words = draft.since(begin)
    if not is_harmless(words) or (draft.clauses and not draft.is_over):
        raise Unread("words that may mean something")
    draft.note(words, draft.direction())


def _only_words(draft: Draft) -> bool:
    """Say if words go on after a separator."""
    return bool(draft.clauses) and draft.reader.kind(1) in WORDS


def _is_heading(draft: Draft) -> bool:
    following = draft.reader.kind()
    return not draft.clauses or following in (*DAY_BEGINS, *TIME_BEGINS, Kind.COLON)


def _parenthesis(draft: Draft) -> None:
    """Keep a comment in brackets; brackets around anything else are mere stops."""
    begin, reader = draft.here, draft.reader
    mark = reader.at
    reader.take()
    while reader.kind() not in (None, Kind.CLOSE, Kind.OPEN):
        reader.take()
    words = draft.since(begin)[1:]
    is_comment = reader.kind() is Kind.CLOSE and is_harmless(words) and draft.last is not None
    if is_comment:
        reader.take()
        draft.note(words, Where.BACK)
    else:
        reader.at = mark + 1


HANDLERS: dict[Kind, Callable[[Draft], None]] = {
    **dict.fromkeys(TIME_BEGINS, _times),
    Kind.HALF: _half,
    Kind.HOLIDAYS: _holidays,
    Kind.TERM: _term,
    Kind.PARITY: _parity,
    Kind.DURING: _during,
    Kind.EXCEPT: read_except,
    Kind.CLOSED: read_closed,
    Kind.OFTEN: _often,
    Kind.BOOKING: _booking,
    Kind.BY_PHONE: _by_phone,
    Kind.WORD: _words,
    Kind.LABEL: _words,
    Kind.OPEN: _parenthesis,
}
