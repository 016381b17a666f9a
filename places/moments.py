"""The moments that people ask of opening hours: this evening, Saturday; on a place's own clock."""

from datetime import datetime, time, timedelta

EVENING = time(18)
SATURDAY = 5
Span = tuple[datetime, datetime]


def this_evening(now: datetime) -> Span:
    """From six o'clock, or from now when it is later, to midnight (naive, as `now` is)."""
    midnight = datetime.combine(now + timedelta(days=1), time())
    return max(now, datetime.combine(now, EVENING)), midnight


def next_saturday(now: datetime) -> Span:
    """The whole of the coming Saturday; today when it is one (naive, as `now` is)."""
    start = datetime.combine(now + timedelta(days=(SATURDAY - now.weekday()) % 7), time())
    return start, start + timedelta(days=1)
