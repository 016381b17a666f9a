"""Propose how hours are made from columns that lay out a week: times a day, or crosses."""

from collections.abc import Iterable, Mapping, Sequence

from places.mapping.crosses import crosses_in
from places.mapping.fitting import Fit
from places.mapping.profiles import Profile
from places.mapping.rules import Column, Join, Rule, Week, by_day
from places.opening_hours import weekly
from places.standard.head_words import words_of

_MOST, _FEW = 0.5, 0.1
_ENDS = weekly.OPENS | weekly.CLOSES


def week_in(
    headers: Iterable[str], profiles: Mapping[str, Profile]
) -> tuple[Rule, float, str] | None:
    """The rule, how surely (0 to 1) and why; columns of times come before those of crosses.

    Args:
        headers: of the file, in its order.
        profiles: what each looks like.
    """
    crossed: tuple[Rule, float, str] | None = None
    for names in weekly.looks_weekly(headers):
        ticks = crosses_in(names, profiles)
        if ticks:
            reason = f"{len(ticks.days)} jours de la semaine cochés en colonnes"
            crossed = crossed or (ticks, 0.85, reason)
        elif any(profiles[name].share("clock") > _MOST for name in names):
            days = by_day(names)
            return Week(days), 0.9, f"{len(days)} jours de la semaine en colonnes"
    return crossed


def days_and_times(fits: Sequence[Fit], profiles: Mapping[str, Profile]) -> tuple[Rule, float, str]:
    """The surest column of hours, or those of times after that of days: « Jours », « Heures ».

    Times of the morning and of the afternoon, or of opening and of closing, go together: hours
    are never read by half.
    """
    told = [fit for fit in fits if profiles[fit.header].filled]
    told = [fit for fit in told if fit.is_headed or _is_part(fit.header)]
    days = next((f for f in told if profiles[f.header].share("clock") < _FEW), None)
    times = [f for f in told if f is not days and profiles[f.header].share("day") < _FEW]
    parts = [name for name in profiles if name in {f.header for f in times if _is_part(f.header)}]
    if not times or (days is None and len(parts) < 2):  # noqa: PLR2004
        return Column(fits[0].header), fits[0].score, fits[0].reason
    headers = parts if len(parts) > 1 else [times[0].header]
    if days is None:
        return Join(tuple(headers)), times[0].score, times[0].reason
    reason = f"{times[0].reason}, précédé de «\u00a0{days.header}\u00a0»"
    return Join((days.header, *headers)), times[0].score, reason


def _is_part(header: str) -> bool:
    """Whether a column of times holds those of half a day, or one end of them."""
    return bool(weekly.halves_named(header) or set(words_of(header)) & _ENDS)
