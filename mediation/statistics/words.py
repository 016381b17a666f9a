"""How numbers, months and missing values are written in French, on screens and in files."""

from datetime import date

from django.utils.formats import date_format

NOT_GIVEN = "Non renseigné"
NARROW_NBSP = "\u202f"
NBSP = "\u00a0"


def month_label(month: date) -> str:
    """« janvier 2026 »."""
    return str(date_format(month, "F Y"))


def number_text(value: float | None, decimals: int = 0) -> str:
    """« 1 234 », « 12,5 »; a dash for nothing."""
    if value is None:
        return "—"
    return f"{value:,.{decimals}f}".replace(",", NARROW_NBSP).replace(".", ",")
