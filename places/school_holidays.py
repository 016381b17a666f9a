"""School holidays (vacances scolaires) by département, as far as they were published when written.

Source: arrêté du 7 décembre 2022 (2025-2026) and arrêté du 22 octobre 2025 (2026-2027) of the
ministry of education for zones A, B and C; arrêtés of the recteurs for Corsica and overseas. Dates
only, which belong to nobody; the ministry publishes them under Licence Ouverte 2.0.

Left out because they were not to be found: 2026-2027 for Corsica, Guadeloupe, Martinique, Guyane
and Mayotte; everything for Saint-Pierre-et-Miquelon and the Pacific. There the answer is unknown.
Each autumn: add the new year below and move the end of the span.
"""

from datetime import date

# Each line: first day, last day, both included. A holiday that begins « après la classe » of a
# Saturday counts that Saturday; of any other day, it begins on the next one.
COMMON = """
2025-10-18 2025-11-02
2025-12-20 2026-01-04
2026-05-15 2026-05-16
2026-07-04 2026-08-31
"""
COMMON_2027 = """
2026-10-17 2026-11-01
2026-12-19 2027-01-03
2027-05-07 2027-05-08
2027-07-03 2027-08-31
"""
CARNIVAL = "2026-02-07 2026-02-22\n"
PERIODS = {
    "A": f"""{COMMON}{COMMON_2027}
2026-02-07 2026-02-22
2026-04-04 2026-04-19
2027-02-13 2027-02-28
2027-04-10 2027-04-25""",
    "B": f"""{COMMON}{COMMON_2027}
2026-02-14 2026-03-01
2026-04-11 2026-04-26
2027-02-20 2027-03-07
2027-04-17 2027-05-02""",
    "C": f"""{COMMON}{COMMON_2027}
2026-02-21 2026-03-08
2026-04-18 2026-05-03
2027-02-06 2027-02-21
2027-04-03 2027-04-18""",
    "Corse": f"""{COMMON}
2025-09-01 2025-09-01
2025-09-08 2025-09-08
2026-02-14 2026-03-01
2026-04-11 2026-04-26""",
    "Guadeloupe": f"{COMMON}{CARNIVAL}2026-04-03 2026-04-19",
    "Martinique": f"{COMMON}{CARNIVAL}2026-03-28 2026-04-12",
    "Guyane": f"{COMMON}{CARNIVAL}2026-04-02 2026-04-15",
    "Réunion": """
2025-10-11 2025-10-26
2025-12-20 2026-01-20
2026-02-28 2026-03-15
2026-05-02 2026-05-17
2026-07-04 2026-08-17
2026-10-10 2026-10-25
2026-12-19 2027-01-31
2027-03-17 2027-03-29
2027-05-06 2027-05-18
2027-07-03 2027-07-31""",
    "Mayotte": """
2025-10-11 2025-10-26
2025-12-13 2026-01-11
2026-02-28 2026-03-08
2026-04-25 2026-05-10
2026-07-04 2026-08-23""",
}
SPANS = {
    "A": (date(2025, 9, 1), date(2027, 8, 31)),
    "B": (date(2025, 9, 1), date(2027, 8, 31)),
    "C": (date(2025, 9, 1), date(2027, 8, 31)),
    "Corse": (date(2025, 9, 1), date(2026, 8, 31)),
    "Guadeloupe": (date(2025, 9, 1), date(2026, 8, 31)),
    "Martinique": (date(2025, 9, 1), date(2026, 8, 31)),
    "Guyane": (date(2025, 9, 1), date(2026, 8, 31)),
    "Réunion": (date(2025, 8, 19), date(2027, 7, 31)),
    "Mayotte": (date(2025, 8, 25), date(2026, 8, 23)),
}
DEPARTEMENTS = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87"
    " 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60"
    " 61 62 67 68 72 76 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
    "Corse": "2A 2B",
    "Guadeloupe": "971 977 978",
    "Martinique": "972",
    "Guyane": "973",
    "Réunion": "974",
    "Mayotte": "976",
}
ZONES = {code: zone for zone, codes in DEPARTEMENTS.items() for code in codes.split()}


def _read(periods: str) -> tuple[tuple[date, date], ...]:
    lines = (line.split() for line in periods.splitlines() if line)
    return tuple(
        sorted((date.fromisoformat(first), date.fromisoformat(last)) for first, last in lines)
    )


HOLIDAYS = {zone: _read(periods) for zone, periods in PERIODS.items()}


def zone_of(departement: str | None) -> str | None:
    """Give the school zone of an INSEE code ("A", "B", "C", "Corse"…), None if unknown."""
    return ZONES.get((departement or "").strip().upper())


def is_school_holiday(day: date, departement: str | None) -> bool | None:
    """Say if pupils are on holiday that day in that département, or None when we do not know.

    `departement` is an INSEE code ("23", "2A", "974"). Unknown: no département, a territory
    without calendar here, or a day outside the span written above. Never raises.
    """
    zone = zone_of(departement)
    if zone is None:
        return None
    first, last = SPANS[zone]
    if not first <= day <= last:
        return None
    return any(begin <= day <= end for begin, end in HOLIDAYS[zone])
