"""Propose how hours are made from columns that lay out a week: times a day, or crosses."""

from collections.abc import Iterable, Mapping

from places.mapping.crosses import crosses_in
from places.mapping.profiles import Profile
from places.mapping.rules import Rule, Week, by_day
from places.opening_hours import weekly

_MOST = 0.5


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
