"""The clock of each département."""

from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

# Source: IANA time zone database, file zone1970.tab.
OVERSEAS = {
    "971": ZoneInfo("America/Guadeloupe"),
    "972": ZoneInfo("America/Martinique"),
    "973": ZoneInfo("America/Cayenne"),
    "974": ZoneInfo("Indian/Reunion"),
    "975": ZoneInfo("America/Miquelon"),
    "976": ZoneInfo("Indian/Mayotte"),
    "977": ZoneInfo("America/St_Barthelemy"),
    "978": ZoneInfo("America/Marigot"),
    "986": ZoneInfo("Pacific/Wallis"),
    # The archipelagos of Polynesia have three clocks; nearly everybody lives by that of Tahiti.
    "987": ZoneInfo("Pacific/Tahiti"),
    "988": ZoneInfo("Pacific/Noumea"),
}


def timezone_of(departement: str | None) -> ZoneInfo:
    """Give the time zone of a département or overseas territory.

    `departement` is its code as INSEE writes it ("23", "2A", "971"), or None when unknown.
    Anything that is not overseas lives by Europe/Paris; never raises.
    """
    return OVERSEAS.get((departement or "").strip(), PARIS)
