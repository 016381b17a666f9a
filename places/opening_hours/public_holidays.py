"""French public holidays (jours fériés), national and local, by département."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import gettext_noop as _

FIRST_YEAR = 1583  # of the Gregorian Easter
FIXED = (
    (1, 1, _("Jour de l’an")),
    (5, 1, _("Fête du Travail")),
    (5, 8, _("Victoire de 1945")),
    (7, 14, _("Fête nationale")),
    (8, 15, _("Assomption")),
    (11, 1, _("Toussaint")),
    (11, 11, _("Armistice de 1918")),
    (12, 25, _("Noël")),
)
AFTER_EASTER = ((1, _("Lundi de Pâques")), (39, _("Ascension")), (50, _("Lundi de Pentecôte")))
GOOD_FRIDAY = _("Vendredi saint")
# In Alsace-Moselle Good Friday is a holiday in communes with a Protestant church: nearly all of
# them, and we do not know which are not.
WITH_GOOD_FRIDAY = frozenset({"57", "67", "68", "987"})

ABOLITION = _("Abolition de l’esclavage")
SAINT_STEPHEN = (12, 26, _("Saint-Étienne"))
LOCAL = {
    "57": (SAINT_STEPHEN,),
    "67": (SAINT_STEPHEN,),
    "68": (SAINT_STEPHEN,),
    "971": ((5, 27, ABOLITION),),
    "972": ((5, 22, ABOLITION),),
    "973": ((6, 10, ABOLITION),),
    "974": ((12, 20, ABOLITION),),
    "976": ((4, 27, ABOLITION),),
    "977": ((10, 9, ABOLITION),),
    "978": ((5, 28, ABOLITION),),
    "986": ((4, 28, _("Saint Pierre Chanel")), (7, 29, _("Fête du Territoire"))),
    "987": ((3, 5, _("Arrivée de l’Évangile")), (11, 20, _("Matari’i"))),
    "988": ((9, 24, _("Fête de la citoyenneté")),),
}


def public_holidays(year: int, departement: str | None = None) -> dict[date, str]:
    """List the public holidays of a year, as {day: French name} in the order of the calendar.

    `year` is from 1583 to 9999 (ValueError elsewhere), `departement` an INSEE code ("67", "971") or
    None for the national list. Two holidays on one day share it: « Fête du Travail et Ascension ».
    Source: code du travail, L. 3133-1, L. 3134-13 (Alsace-Moselle), L. 3422-2 (abolition of
    slavery), and the labour codes of Polynesia (as it stands since 2025), New Caledonia and Wallis.
    """
    return dict(_holidays(year, (departement or "").strip()))


def is_public_holiday(day: date, departement: str | None = None) -> bool:
    """Say if `day` is a public holiday in that département (INSEE code, None: national)."""
    return day.year >= FIRST_YEAR and day in _holidays(day.year, (departement or "").strip())


@lru_cache(maxsize=512)
def _holidays(year: int, departement: str) -> Mapping[date, str]:
    easter = _easter(year)
    found = [(date(year, month, day), name) for month, day, name in FIXED]
    found += [(easter + timedelta(days=days), name) for days, name in AFTER_EASTER]
    found += [(date(year, month, day), name) for month, day, name in LOCAL.get(departement, ())]
    if departement in WITH_GOOD_FRIDAY:
        found.append((easter - timedelta(days=2), GOOD_FRIDAY))
    names: dict[date, str] = {}
    for day, name in sorted(found):
        names[day] = f"{names[day]} et {name}" if day in names else name
    return MappingProxyType(names)


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus of Butcher and Meeus."""
    if year < FIRST_YEAR:
        raise ValueError("Le calendrier grégorien commence en 1583.")
    golden = year % 19
    century, years = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (years // 4) - epact - years % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
