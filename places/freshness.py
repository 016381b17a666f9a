"""How old what a sheet says is, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

STALE = 18  # months: beyond, calling before going there is wise
MONTHS_A_YEAR = 12
UP_TO_DATE = 1


@dataclass(frozen=True, slots=True)
class Freshness:
    """Words for the public; `is_doubtful` when a call before going there is wise."""

    words: str
    is_doubtful: bool


def months_between(start: date, end: date) -> int:
    """Whole months from one day to a later one; 0 when it is not later."""
    months = (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month
    return max(0, months - (end.day < start.day))


def freshness(checked_on: date | None, updated_on: date | None, today: date) -> Freshness | None:
    """Say the newest of the two dates; None when neither is known.

    A person's check wins over a file's date of the same day.
    """
    dates = [day for day in (checked_on, updated_on) if day]
    if not dates:
        return None
    newest = max(dates)
    months = months_between(newest, today)
    words = gettext("Vérifié %(when)s") if newest == checked_on else gettext("Mis à jour %(when)s")
    return Freshness(words % {"when": ago(months)}, months >= STALE)


def ago(months: int) -> str:
    """« ce mois-ci », « il y a 3 mois », « il y a plus d’un an », « il y a 3 ans »."""
    if months < UP_TO_DATE:
        return gettext("ce mois-ci")
    if months < MONTHS_A_YEAR:
        return gettext("il y a %(count)s mois") % {"count": months}
    years = months // MONTHS_A_YEAR
    return ngettext("il y a plus d’un an", "il y a %(count)s ans", years) % {"count": years}
