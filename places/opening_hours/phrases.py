"""What each phrase of French opening hours does to the draft of a schedule."""

from collections.abc import Callable
from dataclasses import replace

from places.opening_hours.clauses import Draft, Where
from places.opening_hours.comments import is_harmless
from places.opening_hours.french_words import Kind
from places.opening_hours.grammar import DAY_BEGINS, GLUE, TIME_BEGINS
from places.opening_hours.schedule import MIDNIGHT, Day, Span, Unread

SEPARATORS = (Kind.COMMA, Kind.SLASH, Kind.DASH, Kind.STOP, Kind.CLOSE)
WORDS = (Kind.WORD, Kind.LABEL, Kind.ARTICLE, Kind.TO, Kind.AND, Kind.PLURAL, Kind.COUNT)
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
    group = draft.reader.days()
    if last and last.spans and not last.days:
        if group.half is not None and not all(s.is_within(group.half) for s in last.spans):
            raise Unread("these hours are not in that half of the day")
        last.days, last.is_rare = group.days, group.is_rare
        draft.extend(last)
        return
    draft.begin(begin, group.days, half=group.half, is_rare=group.is_rare)


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


def _except(draft: Draft) -> None:
    draft.reader.take()
    if draft.reader.next_kind(GLUE) is Kind.TERM:
        draft.reader.skip(GLUE)
        draft.reader.take()
        draft.hold(school=True)
        return
    _shut(draft, _except_days, _only_in_term)


def _only_in_term(draft: Draft) -> None:
    is_plain = not any(clause.context.school for clause in draft.clauses)
    if draft.direction() is not Where.ALL or not is_plain:
        draft.hold(school=False)
        return
    for clause in draft.clauses:
        clause.context = replace(clause.context, school=False)


def _except_days(draft: Draft, *, is_plural: bool) -> None:
    begin, waiting = draft.here, draft.waiting
    days, half = _shut_days(draft, is_plural=is_plural)
    if not draft.clauses:
        raise Unread("except from what?")
    for clause in draft.clauses:
        clause.cuts.append((_numbers(days), half))
    if draft.reader.next_kind((*GLUE, Kind.COLON)) in TIME_BEGINS and waiting is None:
        draft.begin(begin, days, half=half)  # « sauf mercredi : 9h-12h »


def _closed(draft: Draft) -> None:
    begin = draft.here
    draft.reader.take()
    waiting = draft.waiting
    following = draft.reader.next_kind(GLUE)
    if waiting and not waiting.notes and following is Kind.HALF:
        draft.reader.skip(GLUE)
        waiting.cuts.append((_numbers(waiting.days), draft.reader.take().value[0]))
    elif waiting and not waiting.notes:
        waiting.is_closed = True
    elif following in (None, Kind.STOP) and draft.context.school:
        draft.offs.append("SH")
    else:
        _shut(draft, _close_days, lambda it: it.offs.append("SH"))
        if draft.reader.next_kind((*GLUE, Kind.COLON)) in TIME_BEGINS:
            raise Unread(f"closed at these hours, not open: {draft.since(begin)}")


def _close_days(draft: Draft, *, is_plural: bool) -> None:
    days, half = _shut_days(draft, is_plural=is_plural)
    if draft.context.is_whole:
        raise Unread("closed on these days, but under that heading only?")
    draft.cuts.append((_numbers(days), half))


def _shut_days(draft: Draft, *, is_plural: bool) -> tuple[tuple[Day, ...], int | None]:
    """Read the days that are shut; a half alone is that of the days of the last clause."""
    if draft.reader.kind() is Kind.HALF:
        if not draft.last or not draft.last.days:
            raise Unread("the morning of which day?")
        return draft.last.days, draft.reader.take().value[0]
    group = draft.reader.days()
    if group.is_rare or (group.is_mixed and not is_plural):
        raise Unread("which of these days lose which half?")
    counted = [day for day in group.days if day.nth]
    draft.offs += [str(day) for day in counted]
    if counted and group.half is not None:
        raise Unread("a half of a counted day")
    return tuple(day for day in group.days if not day.nth), group.half


def _shut(
    draft: Draft, shut_days: Callable[..., None], shut_holidays: Callable[[Draft], None]
) -> None:
    """Walk along what is excepted or closed: days, holidays, months."""
    reader = draft.reader
    while True:
        is_plural = Kind.PLURAL in reader.skip((Kind.PLURAL, Kind.DURING))
        if reader.is_period():
            draft.offs.append(reader.period())
        else:
            is_plural = Kind.PLURAL in reader.skip((*GLUE, Kind.DURING)) or is_plural
            kind = reader.kind()
            if kind is Kind.PUBLIC_HOLIDAYS:
                reader.take()
                draft.offs.append("PH")
            elif kind is Kind.HOLIDAYS:
                reader.take()
                shut_holidays(draft)
            elif kind in DAY_BEGINS or kind is Kind.HALF:
                shut_days(draft, is_plural=is_plural)
            else:
                raise Unread("closed when?")
        mark = reader.at
        reader.skip((Kind.AND, Kind.COMMA, *GLUE))
        if reader.kind() not in (Kind.HOLIDAYS, Kind.PUBLIC_HOLIDAYS):
            reader.at = mark
            return


def _numbers(days: tuple[Day, ...]) -> frozenset[int]:
    return frozenset(day.number for day in days)


def _often(draft: Draft) -> None:
    draft.reader.take()
    where = draft.direction()
    if where is Where.FORWARD:
        draft.leads_often = True
    elif where is Where.BACK and draft.last:
        draft.last.is_often = True
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
    Kind.EXCEPT: _except,
    Kind.CLOSED: _closed,
    Kind.OFTEN: _often,
    Kind.BOOKING: _booking,
    Kind.WORD: _words,
    Kind.LABEL: _words,
    Kind.OPEN: _parenthesis,
}
