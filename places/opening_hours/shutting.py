"""What French opening hours shut: « sauf mercredi », « fermé en août »."""

from collections.abc import Callable
from dataclasses import replace

from places.opening_hours.clauses import Draft, Where
from places.opening_hours.french_words import Kind
from places.opening_hours.grammar import DAY_BEGINS, GLUE, TIME_BEGINS
from places.opening_hours.schedule import Day, Unread


def read_except(draft: Draft) -> None:
    """Read « sauf mercredi », « hors vacances scolaires », « sauf mercredi : 9h-12h »."""
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


def read_closed(draft: Draft) -> None:
    """Read « fermé le lundi », « lundi : fermé », « fermé en août et les jours fériés »."""
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
