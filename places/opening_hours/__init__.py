"""Opening hours: OSM strings read, asked if they are open, and said in plain French."""

from places.opening_hours.ahead import DatedHours, days_apart
from places.opening_hours.closings import ClosedDays, closed_on, state_around, week_around
from places.opening_hours.explaining import SaidHours, explain, say_hours, usual_week
from places.opening_hours.hours import (
    HORIZON,
    MAX_LENGTH,
    Hours,
    InvalidHours,
    OpenState,
    is_open_at,
    opens_within,
    parse,
)
from places.opening_hours.linting import Remark, lint
from places.opening_hours.local_time import timezone_of
from places.opening_hours.public_holidays import public_holidays
from places.opening_hours.understanding import Understanding, understand
from places.opening_hours.wording import (
    DayHours,
    describe_state,
    describe_week,
    say_date,
    say_time,
    week,
)

__all__ = [
    "HORIZON",
    "MAX_LENGTH",
    "ClosedDays",
    "DatedHours",
    "DayHours",
    "Hours",
    "InvalidHours",
    "OpenState",
    "Remark",
    "SaidHours",
    "Understanding",
    "closed_on",
    "days_apart",
    "describe_state",
    "describe_week",
    "explain",
    "is_open_at",
    "lint",
    "opens_within",
    "parse",
    "public_holidays",
    "say_date",
    "say_hours",
    "say_time",
    "state_around",
    "timezone_of",
    "understand",
    "usual_week",
    "week",
    "week_around",
]
